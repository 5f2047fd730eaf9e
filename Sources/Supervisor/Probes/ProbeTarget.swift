import PodSpec

/// The container that a probe or hook is about, as far as reaching it goes.
package struct ProbeTarget: Equatable, Sendable {
    /// The pod's address; `nil` where it has none of its own (the host's network, rootless pods): then the
    /// loopback address is meant.
    package var address: String?
    /// A process whose network namespace connections to the pod are made from; `nil`: this one's. Rootless
    /// pods need it: nothing outside of their namespace reaches them but through published ports.
    package var networkOf: Int32?
    /// The container's ports that have names.
    package var ports: [String: UInt16]
    package var container: RuntimeContainer

    package init(
        address: String?, networkOf: Int32? = nil, ports: [String: UInt16] = [:],
        container: RuntimeContainer
    ) {
        self.address = address
        self.networkOf = networkOf
        self.ports = ports
        self.container = container
    }

    package init(
        address: String?, networkOf: Int32? = nil, ports: [ContainerPort], container: RuntimeContainer
    ) {
        let named = ports.compactMap { port in port.name.map { ($0, port.containerPort) } }
        self.init(
            address: address, networkOf: networkOf,
            ports: Dictionary(named, uniquingKeysWith: { first, _ in first }), container: container)
    }

    /// Where a handler's connection goes: to the pod unless it names a host, which is looked for from here.
    func endpoint(_ host: String?, _ port: UInt16) -> ProbeEndpoint {
        if let host { return ProbeEndpoint(host: host, port: port) }
        return ProbeEndpoint(host: address ?? "127.0.0.1", port: port, networkOf: networkOf)
    }

    /// A name that no port has may be a number (k/k `pkg/probe/util.go` ResolveContainerPort).
    func port(_ reference: PortReference) -> UInt16? {
        switch reference {
        case .number(let number): number
        case .name(let name): ports[name] ?? UInt16(name)
        }
    }
}

/// What a probe connects to.
struct ProbeEndpoint: Equatable {
    /// A name or an address.
    var host: String
    var port: UInt16
    /// A process in whose network namespace to connect; `nil`: this one's.
    var networkOf: Int32?
}
