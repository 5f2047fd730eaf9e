/// Anchors, aliases and tags.
extension EventParser {
    /// True before an anchor or a tag.
    var isProperty: Bool { current == Byte.ampersand || current == Byte.exclamation }

    /// All anchors and tags that stand in this line, one after the other.
    mutating func properties(inFlow: Bool) throws(YAMLError) -> Event.Properties {
        var found = Event.Properties()
        while isProperty {
            let start = offset
            var next = Event.Properties()
            if current == Byte.ampersand {
                next.anchor = try name()
            } else {
                next.tag = try tag()
            }
            guard current.isBlankOrEnd || (inFlow && current.isFlowIndicator) else {
                throw failure(start + 1 == offset ? .badTag : .textAfterProperty)
            }
            found = try merged(found, next, at: start)
            skipWhites()
        }
        return found
    }

    func merged(
        _ outer: Event.Properties, _ inner: Event.Properties, at place: Int
    ) throws(YAMLError) -> Event.Properties {
        if outer.anchor != nil && inner.anchor != nil {
            throw failure(.repeatedProperty("anchor"), at: place)
        }
        if outer.tag != nil && inner.tag != nil { throw failure(.repeatedProperty("tag"), at: place) }
        return Event.Properties(anchor: outer.anchor ?? inner.anchor, tag: outer.tag ?? inner.tag)
    }

    /// The name after `&` or `*`. It may hold anything but white space and flow indicators, a ':' too.
    mutating func name() throws(YAMLError) -> String {
        offset += 1
        let start = offset
        while !current.isBlankOrEnd && !current.isFlowIndicator { offset += 1 }
        guard offset > start else { throw failure(.emptyName, at: start - 1) }
        return String(decoding: try unquoted(start..<offset), as: UTF8.self)
    }

    /// A tag, its handle replaced by the prefix.
    private mutating func tag() throws(YAMLError) -> String {
        let start = offset
        offset += 1
        if current == Byte.less { return try verbatimTag(start) }
        let wordStart = offset
        while current.isWord { offset += 1 }
        var handle = "!"
        if current == Byte.exclamation {
            offset += 1
            handle = String(decoding: bytes[start..<offset], as: UTF8.self)
        } else {
            offset = wordStart
        }
        let suffixStart = offset
        while !current.isBlankOrEnd && !current.isFlowIndicator { offset += 1 }
        let prefix = try prefix(of: handle, at: start)
        if offset == suffixStart {
            // `!` alone: the non-specific tag.
            guard handle == "!" else { throw failure(.badTag, at: start) }
            return "!"
        }
        guard let suffix = decodedTag(bytes[suffixStart..<offset], isPrefix: false) else {
            throw failure(.badTag, at: start)
        }
        tagText += prefix.utf8.count + suffix.utf8.count
        guard tagText <= limits.text else { throw failure(.tooMuchText(limit: limits.text), at: start) }
        return prefix + suffix
    }

    private mutating func verbatimTag(_ start: Int) throws(YAMLError) -> String {
        let from = offset + 1
        while current != Byte.greater && !current.isBlankOrEnd { offset += 1 }
        let written = bytes[min(from, offset)..<offset]
        // YAML 1.2.2 §6.9.1: a verbatim tag is a local tag or a URI, never the non-specific `!`.
        guard current == Byte.greater, written.elementsEqual([Byte.exclamation]) == false,
            written.first.map({ $0.isWord || $0 == Byte.exclamation }) == true,
            let tag = decodedTag(written, isPrefix: true)
        else { throw failure(.badTag, at: start) }
        offset += 1
        return tag
    }

    private func prefix(of handle: String, at place: Int) throws(YAMLError) -> String {
        if let declared = tagHandles[handle] { return declared }
        switch handle {
        case "!": return "!"
        case "!!": return "tag:yaml.org,2002:"
        default: throw failure(.undeclaredHandle(handle), at: place)
        }
    }

    /// A tag's part with its `%20` escapes decoded; nil if it is empty, or holds what no URI may hold.
    ///
    /// - Parameter isPrefix: whether `!`, `,`, `[` and `]` may be part of it (ns-uri-char, not ns-tag-char).
    func decodedTag(_ written: ArraySlice<UInt8>, isPrefix: Bool) -> String? {
        var text: [UInt8] = []
        var index = written.startIndex
        while index < written.endIndex {
            let byte = written[index]
            if byte == Byte.percent {
                guard written.endIndex - index > 2, let high = written[index + 1].hexValue,
                    let low = written[index + 2].hexValue
                else { return nil }
                text.append(UInt8(high << 4 | low))
                index += 3
                continue
            }
            guard
                byte.isWord || (isPrefix ? "#;/?:@&=+$,_.!~*'()[]" : "#;/?:@&=+$_.~*'()").utf8.contains(byte)
            else { return nil }
            text.append(byte)
            index += 1
        }
        guard !text.isEmpty, (try? Encoding.check(text)) != nil else { return nil }
        return String(decoding: text, as: UTF8.self)
    }
}
