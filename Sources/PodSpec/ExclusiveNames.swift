/// What only one pod or container of an app can have: names in Podman, and ports of the machine.
struct ExclusiveNames {
    /// Podman's names: pods and containers share them.
    private var names: [String: (what: String, place: Place)] = [:]
    /// The machine's ports by number and protocol, and within these by address.
    private var hostPorts: [HostPort: [String: Place]] = [:]

    private struct HostPort: Hashable {
        var number: UInt16
        var transport: ContainerPort.TransportProtocol
    }

    /// - Parameter place: where the name of the pod's object stands.
    mutating func claim(pod: String, _ claims: Claims, at place: Place, _ report: Report) {
        claim(pod, for: "the pod '\(pod)'", at: place, report)
        for (container, place) in claims.containers {
            claim(
                "\(pod)-\(container)", for: "the container '\(container)' of the pod '\(pod)'", at: place,
                report)
        }
        for (port, place) in claims.hostPorts { claim(port, at: place, report) }
    }

    private mutating func claim(_ name: String, for what: String, at place: Place, _ report: Report) {
        guard let other = names.updateValue((what, place), forKey: name) else { return }
        report.problem(
            .duplicate, at: place, "\(what) would be named '\(name)' in Podman, like \(other.what)",
            "rename one of them")
    }

    mutating func claim(_ port: ContainerPort, at place: Place, _ report: Report) {
        guard let number = port.hostPort else { return }
        let key = HostPort(number: number, transport: port.transport)
        let everywhere = "*"
        let address = port.hostIP.map { ["0.0.0.0", "::"].contains($0) ? everywhere : $0 } ?? everywhere
        let taken = hostPorts[key, default: [:]]
        let other =
            taken[everywhere] ?? (address == everywhere ? taken.values.min { $0 < $1 } : taken[address])
        if let other {
            report.problem(
                .duplicate, at: place,
                "port \(number) of the machine is taken already, at \(report.words(for: other, from: place))",
                "use another hostPort")
        } else {
            hostPorts[key, default: [:]][address] = place
        }
    }
}
