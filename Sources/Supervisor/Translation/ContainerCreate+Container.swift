import PodSpec
import Podman

/// What a container's specification needs besides the manifest.
struct ContainerPlace {
    var app: String
    var pod: Pod
    var sandbox: String
    var slice: String?
    var environment: [ResolvedVariable]
    var mounts: Mounts
    var logPath: String
    var restarts: Int32
    var hash: String
    /// The user that the image runs as, where the manifest names only a group; a number or a name.
    var imageUser: String?
    var seccompFolders: [String]
    /// Only those that this machine can enforce.
    var limits: ResourceLimits?
}

extension ContainerCreate {
    init(_ container: Container, _ place: ContainerPlace) {
        let pod = place.pod
        self.init(
            name: PodmanName.container(container.name, of: pod.name), pod: place.sandbox,
            image: container.image,
            labels: pod.labels.merging([
                Label.app: place.app, Label.pod: pod.name, Label.container: container.name,
                Label.restarts: String(place.restarts), Label.hash: place.hash,
            ]) { _, own in own })
        annotations = pod.annotations
        entrypoint = container.command.map { expandWords($0, with: place.environment) }
        command = container.args.map { expandWords($0, with: place.environment) }
        // Kubernetes: a command without args also replaces the image's own arguments.
        if entrypoint != nil, command == nil { command = [] }
        env = Dictionary(place.environment.map { ($0.name, $0.value) }) { _, later in later }
        workDir = container.workingDir
        stdin = container.stdin ? true : nil
        terminal = container.tty ? true : nil
        mounts = place.mounts.binds.nonEmpty
        volumes = place.mounts.named.nonEmpty
        imageVolumes = place.mounts.images.nonEmpty
        // Kubernetes makes no volumes of an image's VOLUME lines.
        imageVolumeMode = "ignore"
        cgroupParent = place.slice
        logConfiguration = LogConfiguration(driver: "k8s-file", path: place.logPath)
        resourceLimits = place.limits
        if pod.shareProcessNamespace { pidns = .pod }
        if pod.hostPID { pidns = .host }
        // Podman 4.3.1 has no such namespace for a pod.
        if pod.hostIPC { ipcns = .host }
        secure(container.securityContext, pod.securityContext, place)
    }

    private mutating func secure(_ own: SecurityContext, _ pod: PodSecurityContext, _ place: ContainerPlace) {
        let uid = (own.runAsUser ?? pod.runAsUser).map { "\($0)" }
        // With a group Podman leaves out those that the image's /etc/group gives the user, as
        // `supplementalGroupsPolicy: Strict` wants it; the decoder demands a group there.
        if let gid = own.runAsGroup ?? pod.runAsGroup {
            user = "\(uid ?? place.imageUser ?? "0"):\(gid)"
        } else {
            user = uid
        }
        let extra = pod.supplementalGroups + [pod.fsGroup].compactMap { $0 }
        groups = extra.map { String($0) }.nonEmpty
        readOnlyFilesystem = own.readOnlyRootFilesystem ? true : nil
        capAdd = own.addedCapabilities.nonEmpty
        capDrop = own.droppedCapabilities.nonEmpty
        privileged = own.privileged ? true : nil
        if own.allowPrivilegeEscalation == false { noNewPrivileges = true }
        switch own.seccompProfile ?? pod.seccompProfile {
        case .unconfined: seccompProfilePath = "unconfined"
        case .localhost(let file): seccompProfilePath = seccompFile(file, in: place.seccompFolders)
        case .runtimeDefault, nil: break
        }
        switch own.appArmorProfile ?? pod.appArmorProfile {
        case .unconfined: apparmorProfile = "unconfined"
        case .localhost(let profile): apparmorProfile = profile
        case .runtimeDefault, nil: break
        }
        if own.unmaskedProc { unmask = ["ALL"] }
    }
}

extension ResourceLimits {
    /// As the kubelet sets them (`pkg/kubelet/cm/helpers_linux.go`): CPU requests are weights, limits quotas.
    ///
    /// - Parameter controllers: cgroup v2 controllers of this machine. A limit without its controller would
    ///   make the OCI runtime refuse the start (`memory.max: No such file`), so it is left out.
    init?(_ resources: Resources, controllers: Set<String>) {
        var cpu = CPU()
        if controllers.contains("cpu"), let request = resources.requests["cpu"] ?? resources.limits["cpu"] {
            cpu.shares = UInt64(min(max(request.milli * 1024 / 1000, 2), 262_144))
        }
        if controllers.contains("cpu"), let limit = resources.limits["cpu"], limit.milli > 0 {
            cpu.period = 100_000
            cpu.quota = max(limit.milli * 100, 1000)
        }
        var memory = Memory()
        if controllers.contains("memory"), let limit = resources.limits["memory"], limit.value > 0 {
            memory.limit = limit.value
            // Memory and swap together: without it as much swap again would be allowed.
            memory.swap = limit.value
        }
        if cpu == CPU(), memory == Memory() { return nil }
        self.init()
        self.cpu = cpu == CPU() ? nil : cpu
        self.memory = memory == Memory() ? nil : memory
    }
}
