/// A text that is not JSON.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// Bytes before the place where it went wrong.
    package var offset: Int
    package var problem: String

    package var description: String { "byte \(offset): \(problem)" }
}

extension JSON {
    /// Reads one value and nothing but space around it.
    ///
    /// - Throws: also for more than 512 levels: each takes a piece of the stack.
    package init(parsing bytes: some Collection<UInt8>) throws(JSONSyntaxError) {
        let text = ContiguousArray(bytes)
        var parser = JSONParser(text)
        self = try parser.document()
    }
}

private struct JSONParser {
    private let text: ContiguousArray<UInt8>
    private var index = 0
    private var depth = 0

    private static let deepest = 512

    init(_ text: ContiguousArray<UInt8>) { self.text = text }

    mutating func document() throws(JSONSyntaxError) -> JSON {
        let value = try value()
        skipSpace()
        guard index == text.count else { throw error("there is more after the value") }
        return value
    }

    private func error(_ problem: String) -> JSONSyntaxError {
        JSONSyntaxError(offset: index, problem: problem)
    }

    /// The next byte; 0, which no token has, at the end.
    private var next: UInt8 { index < text.count ? text[index] : 0 }

    private mutating func skipSpace() {
        while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { index += 1 }
    }

    /// Steps over `byte`, if it comes next after space.
    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard UInt32(next) == byte.value else { return false }
        index += 1
        return true
    }

    private mutating func value() throws(JSONSyntaxError) -> JSON {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw error(index < text.count ? "this begins no value" : "a value is missing")
        }
    }

    private mutating func nested(
        _ parse: (inout JSONParser) throws(JSONSyntaxError) -> JSON
    ) throws(JSONSyntaxError) -> JSON {
        guard depth < Self.deepest else { throw error("more than \(Self.deepest) levels") }
        depth += 1
        index += 1
        let value = try parse(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONSyntaxError) -> JSON {
        var members: [String: JSON] = [:]
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("a name is missing") }
            let name = try string()
            guard take(":") else { throw error("':' is missing") }
            members[name] = try value()
        } while take(",")
        guard take("}") else { throw error("',' or '}' is missing") }
        return .object(members)
    }

    private mutating func array() throws(JSONSyntaxError) -> JSON {
        var elements: [JSON] = []
        if take("]") { return .array(elements) }
        repeat { elements.append(try value()) } while take(",")
        guard take("]") else { throw error("',' or ']' is missing") }
        return .array(elements)
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        let end = index + word.utf8CodeUnitCount
        guard end <= text.count,
            text[index..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: end - index))
        else { throw error("this is no value") }
        index = end
        return value
    }

    // MARK: Numbers

    private mutating func number() throws(JSONSyntaxError) -> String {
        let start = index
        if next == UInt8(ascii: "-") { index += 1 }
        if next == UInt8(ascii: "0") { index += 1 } else { try digits() }
        if next == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            index += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        return String(decoding: text[start..<index], as: UTF8.self)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) else {
            throw error("a digit is missing")
        }
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { index += 1 }
    }

    // MARK: Strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while next >= 0x20, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { index += 1 }
        // Most have no escape.
        if next == UInt8(ascii: "\"") {
            index += 1
            return try utf8(text[start..<index - 1])
        }
        var bytes = text[start..<index]
        while next != UInt8(ascii: "\"") {
            guard next >= 0x20 else {
                throw error(index < text.count ? "a control character in a string" : "a string does not end")
            }
            if next == UInt8(ascii: "\\") {
                index += 1
                bytes += try escape()
            } else {
                bytes.append(next)
                index += 1
            }
        }
        index += 1
        return try utf8(bytes)
    }

    private func utf8(_ bytes: ArraySlice<UInt8>.SubSequence) throws(JSONSyntaxError) -> String {
        guard let string = String(validating: bytes, as: UTF8.self) else {
            throw error("a string is not UTF-8")
        }
        return string
    }

    /// What the escape whose backslash has been read stands for, in UTF-8.
    private mutating func escape() throws(JSONSyntaxError) -> [UInt8] {
        guard index < text.count else { throw error("a string does not end") }
        let escape = next
        index += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [escape]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
        default: throw error("this escape does not exist")
        }
    }

    /// `\u` has been read; a character outside the basic plane takes two of them.
    private mutating func escapedScalar() throws(JSONSyntaxError) -> Character {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return Character(scalar) }
        guard UTF16.isLeadSurrogate(unit), next == UInt8(ascii: "\\") else { throw error("half a character") }
        index += 1
        guard next == UInt8(ascii: "u") else { throw error("half a character") }
        index += 1
        let trail = try hexadecimal()
        guard UTF16.isTrailSurrogate(trail) else { throw error("half a character") }
        return Character(UTF16.decode(UTF16.EncodedScalar([unit, trail])))
    }

    private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
                throw error("four hexadecimal digits are missing")
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}
