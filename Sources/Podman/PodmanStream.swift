import Glibc

/// One call whose body or answer is too large for memory, or that becomes a conversation: archives, attach.
///
/// It waits in the caller's thread, so it is for commands of a person and not for a supervisor.
package final class PodmanStream {
    private let socket: UnixSocket
    private let path: String
    private let purpose: String
    private var parser: HTTPResponseParser
    private var events: [HTTPResponseParser.Event] = []
    private var isSending = true

    /// For poll(2).
    package var descriptor: Int32 { socket.descriptor }

    /// Connects and sends the head of a request.
    ///
    /// - Parameters:
    ///   - purpose: for errors, «copy from container x».
    ///   - target: below `/v4.0.0/libpod`.
    ///   - isChunked: a body follows, by ``send(_:)`` and ``endBody()``.
    package init(
        _ socketPath: String, _ purpose: String, _ method: String, _ target: String,
        query: [(String, String?)] = [], headers: [HTTPHeader] = [], isChunked: Bool = false
    ) throws(PodmanError) {
        path = socketPath
        self.purpose = purpose
        var connected: UnixSocket?
        while connected == nil {
            switch try UnixSocket.connect(to: socketPath) {
            case .yes(let socket): connected = socket
            case .later: usleep(20_000)
            }
        }
        guard let connected else { throw .socketMissing(path: socketPath) }
        socket = connected
        parser = HTTPResponseParser(limits: .init(body: .max), answersHead: method == "HEAD")
        var head = "\(method) /v4.0.0/libpod\(target)\(queryString(query)) HTTP/1.1\r\nHost: podman\r\n"
        let all = headers + (isChunked ? [HTTPHeader("Transfer-Encoding", "chunked")] : [])
        for header in all { head += "\(header.name): \(header.value)\r\n" }
        if !headers.contains(where: { $0.name == "Connection" }) { head += "Connection: close\r\n" }
        try sendRaw(Array((head + "\r\n").utf8)[...])
    }

    deinit { socket.hangUp() }

    // MARK: Sending

    /// Sends a part of a chunked body.
    ///
    /// - Returns: false once the peer takes no more; its answer says why.
    package func send(_ bytes: [UInt8]) throws(PodmanError) -> Bool {
        guard isSending, !bytes.isEmpty else { return isSending }
        try sendRaw(Array("\(String(bytes.count, radix: 16))\r\n".utf8)[...])
        try sendRaw(bytes[...])
        try sendRaw([0x0D, 0x0A])
        return isSending
    }

    package func endBody() throws(PodmanError) { try sendRaw(Array("0\r\n\r\n".utf8)[...]) }

    /// Sends bytes as they are.
    package func sendRaw(_ bytes: ArraySlice<UInt8>) throws(PodmanError) {
        var rest = bytes
        while isSending, !rest.isEmpty {
            switch socket.send(rest) {
            case .done(let count): rest = rest.dropFirst(count)
            case .wouldBlock: wait(for: POLLOUT)
            case .failed: isSending = false
            }
        }
    }

    /// Tells the peer that nothing more comes; its words can still be read.
    package func endSending() { shutdown(socket.descriptor, Int32(SHUT_WR)) }

    // MARK: Receiving

    /// Waits for the answer's head. One that is no success is thrown with what Podman says.
    package func head() throws(PodmanError) -> HTTPResponseHead {
        while true {
            if case .head(let head)? = events.first {
                events.removeFirst()
                guard (100..<300).contains(head.status) else {
                    var body: [UInt8] = []
                    while body.count < 64 << 10, let piece = try receive() { body += piece }
                    throw .api(call: purpose, PodmanAPIError(Answer(status: head.status, body: body)))
                }
                return head
            }
            try read()
        }
    }

    /// The next part of the answer's body; nil at its end.
    package func receive() throws(PodmanError) -> [UInt8]? {
        while true {
            if !events.isEmpty {
                switch events.removeFirst() {
                case .body(let bytes): if !bytes.isEmpty { return bytes }
                case .head: break
                case .end: return nil
                }
            } else if parser.isDone {
                return nil
            } else {
                try read()
            }
        }
    }

    /// What has come of the body by now, without waiting; nil at its end.
    package func receiveNow() throws(PodmanError) -> [UInt8]? {
        if events.isEmpty, !parser.isDone { try read(waits: false) }
        var bytes: [UInt8] = []
        while let event = events.first {
            switch event {
            case .body(let piece): bytes += piece
            case .head: break
            case .end: return bytes.isEmpty ? nil : bytes
            }
            events.removeFirst()
        }
        return bytes
    }

    private func read(waits: Bool = true) throws(PodmanError) {
        while true {
            switch socket.receive(atMost: 256 << 10) {
            case .done(let bytes): return try take(bytes)
            case .wouldBlock:
                if !waits { return }
                wait(for: POLLIN)
            case .failed(ECONNRESET): return try take([])
            case .failed(let code): throw .socketFailed(path: path, errno: code)
            }
        }
    }

    private func take(_ bytes: [UInt8]) throws(PodmanError) {
        do throws(HTTPProblem) {
            events += try bytes.isEmpty ? parser.close() : parser.feed(bytes)
        } catch {
            throw .badAnswer(call: purpose, "\(error)")
        }
    }

    private func wait(for what: Int32) {
        var wait = pollfd(fd: socket.descriptor, events: Int16(what), revents: 0)
        poll(&wait, 1, -1)
    }
}
