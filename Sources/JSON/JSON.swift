/// A JSON text (RFC 8259) as a value, and the way from and to Swift's types.
///
/// Instead of FoundationEssentials' coders, which bring Foundation's data, dates, calendars and files
/// along: 5 MB of the binary, and 0.2 MB of each supervisor's private memory.
package enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    /// As it is written: what it fits into is for the reader to say.
    case number(String)
    case string(String)
    case array([JSON])
    /// Of members with the same name the last counts, as in Go.
    case object([String: JSON])
}

extension JSON {
    package enum Layout: Sendable {
        /// On one line, without spaces.
        case compact
        /// Two spaces for each level, `"name" : value`: as Foundation's `prettyPrinted`.
        case pretty
    }

    /// The text of a value, with sorted names: the same bytes for the same value.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not have (infinity), and what the value throws.
    package static func encode(_ value: some Encodable, _ layout: Layout = .compact) throws -> [UInt8] {
        let draft = Draft()
        try draft.fill(with: value, path: [])
        var writer = JSONWriter(layout: layout)
        writer.write(draft.finished)
        return writer.bytes
    }

    /// The value that a text describes.
    ///
    /// - Throws: `DecodingError`: `dataCorrupted` where the text is not JSON or a number does not fit, else
    ///   which member is missing or of another type.
    package static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, from bytes: some Collection<UInt8>
    ) throws -> Value {
        let value: JSON
        do throws(JSONSyntaxError) {
            value = try JSON(parsing: bytes)
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "\(error)"))
        }
        return try Value(from: ValueDecoder(value, path: []))
    }
}

/// A place in an array, for error messages.
struct IndexKey: CodingKey {
    let index: Int

    init(_ index: Int) { self.index = index }
    init?(intValue: Int) { self.init(intValue) }
    init?(stringValue: String) { nil }

    var intValue: Int? { index }
    var stringValue: String { "Index \(index)" }
}

/// Where a class has `super`'s part; none of ours has one.
struct SuperKey: CodingKey {
    init() {}
    init?(intValue: Int) { nil }
    init?(stringValue: String) { nil }

    var intValue: Int? { nil }
    var stringValue: String { "super" }
}
