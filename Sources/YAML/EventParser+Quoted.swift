/// Scalars in quotes.
extension EventParser {
    mutating func singleQuoted(_ minIndent: Int) throws(YAMLError) -> String {
        let open = offset
        offset += 1
        var text: [UInt8] = []
        while true {
            let start = offset
            while current != Byte.singleQuote && !current.isBreakOrEnd { offset += 1 }
            let run = bytes[start..<offset]
            if current == Byte.singleQuote {
                offset += 1
                guard current == Byte.singleQuote else {
                    if text.isEmpty { return String(decoding: run, as: UTF8.self) }
                    return String(decoding: text + run, as: UTF8.self)
                }
                text += run
                text.append(Byte.singleQuote)
                offset += 1
            } else {
                text += run
                trimWhites(&text, keeping: text.count - run.count)
                append(breaks: try quotedBreaks(minIndent, open), to: &text)
            }
        }
    }

    mutating func doubleQuoted(_ minIndent: Int) throws(YAMLError) -> String {
        let open = offset
        offset += 1
        var text: [UInt8] = []
        while true {
            let start = offset
            while current != Byte.doubleQuote && current != Byte.backslash && !current.isBreakOrEnd {
                offset += 1
            }
            let run = bytes[start..<offset]
            switch current {
            case Byte.doubleQuote:
                offset += 1
                if text.isEmpty { return String(decoding: run, as: UTF8.self) }
                return String(decoding: text + run, as: UTF8.self)
            case Byte.backslash where at(offset + 1).isBreak:
                text += run
                offset += 1
                let breaks = try quotedBreaks(minIndent, open)
                for _ in 1..<breaks { text.append(Byte.lineFeed) }
            case Byte.backslash:
                text += run
                try escape(open, into: &text)
            default:
                text += run
                trimWhites(&text, keeping: text.count - run.count)
                append(breaks: try quotedBreaks(minIndent, open), to: &text)
            }
        }
    }

    /// Removes white space that was written at the end of a line; escaped white space, before `count`, stays.
    private func trimWhites(_ text: inout [UInt8], keeping count: Int) {
        while text.count > count, text[text.count - 1].isWhite { text.removeLast() }
    }

    /// Goes past the break at `offset`, blank lines, and the next line's white space.
    ///
    /// - Returns: how many breaks, 1 or more.
    private mutating func quotedBreaks(_ minIndent: Int, _ open: Int) throws(YAMLError) -> Int {
        var breaks = 0
        while current.isBreak {
            nextLine()
            breaks += 1
            skipWhites()
        }
        guard current != Byte.end else { throw failure(.unclosedQuote, other: open) }
        try checkIndent(minIndent, open: open)
        return breaks
    }

    /// The escape at the backslash. YAML 1.2.2 §5.7.
    private mutating func escape(_ open: Int, into text: inout [UInt8]) throws(YAMLError) {
        let place = offset
        let code = at(offset + 1)
        offset += 2
        let value: UInt32
        switch code {
        case UInt8(ascii: "0"): value = 0
        case UInt8(ascii: "a"): value = 0x07
        case UInt8(ascii: "b"): value = 0x08
        case UInt8(ascii: "t"), Byte.tab: value = 0x09
        case UInt8(ascii: "n"): value = 0x0A
        case UInt8(ascii: "v"): value = 0x0B
        case UInt8(ascii: "f"): value = 0x0C
        case UInt8(ascii: "r"): value = 0x0D
        case UInt8(ascii: "e"): value = 0x1B
        case Byte.space, Byte.doubleQuote, UInt8(ascii: "/"), Byte.backslash: value = UInt32(code)
        case UInt8(ascii: "N"): value = 0x85
        case UInt8(ascii: "_"): value = 0xA0
        case UInt8(ascii: "L"): value = 0x2028
        case UInt8(ascii: "P"): value = 0x2029
        case UInt8(ascii: "x"): value = try hexDigits(2, place)
        case UInt8(ascii: "u"): value = try hexDigits(4, place)
        case UInt8(ascii: "U"): value = try hexDigits(8, place)
        case Byte.end: throw failure(.unclosedQuote, at: bytes.count, other: open)
        default: throw failure(.unknownEscape, at: place)
        }
        guard let scalar = Unicode.Scalar(try joined(value, place)) else {
            throw failure(.escapedCharacter, at: place)
        }
        text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }

    private mutating func hexDigits(_ count: Int, _ place: Int) throws(YAMLError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = current.hexValue else { throw failure(.escapedCharacter, at: place) }
            value = value << 4 | digit
            offset += 1
        }
        return value
    }

    /// JSON writes characters beyond U+FFFF as two escapes (RFC 8259 §7).
    private mutating func joined(_ high: UInt32, _ place: Int) throws(YAMLError) -> UInt32 {
        guard (0xD800...0xDBFF).contains(high) else { return high }
        guard current == Byte.backslash, at(offset + 1) == UInt8(ascii: "u") else {
            throw failure(.escapedCharacter, at: place)
        }
        offset += 2
        let low = try hexDigits(4, place)
        guard (0xDC00...0xDFFF).contains(low) else { throw failure(.escapedCharacter, at: place) }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
}
