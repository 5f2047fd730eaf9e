import CLinux
import Descriptors
import Dispatch
import Glibc
import Systemd

/// Runs OCI runtimes for supervisors, which systemd confines more than a runtime can bear (it makes and enters
/// namespaces and cgroups): `podsup_exec.service`, started by its socket and gone when there is no more to do.
///
/// Whoever can connect may have anything run as this user, so the socket is this user's alone.
@MainActor
package final class HelperServer {
    private let listener: Int32
    private let idleLimit: Duration
    private var sessions: [ObjectIdentifier: HelperSession] = [:]
    private var source: DescriptorSource?
    private var idle: (any DispatchSourceTimer)?
    private var finish: CheckedContinuation<Void, Never>?

    /// On the socket that systemd handed over; nil where it did not.
    package convenience init?() {
        guard let listener = Notify.inherited().first?.fd else { return nil }
        self.init(listener: listener, idleLimit: .seconds(60))
    }

    /// Takes over `listener`.
    init(listener: Int32, idleLimit: Duration) {
        self.listener = listener
        self.idleLimit = idleLimit
        _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK)
    }

    /// Returns when nobody has asked for anything for a while; systemd starts another when somebody does.
    package func run() async {
        let source = DescriptorSource(listener)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.accept() } }
        source.setCancelHandler { [listener] in close(listener) }
        source.activate()
        self.source = source
        waitForMore()
        await withCheckedContinuation { finish = $0 }
        source.cancel()
    }

    private func accept() {
        while true {
            let connection = linux_packet_accept(listener)
            guard connection >= 0 else { return }
            guard linux_packet_peer(connection) == Int64(geteuid()) else {
                close(connection)
                continue
            }
            idle?.cancel()
            idle = nil
            let session = HelperSession(connection)
            sessions[ObjectIdentifier(session)] = session
            session.run { [weak self] in self?.ended($0) }
        }
    }

    private func ended(_ session: HelperSession) {
        sessions[ObjectIdentifier(session)] = nil
        if sessions.isEmpty { waitForMore() }
    }

    private func waitForMore() {
        idle?.cancel()
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + idleLimit.seconds, leeway: .seconds(1))
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                self?.finish?.resume()
                self?.finish = nil
            }
        }
        timer.activate()
        idle = timer
    }
}

/// One connection: one command. When its client goes away, the command is killed.
@MainActor
private final class HelperSession {
    private let connection: Int32
    private var source: DescriptorSource?
    private let stop = ChildStop()
    private var isRunning = false
    private var onEnd: ((HelperSession) -> Void)?

    init(_ connection: Int32) { self.connection = connection }

    func run(_ onEnd: @escaping (HelperSession) -> Void) {
        self.onEnd = onEnd
        let source = DescriptorSource(connection)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.read() } }
        source.setCancelHandler { [connection] in close(connection) }
        source.activate()
        self.source = source
    }

    /// Reads until there is no more: a hang-up is told once only.
    private func read() {
        var bytes = [UInt8](repeating: 0, count: Int(HelperMessage.sizeLimit))
        var descriptors = [Int32](repeating: -1, count: 8)
        while source != nil {
            var count: Int32 = 0
            let length = linux_packet_receive(
                connection, &bytes, HelperMessage.sizeLimit, &descriptors, &count)
            let extra = Array(descriptors[..<Int(count)])
            if length == -EAGAIN { return }
            guard length > 0, !isRunning, let request = HelperMessage.Request(bytes[..<Int(length)]) else {
                for descriptor in extra { close(descriptor) }
                return hangUp()
            }
            isRunning = true
            Task { await self.carryOut(request, extra) }
        }
    }

    private func carryOut(_ request: HelperMessage.Request, _ extra: [Int32]) async {
        let answer: HelperMessage.Answer
        do throws(ProcessError) {
            answer = .ended(
                try await ChildProcess.run(
                    request.words[0], Array(request.words.dropFirst()), extra: extra, limit: request.limit,
                    timeout: .milliseconds(request.timeout), stop: stop))
        } catch {
            answer = .notStarted(error)
        }
        for descriptor in extra { close(descriptor) }
        let bytes = answer.bytes
        if source != nil { _ = linux_packet_send(connection, bytes, Int32(bytes.count), nil, 0) }
        isRunning = false
        end()
    }

    private func hangUp() {
        source?.cancel()
        source = nil
        if isRunning { stop.kill() } else { end() }
    }

    private func end() {
        source?.cancel()
        source = nil
        onEnd?(self)
        onEnd = nil
    }
}
