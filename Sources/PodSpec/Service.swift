/// A name under which pods of the app reach others of it, and ports of the machine that lead to one of them
/// (kubernetes.io/docs/concepts/services-networking/service).
package struct Service: Equatable, Sendable {
    package struct Port: Equatable, Sendable {
        package var name: String?
        package var transport: ContainerPort.TransportProtocol
        package var port: UInt16
        package var target: PortReference
        /// The machine's port that leads here; `nil`: none.
        package var published: UInt16?

        package init(
            name: String? = nil, transport: ContainerPort.TransportProtocol, port: UInt16,
            target: PortReference,
            published: UInt16? = nil
        ) {
            self.name = name
            self.transport = transport
            self.port = port
            self.target = target
            self.published = published
        }
    }
    package var name: String
    package var namespace = "default"
    /// Empty: it names no pods.
    package var selector: [String: String] = [:]
    package var ports: [Port] = []

    package init(name: String) { self.name = name }

    package func selects(_ pod: Pod) -> Bool {
        !selector.isEmpty && pod.namespace == namespace && selector.allSatisfy { pod.labels[$0] == $1 }
    }
}
