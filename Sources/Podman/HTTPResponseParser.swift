/// Turns the bytes of one HTTP/1.x answer into its head, its body and its end, in whatever pieces they
/// come. It does no I/O.
///
/// Understands Content-Length, chunked bodies with extensions and trailers, bodies that end with the
/// connection, answers without a body (204, 304, to HEAD), interim answers (1xx, skipped) and 101, after
/// which everything is body. Bytes after the end are ignored: we ask for `Connection: close`.
/// Source: RFC 9112.
package struct HTTPResponseParser: Sendable {
    package enum Event: Equatable, Sendable {
        case head(HTTPResponseHead)
        case body([UInt8])
        /// Comes once; afterwards there are no events.
        case end
    }

    package struct Limits: Equatable, Sendable {
        /// What happens when a body is longer than `body` bytes.
        package enum Excess: Equatable, Sendable {
            /// ``HTTPProblem/tooLarge(part:limit:)``.
            case fails
            /// The answer ends there, as if it were complete: the rest is not wanted.
            case isCutOff
        }
        /// Bytes of the status line and header fields, those of interim answers and trailers included.
        package var head: Int
        /// Bytes of the body, without the framing of chunks.
        package var body: Int64
        package var excess: Excess

        package init(head: Int = 64 << 10, body: Int64 = 16 << 20, excess: Excess = .fails) {
            self.head = head
            self.body = body
            self.excess = excess
        }
    }

    private enum State: Equatable {
        /// Waits for the status line. Goes to `fields`.
        case statusLine
        /// In the header fields. Goes to `statusLine` after an interim answer, else to a body state.
        case fields(HTTPResponseHead)
        case fixed(remaining: Int64)
        /// Waits for a chunk's size. Goes to `chunk`, or to `trailers` after the last.
        case chunkSize
        case chunk(remaining: Int64)
        /// Waits for the line end after a chunk's data. Goes to `chunkSize`.
        case chunkEnd
        case trailers
        /// Everything up to the end of the connection is body.
        case untilClose
        case done
    }

    private let limits: Limits
    private let answersHead: Bool
    private var state = State.statusLine
    /// The beginning of a line whose end has not come yet.
    private var line: [UInt8] = []
    private var headBytes = 0
    private var bodyBytes: Int64 = 0

    /// - Parameter answersHead: the request was a HEAD, whose answer has no body whatever its fields say.
    package init(limits: Limits = Limits(), answersHead: Bool = false) {
        self.limits = limits
        self.answersHead = answersHead
    }

    /// Whether the answer is complete (or cut off): nothing more needs to be read.
    package var isDone: Bool { state == .done }

    /// Takes the next bytes. After an error the parser is of no more use.
    package mutating func feed(_ bytes: [UInt8]) throws(HTTPProblem) -> [Event] {
        var events: [Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            switch state {
            case .done:
                return events
            case .fixed(let remaining):
                let piece = takePiece(&rest, atMost: remaining)
                state = .fixed(remaining: remaining - Int64(piece.count))
                try deliver(piece, &events)
                if state == .fixed(remaining: 0) { finish(&events) }
            case .chunk(let remaining):
                let piece = takePiece(&rest, atMost: remaining)
                let left = remaining - Int64(piece.count)
                state = left == 0 ? .chunkEnd : .chunk(remaining: left)
                try deliver(piece, &events)
            case .untilClose:
                let piece = rest
                rest = []
                try deliver(piece, &events)
            case .statusLine, .fields, .chunkSize, .chunkEnd, .trailers:
                guard let complete = try takeLine(&rest) else { return events }
                try handle(complete, &events)
            }
        }
        return events
    }

    /// The peer has closed the connection.
    package mutating func close() throws(HTTPProblem) -> [Event] {
        var events: [Event] = []
        switch state {
        case .done: break
        case .untilClose: finish(&events)
        case .statusLine where headBytes == 0: throw .truncated(while: "before any answer came")
        case .statusLine, .fields: throw .truncated(while: "in the header of the answer")
        case .fixed, .chunkSize, .chunk, .chunkEnd, .trailers:
            throw .truncated(while: "in the body of the answer, after \(bodyBytes) bytes")
        }
        return events
    }
}

// MARK: Lines

extension HTTPResponseParser {
    /// The line up to the next LF without its line end, or `nil` as long as it is incomplete. A line may
    /// end in LF alone (RFC 9112 §2.2).
    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>) throws(HTTPProblem) -> [UInt8]? {
        let end = rest.firstIndex(of: 0x0A)
        let piece = end.map { rest[...$0] } ?? rest
        rest = rest[piece.endIndex...]
        try count(piece.count)
        line += piece
        guard end != nil else { return nil }
        line.removeLast()
        if line.last == 0x0D { line.removeLast() }
        defer { line = [] }
        return line
    }

    /// Counts the bytes of a line against the limit of the part it belongs to.
    private mutating func count(_ bytes: Int) throws(HTTPProblem) {
        switch state {
        case .chunkSize, .chunkEnd:
            // Extensions of one chunk; nobody sends any, so what is enough for a size is enough.
            if line.count + bytes > 4096 { throw .tooLarge(part: "size line of a chunk", limit: 4096) }
        case .statusLine, .fields, .trailers, .fixed, .chunk, .untilClose, .done:
            headBytes += bytes
            if headBytes > limits.head {
                throw .tooLarge(part: "header of the answer", limit: Int64(limits.head))
            }
        }
    }

    private mutating func handle(_ line: [UInt8], _ events: inout [Event]) throws(HTTPProblem) {
        switch state {
        case .statusLine:
            if line.isEmpty && headBytes <= 2 { return }  // RFC 9112 §2.2: an empty line before it is ignored
            state = .fields(try parseStatusLine(line))
        case .fields(var head):
            if line.isEmpty {
                try endOfFields(head, &events)
            } else {
                try appendField(line, to: &head.headers)
                state = .fields(head)
            }
        case .chunkSize:
            let size = try parseChunkSize(line)
            state = size == 0 ? .trailers : .chunk(remaining: size)
        case .chunkEnd:
            guard line.isEmpty else { throw .malformed("a chunk is longer than its size says") }
            state = .chunkSize
        case .trailers:
            if line.isEmpty { finish(&events) }
        case .fixed, .chunk, .untilClose, .done:
            preconditionFailure("no line is read in a body")
        }
    }
}

// MARK: Body

extension HTTPResponseParser {
    /// Decides how the body ends (RFC 9112 §6.3).
    private mutating func endOfFields(
        _ head: HTTPResponseHead, _ events: inout [Event]
    ) throws(HTTPProblem) {
        if head.status < 200 && head.status != 101 {
            state = .statusLine
            return
        }
        events.append(.head(head))
        let framing = try HTTPFraming(head, answersHead: answersHead)
        switch framing {
        case .none: finish(&events)
        case .length(let length): state = .fixed(remaining: length)
        case .chunked: state = .chunkSize
        case .untilClose: state = .untilClose
        }
        if case .length(let length) = framing {
            if limits.excess == .fails && length > limits.body {
                throw .tooLarge(part: "body of the answer", limit: limits.body)
            }
            if length == 0 { finish(&events) }
        }
        if limits.excess == .isCutOff && limits.body == 0 { finish(&events) }
    }

    private func takePiece(_ rest: inout ArraySlice<UInt8>, atMost remaining: Int64) -> ArraySlice<UInt8> {
        let piece = rest.prefix(Int(clamping: remaining))
        rest = rest[piece.endIndex...]
        return piece
    }

    private mutating func deliver(
        _ piece: ArraySlice<UInt8>, _ events: inout [Event]
    ) throws(HTTPProblem) {
        let room = limits.body - bodyBytes
        if Int64(piece.count) > room && limits.excess == .fails {
            throw .tooLarge(part: "body of the answer", limit: limits.body)
        }
        let wanted = piece.prefix(Int(clamping: room))
        bodyBytes += Int64(wanted.count)
        events.append(.body(Array(wanted)))
        if limits.excess == .isCutOff && bodyBytes == limits.body { finish(&events) }
    }

    private mutating func finish(_ events: inout [Event]) {
        guard state != .done else { return }
        state = .done
        events.append(.end)
    }
}
