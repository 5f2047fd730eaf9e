import YAML

extension Node {
    /// What was found where something else was wanted, for a sentence.
    var kindInWords: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar):
            switch meaning(of: scalar) {
            case .null: "empty"
            case .boolean: "a boolean"
            case .number: "a number"
            case .text: "text"
            }
        }
    }

    /// `null` counts as absent everywhere.
    var isNull: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return meaning(of: scalar) == .null
    }

    /// What a scalar would be without knowing its field: YAML 1.2's core schema.
    enum Meaning { case null, boolean, number, text }

    func meaning(of scalar: Scalar) -> Meaning {
        guard isPlain(scalar) else { return .text }
        switch scalar.text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        default: return readInteger(scalar.text) != nil || isFloat(scalar.text) ? .number : .text
        }
    }

    /// Not quoted, not a block, not tagged as a string.
    func isPlain(_ scalar: Scalar) -> Bool {
        scalar.style == .plain && tag != "tag:yaml.org,2002:str" && tag != "!"
    }
}

extension Node {
    /// Whether kubectl, whose YAML is 1.1 as far as scalars go (sigs.k8s.io/yaml), takes the text for a boolean or a
    /// number.
    func isOtherInCluster(_ scalar: Scalar) -> Bool {
        guard isPlain(scalar) else { return false }
        if ["y", "Y", "n", "N"].contains(scalar.text) || readBoolean(scalar.text) != nil { return true }
        let digits = scalar.text.utf8.filter { $0 != UInt8(ascii: "_") }
        let text = String(decoding: digits, as: UTF8.self)
        let binary = text.drop { $0 == "-" || $0 == "+" }
        return readInteger(text) != nil || isFloat(text)
            || binary.hasPrefix("0b") && binary.utf8.dropFirst(2).allSatisfy { $0 == 0x30 || $0 == 0x31 }
    }
}

/// A boolean of YAML 1.1, which is what a Kubernetes manifest may hold where a boolean is wanted.
func readBoolean(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": true
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": false
    default: nil
    }
}

enum ReadInteger: Equatable {
    case value(Int64)
    /// It is an integer, and no 64-bit one.
    case tooLarge
}

/// `420`, `0644` and `0o644` (octal), `0x1f`, each with an optional sign; `nil`: no integer.
func readInteger(_ text: String) -> ReadInteger? {
    var digits = text[...]
    let negative = digits.hasPrefix("-")
    if negative || digits.hasPrefix("+") { digits.removeFirst() }
    var radix = 10
    if digits.hasPrefix("0x") {
        (radix, digits) = (16, digits.dropFirst(2))
    } else if digits.hasPrefix("0o") {
        (radix, digits) = (8, digits.dropFirst(2))
    } else if digits.hasPrefix("0"), digits.utf8.count > 1 {
        (radix, digits) = (8, digits.dropFirst())
    }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ isDigit($0, radix: radix) }) else { return nil }
    return Int64((negative ? "-" : "") + digits, radix: radix).map(ReadInteger.value) ?? .tooLarge
}

private func isDigit(_ byte: UInt8, radix: Int) -> Bool {
    switch radix {
    case 8: (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte)
    case 16: isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    default: isDigit(byte)
    }
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `.inf`, `.nan`.
private func isFloat(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func skipSign() {
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    }
    func skipDigits() -> Int {
        let count = rest.prefix(while: isDigit).count
        rest = rest.dropFirst(count)
        return count
    }
    skipSign()
    switch String(decoding: rest, as: UTF8.self) {
    case ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN": return true
    default: break
    }
    var digits = skipDigits()
    if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        digits += skipDigits()
    }
    guard digits > 0 else { return false }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
        rest.removeFirst()
        skipSign()
        if skipDigits() == 0 { return false }
    }
    return rest.isEmpty
}
