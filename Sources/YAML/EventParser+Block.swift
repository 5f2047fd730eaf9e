/// Block nodes: whatever stands after an indicator, in the same line or below.
extension EventParser {
    /// Parses the node after `-`, `?`, `:`, `---`, or at the start of a document, and goes to the next line with
    /// content. Emits exactly one node, empty if none belongs here.
    ///
    /// - Parameters:
    ///   - parent: indentation of the collection it is part of; -1 for a document.
    ///   - sequenceMayAlign: whether the entries of a sequence may be as far left as `parent` (in a mapping).
    ///   - compact: whether a collection may start in this line (`- - a`, `- key: value`).
    mutating func blockNode(parent: Int, sequenceMayAlign: Bool, compact: Bool) throws(YAMLError) {
        let start = offset
        let line = lineStart
        try skipToContent()
        guard indent != -1, line == lineStart || belongs(parent, sequenceMayAlign) else {
            return try emptyNode(at: start)
        }
        var layout = Layout(parent: parent, nodeStart: offset, contentStart: offset)
        layout.mayOpen = startsLine || (compact && line == lineStart && isIndentation(start..<offset))

        // Properties in their own line are the node's; those in the line of a key are the key's.
        var outer = Event.Properties()
        var own = Event.Properties()
        while isProperty {
            let propertyLine = lineStart
            own = try properties(inFlow: false)
            let end = offset
            try skipToContent()
            if lineStart == propertyLine && indent != -1 { break }
            outer = try merged(outer, own, at: layout.contentStart)
            own = Event.Properties()
            guard belongs(parent, sequenceMayAlign) else { return try emptyNode(outer, at: end) }
            layout.contentStart = offset
            layout.mayOpen = startsLine
        }
        try blockContent(layout, outer, own)
    }

    /// Where a block node stands.
    struct Layout {
        let parent: Int
        /// Where it starts, its properties included.
        let nodeStart: Int
        /// Where its last line starts (its first, if it has no properties in lines of their own).
        var contentStart: Int
        /// Whether a block collection may start there.
        var mayOpen = false
    }

    /// Is the content of this new line inside of a collection indented by `parent`?
    private func belongs(_ parent: Int, _ sequenceMayAlign: Bool) -> Bool {
        indent > parent || (indent == parent && sequenceMayAlign && startsLine && isIndicator(Byte.dash))
    }

    private func isIndentation(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { $0 == Byte.space }
    }

    /// Is there the block indicator `byte`? It needs white space after it.
    func isIndicator(_ byte: UInt8) -> Bool {
        current == byte && at(offset + 1).isBlankOrEnd
    }

    private mutating func blockContent(
        _ layout: Layout, _ outer: Event.Properties, _ own: Event.Properties
    ) throws(YAMLError) {
        let column = layout.contentStart - lineStart
        switch current {
        case Byte.dash where isIndicator(Byte.dash):
            try checkOpening(layout, own)
            try blockSequence(column, layout, outer)
        case Byte.question where isIndicator(Byte.question):
            try checkOpening(layout, own)
            try node(.mappingStart(flow: false), outer, at: layout.nodeStart)
            try blockMapping(column, atValue: false)
        case Byte.colon where isIndicator(Byte.colon):
            try checkOpening(layout, Event.Properties())
            try node(.mappingStart(flow: false), outer, at: layout.nodeStart)
            try emptyNode(own, at: layout.contentStart)
            try blockMapping(column, atValue: true)
        case Byte.bar, Byte.greater:
            try blockScalar(
                parent: layout.parent, merged(outer, own, at: layout.contentStart), layout.nodeStart)
        default:
            try flowInBlock(column, layout, outer, own)
        }
    }

    private func checkOpening(_ layout: Layout, _ own: Event.Properties) throws(YAMLError) {
        guard layout.mayOpen, own.isEmpty else {
            throw failure(layoutProblem(at: layout.contentStart, otherwise: .blockNotAllowedHere))
        }
    }

    /// A scalar, an alias or a flow collection, or the block mapping of which it is the first key.
    private mutating func flowInBlock(
        _ column: Int, _ layout: Layout, _ outer: Event.Properties, _ own: Event.Properties
    ) throws(YAMLError) {
        let first = events.count
        let line = lineStart
        try flowContent(own, at: layout.contentStart, minIndent: layout.parent + 1, inFlow: false)
        skipWhites()
        guard current == Byte.colon else {
            if outer.isEmpty == false {
                if case .alias = events[first].kind {
                    throw failure(.propertiesOnAlias, at: layout.nodeStart)
                }
                events[first].properties = try merged(outer, own, at: layout.contentStart)
            }
            events[first].offset = Int32(truncatingIfNeeded: layout.nodeStart)
            return try endValue()
        }
        try checkKey(from: layout.contentStart, line: line)
        guard layout.mayOpen else {
            throw failure(layoutProblem(at: layout.contentStart, otherwise: .keyNotAllowedHere))
        }
        try mapping(startingAt: first, flow: false, outer, at: layout.nodeStart)
        try blockMapping(column, atValue: true)
    }

    /// Checks what stands before the ':' at `offset`.
    private func checkKey(from start: Int, line: Int) throws(YAMLError) {
        guard at(offset + 1).isBlankOrEnd else { throw failure(.spaceAfterColon) }
        guard line == lineStart else { throw failure(.keyOverSeveralLines) }
        guard isShortKey(from: start) else { throw failure(.keyTooLong, at: start) }
    }

    /// YAML 1.2.2 §7.4.2 [154]: an implicit key has at most 1024 characters.
    func isShortKey(from start: Int) -> Bool {
        offset - start <= 1024 || bytes[start..<offset].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } <= 1024
    }

    private mutating func blockSequence(
        _ column: Int, _ layout: Layout, _ properties: Event.Properties
    ) throws(YAMLError) {
        try enter(at: layout.nodeStart)
        try node(.sequenceStart(flow: false), properties, at: layout.nodeStart)
        repeat {
            offset += 1
            try blockNode(parent: column, sequenceMayAlign: false, compact: true)
        } while try nextEntryStarts(at: column, layout.parent)
        append(.sequenceEnd)
        leave()
    }

    /// A sequence as far left as its key ends at the next key.
    private func nextEntryStarts(at column: Int, _ parent: Int) throws(YAMLError) -> Bool {
        guard try nextStarts(at: column) else { return false }
        if isIndicator(Byte.dash) { return true }
        if column == parent { return false }
        throw failure(.entryExpected)
    }

    /// Does the next line belong to the collection at `column`? False if it ends there.
    private func nextStarts(at column: Int) throws(YAMLError) -> Bool {
        if indent < column { return false }
        guard startsLine else { throw failure(.tabIndentation) }
        guard indent == column else { throw failure(.badIndentation) }
        return true
    }

    /// The entries of a mapping whose start is emitted already.
    ///
    /// - Parameter atValue: whether its first key is emitted too, and the ':' comes next.
    private mutating func blockMapping(_ column: Int, atValue: Bool) throws(YAMLError) {
        try enter(at: offset)
        var atValue = atValue
        repeat {
            if !atValue && isIndicator(Byte.question) {
                try explicitEntry(column)
            } else {
                if !atValue { try implicitKey(column) }
                offset += 1
                try blockNode(parent: column, sequenceMayAlign: true, compact: false)
            }
            atValue = false
        } while try nextStarts(at: column)
        append(.mappingEnd)
        leave()
    }

    /// `? key`, and `: value` in a line below.
    private mutating func explicitEntry(_ column: Int) throws(YAMLError) {
        offset += 1
        try blockNode(parent: column, sequenceMayAlign: true, compact: true)
        if indent == column, startsLine, isIndicator(Byte.colon) {
            offset += 1
            try blockNode(parent: column, sequenceMayAlign: true, compact: true)
        } else {
            try emptyNode(at: offset)
        }
    }

    /// A key up to its ':'.
    private mutating func implicitKey(_ column: Int) throws(YAMLError) {
        let start = offset
        let line = lineStart
        let own = try properties(inFlow: false)
        if isIndicator(Byte.colon) { return try emptyNode(own, at: start) }
        guard !isIndicator(Byte.dash), !isIndicator(Byte.question), !current.isBreakOrEnd, !isComment else {
            throw failure(.keyExpected, at: start)
        }
        try flowContent(own, at: start, minIndent: column + 1, inFlow: false)
        skipWhites()
        guard current == Byte.colon else { throw failure(.keyExpected, at: start) }
        try checkKey(from: start, line: line)
    }
}
