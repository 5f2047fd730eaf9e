/// Decodes base64, standard or for URLs (RFC 4648), with or without padding; nil for anything else.
package func base64(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
        guard let value = digits.firstIndex(of: byte) ?? (byte == 0x2D ? 62 : byte == 0x5F ? 63 : nil) else {
            return nil
        }
        bits = (bits << 6 | UInt32(value)) & 0xFFFF
        count += 6
        if count >= 8 {
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
    }
    return bytes
}

/// Encodes as base64 for URLs, with padding: what Podman wants in `X-Registry-Auth`.
package func base64Encoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
        let group = bytes[index..<min(index + 3, bytes.count)]
        let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
        for place in 0..<4 {
            guard place <= group.count else {
                text.append(UInt8(ascii: "="))
                continue
            }
            let digit = digits[Int(bits >> UInt32(18 - 6 * place) & 63)]
            text.append(digit == 0x2B ? 0x2D : digit == 0x2F ? 0x5F : digit)
        }
        index += 3
    }
    return String(decoding: text, as: UTF8.self)
}

private let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
