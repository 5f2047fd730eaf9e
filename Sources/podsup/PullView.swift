import Podman
import Supervisor

/// What is known of a pull, as lines for people. Numbers are Podman's; where it says none, none is shown.
struct PullView {
    private struct Layer {
        var name: String
        var state: PullStep.State
        /// Since when it is being loaded, in seconds.
        var since: Double
        /// Bytes there were at that time: of a layer that is resumed.
        var first: Int64
    }
    private var layers: [Layer] = []

    /// - Parameter now: seconds of any clock that only goes forward.
    mutating func take(_ step: PullStep, now: Double) {
        if let index = layers.firstIndex(where: { $0.name == step.layer }) {
            if case .waiting = layers[index].state { layers[index].since = now }
            layers[index].state = step.state
        } else {
            var first: Int64 = 0
            if case .loading(let count, _) = step.state { first = count }
            layers.append(Layer(name: step.layer, state: step.state, since: now, first: first))
        }
    }

    /// A line for each layer.
    func lines(now: Double) -> [String] { layers.map { "  \($0.name)  \(text($0, now: now))" } }

    private func text(_ layer: Layer, now: Double) -> String {
        switch layer.state {
        case .waiting: return "waiting"
        case .present: return "is there"
        case .done: return "loaded"
        case .loading(let count, let total):
            let rate = now - layer.since >= 1 ? Double(count - layer.first) / (now - layer.since) : 0
            let speed = rate > 0 ? "  \(sizeText(Int64(rate)))/s" : ""
            guard total > 0 else { return "\(sizeText(count))\(speed)" }
            let rest = rate > 0 ? "  \(Int64(Double(max(0, total - count)) / rate) + 1) s left" : ""
            return
                "\(sizeText(count)) of \(sizeText(total))  \(count * 100 / total) %\(speed)\(count < total ? rest : "")"
        }
    }

    /// All layers in one line.
    var summary: String {
        let ready = layers.filter { $0.state == .done || $0.state == .present }.count
        var (count, total, isKnown) = (Int64(0), Int64(0), true)
        for case .loading(let now, let all) in layers.map(\.state) {
            count += now
            if all < 0 { isKnown = false } else { total += all }
        }
        let loading =
            count == 0
            ? ""
            : isKnown ? ", loading \(sizeText(count)) of \(sizeText(total))" : ", \(sizeText(count)) loaded"
        return "\(ready) of \(layers.count) layers\(loading)"
    }

    var isEmpty: Bool { layers.isEmpty }
}
