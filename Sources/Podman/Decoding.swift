// How Go writes JSON: an empty list or map is `null` or missing, an unset text is "".

/// A key by its spelling on the wire. The answers' keys are few and flat, so decoders name them in place.
struct WireKey: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringLiteral value: String) { stringValue = value }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

typealias WireFields = KeyedDecodingContainer<WireKey>

extension Decoder {
    func fields() throws -> WireFields { try container(keyedBy: WireKey.self) }
}

extension KeyedDecodingContainer<WireKey> {
    func list<Element: Decodable>(_ key: WireKey) throws -> [Element] {
        try decodeIfPresent([Element].self, forKey: key) ?? []
    }

    func map<Value: Decodable>(_ key: WireKey) throws -> [String: Value] {
        try decodeIfPresent([String: Value].self, forKey: key) ?? [:]
    }

    func text(_ key: WireKey) throws -> String { try decodeIfPresent(String.self, forKey: key) ?? "" }

    func flag(_ key: WireKey) throws -> Bool { try decodeIfPresent(Bool.self, forKey: key) ?? false }

    func int32(_ key: WireKey) throws -> Int32 { try decodeIfPresent(Int32.self, forKey: key) ?? 0 }

    func int64(_ key: WireKey) throws -> Int64 { try decodeIfPresent(Int64.self, forKey: key) ?? 0 }

    func time(_ key: WireKey) throws -> PodmanTime? {
        try decodeIfPresent(String.self, forKey: key).flatMap { PodmanTime($0) }
    }

    /// A list of words, or one text that holds them all: `Entrypoint` in inspect is a text up to the API
    /// of Podman 4, a list since.
    func words(_ key: WireKey) throws -> [String] {
        if let text = try? decodeIfPresent(String.self, forKey: key) { return text.isEmpty ? [] : [text] }
        return try list(key)
    }
}
