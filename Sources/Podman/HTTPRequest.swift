/// A request, and its bytes on the wire.
package struct HTTPRequest: Equatable, Sendable {
    package var method: String
    /// Path and query, already percent-encoded.
    package var target: String
    package var headers: [HTTPHeader]
    package var body: [UInt8]

    package init(_ method: String, _ target: String, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The bytes to send. `Connection: close` always: no connection is kept after an answer, so that
    /// `podman.service` can idle out.
    package var bytes: [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\n"
        if !headers.contains(where: { $0.name.lowercased() == "host" }) { head += "Host: podman\r\n" }
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        if !body.isEmpty || method == "POST" || method == "PUT" {
            head += "Content-Length: \(body.count)\r\n"
        }
        head += "Connection: close\r\n\r\n"
        return Array(head.utf8) + body
    }
}

/// Percent-encodes all but RFC 3986's unreserved characters and those in `keeping`.
package func percentEncoded(_ text: String, keeping: String = "") -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(byte)
        case _ where keeping.utf8.contains(byte): encoded.append(byte)
        default: encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}

/// `?name=value&…` from the pairs that have a value, percent-encoded; nothing when there is none.
package func queryString(_ pairs: [(String, String?)]) -> String {
    let given = pairs.compactMap { name, value in value.map { "\(name)=\(percentEncoded($0))" } }
    return given.isEmpty ? "" : "?" + given.joined(separator: "&")
}
