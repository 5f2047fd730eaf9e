/// A Service, and what is needed to tie it to the pods once all are known.
struct DecodedService {
    enum Kind { case inside, nodePort, loadBalancer }
    var service: Service
    var kind = Kind.inside
    /// Where its ports stand, in their order.
    var portPlaces: [Place] = []
    var selectorPlace: Place
}

extension DecodedService {
    init(from fields: Fields, _ metadata: Metadata) {
        self.init(service: Service(name: metadata.name), selectorPlace: metadata.place ?? fields.place)
        service.namespace = metadata.namespace
        if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with a selector and ports") }
        _ = fields.object("spec", "ServiceSpec") { read($0) }
        fields.withoutEffect("status")
    }

    private mutating func read(_ fields: Fields) {
        let type = fields.choice("type", of: ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"])
        switch type {
        case "NodePort": kind = .nodePort
        case "LoadBalancer": kind = .loadBalancer
        case "ExternalName":
            fields.problem(
                .unsupported, "type", "podsup makes no aliases of names outside",
                "use the outside name itself, or 'hostAliases' for an address")
        default: kind = .inside
        }
        service.selector = fields.labels("selector")
        selectorPlace = fields.take("selector")?.place ?? selectorPlace
        readAddresses(fields, kind)
        var names: Set<String> = []
        var taken: Set<String> = []
        service.ports = fields.list("ports", "ServicePort") { fields in
            let port = readPort(fields)
            if !taken.insert("\(port.port)/\(port.transport.rawValue)").inserted {
                fields.problem(
                    .duplicate, "port",
                    "another port of the Service is \(port.port)/\(port.transport.rawValue)",
                    "remove one of them")
            }
            if let name = port.name, !names.insert(name).inserted {
                fields.problem(.duplicate, "name", "another port is named '\(name)'", "rename one of them")
            }
            return port
        }
        for (port, place) in zip(service.ports, portPlaces)
        where service.ports.count > 1 && port.name == nil {
            fields.report.problem(
                .missingField, at: place, "has no name, which it needs beside other ports", "add 'name'")
        }
        let isHeadless = fields.string("clusterIP") == "None"
        if fields.isEmptyList("ports"), !isHeadless, type != "ExternalName" {
            fields.missing("ports", "add a port, as in 'ports: [{port: 80}]', or 'clusterIP: None'")
        }
        if service.selector.isEmpty, type != "ExternalName" {
            fields.problem(
                .unsupported, "selector", "without a selector the Service leads to no pod",
                "add the labels of the pods, or remove the Service")
        }
    }

    private func readAddresses(_ fields: Fields, _ kind: Kind) {
        if let address = fields.string("clusterIP"), !["", "None"].contains(address) {
            fields.problem(
                .unsupported, "clusterIP", "podsup gives pods no second address",
                "remove it: the name is enough")
        }
        fields.refused(
            "externalIPs", remedy: "give the container's port a 'hostPort' with this 'hostIP' instead")
        fields.refused(
            "loadBalancerIP", remedy: "give the container's port a 'hostPort' and 'hostIP' instead")
        fields.refused(
            "loadBalancerSourceRanges", remedy: "use the machine's firewall (nft(8)) and remove it")
        if let affinity = fields.choice("sessionAffinity", of: ["None", "ClientIP"]), affinity == "ClientIP" {
            fields.problem(
                .unsupported, "sessionAffinity", "podsup does not remember clients", "use 'None'")
        }
        fields.refused("sessionAffinityConfig", remedy: "remove it")
        fields.refused("externalName", remedy: "use the outside name itself")
        fields.withoutEffect(
            "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy", "externalTrafficPolicy",
            "allocateLoadBalancerNodePorts", "healthCheckNodePort", "loadBalancerClass",
            "publishNotReadyAddresses", "trafficDistribution")
    }

    private mutating func readPort(_ fields: Fields) -> Service.Port {
        let number = fields.port("port", required: true) ?? 1
        var port = Service.Port(
            name: fields.name("name", .dnsLabel),
            transport: fields.choice("protocol", ContainerPort.TransportProtocol.self) ?? .tcp,
            port: number, target: .number(number))
        if let target = fields.targetPort("targetPort") { port.target = target }
        let nodePort = fields.optionalPort("nodePort")
        // The API server's `--service-node-port-range`, as it is unless the cluster's owner says otherwise.
        if fields.report.forKubernetes, let nodePort, !(30_000...32_767).contains(nodePort) {
            fields.problem(
                .invalidValue, "nodePort", "\(nodePort) is not among a cluster's own ports",
                "use 30000 to 32767")
        }
        fields.withoutEffect("appProtocol")
        switch kind {
        case .inside:
            if nodePort != nil {
                fields.problem(
                    .conflict, "nodePort", "is only possible with 'type: NodePort'", "remove one of the two")
            }
        case .nodePort:
            if nodePort == nil {
                fields.missing("nodePort", "add the port of the machine: podsup does not choose one")
            }
            port.published = nodePort
        case .loadBalancer:
            // As k3s' load balancer does: the machine listens on the Service's own port.
            port.published = number
            if let nodePort, nodePort != number {
                fields.warn("nodePort", "the machine listens on port \(number) alone, ignoring \(nodePort)")
            }
        }
        portPlaces.append(fields.take("port")?.place ?? fields.place)
        return port
    }
}

extension Fields {
    /// A port's number, or the name of a container's port.
    fileprivate func targetPort(_ name: String) -> PortReference? {
        guard let entry = take(name) else { return nil }
        if case .scalar(let scalar) = entry.node.content, entry.node.meaning(of: scalar) == .text {
            if readInteger(scalar.text) != nil {
                report.problem(
                    .wrongType, at: entry.place,
                    "\"\(scalar.text)\" is text, so it would be the name of a port", "remove the quotes")
                return nil
            } else if !NameRule.portName.accepts(scalar.text) {
                report.problem(
                    .invalidValue, at: entry.place, "'\(scalar.text)' is not a port's name or number",
                    "use 1 to 65535, or the name of a port of the pods")
                return nil
            }
            return .name(scalar.text)
        }
        return report.integer(entry.node, at: entry.place, in: 1...65535).map { .number(UInt16($0)) }
    }
}
