import Testing

@testable import Podman

@Suite("Pausing")
@MainActor
struct PauseTests {
    @Test("a pause takes its time, not less")
    func takesItsTime() async throws {
        let start = ContinuousClock.now
        try await pause(for: .milliseconds(50))
        #expect(ContinuousClock.now - start >= .milliseconds(50))
    }

    @Test("a pause of no or negative length ends")
    func endsAtOnce() async throws {
        try await pause(for: .zero)
        try await pause(for: .seconds(-1))
    }

    @Test("a cancelled task's pause ends early and throws")
    func endsWhenCancelled() async {
        let start = ContinuousClock.now
        let task = Task { @MainActor in try await pause(for: .seconds(600)) }
        await Task.yield()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(300))
    }

    @Test("a pause in a task that is cancelled already ends at once")
    func endsWhereCancelledBefore() async {
        let task = Task { @MainActor in
            withUnsafeCurrentTask { $0?.cancel() }
            try await pause(for: .seconds(600))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
