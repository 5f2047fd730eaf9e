import Foundation
import Synchronization

/// A small server on a real unix socket that answers with bytes given in advance, one connection at a time.
///
/// It expects the requests in the given order: to any other it answers 599 with what it expected.
package final class StubServer: Sendable {
    package enum Step: Sendable {
        case send([UInt8])
        case pause(Duration)
        /// Waits until the client has closed its side.
        case awaitHangUp
    }

    package struct Exchange: Sendable {
        /// The beginning of the request line: `GET /v4.0.0/libpod/info`.
        package var request: String
        package var steps: [Step]
        /// `false`: the steps are taken without reading the request, whatever it is.
        package var readsRequest = true

        package init(_ request: String, _ steps: [Step]) {
            self.request = request
            self.steps = steps
        }

        /// An answer that comes in one piece.
        package init(_ request: String, answer: String) {
            self.init(request, [.send(Array(answer.utf8))])
        }
    }

    package struct Request: Equatable, Sendable {
        /// `POST /v4.0.0/libpod/pods/create HTTP/1.1`
        package var line: String
        package var headers: [String]
        package var body: String
    }

    private struct Record {
        var requests: [Request] = []
        var hangUps = 0
    }

    /// Of the socket, in a directory of its own.
    package let path: String
    private let listener: Int32
    private let record = Mutex(Record())

    package init(_ exchanges: [Exchange]) throws {
        let directory = FileManager.default.temporaryDirectory.path + "/stub-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        path = directory + "/podman.sock"
        listener = try Self.listen(at: path)
        let listener = listener
        Thread.detachNewThread { [weak self] in
            for exchange in exchanges {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                self?.serve(client, exchange)
                close(client)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    /// What was asked so far.
    package var requests: [Request] { record.withLock { $0.requests } }

    /// How often an `awaitHangUp` has come to its end.
    package var hangUps: Int { record.withLock { $0.hangUps } }

    private static func listen(at path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, Glibc.listen(descriptor, 8) == 0 else {
            throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
        }
        return descriptor
    }

    private func serve(_ client: Int32, _ exchange: Exchange) {
        if exchange.readsRequest {
            guard let request = Self.readRequest(client), expects(request, as: exchange, from: client) else {
                return
            }
        }
        for step in exchange.steps { take(step, with: client) }
    }

    /// Whether it is the request that was expected.
    private func expects(_ request: Request, as exchange: Exchange, from client: Int32) -> Bool {
        record.withLock { $0.requests.append(request) }
        if request.line.hasPrefix(exchange.request) { return true }
        let wrong = "HTTP/1.1 599 Unexpected\r\n\r\nexpected '\(exchange.request)', got '\(request.line)'"
        Self.write(Array(wrong.utf8), to: client)
        return false
    }

    private func take(_ step: Step, with client: Int32) {
        switch step {
        case .send(let bytes): Self.write(bytes, to: client)
        case .pause(let duration): usleep(UInt32(duration / .microseconds(1)))
        case .awaitHangUp:
            var byte: UInt8 = 0
            while read(client, &byte, 1) > 0 {}
            record.withLock { $0.hangUps += 1 }
        }
    }

    /// Reads one request with its body; `nil` when the client hangs up before its end.
    private static func readRequest(_ client: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
                let length =
                    lines.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
                let body = text[end.upperBound...]
                if body.utf8.count >= length {
                    return Request(line: lines[0], headers: Array(lines.dropFirst()), body: String(body))
                }
            }
            let count = read(client, &buffer, buffer.count)
            if count <= 0 { return nil }
            bytes += buffer[..<count]
        }
    }

    private static func write(_ bytes: [UInt8], to client: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}
