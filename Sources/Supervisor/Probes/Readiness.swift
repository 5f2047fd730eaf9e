import Dispatch

/// Waits for one descriptor, once.
@MainActor
final class Readiness {
    enum Direction { case read, write }

    /// Returns whether the descriptor became readable (or writable) before the deadline. Afterwards it may
    /// be closed: libdispatch has let go of it.
    static func wait(
        to direction: Direction, _ descriptor: Int32, until deadline: DispatchTime
    ) async -> Bool {
        await withUnsafeContinuation {
            Readiness(direction, descriptor).start(until: deadline, $0)
        }
    }

    private let source: any DispatchSourceProtocol
    private let timer = DispatchSource.makeTimerSource(queue: .main)
    private var isReady = false

    private init(_ direction: Direction, _ descriptor: Int32) {
        switch direction {
        case .read: source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        case .write: source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: .main)
        }
    }

    /// The handlers hold `self` until they are cancelled.
    private func start(until deadline: DispatchTime, _ continuation: UnsafeContinuation<Bool, Never>) {
        source.setEventHandler {
            self.isReady = true
            self.cancel()
        }
        source.setCancelHandler { continuation.resume(returning: self.isReady) }
        timer.schedule(deadline: deadline)
        timer.setEventHandler { self.cancel() }
        source.activate()
        timer.activate()
    }

    private func cancel() {
        source.cancel()
        timer.cancel()
    }
}
