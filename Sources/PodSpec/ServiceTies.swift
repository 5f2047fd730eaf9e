/// Ties Services to the pods that they select: the pods get their names, and the machine's ports.
///
/// There is no address of the Service's own on one machine, and nothing that forwards: its name leads to the pods
/// themselves.
extension App {
    mutating func tie(_ decoded: DecodedService, _ report: Report, claim: (ContainerPort, Place) -> Void) {
        let service = decoded.service
        services.append(service)
        let selected = pods.indices.filter { service.selects(pods[$0]) }
        guard !selected.isEmpty else {
            if !service.selector.isEmpty {
                report.warn(
                    at: decoded.selectorPlace,
                    "selects no pod of this manifest, so that its name leads nowhere")
            }
            return
        }
        let hasOthers = selected.count < pods.count || !jobs.isEmpty || !cronJobs.isEmpty
        if hasOthers, let pod = selected.first(where: { pods[$0].hostNetwork }) {
            report.problem(
                .unsupported, at: decoded.selectorPlace,
                "the pod '\(pods[pod].name)' has the machine's network, so that no name can lead to it alone",
                "remove 'hostNetwork', or let others use 'host.containers.internal' and remove the Service")
        }
        for (port, place) in zip(service.ports, decoded.portPlaces) {
            for pod in selected {
                guard let target = pods[pod].port(port) else {
                    report.problem(
                        .unresolved, at: place,
                        "the pod '\(pods[pod].name)' has no \(port.transport.rawValue) port named '\(port.targetName)'",
                        "name one of its containers' ports so, or use a number as 'targetPort'")
                    continue
                }
                if decoded.kind == .inside { checkReach(port, target, service, hasOthers, at: place, report) }
            }
            guard port.published != nil else { continue }
            guard selected.count == 1 else {
                report.problem(
                    .unsupported, at: place,
                    "\(selected.count) pods can't share one port of the machine", "use 'replicas: 1'")
                continue
            }
            if let added = pods[selected[0]].publish(port) { claim(added, place) }
        }
        for pod in selected where !pods[pod].hostNetwork {
            pods[pod].serviceNames += service.names(of: pods[pod])
        }
    }

    private func checkReach(
        _ port: Service.Port, _ target: UInt16, _ service: Service, _ hasOthers: Bool, at place: Place,
        _ report: Report
    ) {
        guard target != port.port else { return }
        if hasOthers {
            report.problem(
                .unsupported, at: place,
                "nothing forwards from port \(port.port) to the pod's \(target) on one machine",
                "use 'port: \(target)', at which other pods reach it as \(service.name):\(target)")
        } else {
            report.warn(
                at: place, "nothing forwards from port \(port.port): the pod is reached at its own, \(target)"
            )
        }
    }

    /// Where there is somebody to be reached, and somebody to reach him, all share a network with names.
    mutating func joinPods() {
        let named = pods.contains { !$0.serviceNames.isEmpty }
        guard named, pods.count + jobs.count + cronJobs.count > 1 else { return }
        for index in pods.indices { pods[index].resolvesNames = !pods[index].hostNetwork }
        for index in jobs.indices { jobs[index].template.resolvesNames = !jobs[index].template.hostNetwork }
        for index in cronJobs.indices {
            cronJobs[index].job.template.resolvesNames = !cronJobs[index].job.template.hostNetwork
        }
    }
}

extension Service {
    /// As a cluster's name server knows a Service and the pods of a StatefulSet
    /// (kubernetes.io/docs/concepts/services-networking/dns-pod-service).
    fileprivate func names(of pod: Pod) -> [String] {
        var hosts = [name]
        if pod.owner.kind == .statefulSet || pod.subdomain == name {
            hosts.append("\(pod.hostname ?? pod.name).\(name)")
        }
        return hosts.flatMap { host in
            ["", ".\(namespace)", ".\(namespace).svc", ".\(namespace).svc.cluster.local"].map { host + $0 }
        }
    }
}

extension Service.Port {
    fileprivate var targetName: String {
        switch target {
        case .number(let number): "\(number)"
        case .name(let name): name
        }
    }
}

extension Pod {
    /// The port that a Service's leads to.
    fileprivate func port(_ port: Service.Port) -> UInt16? {
        switch port.target {
        case .number(let number): number
        case .name(let name):
            allContainers.flatMap(\.ports).first { $0.name == name && $0.transport == port.transport }?
                .containerPort
        }
    }

    /// - Returns: the port of the machine that is taken by it; `nil` where it is one already.
    fileprivate mutating func publish(_ port: Service.Port) -> ContainerPort? {
        guard let published = port.published, let target = self.port(port), !containers.isEmpty else {
            return nil
        }
        var added = ContainerPort(containerPort: target)
        added.hostPort = published
        added.transport = port.transport
        if hostNetwork {
            // The machine's own port already.
            return target == published ? nil : added
        }
        let isThere = allContainers.flatMap(\.ports).contains {
            $0.hostPort == published && $0.containerPort == target && $0.transport == port.transport
                && $0.hostIP == nil
        }
        if isThere { return nil }
        containers[0].ports.append(added)
        return added
    }
}
