/// The check of a text's bytes that comes before everything else.
///
/// YAML 1.2.2 §5.1 and §5.2: UTF-8, no control characters. UTF-16 and UTF-32, which YAML allows, are refused with
/// their name: nothing a Kubernetes user has is written in them.
enum Encoding {
    /// What a checked text may still hold.
    enum Content {
        case printable
        /// Characters that only a quoted scalar may hold: DEL, C1 controls, U+FFFE, U+FFFF, a byte order mark.
        case oddCharacters
    }

    static func startsWithByteOrderMark(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xEF, 0xBB, 0xBF])
    }

    static func check(_ bytes: [UInt8]) throws(YAMLError) -> Content {
        if let name = foreignEncoding(bytes) { throw YAMLError(.start, .foreignEncoding(name)) }
        var content = Content.printable
        var index = startsWithByteOrderMark(bytes) ? 3 : 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte < 0x20, byte != Byte.lineFeed, byte != Byte.tab, byte != Byte.carriageReturn {
                    throw YAMLError(bytes, index, .controlCharacter(UInt32(byte)))
                }
                if byte == 0x7F { content = .oddCharacters }
                index += 1
            } else {
                guard let (scalar, length) = decode(bytes, index) else {
                    throw YAMLError(bytes, index, .invalidUTF8)
                }
                if isOdd(scalar) { content = .oddCharacters }
                index += length
            }
        }
        return content
    }

    /// The first character of `range` that may only stand in a quoted scalar.
    static func firstOddCharacter(_ bytes: [UInt8], in range: Range<Int>) -> (offset: Int, scalar: UInt32)? {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == 0x7F { return (index, 0x7F) }
            guard bytes[index] >= 0x80, let (scalar, length) = decode(bytes, index) else {
                index += 1
                continue
            }
            if isOdd(scalar) { return (index, scalar) }
            index += length
        }
        return nil
    }

    /// The character of two bytes or more at `index`; nil if it is not well-formed (Unicode 15, table 3-7).
    private static func decode(_ bytes: [UInt8], _ index: Int) -> (scalar: UInt32, length: Int)? {
        let first = bytes[index]
        let length: Int
        let least: UInt32
        var scalar: UInt32
        switch first {
        case 0xC2...0xDF: (length, least, scalar) = (2, 0x80, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, least, scalar) = (3, 0x800, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, least, scalar) = (4, 0x10000, UInt32(first & 0x07))
        default: return nil
        }
        guard bytes.count - index >= length else { return nil }
        for position in (index + 1)..<(index + length) {
            guard bytes[position] & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(bytes[position] & 0x3F)
        }
        guard scalar >= least, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return nil }
        return (scalar, length)
    }

    /// Outside of YAML's c-printable, or the byte order mark.
    private static func isOdd(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x84, 0x86...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// YAML 1.2.2 §5.2: byte order marks, or the pattern that a first ASCII character leaves.
    private static func foreignEncoding(_ bytes: [UInt8]) -> String? {
        let start = Array(bytes.prefix(4))
        if start.count == 4 {
            if start == [0, 0, 0xFE, 0xFF] || start == [0xFF, 0xFE, 0, 0] { return "UTF-32" }
            if start[..<3] == [0, 0, 0] && start[3] != 0 { return "UTF-32" }
            if start[0] != 0 && start[1...] == [0, 0, 0] { return "UTF-32" }
        }
        guard start.count >= 2 else { return nil }
        if start[..<2] == [0xFE, 0xFF] || start[..<2] == [0xFF, 0xFE] { return "UTF-16" }
        if (start[0] == 0) != (start[1] == 0) { return "UTF-16" }
        return nil
    }
}
