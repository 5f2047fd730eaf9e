import PodSpec

/// FNV-1a, 64 bits: tells whether something changed, in a few lines and the same on every machine. Not for
/// keeping secrets.
package struct Fingerprint {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // An end mark, so that «ab», «c» differs from «a», «bc».
        state = (state ^ 0x100) &* 0x100_0000_01b3
    }

    /// 16 hexadecimal digits.
    package var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// A text that is the same for equal values, on every machine and in every run.
///
/// Absent, empty and false parts are left out, so that a field that a later version of podsup adds does
/// not make every container look changed.
func canonicalText(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
        return mirror.children.first.map { canonicalText($0.value) } ?? ""
    case .dictionary:
        let entries = mirror.children.map { child in
            let pair = Mirror(reflecting: child.value).children.map { canonicalText($0.value) }
            return pair.joined(separator: "=")
        }
        return entries.isEmpty ? "" : "{\(entries.sorted().joined(separator: ","))}"
    case .collection, .set:
        let elements = mirror.children.map { canonicalText($0.value) }
        return elements.isEmpty ? "" : "[\(elements.joined(separator: ","))]"
    case .struct, .tuple, .enum:
        if mirror.children.isEmpty { return "\(value)" }
        let fields = mirror.children.compactMap { child -> String? in
            let text = canonicalText(child.value)
            return text.isEmpty ? nil : "\(child.label ?? ""):\(text)"
        }
        return "(\(fields.joined(separator: ",")))"
    default:
        let text = "\(value)"
        return text == "false" ? "" : "\(text.utf8.count)'\(text)"
    }
}

/// What makes a container another one: what its processes see. Probes, hooks and policies are the
/// supervisor's own business and change under a running container.
package func containerHash(_ container: Container, in pod: Pod, app: App) throws(ResolutionError) -> String {
    var seen = container
    seen.livenessProbe = nil
    seen.readinessProbe = nil
    seen.startupProbe = nil
    seen.postStart = nil
    seen.preStop = nil
    seen.restartPolicy = nil
    seen.restartRules = []
    seen.pullPolicy = .ifNotPresent
    seen.stopSignal = nil
    var hash = Fingerprint()
    hash.add(canonicalText(seen).utf8)
    hash.add(canonicalText(pod.securityContext).utf8)
    // What ConfigMaps and Secrets put into the environment; the machine's own facts are no change.
    for (name, value) in try resolveEnvironment(of: container, in: pod, app: app, facts: .unknown) {
        hash.add(name.utf8)
        hash.add(value.utf8)
    }
    let mounted = Set(container.volumeMounts.map(\.name))
    for volume in pod.volumes where mounted.contains(volume.name) { hash.add(canonicalText(volume).utf8) }
    return hash.text
}

/// What makes a pod another one, so that all its containers must be made anew: its namespaces and
/// network, and the init containers that prepared its volumes.
package func sandboxHash(_ pod: Pod, app: App) throws(ResolutionError) -> String {
    var seen = pod
    seen.containers = []
    seen.initContainers = []
    seen.volumes = []
    seen.annotations = [:]
    seen.labels = [:]
    seen.restartPolicy = .always
    seen.terminationGracePeriod = .zero
    seen.activeDeadline = nil
    seen.securityContext = PodSecurityContext()
    seen.securityContext.sysctls = pod.securityContext.sysctls
    var hash = Fingerprint()
    hash.add(canonicalText(seen).utf8)
    hash.add(canonicalText(pod.publishedPorts).utf8)
    for container in pod.initContainers where container.restartPolicy != .always {
        hash.add(try containerHash(container, in: pod, app: app).utf8)
    }
    return hash.text
}

extension RuntimeFacts {
    /// For values that must not depend on the machine.
    static let unknown = RuntimeFacts(
        podIP: "", hostIP: "", nodeName: "", hostCPUs: 0, hostMemory: 0, podUID: "")
}

extension Pod {
    /// The ports that the host listens on for this pod.
    var publishedPorts: [ContainerPort] {
        allContainers.flatMap(\.ports).filter { $0.hostPort != nil }
    }
}
