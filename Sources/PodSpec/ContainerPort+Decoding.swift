extension Fields {
    func ports(pod: PodScope) -> [(port: ContainerPort, place: Place)] {
        var names: Set<String> = []
        return list("ports", "ContainerPort") { fields in
            var port = ContainerPort(containerPort: fields.port("containerPort", required: true) ?? 1)
            port.name = fields.name("name", .portName).flatMap { $0.isEmpty ? nil : $0 }
            if let name = port.name, !names.insert(name).inserted {
                fields.problem(.duplicate, "name", "another port is named '\(name)'", "rename one of them")
            }
            port.hostPort = fields.optionalPort("hostPort")
            port.hostIP = fields.string("hostIP").flatMap { $0.isEmpty ? nil : $0 }
            if let address = port.hostIP, !isAddress(address) {
                fields.problem(
                    .invalidValue, "hostIP", "'\(address)' is not an IP address", "use one, as in 127.0.0.1")
            }
            port.transport = fields.choice("protocol", ContainerPort.TransportProtocol.self) ?? .tcp
            if pod.hostNetwork {
                if let hostPort = port.hostPort, hostPort != port.containerPort {
                    fields.problem(
                        .conflict, "hostPort",
                        "must be \(port.containerPort) like containerPort under hostNetwork",
                        "remove it")
                }
                port.hostPort = port.containerPort
            }
            let named =
                fields.take(port.hostPort == nil ? "containerPort" : "hostPort")
                ?? fields.take("containerPort")
            return (port, named?.place ?? fields.place)
        }
    }
}
