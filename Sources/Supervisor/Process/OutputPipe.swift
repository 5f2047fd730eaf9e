import Descriptors
import Dispatch
import Glibc

/// The reading end of a child's output: keeps the first bytes, drops the rest, never lets the
/// writer wait.
@MainActor
final class OutputPipe {
    private let descriptor: Int32
    private let limit: Int
    private var kept: [UInt8] = []
    private var source: DescriptorSource?
    private var isFinished = false

    /// Takes over `descriptor`.
    init(_ descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Starts reading.
    func resume() {
        let source = DescriptorSource(descriptor)
        source.setEventHandler { self.read() }
        source.setCancelHandler { [descriptor] in close(descriptor) }
        source.activate()
        self.source = source
    }

    /// Reads what is there, stops reading, and returns what was kept.
    @discardableResult
    func finish() -> [UInt8] {
        guard !isFinished else { return kept }
        isFinished = true
        // Somebody left behind may still write: no more than fits a pipe is of interest.
        drain(atMost: 1 << 20)
        if let source {
            source.cancel()
            self.source = nil
        } else {
            close(descriptor)
        }
        return kept
    }

    private func read() {
        guard !isFinished else { return }
        // A hang-up is told only once, so whoever stops early must come back by itself;
        // and it must stop, or one that writes without end would hold the main queue.
        switch drain(atMost: 256 << 10) {
        case .more: DispatchQueue.main.async { self.read() }
        case .empty: break
        case .end:
            source?.cancel()
            source = nil
            isFinished = true
        }
    }

    private enum Drained { case more, empty, end }

    @discardableResult
    private func drain(atMost budget: Int) -> Drained {
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 1) { buffer in
            var left = budget
            while left > 0 {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0 && errno == EINTR { continue }
                if count < 0 { return .empty }
                if count == 0 { return .end }
                kept.append(contentsOf: buffer.prefix(min(count, limit - kept.count)))
                left -= count
            }
            return .more
        }
    }
}
