/// A validated pod: an illegal one cannot be decoded.
package struct Pod: Equatable, Sendable {
    package enum RestartPolicy: String, Equatable, Sendable, CaseIterable {
        case always = "Always", onFailure = "OnFailure", never = "Never"
    }

    /// The pod's name in Podman: the Pod's own, or `NAME-0`, `NAME-1` … for kinds that make pods.
    package var name: String
    package var namespace = "default"
    package var labels: [String: String] = [:]
    package var annotations: [String: String] = [:]
    /// The kind of the object that the pod was made from.
    package var owner = Owner(kind: .pod, name: "")

    package var initContainers: [Container] = []
    package var containers: [Container] = []
    package var volumes: [Volume] = []
    package var restartPolicy = RestartPolicy.always
    package var terminationGracePeriod = Duration.seconds(30)
    package var activeDeadline: Duration?

    package var hostname: String?
    package var subdomain: String?
    package var hostnameOverride: String?
    package var setHostnameAsFQDN = false
    package var hostNetwork = false
    package var hostPID = false
    package var hostIPC = false
    package var shareProcessNamespace = false
    package var hostAliases: [HostAlias] = []
    package var dnsPolicy = DNSPolicy.clusterFirst
    package var dnsConfig: DNSConfig?
    package var securityContext = PodSecurityContext()
    package var imagePullSecrets: [String] = []
    /// The names of Services that lead to it, on the app's network.
    package var serviceNames: [String] = []
    /// It is on the app's network, where the names of Services are known.
    package var resolvesNames = false
    /// Has no effect; containers may ask for it (`spec.serviceAccountName`).
    package var serviceAccountName = "default"

    package init(name: String) { self.name = name }
}

extension Pod {
    package struct Owner: Hashable, Sendable {
        package enum Kind: String, Equatable, Sendable {
            case pod = "Pod", deployment = "Deployment", statefulSet = "StatefulSet", daemonSet = "DaemonSet"
            case replicaSet = "ReplicaSet", job = "Job"
        }
        package var kind: Kind
        package var name: String

        package init(kind: Kind, name: String) {
            self.kind = kind
            self.name = name
        }
    }

    package struct HostAlias: Equatable, Sendable {
        package var ip: String
        package var hostnames: [String]

        package init(ip: String, hostnames: [String]) {
            self.ip = ip
            self.hostnames = hostnames
        }
    }

    package enum DNSPolicy: String, Equatable, Sendable, CaseIterable {
        case clusterFirst = "ClusterFirst", clusterFirstWithHostNet = "ClusterFirstWithHostNet"
        case `default` = "Default", none = "None"
    }

    package struct DNSConfig: Equatable, Sendable {
        package var nameservers: [String] = []
        package var searches: [String] = []
        /// `name` or `name:value`, as resolv.conf writes them.
        package var options: [String] = []

        package init() {}
    }

    /// The short name of the pod's machine, as Kubernetes gives it.
    package var shortHostname: String { hostname ?? String(name.prefix(63)) }

    /// `HOSTNAME.SUBDOMAIN.NAMESPACE.svc.cluster.local`, for a pod with a subdomain
    /// (kubernetes.io/docs/concepts/services-networking/dns-pod-service).
    package var fullyQualifiedName: String? {
        hostnameOverride == nil
            ? subdomain.map { "\(shortHostname).\($0).\(namespace).svc.cluster.local" } : nil
    }

    /// What `hostname` prints in a container.
    package var machineName: String {
        hostnameOverride ?? (setHostnameAsFQDN ? fullyQualifiedName : nil) ?? shortHostname
    }

    /// All containers in the order of the manifest, init containers first.
    package var allContainers: [Container] { initContainers + containers }

    /// Seconds the longest way down may take: the pod's grace or a probe's own, whichever is longer.
    package var longestGrace: Duration {
        let probes = allContainers.flatMap { [$0.livenessProbe, $0.startupProbe] }
        return probes.compactMap { $0?.terminationGracePeriod }.reduce(terminationGracePeriod, max)
    }
}

package struct PodSecurityContext: Equatable, Sendable {
    package var runAsUser: Int64?
    package var runAsGroup: Int64?
    package var runAsNonRoot: Bool?
    package var supplementalGroups: [Int64] = []
    package var fsGroup: Int64?
    package var fsGroupChangeAlways = true
    package var seccompProfile: SeccompProfile?
    package var appArmorProfile: AppArmorProfile?
    package var sysctls: [String: String] = [:]
    /// `supplementalGroupsPolicy: Strict`: no groups of the image's `/etc/group`.
    package var onlyNamedGroups = false

    package init() {}
}

package enum SeccompProfile: Equatable, Sendable {
    case runtimeDefault
    case unconfined
    /// A file below the seccomp profile folder.
    case localhost(String)
}

package enum AppArmorProfile: Equatable, Sendable {
    case runtimeDefault
    case unconfined
    case localhost(String)
}
