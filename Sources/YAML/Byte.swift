/// The bytes that mean something in YAML, by name.
enum Byte {
    /// What ``EventParser/at(_:)`` answers past the end. No text holds it: ``Encoding`` refuses NUL.
    static let end: UInt8 = 0
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let exclamation = UInt8(ascii: "!")
    static let doubleQuote = UInt8(ascii: "\"")
    static let hash = UInt8(ascii: "#")
    static let percent = UInt8(ascii: "%")
    static let ampersand = UInt8(ascii: "&")
    static let singleQuote = UInt8(ascii: "'")
    static let asterisk = UInt8(ascii: "*")
    static let plus = UInt8(ascii: "+")
    static let comma = UInt8(ascii: ",")
    static let dash = UInt8(ascii: "-")
    static let dot = UInt8(ascii: ".")
    static let colon = UInt8(ascii: ":")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")
    static let question = UInt8(ascii: "?")
    static let openBracket = UInt8(ascii: "[")
    static let backslash = UInt8(ascii: "\\")
    static let closeBracket = UInt8(ascii: "]")
    static let openBrace = UInt8(ascii: "{")
    static let bar = UInt8(ascii: "|")
    static let closeBrace = UInt8(ascii: "}")
}

extension UInt8 {
    var isWhite: Bool { self == Byte.space || self == Byte.tab }
    var isBreak: Bool { self == Byte.lineFeed || self == Byte.carriageReturn }
    var isBreakOrEnd: Bool { isBreak || self == Byte.end }
    var isBlankOrEnd: Bool { isWhite || isBreakOrEnd }

    var isFlowIndicator: Bool {
        self == Byte.comma || self == Byte.openBracket || self == Byte.closeBracket || self == Byte.openBrace
            || self == Byte.closeBrace
    }

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// ns-word-char: what a tag handle is made of.
    var isWord: Bool {
        isDigit || self == Byte.dash || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
    }

    var hexValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self) - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self) - 0x37
        default: nil
        }
    }
}
