/// A file of a volume that podsup writes itself.
package struct VolumeFile: Equatable, Sendable {
    /// Relative to the volume, without `..`; may have folders in it.
    package var path: String
    package var bytes: [UInt8]
    /// Permissions, at most 0777.
    package var mode: UInt16

    package init(path: String, bytes: [UInt8], mode: UInt16) {
        self.path = path
        self.bytes = bytes
        self.mode = mode
    }
}

/// The files of a configMap, secret, downwardAPI or projected volume, by path; no files for other sources.
///
/// Of several sources of a projected volume that write one path, the last counts, as in the kubelet.
package func volumeFiles(
    of source: Volume.Source, in pod: Pod, app: App, facts: RuntimeFacts
) throws(ResolutionError) -> [VolumeFile] {
    let writer = VolumeWriter(pod: pod, app: app, facts: facts)
    let files: [VolumeFile]
    switch source {
    case .configMap(let name, let projection):
        files = try writer.files(try app.configMapData(name, optional: projection.optional), projection)
    case .secret(let name, let projection):
        files = try writer.files(try app.secretData(name, optional: projection.optional), projection)
    case .downwardAPI(let items, let mode):
        files = try writer.files(items, defaultMode: mode)
    case .projected(let sources, let mode):
        files = try writer.files(sources, defaultMode: mode)
    case .emptyDir, .hostPath, .claim, .image:
        files = []
    }
    let byPath = Dictionary(files.map { ($0.path, $0) }) { _, later in later }
    return byPath.values.sorted { $0.path < $1.path }
}

private struct VolumeWriter {
    let pod: Pod
    let app: App
    let facts: RuntimeFacts

    func files(_ data: ObjectData?, _ projection: KeyProjection) throws(ResolutionError) -> [VolumeFile] {
        guard let data else { return [] }
        if projection.items.isEmpty {
            return data.data.map { VolumeFile(path: $0.key, bytes: $0.value, mode: projection.defaultMode) }
        }
        var files: [VolumeFile] = []
        for item in projection.items {
            guard let bytes = try data.bytes(of: item.key, optional: projection.optional) else { continue }
            files.append(
                VolumeFile(path: item.path, bytes: bytes, mode: item.mode ?? projection.defaultMode))
        }
        return files
    }

    func files(_ items: [DownwardItem], defaultMode: UInt16) throws(ResolutionError) -> [VolumeFile] {
        var files: [VolumeFile] = []
        for item in items {
            let text: String
            switch item.value {
            case .field(let path):
                text = try fieldValue(path, of: pod, facts, use: .volume)
            case .resource(let container, let resource, let divisor):
                text = resourceValue(
                    resource, of: try pod.container(named: container), divisor: divisor, facts)
            }
            files.append(
                VolumeFile(path: item.path, bytes: Array(text.utf8), mode: item.mode ?? defaultMode))
        }
        return files
    }

    func files(_ sources: [ProjectedSource], defaultMode: UInt16) throws(ResolutionError) -> [VolumeFile] {
        var files: [VolumeFile] = []
        for source in sources {
            switch source {
            case .configMap(let name, var projection):
                projection.defaultMode = defaultMode
                files += try self.files(
                    try app.configMapData(name, optional: projection.optional), projection)
            case .secret(let name, var projection):
                projection.defaultMode = defaultMode
                files += try self.files(try app.secretData(name, optional: projection.optional), projection)
            case .downwardAPI(let items):
                files += try self.files(items, defaultMode: defaultMode)
            }
        }
        return files
    }
}
