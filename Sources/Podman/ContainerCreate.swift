/// The container to make: libpod's `SpecGenerator` (`pkg/specgen/specgen.go`; every key is in 4.3.1 and
/// 5.4.2). Podman ignores keys it does not know, so a misspelt one is a lost limit; ``ContainerInspect``
/// reads back what it understood.
///
/// Podman's own restart policy, healthchecks, systemd mode and notify socket are off for every container,
/// and it does not pass the host's environment or proxy settings on.
package struct ContainerCreate: Equatable, Sendable, Encodable {
    package var name: String
    /// Name or ID of its pod.
    package var pod: String?
    /// An image that is present: Podman does not pull here.
    package var image: String
    /// Unset: the image's.
    package var entrypoint: [String]?
    /// Unset: the image's, unless `entrypoint` is set.
    package var command: [String]?
    /// Added to the image's.
    package var env: [String: String] = [:]
    /// Leaves out the image's variables and Podman's own.
    package var unsetEnvAll: Bool?
    package var workDir: String?
    /// `UID[:GID]` or names known in the image.
    package var user: String?
    package var groups: [String]?
    package var labels: [String: String]
    package var annotations: [String: String] = [:]
    /// Not in a pod that shares its UTS namespace, where Podman refuses it.
    package var hostname: String?

    package var mounts: [OCIMount]?
    package var volumes: [NamedVolume]?
    package var imageVolumes: [ImageVolume]?
    /// What becomes of the image's VOLUMEs: `anonymous`, `tmpfs` or `ignore`.
    package var imageVolumeMode: String?
    /// Bytes of /dev/shm; not with the pod's IPC namespace.
    package var shmSize: Int64?
    package var devices: [OCIDevice]?

    package var readOnlyFilesystem: Bool?
    package var capAdd: [String]?
    package var capDrop: [String]?
    package var privileged: Bool?
    package var noNewPrivileges: Bool?
    /// A path on the host, or `unconfined`; unset: Podman's default profile.
    package var seccompProfilePath: String?
    /// A loaded profile's name, or `unconfined`.
    package var apparmorProfile: String?
    package var selinuxOpts: [String]?
    /// Four octal digits, `0022`.
    package var umask: String?
    /// Paths under /proc and /sys not to hide; `ALL` for `procMount: Unmasked`.
    package var unmask: [String]?
    package var procfsOpts: [String]?
    package var sysctl: [String: String]?

    package var resourceLimits: ResourceLimits?
    package var rlimits: [Rlimit]?
    package var oomScoreAdj: Int32?
    package var cgroupParent: String?

    package var logConfiguration: LogConfiguration?
    /// A signal's number.
    package var stopSignal: Int32?
    /// Seconds that `podman stop` waits; not more than 2^32 on 32-bit Podman.
    package var stopTimeout: Int64?
    package var stdin: Bool?
    package var terminal: Bool?
    package var timezone: String?

    package var pidns: Namespace?
    package var ipcns: Namespace?
    package var utsns: Namespace?
    package var netns: Namespace?
    package var userns: Namespace?

    package let healthConfig = HealthConfig()
    package let restartPolicy = "no"
    package let systemd = "false"
    package let sdNotifyMode = "ignore"
    package let envHost = false
    package let httpProxy = false

    package init(name: String, pod: String? = nil, image: String, labels: [String: String] = [:]) {
        self.name = name
        self.pod = pod
        self.image = image
        self.labels = labels
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, pod, image, entrypoint, command, env, user, groups, labels, annotations, hostname
        case mounts, volumes, devices, privileged, umask, unmask, sysctl, stdin, terminal, timezone, systemd
        case pidns, ipcns, utsns, netns, userns
        case unsetEnvAll = "unsetenvall"
        case workDir = "work_dir"
        case imageVolumeMode = "image_volume_mode"
        case imageVolumes = "image_volumes"
        case shmSize = "shm_size"
        case readOnlyFilesystem = "read_only_filesystem"
        case capAdd = "cap_add"
        case capDrop = "cap_drop"
        case noNewPrivileges = "no_new_privileges"
        case seccompProfilePath = "seccomp_profile_path"
        case apparmorProfile = "apparmor_profile"
        case selinuxOpts = "selinux_opts"
        case procfsOpts = "procfs_opts"
        case resourceLimits = "resource_limits"
        case rlimits = "r_limits"
        case oomScoreAdj = "oom_score_adj"
        case cgroupParent = "cgroup_parent"
        case logConfiguration = "log_configuration"
        case stopSignal = "stop_signal"
        case stopTimeout = "stop_timeout"
        case healthConfig = "healthconfig"
        case restartPolicy = "restart_policy"
        case sdNotifyMode = "sdnotifyMode"
        case envHost = "env_host"
        case httpProxy = "httpproxy"
    }
}
