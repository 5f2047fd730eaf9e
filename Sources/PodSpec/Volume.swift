package struct Volume: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        /// `memory`: `medium: Memory`, a tmpfs. `sizeLimit` in bytes.
        case emptyDir(memory: Bool, sizeLimit: Int64?)
        case hostPath(path: String, type: HostPathType)
        case configMap(name: String, projection: KeyProjection)
        case secret(name: String, projection: KeyProjection)
        case downwardAPI(items: [DownwardItem], defaultMode: UInt16)
        case projected(sources: [ProjectedSource], defaultMode: UInt16)
        case claim(name: String, readOnly: Bool)
        case image(reference: String, pullPolicy: Container.PullPolicy)
    }
    package var name: String
    package var source: Source

    package init(name: String, source: Source) {
        self.name = name
        self.source = source
    }
}

package enum HostPathType: String, Equatable, Sendable, CaseIterable {
    case unchecked = "", directoryOrCreate = "DirectoryOrCreate", directory = "Directory"
    case fileOrCreate = "FileOrCreate", file = "File", socket = "Socket"
    case charDevice = "CharDevice", blockDevice = "BlockDevice"
}

/// Which keys of a ConfigMap or Secret become which files.
package struct KeyProjection: Equatable, Sendable {
    package struct Item: Equatable, Sendable {
        package var key: String
        package var path: String
        package var mode: UInt16?

        package init(key: String, path: String, mode: UInt16? = nil) {
            self.key = key
            self.path = path
            self.mode = mode
        }
    }
    /// Empty: every key, as a file of the key's name.
    package var items: [Item] = []
    package var defaultMode: UInt16 = 0o644
    package var optional = false

    package init() {}
}

package struct DownwardItem: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
        case field(String)
        case resource(container: String, resource: String, divisor: Quantity)
    }
    package var path: String
    package var value: Value
    package var mode: UInt16?

    package init(path: String, value: Value, mode: UInt16? = nil) {
        self.path = path
        self.value = value
        self.mode = mode
    }
}

package enum ProjectedSource: Equatable, Sendable {
    case configMap(name: String, projection: KeyProjection)
    case secret(name: String, projection: KeyProjection)
    case downwardAPI([DownwardItem])
}

package struct VolumeMount: Equatable, Sendable {
    package enum Propagation: String, Equatable, Sendable, CaseIterable {
        case none = "None", hostToContainer = "HostToContainer", bidirectional = "Bidirectional"
    }
    package var name: String
    package var mountPath: String
    package var readOnly = false
    package var subPath: String?
    /// May hold `$(NAME)`, expanded over the container's environment.
    package var subPathExpression: String?
    package var propagation = Propagation.none

    package init(name: String, mountPath: String) {
        self.name = name
        self.mountPath = mountPath
    }
}
