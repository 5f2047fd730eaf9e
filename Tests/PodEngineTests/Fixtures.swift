import PodSpec
import Testing

@testable import PodEngine

/// Ten hours after boot, on a round date.
let epoch = Now(seconds: 0)

extension Now {
    /// A moment this long after ``epoch``.
    init(seconds: Double) {
        self.init(
            instant: Instant(sinceBoot: .seconds(36_000) + .seconds(seconds)),
            wall: WallTime(nanoseconds: 1_700_000_000_000_000_000 + Int64(seconds * 1e9)))
    }
}

extension Pod {
    /// A pod of main containers with nothing special.
    static func of(_ names: String..., policy: RestartPolicy = .always) -> Pod {
        var pod = Pod(name: "site")
        pod.restartPolicy = policy
        pod.containers = names.map { Container(name: $0, image: "img-\($0)") }
        return pod
    }

    func with(_ change: (inout Pod) -> Void) -> Pod {
        var pod = self
        change(&pod)
        return pod
    }
}

extension Container {
    static func sidecar(_ name: String) -> Container {
        var container = Container(name: name, image: "img-\(name)")
        container.restartPolicy = .always
        return container
    }

    static func plainInit(_ name: String) -> Container { Container(name: name, image: "img-\(name)") }
}

extension Probe {
    static func tcp(_ change: (inout Probe) -> Void = { _ in }) -> Probe {
        var probe = Probe(.tcpSocket(port: .number(80), host: nil))
        change(&probe)
        return probe
    }
}

extension [PodAction] {
    /// Without the reports.
    var work: [PodAction] {
        filter { if case .report = $0 { false } else { true } }
    }

    var reports: [PodReport] {
        compactMap { if case .report(let report) = $0 { report } else { nil } }
    }

    var reasons: [String] { reports.map(\.reason) }
}

extension ContainerStatus.State {
    var waitingReason: String? { if case .waiting(let reason, _) = self { reason } else { nil } }
    var termination: ContainerStatus.Termination? {
        if case .terminated(let termination) = self { termination } else { nil }
    }
    var isRunning: Bool { if case .running = self { true } else { false } }
}
