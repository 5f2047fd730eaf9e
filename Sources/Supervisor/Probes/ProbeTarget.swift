import PodSpec

/// The container that a probe or hook is about, as far as reaching it goes.
package struct ProbeTarget: Equatable, Sendable {
    /// The pod's address; `nil` with the host's network, where this machine's own is meant.
    package var address: String?
    /// The container's ports that have names.
    package var ports: [String: UInt16]
    package var container: RuntimeContainer

    package init(address: String?, ports: [String: UInt16] = [:], container: RuntimeContainer) {
        self.address = address
        self.ports = ports
        self.container = container
    }

    package init(address: String?, ports: [ContainerPort], container: RuntimeContainer) {
        let named = ports.compactMap { port in port.name.map { ($0, port.containerPort) } }
        self.init(
            address: address, ports: Dictionary(named, uniquingKeysWith: { first, _ in first }),
            container: container)
    }

    /// The host to connect to where a handler names none.
    var host: String { address ?? "127.0.0.1" }

    /// A name that no port has may be a number (k/k `pkg/probe/util.go` ResolveContainerPort).
    func port(_ reference: PortReference) -> UInt16? {
        switch reference {
        case .number(let number): number
        case .name(let name): ports[name] ?? UInt16(name)
        }
    }
}
