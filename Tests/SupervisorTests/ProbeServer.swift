import Foundation
import Synchronization

/// A server on a real socket, on a thread of its own: takes one request per connection, keeps it, and
/// answers with the bytes it is told.
final class ProbeServer: Sendable {
    enum Step: Sendable {
        case send(String)
        case bytes([UInt8])
        /// Keeps the connection open and silent until the client closes it.
        case hang
    }

    let port: UInt16
    private let listener: Int32
    private let kept = Mutex<[String]>([])
    private let answer: @Sendable (String) -> [Step]

    /// What clients sent, in the order of their connections.
    var requests: [String] { kept.withLock { $0 } }
    /// The targets they asked for.
    var targets: [String] {
        requests.map { String($0.split(separator: " ", maxSplits: 2)[1]) }
    }

    /// - Parameter answer: from the head of a request to what follows.
    init(_ answer: @escaping @Sendable (String) -> [Step]) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let listener = listener
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(listener, $0, length) == 0 && listen(listener, 64) == 0)
                precondition(getsockname(listener, $0, &length) == 0)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        self.answer = answer
        Thread { [self] in serve() }.start()
    }

    /// Every request is answered with `text`.
    convenience init(answering text: String) { self.init { _ in [.send(text)] } }

    /// Answers with this status and header fields, and no body.
    static func status(_ status: Int, _ fields: String...) -> [Step] {
        let lines = ["HTTP/1.1 \(status) Whatever", "Content-Length: 0"] + fields
        return [.send(lines.joined(separator: "\r\n") + "\r\n\r\n")]
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            Thread { [self] in handle(client) }.start()
        }
        close(listener)
    }

    private func handle(_ client: Int32) {
        defer {
            // What was not read would turn the close into a reset.
            shutdown(client, Int32(SHUT_WR))
            drain(client)
            close(client)
        }
        var head = ""
        while !head.contains("\r\n\r\n") {
            var byte: UInt8 = 0
            guard read(client, &byte, 1) == 1 else { return }
            head.unicodeScalars.append(UnicodeScalar(byte))
        }
        kept.withLock { $0.append(head) }
        for step in answer(head) {
            switch step {
            case .send(let text): put(Array(text.utf8), client)
            case .bytes(let bytes): put(bytes, client)
            case .hang: drain(client)
            }
        }
    }
}

/// Until the client closes the connection.
private func drain(_ client: Int32) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while read(client, &bytes, bytes.count) > 0 {}
}

private func put(_ bytes: [UInt8], _ client: Int32) {
    _ = bytes.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
}

/// A port on which nobody listens.
func closedPort() -> UInt16 {
    let server = ProbeServer(answering: "")
    let port = server.port
    server.stop()
    // The listener closes on its own thread.
    usleep(50_000)
    return port
}
