/// Parses a text into events by recursive descent; ``Limits/levels`` bounds the recursion.
///
/// Where a line's indentation matters, the parser stands at the first character of the line that is no space, and
/// `indent` says how many spaces came before. A document's end (its marker, or the end of the text) has
/// indentation -1, so everything that is open ends there.
struct EventParser {
    let bytes: [UInt8]
    let content: Encoding.Content
    let limits: Limits
    var events: [Event] = []

    /// The next byte to read.
    var offset: Int
    /// Where the line of `offset` starts.
    var lineStart: Int
    /// Spaces at the start of this line; -1 at the end of a document.
    var indent = 0
    /// Open collections.
    var depth = 0
    /// The innermost open `[` or `{`.
    var openBracket = 0
    /// Documents and nodes so far, and bytes of resolved tags.
    var documents = 0
    var nodes = 0
    var tagText = 0
    /// `%TAG` of this document.
    var tagHandles: [String: String] = [:]

    init(_ bytes: [UInt8], content: Encoding.Content, limits: Limits) {
        self.bytes = bytes
        self.content = content
        self.limits = limits
        offset = Encoding.startsWithByteOrderMark(bytes) ? 3 : 0
        lineStart = offset
        // A mapping of short pairs, the densest text that is common, has an event for each 8 bytes.
        events.reserveCapacity(min(bytes.count / 8, limits.nodes) + 8)
    }

    @inline(__always)
    func at(_ index: Int) -> UInt8 {
        index < bytes.count ? bytes[index] : Byte.end
    }

    @inline(__always)
    var current: UInt8 { at(offset) }

    /// True if the content at `offset` comes right after its line's indentation, without a tab in between.
    var startsLine: Bool { offset - lineStart == indent }

    func failure(_ problem: YAMLError.Problem, at place: Int? = nil, other: Int? = nil) -> YAMLError {
        YAMLError(bytes, place ?? offset, problem, other: other)
    }

    /// Adds the event that starts a node, or is one.
    mutating func node(
        _ kind: Event.Kind, _ properties: Event.Properties = Event.Properties(), at place: Int
    ) throws(YAMLError) {
        try countNode(at: place)
        events.append(Event(kind, properties, at: place))
    }

    /// Adds the start of a mapping before its first key, whose events start at `index`. A key that turns out to be
    /// one is short (``isShortKey(from:)``), so few events move.
    mutating func mapping(
        startingAt index: Int, flow: Bool, _ properties: Event.Properties, at place: Int
    ) throws(YAMLError) {
        try countNode(at: place)
        events.insert(Event(.mappingStart(flow: flow), properties, at: place), at: index)
    }

    private mutating func countNode(at place: Int) throws(YAMLError) {
        nodes += 1
        guard nodes <= limits.nodes else { throw failure(.tooManyNodes(limit: limits.nodes), at: place) }
    }

    mutating func emptyNode(
        _ properties: Event.Properties = Event.Properties(), at place: Int
    ) throws(YAMLError) {
        try node(.scalar(Node.Scalar("")), properties, at: place)
    }

    /// Adds any other event, at `offset`.
    mutating func append(_ kind: Event.Kind) {
        events.append(Event(kind, at: offset))
    }

    mutating func enter(at place: Int) throws(YAMLError) {
        depth += 1
        guard depth <= limits.levels else { throw failure(.tooDeep(limit: limits.levels), at: place) }
    }

    mutating func leave() {
        depth -= 1
    }

    /// The text of `range`, which must be free of what only quotes may hold.
    func unquoted(_ range: Range<Int>) throws(YAMLError) -> ArraySlice<UInt8> {
        if content == .oddCharacters, let odd = Encoding.firstOddCharacter(bytes, in: range) {
            throw failure(.unquotedCharacter(odd.scalar), at: odd.offset)
        }
        return bytes[range]
    }
}
