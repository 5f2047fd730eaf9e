/// Control characters as a person can see them (`\x1b`), so that they do nothing to a terminal. Tabs stay.
package func escaped(_ bytes: [UInt8]) -> [UInt8] {
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7f || $0 == 0x09 }
    if isPlain { return bytes }
    var text: [UInt8] = []
    // What is no UTF-8 becomes the replacement character.
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        switch scalar.value {
        case 0x09: text.append(0x09)
        case 0..<0x20, 0x7f...0x9f:
            text += "\\x\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))".utf8
        // Line ends, and marks that turn the direction of what follows them.
        case 0x2028, 0x2029, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069:
            text += "\\u{\(String(scalar.value, radix: 16))}".utf8
        default: text += Array(String(scalar).utf8)
        }
    }
    return text
}

/// Colours (`ESC [ 31 m`) taken out, as journalctl does: they would only show as noise.
package func withoutColor(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x1b) else { return bytes }
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
        if byte == 0x1b, rest.first == UInt8(ascii: "[") {
            let body = rest.dropFirst().prefix { (0x30...0x3b).contains($0) }
            if rest.dropFirst(1 + body.count).first == UInt8(ascii: "m") {
                rest = rest.dropFirst(body.count + 2)
                continue
            }
        }
        result.append(byte)
    }
    return result
}
