/// A mount as the OCI runtime understands it (`specs-go/config.go`, Mount).
package struct OCIMount: Equatable, Sendable, Encodable {
    package var destination: String
    /// `bind`, `tmpfs`, `proc` …
    package var type: String
    package var source: String
    /// `ro`, `rbind`, `size=64m`, `rprivate` …
    package var options: [String]

    package init(destination: String, type: String = "bind", source: String, options: [String] = []) {
        self.destination = destination
        self.type = type
        self.source = source
        self.options = options
    }
}

/// A volume of Podman's (`pkg/specgen/volumes.go`; its keys are Go's field names).
package struct NamedVolume: Equatable, Sendable, Encodable {
    package var name: String
    package var destination: String
    package var options: [String]
    /// Part of the volume to mount. Not on 4.3.1, which mounts the whole volume instead.
    package var subPath: String?

    package init(name: String, destination: String, options: [String] = [], subPath: String? = nil) {
        self.name = name
        self.destination = destination
        self.options = options
        self.subPath = subPath
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name = "Name"
        case destination = "Dest"
        case options = "Options"
        case subPath = "SubPath"
    }
}

/// An image's files, mounted read-only (`pkg/specgen/volumes.go`; its keys are Go's field names but for one).
package struct ImageVolume: Equatable, Sendable, Encodable {
    /// An image that is present.
    package var source: String
    package var destination: String
    package var isWritable = false
    /// Part of the image to mount. Not on 4.3.1, which mounts the whole image instead.
    package var subPath: String?

    package init(source: String, destination: String, subPath: String? = nil) {
        self.source = source
        self.destination = destination
        self.subPath = subPath
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case source = "Source"
        case destination = "Destination"
        case isWritable = "ReadWrite"
        case subPath
    }
}

/// A device of the host (`specs-go/config.go`, LinuxDevice): Podman reads only its path,
/// `HOST[:CONTAINER[:PERMISSIONS]]`.
package struct OCIDevice: Equatable, Sendable, Encodable {
    package var path: String

    package init(path: String) { self.path = path }
}

/// `specs-go/config.go`, LinuxResources. A limit whose controller the host lacks makes the start fail:
/// see ``PodmanInfo/Host/cgroupControllers``.
package struct ResourceLimits: Equatable, Sendable, Encodable {
    package struct CPU: Equatable, Sendable, Encodable {
        package var shares: UInt64?
        /// Microseconds of CPU time in each `period`; at least 1000.
        package var quota: Int64?
        /// Microseconds.
        package var period: UInt64?
        /// `0-2,4`.
        package var cpus: String?

        package init(
            shares: UInt64? = nil, quota: Int64? = nil, period: UInt64? = nil, cpus: String? = nil
        ) {
            self.shares = shares
            self.quota = quota
            self.period = period
            self.cpus = cpus
        }
    }

    package struct Memory: Equatable, Sendable, Encodable {
        /// Bytes.
        package var limit: Int64?
        package var reservation: Int64?
        /// Memory and swap together, in bytes. Unset, Podman allows as much swap again as `limit`; the
        /// same as `limit` is no swap, which is what Kubernetes does.
        package var swap: Int64?

        package init(limit: Int64? = nil, reservation: Int64? = nil, swap: Int64? = nil) {
            self.limit = limit
            self.reservation = reservation
            self.swap = swap
        }
    }

    package struct Pids: Equatable, Sendable, Encodable {
        package var limit: Int64

        package init(limit: Int64) { self.limit = limit }
    }

    package var cpu: CPU?
    package var memory: Memory?
    package var pids: Pids?
    /// Files of cgroup v2 by name, `memory.high`.
    package var unified: [String: String]?

    package init(
        cpu: CPU? = nil, memory: Memory? = nil, pids: Pids? = nil, unified: [String: String]? = nil
    ) {
        self.cpu = cpu
        self.memory = memory
        self.pids = pids
        self.unified = unified
    }
}

/// `specs-go/config.go`, POSIXRlimit
package struct Rlimit: Equatable, Sendable, Encodable {
    /// `nofile`, as in ulimit: Podman puts `RLIMIT_` in front.
    package var type: String
    package var hard: UInt64
    package var soft: UInt64

    package init(type: String, hard: UInt64, soft: UInt64) {
        self.type = type
        self.hard = hard
        self.soft = soft
    }
}

/// `pkg/specgen/specgen.go`, LogConfig
package struct LogConfiguration: Equatable, Sendable, Encodable {
    /// `k8s-file`, `journald`, `none`, `passthrough`.
    package var driver: String
    /// Of the file (or named pipe), for `k8s-file`.
    package var path: String?
    package var options: [String: String]?
    /// Bytes after which the file is replaced; unset: never.
    package var size: Int64?

    package init(
        driver: String, path: String? = nil, options: [String: String]? = nil, size: Int64? = nil
    ) {
        self.driver = driver
        self.path = path
        self.options = options
        self.size = size
    }
}

/// No healthcheck of Podman's, the image's HEALTHCHECK included
/// (`containers/image/manifest/docker_schema2.go`, Schema2HealthConfig).
package struct HealthConfig: Equatable, Sendable, Encodable {
    package let test = ["NONE"]

    enum CodingKeys: String, CodingKey { case test = "Test" }
}
