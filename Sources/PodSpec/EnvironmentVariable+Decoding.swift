extension EnvironmentVariable {
    init(from fields: Fields, pod: PodScope) {
        let name = fields.name("name", .environmentName, required: true, example: "LANG") ?? ""
        // Newer ones take any printable ASCII (KEP-4369).
        if fields.report.forKubernetes, !isIdentifier(name) {
            fields.problem(
                .invalidValue, "name", "clusters before Kubernetes 1.34 do not take '\(name)'",
                "use letters, digits, '-', '_' and '.', the first not a digit")
        }
        let text = fields.lenientText("value")
        if text?.utf8.contains(0) == true {
            fields.problem(.invalidValue, "value", "the text contains a NUL character", "remove it")
        }
        let source = fields.object("valueFrom", "EnvVarSource") { fields in
            EnvironmentVariable.source(from: fields, pod: pod)
        }
        if text?.isEmpty == false, fields.isPresent("valueFrom") {
            fields.problem(.conflict, "valueFrom", "'value' is there too", "remove one of the two")
        }
        self.init(name: name, value: source.flatMap { $0 } ?? .literal(text ?? ""))
    }

    private static func source(from fields: Fields, pod: PodScope) -> Value? {
        let configMap = fields.object("configMapKeyRef", "ConfigMapKeySelector") { fields in
            let (name, key, optional) = fields.keySelector(.configMap)
            return Value.configMapKey(name: name, key: key, optional: optional)
        }
        let secret = fields.object("secretKeyRef", "SecretKeySelector") { fields in
            let (name, key, optional) = fields.keySelector(.secret)
            return Value.secretKey(name: name, key: key, optional: optional)
        }
        let field = fields.object("fieldRef", "ObjectFieldSelector") { fields in
            Value.field(fields.podField(in: .environment))
        }
        let resource = fields.object("resourceFieldRef", "ResourceFieldSelector") { fields in
            let reference = fields.resourceReference(pod: pod)
            return Value.resource(
                container: reference.container, resource: reference.resource, divisor: reference.divisor)
        }
        fields.refused("fileKeyRef", remedy: "use 'configMapKeyRef' or 'secretKeyRef'")
        _ = fields.object("fileKeyRef", "FileKeySelector") { fields in
            for name in ["volumeName", "path", "key"] { _ = fields.string(name, required: true) }
            _ = fields.bool("optional")
        }
        fields.requireExactlyOne(
            of: ["configMapKeyRef", "secretKeyRef", "fieldRef", "resourceFieldRef"],
            orRefused: ["fileKeyRef"],
            "source")
        return configMap ?? secret ?? field ?? resource
    }
}

extension EnvironmentSource {
    init(from fields: Fields) {
        let prefix = fields.name("prefix", .environmentName) ?? ""
        let configMap = fields.object("configMapRef", "ConfigMapEnvSource") { $0.objectReference(.configMap) }
        let secret = fields.object("secretRef", "SecretEnvSource") { $0.objectReference(.secret) }
        fields.requireExactlyOne(of: ["configMapRef", "secretRef"], "source")
        let object = configMap.map { Object.configMap($0.name) } ?? .secret(secret?.name ?? "")
        self.init(object: object, prefix: prefix, optional: (configMap ?? secret)?.optional ?? false)
    }
}

extension Fields {
    /// `name`, `key` and `optional` of one entry of a ConfigMap or Secret.
    fileprivate func keySelector(_ kind: Reference.Kind) -> (name: String, key: String, optional: Bool) {
        let name = name("name", .dnsSubdomain, required: true) ?? ""
        let key = self.name("key", .dataKey, required: true) ?? ""
        let optional = bool("optional") ?? false
        if !optional, !name.isEmpty, !key.isEmpty { refer(to: kind, name, "name", key: key, keyField: "key") }
        return (name, key, optional)
    }

    fileprivate func objectReference(_ kind: Reference.Kind) -> (name: String, optional: Bool) {
        let name = name("name", .dnsSubdomain, required: true) ?? ""
        let optional = bool("optional") ?? false
        if !optional, !name.isEmpty { refer(to: kind, name, "name") }
        return (name, optional)
    }

    /// Notes that an object is needed, for a look at the end whether the manifest has it.
    func refer(
        to kind: Reference.Kind, _ name: String, _ field: String, key: String? = nil, keyField: String? = nil
    ) {
        guard let entry = take(field) else { return }
        report.refer(to: Reference(kind: kind, name: name, key: nil, place: entry.place))
        if let key, let keyField, let keyEntry = take(keyField) {
            report.refer(to: Reference(kind: kind, name: name, key: key, place: keyEntry.place))
        }
    }
}

private func isIdentifier(_ name: String) -> Bool {
    let isFirst = { (byte: UInt8) in
        (0x41...0x5a).contains(byte & 0xdf) && byte < 0x80 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }
    return name.utf8.first.map(isFirst) ?? true
        && name.utf8.allSatisfy { isFirst($0) || (0x30...0x39).contains($0) }
}
