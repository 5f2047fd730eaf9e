/// The members of one JSON object (RFC 8259), found without decoding what is in them.
///
/// A runtime's configuration is tens of kilobytes, most of it a seccomp profile, and one member of it
/// is wanted at every exec probe: that is not worth a decoder.
struct JSONObject {
    struct Member: Equatable {
        /// As written between its quotes, escapes and all.
        var name: ArraySlice<UInt8>
        var value: ArraySlice<UInt8>
    }
    let members: [Member]

    /// `nil` if `text` does not start with an object, or ends within it.
    init?(_ text: ArraySlice<UInt8>) {
        var scanner = Scanner(text)
        guard let members = scanner.object() else { return nil }
        self.members = members
    }

    /// The value of the first member of that name, still as JSON.
    subscript(name: String) -> ArraySlice<UInt8>? {
        members.first { $0.name.elementsEqual(name.utf8) }?.value
    }

    /// The text of a member that is a string.
    func string(_ name: String) -> String? { self[name].flatMap(Self.unquoted) }

    /// `text` as a JSON string.
    static func quoted(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                bytes += Array("\\u00".utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        return bytes + [UInt8(ascii: "\"")]
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    private static func unquoted(_ value: ArraySlice<UInt8>) -> String? {
        guard value.count >= 2, value.first == UInt8(ascii: "\"") else { return nil }
        var units: [UInt16] = []
        var plain: [UInt8] = []
        var text = ""
        var rest = value.dropFirst().dropLast()
        func flush() {
            text += String(decoding: plain, as: UTF8.self) + String(decoding: units, as: UTF16.self)
            plain = []
            units = []
        }
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                if !units.isEmpty { flush() }
                plain.append(byte)
                continue
            }
            if escape == UInt8(ascii: "u") {
                if !plain.isEmpty { flush() }
                units.append(UInt16(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) ?? 0xFFFD)
                rest = rest.dropFirst(4)
                continue
            }
            if !units.isEmpty { flush() }
            switch escape {
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            default: plain.append(escape)
            }
        }
        flush()
        return text
    }
}

private struct Scanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) { rest = text }

    mutating func object() -> [JSONObject.Member]? {
        guard take(UInt8(ascii: "{")) else { return nil }
        var members: [JSONObject.Member] = []
        if take(UInt8(ascii: "}")) { return members }
        repeat {
            skipSpace()
            guard let name = string(), take(UInt8(ascii: ":")), let value = value() else { return nil }
            members.append(.init(name: name.dropFirst().dropLast(), value: value))
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? members : nil
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    /// A string with its quotes.
    private mutating func string() -> ArraySlice<UInt8>? {
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        let start = rest.startIndex
        var index = start + 1
        while index < rest.endIndex {
            switch rest[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""):
                defer { rest = rest[(index + 1)...] }
                return rest[start...index]
            default: index += 1
            }
        }
        return nil
    }

    /// A value as it is written: its brackets are counted, its insides not looked at.
    private mutating func value() -> ArraySlice<UInt8>? {
        skipSpace()
        let text = rest
        var depth = 0
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "\""):
                guard string() != nil else { return nil }
                if depth == 0 { return text[..<rest.startIndex] }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // Closes what is around a bare number, `true` …
                if depth == 0 { return ended(text) }
                depth -= 1
                if depth == 0 {
                    rest.removeFirst()
                    return text[..<rest.startIndex]
                }
            case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
                if depth == 0 { return ended(text) }
            default: break
            }
            rest.removeFirst()
        }
        return nil
    }

    private func ended(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        rest.startIndex > text.startIndex ? text[..<rest.startIndex] : nil
    }
}
