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
        var paths: Set<String> = []
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
        var paths: Set<String> = []
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
    private func filePath(unique paths: inout Set<String>) -> String {
        guard let path = string("path", required: true) else { return "" }
        checkInside("path", path)
        if !paths.insert(path).inserted {
            problem(.duplicate, "path", "'\(path)' is written twice", "give each file a path of its own")
        } else if let other = paths.first(where: { $0.hasPrefix("\(path)/") || path.hasPrefix("\($0)/") }) {
            problem(
                .conflict, "path", "'\(path)' and '\(other)' can't both be files",
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
