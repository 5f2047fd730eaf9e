import CLinux
import Descriptors
import Dispatch
import Glibc

/// One container's pipe on the pump's queue. It listens when it knows whose lines come, and again a second
/// after something has failed.
///
/// `@unchecked Sendable`: after `init`, everything in it is used on `queue` only.
final class LogTap: @unchecked Sendable {
    private enum State {
        /// Nobody has said yet whose lines come.
        case unclaimed
        case listening(DescriptorSource)
        /// Something failed; tried again soon. The source is suspended.
        case retrying(DescriptorSource)
        case closed
    }
    private let queue: DispatchQueue
    private let forwarder: LogForwarder
    let pipe: Int32
    private let onError: @Sendable (any Error) -> Void
    private var state = State.unclaimed

    static let retryDelay: DispatchTimeInterval = .seconds(1)

    /// - Parameter pipe: becomes the tap's own; closed after ``close()``.
    init(
        queue: DispatchQueue, pipe: Int32, forwarder: LogForwarder,
        onError: @escaping @Sendable (any Error) -> Void
    ) {
        self.queue = queue
        self.pipe = pipe
        self.forwarder = forwarder
        self.onError = onError
    }

    /// Starts where a predecessor has said whose lines these are.
    func start() {
        guard case .unclaimed = state, forwarder.containerID != nil else { return }
        let source = DescriptorSource(pipe, queue: queue)
        source.setEventHandler { [self] in advance() }
        source.setCancelHandler { [pipe] in _ = Glibc.close(pipe) }
        state = .listening(source)
        source.activate()
        // What the predecessor had taken out of the pipe and not yet sent.
        advance()
    }

    /// True: done. False: something failed, try again later.
    func change(containerID: String, restart: Int32) -> Bool {
        let isDone = attempt { try forwarder.change(containerID: containerID, restart: restart) }
        if isDone { start() }
        return isDone
    }

    /// True: done. False: something failed, try again later.
    func finish() -> Bool { attempt { try forwarder.finish() } }

    /// The end of the container's log, its unfinished line too.
    func lastLines() -> String {
        _ = finish()
        return forwarder.lastLines()
    }

    func close() {
        switch state {
        case .unclaimed: _ = Glibc.close(pipe)
        case .listening(let source): source.cancel()
        case .retrying(let source):
            source.cancel()
            source.resume()  // a suspended source never calls its cancel handler
        case .closed: break
        }
        state = .closed
    }

    private func attempt(_ work: () throws -> Void) -> Bool {
        if case .closed = state { return true }
        do {
            try work()
            return true
        } catch {
            onError(error)
            return false
        }
    }

    private func advance() {
        guard case .listening(let source) = state else { return }
        do {
            _ = try forwarder.advance()
        } catch {
            onError(error)
            source.suspend()
            state = .retrying(source)
            queue.asyncAfter(deadline: .now() + Self.retryDelay) { [self] in retry() }
        }
    }

    private func retry() {
        guard case .retrying(let source) = state else { return }
        state = .listening(source)
        source.resume()
        advance()
    }
}
