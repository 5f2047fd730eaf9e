/// What only one pod or container of an app can have: names in Podman, and ports of the machine.
struct ExclusiveNames {
    /// Podman's names: pods and containers share them.
    private var names: [String: (what: String, place: Place)] = [:]
    private var hostPorts: [(port: ContainerPort, place: Place)] = []

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

    private mutating func claim(_ port: ContainerPort, at place: Place, _ report: Report) {
        if let other = hostPorts.first(where: { overlap($0.port, port) }), let number = port.hostPort {
            report.problem(
                .duplicate, at: place,
                "port \(number) of the machine is taken already, at \(report.words(for: other.place, from: place))",
                "use another hostPort")
        }
        hostPorts.append((port, place))
    }

    /// An unset address is all addresses.
    private func overlap(_ left: ContainerPort, _ right: ContainerPort) -> Bool {
        guard left.hostPort == right.hostPort, left.transport == right.transport else { return false }
        guard let one = left.hostIP, let other = right.hostIP else { return true }
        let all = ["0.0.0.0", "::"]
        return one == other || all.contains(one) || all.contains(other)
    }
}
