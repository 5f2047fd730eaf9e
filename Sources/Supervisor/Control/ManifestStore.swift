import PodSpec

package enum ManifestStore {
    package static func load(_ paths: AppPaths) throws -> [ManifestFile] {
        if Files.exists(paths.shippedManifest) {
            return [ManifestFile(name: paths.shippedManifest, bytes: try Files.read(paths.shippedManifest))]
        }
        return try Files.names(in: paths.current).map {
            ManifestFile(name: "\(paths.current)/\($0)", bytes: try Files.read("\(paths.current)/\($0)"))
        }
    }
    package static func fingerprint(_ files: [ManifestFile]) -> String {
        var hash = Fingerprint()
        for file in files { hash.add(file.bytes) }
        return hash.text
    }
}
