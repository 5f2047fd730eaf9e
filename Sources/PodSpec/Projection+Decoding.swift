extension ProjectedSource {
    init?(from fields: Fields, pod: PodScope) {
        let configMap = fields.object("configMap", "ConfigMapProjection") { fields in
            let (name, projection) = fields.projection(of: .configMap, nameField: "name", hasMode: false)
            return ProjectedSource.configMap(name: name, projection: projection)
        }
        let secret = fields.object("secret", "SecretProjection") { fields in
            let (name, projection) = fields.projection(of: .secret, nameField: "name", hasMode: false)
            return ProjectedSource.secret(name: name, projection: projection)
        }
        let downward = fields.object("downwardAPI", "DownwardAPIProjection") { fields in
            ProjectedSource.downwardAPI(fields.downwardItems(pod: pod))
        }
        let clustered = ["serviceAccountToken", "clusterTrustBundle", "podCertificate"]
        for name in clustered { fields.refused(name, remedy: "remove it: there is no cluster to talk to") }
        if !clustered.contains(where: fields.isPresent) {
            fields.requireExactlyOne(of: ["configMap", "secret", "downwardAPI"], "source")
        }
        guard let source = configMap ?? secret ?? downward else { return nil }
        self = source
    }
}

extension Fields {
    /// Which entries of a ConfigMap or Secret become which files.
    func projection(
        of kind: Reference.Kind, nameField: String, hasMode: Bool = true
    ) -> (name: String, projection: KeyProjection) {
        let name = name(nameField, .dnsSubdomain, required: true) ?? ""
        var projection = KeyProjection()
        projection.optional = bool("optional") ?? false
        if hasMode, let mode = mode("defaultMode") { projection.defaultMode = mode }
        if !name.isEmpty, !projection.optional { refer(to: kind, name, nameField) }
        var paths = FilePaths()
        projection.items = list("items", "KeyToPath") { fields in
            let key = fields.name("key", .dataKey, required: true) ?? ""
            let path = fields.filePath(unique: &paths)
            if !name.isEmpty, !key.isEmpty, !projection.optional {
                fields.refer(toKey: key, of: kind, name)
            }
            return KeyProjection.Item(key: key, path: path, mode: fields.mode("mode"))
        }
        return (name, projection)
    }

    func downwardItems(pod: PodScope) -> [DownwardItem] {
        var paths = FilePaths()
        return list("items", "DownwardAPIVolumeFile") { fields in
            let path = fields.filePath(unique: &paths)
            let field = fields.object("fieldRef", "ObjectFieldSelector") { $0.podField(in: .volume) }
            let resource = fields.object("resourceFieldRef", "ResourceFieldSelector") { fields in
                let reference = fields.resourceReference(pod: pod)
                if reference.container == nil { fields.missing("containerName", "add it") }
                return DownwardItem.Value.resource(
                    container: reference.container ?? "", resource: reference.resource,
                    divisor: reference.divisor)
            }
            fields.requireExactlyOne(of: ["fieldRef", "resourceFieldRef"], "source")
            return DownwardItem(path: path, value: resource ?? .field(field ?? ""), mode: fields.mode("mode"))
        }
    }

    private func refer(toKey key: String, of kind: Reference.Kind, _ name: String) {
        guard let entry = take("key") else { return }
        report.refer(to: Reference(kind: kind, name: name, key: key, place: entry.place))
    }

    /// `path` of a projected file: relative, and never out of its volume.
    private func filePath(unique paths: inout FilePaths) -> String {
        guard let path = string("path", required: true) else { return "" }
        checkInside("path", path)
        if path.utf8.count > FilePaths.lengthLimit {
            problem(
                .invalidValue, "path", "the path is too long",
                "use at most \(FilePaths.lengthLimit) characters")
        } else if !paths.insert(path) {
            problem(
                .duplicate, "path", "'\(path)' is another file or a folder of this volume already",
                "give each file a path of its own")
        }
        return path
    }

    /// Reports a path that leads out of its volume.
    func checkInside(_ name: String, _ path: String) {
        if path.hasPrefix("/") {
            problem(.invalidValue, name, "'\(path)' is absolute", "write it relative to the volume")
        } else if path.split(separator: "/").contains("..") {
            problem(.invalidValue, name, "'\(path)' contains '..'", "write the path without it")
        } else if name == "path", path.hasPrefix("..") {
            problem(.invalidValue, name, "'\(path)' begins with '..'", "choose another name")
        }
    }
}

/// The files of one volume and the folders that they make.
private struct FilePaths {
    /// A path's folders are looked up one by one, so a path must not have thousands.
    static let lengthLimit = 1024
    private var files: Set<String> = []
    private var folders: Set<String> = []

    /// `false`: the path is taken, or a file would have to be a folder.
    mutating func insert(_ path: String) -> Bool {
        let parents = path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
        if folders.contains(path) || parents.contains(where: files.contains) { return false }
        folders.formUnion(parents)
        return files.insert(path).inserted
    }
}
