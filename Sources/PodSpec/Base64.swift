/// Bytes of standard base64 with padding; line breaks are passed over, as Go's decoder does.
/// `nil` for anything else.
func decodeBase64(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in text.utf8 where byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "=") {
            padding += 1
            continue
        }
        guard padding == 0, let digit = base64Digit(byte) else { return nil }
        buffer = buffer << 6 | UInt32(digit)
        digits += 1
        if digits % 4 == 0 {
            bytes += [UInt8(buffer >> 16 & 0xff), UInt8(buffer >> 8 & 0xff), UInt8(buffer & 0xff)]
            buffer = 0
        }
    }
    switch (digits % 4, padding) {
    case (0, 0): break
    case (2, 2): bytes.append(UInt8(buffer >> 4 & 0xff))
    case (3, 1): bytes += [UInt8(buffer >> 10 & 0xff), UInt8(buffer >> 2 & 0xff)]
    default: return nil
    }
    return bytes
}

private func base64Digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
}
