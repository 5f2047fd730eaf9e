// The pieces of RFC 9112's grammar, each from one line of bytes.

/// How the length of a body is known (RFC 9112 §6.3).
enum HTTPFraming: Equatable {
    case none
    case length(Int64)
    case chunked
    case untilClose

    init(_ head: HTTPResponseHead, answersHead: Bool) throws(HTTPProblem) {
        if head.status == 101 {
            self = .untilClose
        } else if answersHead || head.status == 204 || head.status == 304 {
            self = .none
        } else if let coding = try transferCoding(head) {
            self = coding
        } else if let length = try contentLength(head) {
            self = .length(length)
        } else {
            self = .untilClose
        }
    }
}

private func transferCoding(_ head: HTTPResponseHead) throws(HTTPProblem) -> HTTPFraming? {
    let codings = head.headers(named: "Transfer-Encoding")
    if codings.isEmpty { return nil }
    guard codings.count == 1, codings[0].lowercased() == "chunked" else {
        throw .malformed("Transfer-Encoding '\(codings.joined(separator: ", "))' is not supported")
    }
    return .chunked
}

private func contentLength(_ head: HTTPResponseHead) throws(HTTPProblem) -> Int64? {
    let values = head.headers(named: "Content-Length")
    guard let first = values.first else { return nil }
    guard values.allSatisfy({ $0 == first }), isDigits(first.utf8), let length = Int64(first) else {
        throw .malformed("Content-Length '\(values.joined(separator: ", "))' is no length")
    }
    return length
}

func parseStatusLine(_ line: [UInt8]) throws(HTTPProblem) -> HTTPResponseHead {
    let parts = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].count == 8, parts[0].starts(with: "HTTP/1.".utf8),
        isDigits(parts[0].suffix(1)), parts[1].count == 3, isDigits(parts[1]),
        let status = Int(text(parts[1])), status >= 100
    else {
        throw .malformed("it begins with '\(text(line.prefix(40)))'")
    }
    return HTTPResponseHead(status: status, reason: parts.count == 3 ? text(parts[2]) : "")
}

/// Adds a field line to `headers`. A line that begins with white space continues the field before it
/// (RFC 9112 §5.2, obsolete but still sent by small servers).
func appendField(_ line: [UInt8], to headers: inout [HTTPHeader]) throws(HTTPProblem) {
    if line[0] == 0x20 || line[0] == 0x09 {
        guard !headers.isEmpty else { throw .malformed("the first header field has no name") }
        headers[headers.count - 1].value += " " + text(trimmed(line[...]))
        return
    }
    guard let colon = line.firstIndex(of: 0x3A), colon > 0, line[..<colon].allSatisfy(isTokenByte) else {
        throw .malformed("header field '\(text(line.prefix(40)))'")
    }
    headers.append(HTTPHeader(text(line[..<colon]), text(trimmed(line[(colon + 1)...]))))
}

/// `hex-size [;extension…]`.
func parseChunkSize(_ line: [UInt8]) throws(HTTPProblem) -> Int64 {
    let digits = trimmed(line.prefix { $0 != 0x3B })
    guard !digits.isEmpty, digits.allSatisfy(isHexDigit), let size = Int64(text(digits), radix: 16) else {
        throw .malformed("chunk size '\(text(line.prefix(40)))'")
    }
    return size
}

private func isDigits(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
}

/// RFC 9110 §5.6.2, `tchar`.
private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    return rest
}

private func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
