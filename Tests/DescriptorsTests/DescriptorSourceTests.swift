import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Descriptors

@Suite("Watching descriptors", .serialized)
struct DescriptorSourceTests {
    private let queue = DispatchQueue(label: "test")

    private func pair() -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        return (ends[0], ends[1])
    }

    private func eventually(_ condition: () -> Bool) async -> Bool {
        for _ in 0..<500 {
            if condition() { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return condition()
    }

    @Test("calls back while something can be read, and no more once it is cancelled")
    func reads() async {
        let (own, other) = pair()
        defer { close(other) }
        let bytes = Mutex(0), isClosed = Mutex(false)
        let source = DescriptorSource(own, queue: queue)
        source.setEventHandler {
            var byte: UInt8 = 0
            if read(own, &byte, 1) == 1 { bytes.withLock { $0 += 1 } }
        }
        source.setCancelHandler {
            close(own)
            isClosed.withLock { $0 = true }
        }
        source.activate()
        #expect(write(other, "abc", 3) == 3)
        #expect(await eventually { bytes.withLock { $0 } == 3 })
        source.cancel()
        #expect(await eventually { isClosed.withLock { $0 } })
    }

    @Test("calls back for what can be written")
    func writes() async {
        let (own, other) = pair()
        defer { close(other) }
        let calls = Mutex(0)
        let source = DescriptorSource(own, .write, queue: queue)
        source.setEventHandler {
            calls.withLock { $0 += 1 }
            source.cancel()
        }
        source.setCancelHandler { close(own) }
        source.activate()
        #expect(await eventually { calls.withLock { $0 } == 1 })
    }

    @Test("a hang-up is told, and not again and again")
    func hangUp() async {
        let (own, other) = pair()
        let calls = Mutex(0)
        let source = DescriptorSource(own, queue: queue)
        source.setEventHandler { calls.withLock { $0 += 1 } }
        source.setCancelHandler { close(own) }
        source.activate()
        close(other)
        #expect(await eventually { calls.withLock { $0 } > 0 })
        try? await Task.sleep(for: .milliseconds(200))
        #expect(calls.withLock { $0 } <= 2)
        source.cancel()
    }

    @Test("a regular file is always readable, as with Dispatch")
    func regularFile() async {
        let file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
        let calls = Mutex(0)
        let source = DescriptorSource(file, queue: queue)
        source.setEventHandler {
            calls.withLock { $0 += 1 }
            source.cancel()
        }
        source.setCancelHandler { close(file) }
        source.activate()
        #expect(await eventually { calls.withLock { $0 } >= 1 })
    }

    /// With Dispatch's own sources it now and then does crash on a busy machine: 1 time in 24, seen.
    @Test("tens of thousands of hang-ups and cancellations at once crash nothing")
    func race() async {
        // Takes what has just been freed.
        @Sendable func reuse() {
            for size in [40, 48, 56, 64] {
                let blocks = (0..<8).map { _ in malloc(size)! }
                for block in blocks { memset(block, 0x5a, size) }
                for block in blocks { free(block) }
            }
        }
        let cancelled = Mutex(0)
        for round in 0..<2000 {
            // A process may have a thousand open files.
            while round * 20 - cancelled.withLock({ $0 }) > 100 { usleep(50) }
            let ends = (0..<20).map { _ in pair() }
            for (own, _) in ends {
                let source = DescriptorSource(own, queue: queue)
                source.setEventHandler {
                    reuse()
                    source.cancel()
                }
                source.setCancelHandler {
                    close(own)
                    reuse()
                    cancelled.withLock { $0 += 1 }
                }
                source.activate()
            }
            for (_, other) in ends { close(other) }
        }
        #expect(await eventually { cancelled.withLock { $0 } == 40_000 })
    }
}
