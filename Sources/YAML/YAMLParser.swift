/// Reads YAML 1.2.2.
package enum YAMLParser {
    /// The documents of a text, aliases and merge keys resolved. A document without content is the plain scalar "";
    /// a text of nothing but comments has no document.
    ///
    /// - Throws: ``YAMLError`` for the first thing that is wrong.
    package static func documents(
        in bytes: [UInt8], limits: Limits = .manifest
    ) throws(YAMLError) -> [Node] {
        var composer = Composer(try events(in: bytes, limits: limits), of: bytes, limits: limits)
        return try composer.documents()
    }

    /// The text step by step, aliases and merge keys as written. The stream's own start and end are left out.
    package static func events(
        in bytes: [UInt8], limits: Limits = .manifest
    ) throws(YAMLError) -> [Event] {
        guard bytes.count <= limits.bytes else {
            throw YAMLError(.start, .tooLarge(limit: limits.bytes))
        }
        var parser = EventParser(bytes, content: try Encoding.check(bytes), limits: limits)
        try parser.stream()
        return parser.events
    }
}
