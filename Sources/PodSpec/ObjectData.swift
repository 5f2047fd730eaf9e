/// The data of a ConfigMap or Secret, with what is needed to say that a key is missing.
struct ObjectData {
    var kind: String
    var name: String
    var data: [String: [UInt8]]

    /// `nil`: the key is missing, and may be.
    func bytes(of key: String, optional: Bool) throws(ResolutionError) -> [UInt8]? {
        if let bytes = data[key] { return bytes }
        if optional { return nil }
        throw .noKey(kind: kind, name: name, key: key, existing: data.keys.sorted())
    }

    /// A value as an environment can hold it: UTF-8 without NUL.
    func text(of key: String, optional: Bool) throws(ResolutionError) -> String? {
        guard let bytes = try bytes(of: key, optional: optional) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .notText(kind: kind, name: name, key: key)
        }
        return text
    }
}

extension App {
    /// `nil`: there is none, and needs not be.
    func configMapData(_ name: String, optional: Bool) throws(ResolutionError) -> ObjectData? {
        try object("ConfigMap", name, configMaps[name]?.data, among: configMaps.keys, optional: optional)
    }

    func secretData(_ name: String, optional: Bool) throws(ResolutionError) -> ObjectData? {
        try object("Secret", name, secrets[name]?.data, among: secrets.keys, optional: optional)
    }

    private func object(
        _ kind: String, _ name: String, _ data: [String: [UInt8]]?, among names: some Sequence<String>,
        optional: Bool
    ) throws(ResolutionError) -> ObjectData? {
        if let data { return ObjectData(kind: kind, name: name, data: data) }
        if optional { return nil }
        throw .noObject(kind: kind, name: name, existing: names.sorted())
    }
}
