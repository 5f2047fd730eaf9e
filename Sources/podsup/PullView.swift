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

    /// A line for each layer; where there are more than `height`, for each that is being loaded, and one for all.
    ///
    /// - Parameter width: lines that would be longer leave out how much of how much.
    func lines(now: Double, width: Int = .max, height: Int = .max) -> [String] {
        func line(_ layer: Layer) -> String {
            let lead = "  \(layer.name)  "
            let whole = lead + text(layer, now: now)
            return whole.count <= width ? whole : lead + text(layer, now: now, isShort: true)
        }
        guard layers.count > height else { return layers.map(line) }
        let busy = layers.filter { if case .loading = $0.state { true } else { false } }
        return busy.prefix(max(0, height - 1)).map(line) + ["  \(summary)"]
    }

    private func text(_ layer: Layer, now: Double, isShort: Bool = false) -> String {
        switch layer.state {
        case .waiting: return "waiting"
        case .present: return "is there"
        case .done: return "loaded"
        case .loading(let count, let total):
            let rate = now - layer.since >= 1 ? Double(count - layer.first) / (now - layer.since) : 0
            let speed = rate > 0 ? ["\(sizeText(Int64(rate)))/s"] : []
            guard total > 0 else { return ([sizeText(count)] + speed).joined(separator: "  ") }
            let share = "\(count * 100 / total) %"
            let rest =
                rate > 0 && count < total
                ? ["\(Int64(Double(total - count) / rate) + 1) s\(isShort ? "" : " left")"] : []
            let size = isShort ? [] : ["\(sizeText(count)) of \(sizeText(total))"]
            return (size + [share] + speed + rest).joined(separator: "  ")
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
