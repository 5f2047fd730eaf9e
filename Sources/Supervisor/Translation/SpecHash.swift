import PodSpec

/// What makes a container another one: what its processes see. Probes, hooks and policies are the
/// supervisor's own business and change under a running container.
///
/// Keyed, since it stands in a label and depends on Secrets.
package func containerHash(
    _ container: Container, in pod: Pod, app: App, key: HashKey
) throws(ResolutionError) -> String {
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
    seen.terminationMessagePolicy = .file
    var hash = KeyedHash(key)
    hash.add(canonicalText(seen).utf8)
    hash.add(canonicalText(pod.securityContext).utf8)
    if let pin = app.imagePins[container.image] { hash.add(pin.utf8) }
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
package func sandboxHash(
    _ pod: Pod, app: App, key: HashKey
) throws(ResolutionError) -> String {
    var seen = pod
    seen.containers = []
    seen.initContainers = []
    seen.volumes = []
    seen.annotations = [:]
    seen.labels = [:]
    seen.restartPolicy = .always
    seen.terminationGracePeriod = .zero
    seen.activeDeadline = nil
    seen.imagePullSecrets = []
    seen.securityContext = PodSecurityContext()
    seen.securityContext.sysctls = pod.securityContext.sysctls
    var hash = KeyedHash(key)
    hash.add(canonicalText(seen).utf8)
    hash.add(canonicalText(pod.publishedPorts).utf8)
    for container in pod.initContainers where container.restartPolicy != .always {
        hash.add(try containerHash(container, in: pod, app: app, key: key).utf8)
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
