/// One header field of an answer, as it came.
package struct HTTPHeader: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The status line and header fields of an answer.
package struct HTTPResponseHead: Equatable, Sendable {
    /// Three digits, 100 to 999.
    package var status: Int
    package var reason: String
    package var headers: [HTTPHeader]

    package init(status: Int, reason: String, headers: [HTTPHeader] = []) {
        self.status = status
        self.reason = reason
        self.headers = headers
    }

    /// The first field of this name; names compare without case (RFC 9110 §5.1).
    package func header(_ name: String) -> String? { headers(named: name).first }

    func headers(named name: String) -> [String] {
        let wanted = name.lowercased()
        return headers.filter { $0.name.lowercased() == wanted }.map(\.value)
    }
}

/// Why bytes are no HTTP/1.1 answer that we accept.
package enum HTTPProblem: Error, Equatable, Sendable {
    case malformed(String)
    /// A part whose size the peer decides is larger than we take.
    case tooLarge(part: String, limit: Int64)
    /// The peer closed the connection before the answer was complete.
    case truncated(while: String)
}

extension HTTPProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let what): "the answer is not valid HTTP: \(what)"
        case .tooLarge(let part, let limit): "the \(part) is larger than \(limit) bytes"
        case .truncated(let stage): "the connection was closed \(stage)"
        }
    }
}
