/// Flow nodes: scalars, aliases, `[…]` and `{…}`.
extension EventParser {
    /// Parses what stands after a node's properties, and stops right after it.
    ///
    /// - Parameters:
    ///   - start: where the node starts, its properties included.
    ///   - minIndent: spaces that each further line of it needs.
    /// - Returns: whether it is written like JSON (quoted, or a collection): a ':' may follow it directly.
    @discardableResult
    mutating func flowContent(
        _ properties: Event.Properties, at start: Int, minIndent: Int, inFlow: Bool
    ) throws(YAMLError) -> Bool {
        switch current {
        case Byte.openBracket:
            try flowSequence(properties, at: start, minIndent)
        case Byte.openBrace:
            try flowMapping(properties, at: start, minIndent)
        case Byte.doubleQuote:
            let text = try doubleQuoted(minIndent)
            try node(.scalar(Node.Scalar(text, style: .doubleQuoted)), properties, at: start)
        case Byte.singleQuote:
            let text = try singleQuoted(minIndent)
            try node(.scalar(Node.Scalar(text, style: .singleQuoted)), properties, at: start)
        case Byte.asterisk:
            guard properties.isEmpty else { throw failure(.propertiesOnAlias, at: start) }
            try node(.alias(try name()), at: start)
            return false
        default:
            let text = try plain(minIndent, inFlow: inFlow)
            try node(.scalar(Node.Scalar(text)), properties, at: start)
            return false
        }
        return true
    }

    /// A node in a flow collection: properties, then content or nothing.
    private mutating func flowNode(_ minIndent: Int) throws(YAMLError) -> Bool {
        let start = offset
        var found = Event.Properties()
        while isProperty {
            found = try merged(found, properties(inFlow: true), at: start)
            try skipInFlow(minIndent)
            if endsFlowNode {
                try emptyNode(found, at: start)
                return false
            }
        }
        return try flowContent(found, at: start, minIndent: minIndent, inFlow: true)
    }

    private var endsFlowNode: Bool {
        current == Byte.comma || current == Byte.closeBracket || current == Byte.closeBrace || isFlowColon
    }

    /// A ':' that is no part of a plain scalar.
    private var isFlowColon: Bool {
        current == Byte.colon && !isPlainSafe(at(offset + 1))
    }

    private func isPlainSafe(_ byte: UInt8) -> Bool {
        !byte.isBlankOrEnd && !byte.isFlowIndicator
    }

    private var isExplicitKey: Bool {
        current == Byte.question && at(offset + 1).isBlankOrEnd
    }

    private mutating func flowSequence(
        _ properties: Event.Properties, at start: Int, _ minIndent: Int
    ) throws(YAMLError) {
        let outerBracket = openBracket
        openBracket = offset
        try enter(at: start)
        try node(.sequenceStart(flow: true), properties, at: start)
        offset += 1
        while try entryFollows(closing: Byte.closeBracket, minIndent) {
            try flowSequenceEntry(minIndent)
            try endEntry(closing: Byte.closeBracket, minIndent)
        }
        append(.sequenceEnd)
        leave()
        openBracket = outerBracket
    }

    /// A node, or a single pair: `[a: b]`, `[? a : b]`, `[: b]`.
    private mutating func flowSequenceEntry(_ minIndent: Int) throws(YAMLError) {
        let start = offset
        let line = lineStart
        let first = events.count
        if isExplicitKey {
            try node(.mappingStart(flow: true), at: start)
            try explicitKey(minIndent)
            try flowValue(adjacent: true, minIndent)
            append(.mappingEnd)
            return
        }
        var isJSON = false
        if isFlowColon { try emptyNode(at: start) } else { isJSON = try flowNode(minIndent) }
        skipWhites()
        guard isFlowColon || (isJSON && current == Byte.colon) else { return }
        guard line == lineStart else { throw failure(.keyOverSeveralLines) }
        guard isShortKey(from: start) else { throw failure(.keyTooLong, at: start) }
        try mapping(startingAt: first, flow: true, Event.Properties(), at: start)
        try flowValue(adjacent: true, minIndent)
        append(.mappingEnd)
    }

    private mutating func flowMapping(
        _ properties: Event.Properties, at start: Int, _ minIndent: Int
    ) throws(YAMLError) {
        let outerBracket = openBracket
        openBracket = offset
        try enter(at: start)
        try node(.mappingStart(flow: true), properties, at: start)
        offset += 1
        while try entryFollows(closing: Byte.closeBrace, minIndent) {
            var isJSON = false
            if isExplicitKey {
                try explicitKey(minIndent)
            } else if isFlowColon {
                try emptyNode(at: offset)
            } else {
                isJSON = try flowNode(minIndent)
            }
            try flowValue(adjacent: isJSON, minIndent)
            try endEntry(closing: Byte.closeBrace, minIndent)
        }
        append(.mappingEnd)
        leave()
        openBracket = outerBracket
    }

    /// `? key`, the key possibly empty.
    private mutating func explicitKey(_ minIndent: Int) throws(YAMLError) {
        offset += 1
        let place = offset
        try skipInFlow(minIndent)
        if endsFlowNode { return try emptyNode(at: place) }
        _ = try flowNode(minIndent)
    }

    /// `: value` if there is one, else an empty value.
    ///
    /// - Parameter adjacent: whether the value may follow the ':' directly.
    private mutating func flowValue(adjacent: Bool, _ minIndent: Int) throws(YAMLError) {
        let end = offset
        try skipInFlow(minIndent)
        guard isFlowColon || (adjacent && current == Byte.colon) else {
            return try emptyNode(at: end)
        }
        offset += 1
        let place = offset
        try skipInFlow(minIndent)
        if current == Byte.comma || current == Byte.closeBracket || current == Byte.closeBrace {
            return try emptyNode(at: place)
        }
        guard current != Byte.end else { return }
        _ = try flowNode(minIndent)
    }

    /// Goes to the next entry. False, and past the closing bracket, if there is none.
    private mutating func entryFollows(closing: UInt8, _ minIndent: Int) throws(YAMLError) -> Bool {
        try skipInFlow(minIndent)
        switch current {
        case closing:
            offset += 1
            return false
        case Byte.comma: throw failure(.emptyEntry)
        case Byte.end: throw failure(.unclosedCollection(Character(closing)), other: openBracket)
        case Byte.closeBracket, Byte.closeBrace:
            throw failure(.mismatched(closing: Character(closing)), other: openBracket)
        default: return true
        }
    }

    /// Goes past the ',' after an entry, or stays before the closing bracket.
    private mutating func endEntry(closing: UInt8, _ minIndent: Int) throws(YAMLError) {
        try skipInFlow(minIndent)
        switch current {
        case closing: return
        case Byte.comma: offset += 1
        case Byte.end: throw failure(.unclosedCollection(Character(closing)), other: openBracket)
        case Byte.closeBracket, Byte.closeBrace:
            throw failure(.mismatched(closing: Character(closing)), other: openBracket)
        default: throw failure(.separatorExpected(closing: Character(closing)), other: openBracket)
        }
    }
}

extension Character {
    fileprivate init(_ byte: UInt8) {
        self.init(Unicode.Scalar(byte))
    }
}
