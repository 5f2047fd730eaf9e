/// The pod to make: libpod's `PodSpecGenerator` (`pkg/specgen/podspecgen.go`; every key is in 4.3.1 and
/// 5.4.2 unless it says so). Podman ignores keys it does not know, so a misspelt one is a lost setting.
///
/// Podman hands the settings that a container has too (labels, hostname, sysctl, namespaces …) on to the
/// infra container: it carries the pod's labels.
package struct PodCreate: Equatable, Sendable, Encodable {
    package var name: String
    package var labels: [String: String]
    /// The pod's name when unset.
    package var hostname: String?
    /// Of `ipc`, `net`, `uts`, `pid`; unset: the first three.
    package var sharedNamespaces: [String]?
    package var netns: Namespace?
    /// Only with a network of the pod's own: Podman refuses them with the host's.
    package var portMappings: [PortMapping]?
    /// With the systemd cgroup manager the name of a slice, with its `.slice`. Podman 5.4.2 cannot start a
    /// pod with a cgroup of its own in a slice whose name has a dash: it looks for `a-b.slice` beside
    /// `a.slice` instead of in it, does not find the pod's and makes it twice («was already loaded or has a
    /// fragment file», `libpod/util_linux.go`). There, ``shareParent`` must be `false`.
    package var cgroupParent: String?
    /// `false`: the pod has no cgroup of its own, and each container must be given
    /// ``ContainerCreate/cgroupParent``.
    package var shareParent: Bool?
    package var infraName: String?
    package var infraImage: String?
    /// `continue` (the pod outlives its last container) or `stop`.
    package var exitPolicy = "continue"
    /// Not on 4.3.1.
    package var restartPolicy: String?
    /// `HOST:IP`.
    package var hostAdd: [String]?
    package var dnsServer: [String]?
    package var dnsSearch: [String]?
    package var dnsOption: [String]?
    package var noManageHosts: Bool?
    package var noManageResolvConf: Bool?
    package var sysctl: [String: String]?
    package var userns: Namespace?
    package var pidns: Namespace?
    package var utsns: Namespace?
    /// Not on 4.3.1, where each container must be given the host's instead (``ContainerCreate/ipcns``).
    package var ipcns: Namespace?
    /// Bytes of /dev/shm.
    package var shmSize: Int64?
    /// `apparmor=PROFILE`, `seccomp=PATH`, `label=…` for the infra container.
    package var securityOpt: [String]?
    /// Extra networks by name, with their options; needs `netns` bridge.
    package var networks: [String: NetworkOptions]?
    package let noInfra = false

    package init(name: String, labels: [String: String] = [:]) {
        self.name = name
        self.labels = labels
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, labels, hostname, netns, userns, pidns, utsns, ipcns, sysctl
        case sharedNamespaces = "shared_namespaces"
        case portMappings = "portmappings"
        case cgroupParent = "cgroup_parent"
        case shareParent = "share_parent"
        case infraName = "infra_name"
        case infraImage = "infra_image"
        case exitPolicy = "exit_policy"
        case restartPolicy = "restart_policy"
        case hostAdd = "hostadd"
        case dnsServer = "dns_server"
        case dnsSearch = "dns_search"
        case dnsOption = "dns_option"
        case noManageHosts = "no_manage_hosts"
        case noManageResolvConf = "no_manage_resolv_conf"
        case shmSize = "shm_size"
        case securityOpt = "security_opt"
        case networks = "Networks"
        case noInfra = "no_infra"
    }
}

/// `pkg/specgen/namespaces.go`
package struct Namespace: Equatable, Sendable, Encodable {
    /// `private`, `host`, `pod`, `none`, `path`, `container`; a network also `bridge`, `slirp4netns` and
    /// (since Podman 5) `pasta`; a user namespace also `auto`, `keep-id`, `no-map`.
    package var mode: String
    /// What the mode needs: a path, a container's ID, options of `auto`.
    package var value: String?

    package init(_ mode: String, value: String? = nil) {
        self.mode = mode
        self.value = value
    }

    package static let host = Namespace("host")
    package static let pod = Namespace("pod")
    package static let `private` = Namespace("private")

    enum CodingKeys: String, CodingKey {
        case mode = "nsmode"
        case value
    }
}

/// `libnetwork/types/network.go`, PortMapping
package struct PortMapping: Equatable, Sendable, Encodable {
    /// All addresses when empty.
    package var hostIP: String
    package var hostPort: UInt16
    package var containerPort: UInt16
    /// `tcp`, `udp` or `sctp`.
    package var `protocol`: String

    package init(hostIP: String = "", hostPort: UInt16, containerPort: UInt16, protocol: String = "tcp") {
        self.hostIP = hostIP
        self.hostPort = hostPort
        self.containerPort = containerPort
        self.protocol = `protocol`
    }

    enum CodingKeys: String, CodingKey {
        case hostIP = "host_ip"
        case hostPort = "host_port"
        case containerPort = "container_port"
        case `protocol`
    }
}

/// `libnetwork/types/network.go`, PerNetworkOptions
package struct NetworkOptions: Equatable, Sendable, Encodable {
    package var aliases: [String]?
    package var staticIPs: [String]?

    package init(aliases: [String]? = nil, staticIPs: [String]? = nil) {
        self.aliases = aliases
        self.staticIPs = staticIPs
    }

    enum CodingKeys: String, CodingKey {
        case aliases
        case staticIPs = "static_ips"
    }
}
