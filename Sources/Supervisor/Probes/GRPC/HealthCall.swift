/// One call of `grpc.health.v1.Health/Check` on a connection of its own: what to send, and what the answer's
/// bytes amount to. It does no I/O.
///
/// Source: RFC 9113 and <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>. The server never
/// needs a larger window than HTTP/2 gives it at first, as an answer is never that large.
struct HealthCall {
    /// What is known of the answer.
    private enum State: Equatable {
        /// Nothing came yet; the first frame must be SETTINGS.
        case waitingForSettings
        case waitingForHeaders
        case inBody
        /// In a header that goes on in CONTINUATION frames.
        case inHeaders([UInt8], endsStream: Bool, isFirst: Bool)
        case done
    }
    enum Result: Equatable {
        /// The service's `ServingStatus`.
        case answered(UInt64)
        case failed(GRPCStatus)
    }

    /// Bytes of the answer, frames around it included, before it is given up.
    private static let limit = 256 << 10
    /// Bytes of the message; a real one has 7.
    private static let messageLimit = 4096

    private var state = State.waitingForSettings
    private var reader = HTTP2FrameReader()
    private var fields = HPACKDecoder()
    private var body: [UInt8] = []
    private var received = 0
    private(set) var result: Result?

    init() {}

    /// Whether it has turned out that the server speaks HTTP/2.
    var isConnected: Bool { state != .waitingForSettings }

    /// What to send first: it contains the whole request.
    ///
    /// - Parameter timeout: what the server is told; how long to wait is the caller's affair.
    static func request(authority: String, service: String, timeout: Duration, agent: String) -> [UInt8] {
        // No push, and no more header than we take.
        let settings: [(UInt16, UInt32)] = [(2, 0), (6, UInt32(HPACKDecoder.listLimit))]
        let header: [(String, String)] = [
            (":method", "POST"), (":scheme", "http"), (":path", "/grpc.health.v1.Health/Check"),
            (":authority", authority), ("content-type", "application/grpc"), ("user-agent", agent),
            ("te", "trailers"), ("grpc-timeout", Self.text(of: timeout)),
        ]
        var bytes = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
        bytes +=
            HTTP2Frame(
                kind: HTTP2Frame.Kind.settings,
                payload: settings.flatMap {
                    [UInt8($0.0 >> 8), UInt8($0.0 & 0xFF)] + bigEndian($0.1)
                }
            ).bytes
        bytes +=
            HTTP2Frame(
                kind: HTTP2Frame.Kind.headers, flags: HTTP2Frame.Flag.endHeaders, stream: 1,
                payload: header.flatMap { literal($0.0) + literal($0.1, first: false) }
            ).bytes
        return bytes
            + HTTP2Frame(
                kind: HTTP2Frame.Kind.data, flags: HTTP2Frame.Flag.endStream, stream: 1,
                payload: HealthMessage.request(service: service)
            ).bytes
    }

    /// Eight digits at most.
    private static func text(of timeout: Duration) -> String {
        let seconds = timeout.components.seconds
        return seconds < 10_000 ? "\(Int64(timeout.seconds * 1000))m" : "\(min(seconds, 99_999_999))S"
    }

    /// A string of RFC 7541 §5.2, in front of a name the byte that says «never indexed».
    private static func literal(_ text: String, first: Bool = true) -> [UInt8] {
        var bytes: [UInt8] = first ? [0x10] : []
        var length = text.utf8.count
        if length < 0x7F {
            bytes.append(UInt8(length))
        } else {
            bytes.append(0x7F)
            length -= 0x7F
            while length >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
                length >>= 7
            }
            bytes.append(UInt8(length))
        }
        return bytes + text.utf8
    }

    /// Takes the next bytes of the answer; returns what to send for them.
    mutating func feed(_ bytes: [UInt8]) throws(HTTP2Problem) -> [UInt8] {
        received += bytes.count
        reader.add(bytes)
        var answer: [UInt8] = []
        do throws(HTTP2Problem) {
            while result == nil, let frame = try reader.next() { answer += try take(frame) }
        } catch {
            throw isConnected ? error : .notHTTP2
        }
        guard result != nil || received <= Self.limit else {
            throw .tooLarge(part: "whole", limit: Self.limit)
        }
        return answer
    }

    /// The server has closed the connection.
    mutating func close() {
        guard result == nil else { return }
        result = .failed(GRPCStatus(GRPCStatus.unavailable, "error reading from server: EOF"))
    }

    private mutating func take(_ frame: HTTP2Frame) throws(HTTP2Problem) -> [UInt8] {
        if case .inHeaders(let block, let endsStream, let isFirst) = state {
            guard frame.kind == HTTP2Frame.Kind.continuation, frame.stream == 1 else {
                throw .malformed("a header is not continued")
            }
            try takeHeader(
                block + frame.payload, isWhole: frame.has(HTTP2Frame.Flag.endHeaders), endsStream: endsStream,
                isFirst: isFirst)
            return []
        }
        if state == .waitingForSettings {
            guard frame.kind == HTTP2Frame.Kind.settings, !frame.has(HTTP2Frame.Flag.acknowledged) else {
                throw .notHTTP2
            }
            let answer = try answerSettings(frame)
            state = .waitingForHeaders
            return answer
        }
        switch frame.kind {
        case HTTP2Frame.Kind.settings: return try answerSettings(frame)
        case HTTP2Frame.Kind.ping: return try answerPing(frame)
        case HTTP2Frame.Kind.goAway: try takeGoAway(frame)
        case HTTP2Frame.Kind.resetStream: try takeReset(frame)
        case HTTP2Frame.Kind.headers: try takeHeaders(frame)
        case HTTP2Frame.Kind.data: try takeData(frame)
        case HTTP2Frame.Kind.pushPromise, HTTP2Frame.Kind.continuation:
            throw .malformed("a frame of type \(frame.kind) that nobody asked for")
        default: break  // WINDOW_UPDATE: all is sent already. Others mean nothing to us (RFC 9113 §5.5).
        }
        return []
    }
}

// MARK: The connection's frames

extension HealthCall {
    /// None of the server's settings matters: we make one stream, send less than any window or frame that it may
    /// ask for, and index nothing.
    private func answerSettings(_ frame: HTTP2Frame) throws(HTTP2Problem) -> [UInt8] {
        guard frame.stream == 0, frame.payload.count % 6 == 0 else { throw .malformed("SETTINGS") }
        if frame.has(HTTP2Frame.Flag.acknowledged) { return [] }
        return HTTP2Frame(kind: HTTP2Frame.Kind.settings, flags: HTTP2Frame.Flag.acknowledged).bytes
    }

    private func answerPing(_ frame: HTTP2Frame) throws(HTTP2Problem) -> [UInt8] {
        guard frame.stream == 0, frame.payload.count == 8 else { throw .malformed("PING") }
        if frame.has(HTTP2Frame.Flag.acknowledged) { return [] }
        return HTTP2Frame(
            kind: HTTP2Frame.Kind.ping, flags: HTTP2Frame.Flag.acknowledged, payload: frame.payload
        ).bytes
    }

    private mutating func takeGoAway(_ frame: HTTP2Frame) throws(HTTP2Problem) {
        guard frame.stream == 0, frame.payload.count >= 8 else { throw .malformed("GOAWAY") }
        // A server that shuts down may still answer what it has begun with.
        if number(frame.payload[..<4]) & 0x7FFF_FFFF < 1 {
            fail(GRPCStatus(GRPCStatus.unavailable, "the server is shutting down"))
        }
    }

    private mutating func takeReset(_ frame: HTTP2Frame) throws(HTTP2Problem) {
        guard frame.stream == 1, frame.payload.count == 4 else { throw .malformed("RST_STREAM") }
        fail(GRPCStatus(reset: number(frame.payload)))
    }
}

// MARK: The answer

extension HealthCall {
    private mutating func takeHeaders(_ frame: HTTP2Frame) throws(HTTP2Problem) {
        guard frame.stream == 1 else { throw .malformed("HEADERS of another stream") }
        try takeHeader(
            Array(try frame.content()), isWhole: frame.has(HTTP2Frame.Flag.endHeaders),
            endsStream: frame.has(HTTP2Frame.Flag.endStream), isFirst: state == .waitingForHeaders)
    }

    private mutating func takeHeader(
        _ block: [UInt8], isWhole: Bool, endsStream: Bool, isFirst: Bool
    ) throws(HTTP2Problem) {
        // Packed it is smaller than what it stands for, but for table sizes and the like.
        guard block.count <= HPACKDecoder.listLimit else {
            throw .tooLarge(part: "header", limit: HPACKDecoder.listLimit)
        }
        guard isWhole else {
            state = .inHeaders(block, endsStream: endsStream, isFirst: isFirst)
            return
        }
        let header = try fields.decode(block)
        if isFirst, try !begin(header) { return }
        state = .inBody
        if endsStream {
            end(with: header)
        } else if !isFirst {
            throw .malformed("trailers that do not end the answer")
        }
    }

    /// Returns whether the answer has begun: not with an interim one, nor with one that is not gRPC's.
    private mutating func begin(_ header: [HTTP2Field]) throws(HTTP2Problem) -> Bool {
        guard let status = header.first(where: { $0.name == ":status" })?.value else {
            throw .malformed("an answer without a status")
        }
        if status.hasPrefix("1") {
            state = .waitingForHeaders
            return false
        }
        if status != "200" {
            fail(GRPCStatus(httpStatus: String(status.prefix(20))))
            return false
        }
        let type = header.first { $0.name == "content-type" }?.value ?? ""
        guard type.hasPrefix("application/grpc") else {
            fail(GRPCStatus(GRPCStatus.unknown, "unexpected content-type '\(type.prefix(80))'"))
            return false
        }
        return true
    }

    private mutating func takeData(_ frame: HTTP2Frame) throws(HTTP2Problem) {
        guard frame.stream == 1, state == .inBody else { throw .malformed("DATA without an answer") }
        body += try frame.content()
        guard body.count <= Self.messageLimit else {
            throw .tooLarge(part: "message", limit: Self.messageLimit)
        }
        if frame.has(HTTP2Frame.Flag.endStream) {
            fail(GRPCStatus(GRPCStatus.internalError, "server closed the stream without sending trailers"))
        }
    }

    private mutating func end(with trailers: [HTTP2Field]) {
        do throws(GRPCStatus) {
            if let status = try GRPCStatus(trailers: trailers) { throw status }
            result = .answered(try HealthMessage.status(in: body))
        } catch {
            result = .failed(error)
        }
        state = .done
    }

    private mutating func fail(_ status: GRPCStatus) {
        result = .failed(status)
        state = .done
    }
}
