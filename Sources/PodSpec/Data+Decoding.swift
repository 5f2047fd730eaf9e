/// Kubernetes' limit for the data of one ConfigMap or Secret, in bytes.
private let dataLimit = 1024 * 1024

extension ConfigMap {
    init(from fields: Fields, _ metadata: Metadata) {
        self.init(name: metadata.name, data: [:])
        for (key, bytes, _) in fields.texts("data", isSecret: false) { data[key] = bytes }
        for (key, bytes, place) in fields.binaries("binaryData") {
            binaryKeys.insert(key)
            if data.updateValue(bytes, forKey: key) != nil {
                fields.report.problem(
                    .duplicate, at: place, "'\(key)' is in 'data' too", "remove one of the two")
            }
        }
        fields.withoutEffect("immutable")
        fields.checkSize(data, of: "ConfigMap")
    }
}

extension Secret {
    init(from fields: Fields, _ metadata: Metadata) {
        self.init(name: metadata.name, type: fields.string("type") ?? "Opaque", data: [:])
        for (key, bytes, _) in fields.binaries("data") { data[key] = bytes }
        for (key, bytes, _) in fields.texts("stringData", isSecret: true) { data[key] = bytes }
        fields.withoutEffect("immutable")
        fields.checkSize(data, of: "Secret")
        if fields.report.forKubernetes, let problem = badAccounts {
            fields.report.problem(
                .invalidValue, at: fields.place, "the Secret '\(name)' \(problem)",
                "make it with 'kubectl create secret docker-registry --dry-run=client -o yaml'")
        }
        for key in Secret.requiredKeys[type] ?? [] where data[key] == nil {
            fields.missing("data['\(key)']", "a Secret of the type \(type) has it, so add it")
        }
        if type == "kubernetes.io/basic-auth", data["username"] == nil, data["password"] == nil {
            fields.missing("data.username", "a Secret of the type \(type) has it, or a password, so add one")
        }
        if type == "kubernetes.io/service-account-token", data["token"] == nil {
            fields.warn("type", "no cluster puts a token into this Secret, leaving it as it is")
        }
    }

    /// What is wrong with the registries' accounts in a Secret that says that it has some.
    private var badAccounts: String? {
        guard type == "kubernetes.io/dockerconfigjson", data[".dockerconfigjson"] != nil else { return nil }
        do throws(BadPullSecret) {
            _ = try registryAccounts()
            return nil
        } catch {
            return error.what
        }
    }

    /// What the API server insists on (kubernetes.io/docs/concepts/configuration/secret).
    private static let requiredKeys = [
        "kubernetes.io/tls": ["tls.crt", "tls.key"],
        "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
        "kubernetes.io/dockercfg": [".dockercfg"],
        "kubernetes.io/ssh-auth": ["ssh-privatekey"],
    ]
}

extension Fields {
    /// Values that are text as it stands.
    fileprivate func texts(_ name: String, isSecret: Bool) -> [(key: String, bytes: [UInt8], place: Place)] {
        entries(name).compactMap { entry in
            let (key, node, place) = (entry.key, entry.node, entry.place)
            checkDataKey(key, at: entry.keyPlace)
            return report.lenientText(node, at: place, isSecret: isSecret).map {
                (key, Array($0.utf8), place)
            }
        }
    }

    /// Values in base64.
    fileprivate func binaries(_ name: String) -> [(key: String, bytes: [UInt8], place: Place)] {
        entries(name).compactMap { entry in
            let (key, node, place) = (entry.key, entry.node, entry.place)
            checkDataKey(key, at: entry.keyPlace)
            // The text is a Secret's: a message must not repeat it.
            guard case .scalar(let scalar) = node.content else {
                report.wrongType(node, at: place, wanted: "base64", remedy: "write one value")
                return nil
            }
            if node.isNull { return (key, [], place) }
            if report.forKubernetes, node.isOtherInCluster(scalar) {
                report.problem(
                    .wrongType, at: place, "Kubernetes takes no number or boolean where it wants text",
                    "put it in quotes")
            }
            guard let bytes = decodeBase64(scalar.text) else {
                let plain = name == "data" ? "'stringData'" : "'data'"
                report.problem(
                    .invalidValue, at: place, "the value is not base64",
                    "encode it with 'base64 -w0', or write it as it is under \(plain)")
                return (key, [], place)
            }
            return (key, bytes, place)
        }
    }

    fileprivate func checkSize(_ data: [String: [UInt8]], of kind: String) {
        let size = data.reduce(0) { $0 + $1.key.utf8.count + $1.value.count }
        guard size > dataLimit else { return }
        report.problem(
            .invalidValue, at: take("data")?.keyPlace ?? place.child("data", at: place.mark),
            "\(size) bytes are more than a \(kind) may hold, 1 MiB",
            "keep large files in a volume")
    }

    private func checkDataKey(_ key: String, at place: Place) {
        if NameRule.dataKey.accepts(key) { return }
        report.problem(.invalidValue, at: place, "'\(key)' can't be a key", "use \(NameRule.dataKey.allowed)")
    }
}
