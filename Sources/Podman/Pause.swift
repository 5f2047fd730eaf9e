import Dispatch

/// Waits without a thread; ends early where the task is cancelled.
///
/// `Task.sleep` waits on Dispatch's global queues, which cost a wake-up every second from then on: see
/// `linux_run_tasks_on_main_queue`.
@MainActor
package func pause(for duration: Duration) async throws(CancellationError) {
    let pause = Pause()
    await withTaskCancellationHandler {
        await withCheckedContinuation { pause.begin(duration, $0) }
    } onCancel: {
        Task { @MainActor in pause.end() }
    }
    if Task.isCancelled { throw CancellationError() }
}

@MainActor
private final class Pause {
    private var timer: (any DispatchSourceTimer)?
    private var continuation: CheckedContinuation<Void, Never>?

    func begin(_ duration: Duration, _ continuation: CheckedContinuation<Void, Never>) {
        self.continuation = continuation
        if Task.isCancelled { return end() }
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + max(duration, .zero) / .seconds(1))
        timer.setEventHandler { MainActor.assumeIsolated { self.end() } }
        timer.activate()
        self.timer = timer
    }

    func end() {
        timer?.cancel()
        timer = nil
        continuation?.resume()
        continuation = nil
    }
}
