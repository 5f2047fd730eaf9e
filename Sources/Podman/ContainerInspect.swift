/// `GET /libpod/containers/{name}/json`, as far as it concerns us.
package struct ContainerInspect: Equatable, Sendable {
    package var id: String
    package var name: String
    package var created: PodmanTime?
    package var state: State
    package var config: Config
    package var hostConfig: HostConfig
    /// Name of the runtime that runs it, `crun`; its path is in ``PodmanInfo``.
    package var ociRuntime: String
    /// Its OCI bundle's `config.json`; the runtime has its state under ``id``.
    package var ociConfigPath: String
    /// The image's ID, without `sha256:`.
    package var image: String
    /// The image's name at the time of creation.
    package var imageName: String
    package var network: Network
    package var mounts: [Mount]
    /// ID of its pod, or empty.
    package var pod: String
    package var isInfra: Bool
    package var effectiveCaps: [String]

    package struct State: Equatable, Sendable {
        /// `created`, `initialized`, `running`, `paused`, `stopping`, `stopped`, `exited`, `removing` or
        /// `unknown`.
        package var status: String
        package var running: Bool
        package var paused: Bool
        /// The main process on the host; 0 when there is none.
        package var pid: Int32
        package var conmonPid: Int32
        /// 0 for a container that never ran too: look at ``startedAt``.
        package var exitCode: Int32
        package var oomKilled: Bool
        package var startedAt: PodmanTime?
        package var finishedAt: PodmanTime?
        package var error: String
        package var cgroupPath: String

        /// Made, but its main process never ran.
        package var neverStarted: Bool {
            status == "created" || status == "configured" || status == "initialized"
        }
        /// Its main process is over and the exit code is known.
        package var hasEnded: Bool { status == "exited" || status == "stopped" }
    }

    package struct Config: Equatable, Sendable {
        package var labels: [String: String]
        /// A number or a name with or without `SIG`, by version; empty when there is none.
        package var stopSignal: String
        /// `NAME=value`.
        package var env: [String]
        package var user: String
        package var workingDir: String
        package var hostname: String
        package var entrypoint: [String]
        package var command: [String]
        package var umask: String
        /// Seconds.
        package var stopTimeout: Int64
        package var stdin: Bool
        package var terminal: Bool
        package var healthcheck: [String]
        package var annotations: [String: String]
    }

    /// Limits as Podman understood them: what is missing here was lost on the way.
    package struct HostConfig: Equatable, Sendable {
        /// Bytes; 0: none.
        package var memory: Int64
        package var memoryReservation: Int64
        /// Memory and swap together; bytes.
        package var memorySwap: Int64
        package var cpuShares: Int64
        package var cpuQuota: Int64
        package var cpuPeriod: Int64
        package var pidsLimit: Int64
        package var cgroupParent: String
        package var logDriver: String
        package var logPath: String
        package var readonlyRootfs: Bool
        package var privileged: Bool
        package var capAdd: [String]
        package var capDrop: [String]
        package var securityOpt: [String]
        package var groupAdd: [String]
        package var oomScoreAdj: Int32
        package var restartPolicy: String
        package var networkMode: String
        package var pidMode: String
        package var ipcMode: String
    }

    package struct Network: Equatable, Sendable {
        /// Of the pod's network namespace; empty with the host's network or on a network of one's own name.
        package var ipAddress: String
        /// IPv4 address by the network's name.
        package var networks: [String: String]

        /// The first address there is.
        package var anyAddress: String? {
            if !ipAddress.isEmpty { return ipAddress }
            return networks.sorted { $0.key < $1.key }.lazy.map(\.value).first { !$0.isEmpty }
        }
    }

    package struct Mount: Equatable, Sendable {
        /// `bind`, `volume`, `tmpfs` …
        package var type: String
        /// The volume's name, for a volume.
        package var name: String
        package var source: String
        package var destination: String
        package var options: [String]
        package var readWrite: Bool
    }
}
