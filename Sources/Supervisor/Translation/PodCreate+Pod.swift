import PodSpec
import Podman

extension PodCreate {
    /// The sandbox of a pod: its network and the namespaces its containers share.
    init(_ pod: Pod, app: String, slice: String?, hash: String) {
        self.init(
            name: pod.name,
            labels: pod.labels.merging([Label.app: app, Label.pod: pod.name, Label.hash: hash]) { _, own in
                own
            })
        // Podman 5.4.2 puts the sandbox's own container into the pod's cgroup, or else into machine.slice, which
        // systemd stops at shutdown: a preStop hook would be without a network. The pod's cgroup is a slice that
        // systemd leaves alone, and goes below podsup.slice, since Podman cannot find it again below a slice
        // with a dash. Each container names the app's own slice.
        shareParent = slice != nil
        cgroupParent = slice == nil ? nil : SharedUnits.slice.name
        sharedNamespaces =
            (pod.hostIPC ? [] : ["ipc"]) + ["net", "uts"] + (pod.shareProcessNamespace ? ["pid"] : [])
        if pod.hostPID { pidns = .host }
        if pod.hostIPC { ipcns = .host }
        if pod.hostNetwork {
            netns = .host
        } else {
            hostname = pod.machineName
            netns = Namespace("bridge")
            portMappings = pod.publishedPorts.map(PortMapping.init)
            if pod.resolvesNames {
                networks = [PodmanName.network(of: app): NetworkOptions(aliases: pod.serviceNames.nonEmpty)]
            }
        }
        hostAdd = pod.hostAliases.flatMap { alias in alias.hostnames.map { "\($0):\(alias.ip)" } }.nonEmpty
        if let dns = pod.dnsConfig {
            dnsServer = dns.nameservers.nonEmpty
            dnsSearch = dns.searches.nonEmpty
            dnsOption = dns.options.nonEmpty
        }
        sysctl = pod.securityContext.sysctls.isEmpty ? nil : pod.securityContext.sysctls
    }
}

extension PortMapping {
    init(_ port: ContainerPort) {
        self.init(
            hostIP: port.hostIP ?? "", hostPort: port.hostPort ?? port.containerPort,
            containerPort: port.containerPort, protocol: port.transport.rawValue.lowercased())
    }
}

extension Array {
    var nonEmpty: [Element]? { isEmpty ? nil : self }
}
