/// One step of a text: what YAML calls the serialization, before aliases and merge keys are resolved.
package struct Event: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// `explicit`: written as `---`.
        case documentStart(explicit: Bool)
        /// `explicit`: written as `...`.
        case documentEnd(explicit: Bool)
        case sequenceStart(flow: Bool)
        case sequenceEnd
        case mappingStart(flow: Bool)
        case mappingEnd
        case scalar(Node.Scalar)
        case alias(String)
    }

    /// What may stand before a value: `&anchor` and `!tag`, the tag resolved.
    package struct Properties: Equatable, Sendable {
        package var anchor: String?
        package var tag: String?

        var isEmpty: Bool { anchor == nil && tag == nil }
    }

    package var kind: Kind
    package var properties: Properties
    /// Where it starts in the text, in bytes.
    var offset: Int32

    init(_ kind: Kind, _ properties: Properties = Properties(), at offset: Int) {
        self.kind = kind
        self.properties = properties
        self.offset = Int32(truncatingIfNeeded: offset)
    }
}
