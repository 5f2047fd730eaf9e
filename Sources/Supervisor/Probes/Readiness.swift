import Descriptors
import Dispatch

/// Waits for one descriptor, once.
@MainActor
final class Readiness {
    /// Returns whether the descriptor became readable (or writable) before the deadline. Afterwards it may
    /// be closed: nobody watches it any more.
    static func wait(
        to direction: DescriptorSource.Direction, _ descriptor: Int32, until deadline: DispatchTime
    ) async -> Bool {
        await withUnsafeContinuation {
            Readiness(direction, descriptor).start(until: deadline, $0)
        }
    }

    private let source: DescriptorSource
    private let timer = DispatchSource.makeTimerSource(queue: .main)
    private var isReady = false

    private init(_ direction: DescriptorSource.Direction, _ descriptor: Int32) {
        source = DescriptorSource(descriptor, direction)
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
