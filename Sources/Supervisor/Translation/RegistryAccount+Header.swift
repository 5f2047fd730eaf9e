import JSON
import PodSpec

extension RegistryAccount {
    /// The value of `X-Registry-Auth`: JSON in the alphabet of URLs, with padding (Podman, `pkg/auth/auth.go`).
    package var header: String {
        // Two texts cannot fail to encode.
        guard let json = try? JSON.encode(["username": username, "password": password]) else {
            preconditionFailure("an account cannot be encoded")
        }
        return base64URL(json)
    }
}

/// RFC 4648 §5.
func base64URL(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let word = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
        for place in 0..<4 {
            let digit = alphabet[Int(word >> (18 - 6 * UInt32(place)) & 0x3f)]
            text.append(place <= group.count ? digit : UInt8(ascii: "="))
        }
    }
    return String(decoding: text, as: UTF8.self)
}
