import CLinux
import Descriptors
import Dispatch
import Glibc

/// Has programs run by the helper (``HelperServer``), where there is one: the OCI runtime needs more than systemd
/// lets a supervisor have.
@MainActor
enum HelperClient {
    /// Where its socket unit listens.
    nonisolated static let socket = "/run/podsup-exec.sock"
    /// What its start and its answer may take beyond the program's own time.
    private static let patience = Duration.seconds(20)

    nonisolated static var isThere: Bool { geteuid() == 0 && access(socket, F_OK) == 0 }

    /// Runs a program by the helper, or here where there is no helper, as in a terminal or for a user's pods.
    static func run(
        _ words: [String], extra: [Int32] = [], limit: Int = 10 << 10, timeout: Duration,
        on socket: String = HelperClient.socket
    ) async throws(ProcessError) -> ProcessResult {
        let connection = geteuid() == 0 ? linux_packet_connect(socket) : -ENOENT
        guard connection >= 0 else {
            guard connection == -ENOENT || connection == -ECONNREFUSED else {
                throw ProcessError(socket, code: -connection)
            }
            return try await ChildProcess.run(
                words[0], Array(words.dropFirst()), extra: extra, limit: limit, timeout: timeout)
        }
        let request = HelperMessage.Request(words: words, limit: limit, timeout: timeout).bytes
        let sent = linux_packet_send(connection, request, Int32(request.count), extra, Int32(extra.count))
        guard sent >= 0 else {
            close(connection)
            throw ProcessError(socket, code: -sent)
        }
        switch await answer(on: connection, within: timeout + patience) {
        case .ended(let result)?: return result
        case .notStarted(let error)?: throw error
        case nil: throw ProcessError(socket, code: ECONNRESET)
        }
    }

    /// Has the helper run a short program, and waits for its end without doing anything else.
    ///
    /// - Returns: whether it succeeded; nil where there is no helper.
    nonisolated static func runBriefly(_ words: [String], on socket: String = HelperClient.socket) -> Bool? {
        let connection = geteuid() == 0 ? linux_packet_connect(socket) : -ENOENT
        guard connection >= 0 else { return nil }
        defer { close(connection) }
        let request = HelperMessage.Request(words: words, limit: 1000, timeout: .seconds(5)).bytes
        guard linux_packet_send(connection, request, Int32(request.count), nil, 0) >= 0 else { return nil }
        var poll = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, 15_000) == 1 else { return false }
        var bytes = [UInt8](repeating: 0, count: 4096)
        var descriptors = [Int32](repeating: -1, count: 8)
        var count: Int32 = 0
        let length = linux_packet_receive(connection, &bytes, Int32(bytes.count), &descriptors, &count)
        guard length > 0, case .ended(let result)? = HelperMessage.Answer(bytes[..<Int(length)]) else {
            return false
        }
        return result.succeeded
    }

    /// Takes over the connection; nil where it ends without an answer, or none comes in time.
    private static func answer(on connection: Int32, within limit: Duration) async -> HelperMessage.Answer? {
        let call = HelperCall(connection)
        return await withUnsafeContinuation { call.wait(limit, $0) }
    }
}

@MainActor
private final class HelperCall {
    private let connection: Int32
    private var source: DescriptorSource?
    private var timer: (any DispatchSourceTimer)?
    private var continuation: UnsafeContinuation<HelperMessage.Answer?, Never>?

    init(_ connection: Int32) { self.connection = connection }

    /// The handlers hold `self` until there is an answer.
    func wait(_ limit: Duration, _ continuation: UnsafeContinuation<HelperMessage.Answer?, Never>) {
        self.continuation = continuation
        let source = DescriptorSource(connection)
        source.setEventHandler { self.read() }
        source.setCancelHandler { [connection] in close(connection) }
        source.activate()
        self.source = source
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + limit.seconds, leeway: .milliseconds(100))
        timer.setEventHandler { self.end(nil) }
        timer.activate()
        self.timer = timer
    }

    private func read() {
        var bytes = [UInt8](repeating: 0, count: Int(HelperMessage.sizeLimit))
        var descriptors = [Int32](repeating: -1, count: 8)
        var count: Int32 = 0
        let length = linux_packet_receive(connection, &bytes, HelperMessage.sizeLimit, &descriptors, &count)
        for descriptor in descriptors[..<Int(count)] { close(descriptor) }
        if length == -EAGAIN { return }
        end(length > 0 ? HelperMessage.Answer(bytes[..<Int(length)]) : nil)
    }

    private func end(_ answer: HelperMessage.Answer?) {
        source?.cancel()
        source = nil
        timer?.cancel()
        timer = nil
        continuation?.resume(returning: answer)
        continuation = nil
    }
}
