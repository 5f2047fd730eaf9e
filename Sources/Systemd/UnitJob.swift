/// A job that systemd carries out: one start, stop or restart of a unit.
///
/// It keeps its ``Bus`` alive until it has ended.
@MainActor
package final class UnitJob {
    private enum State {
        /// Not ended yet. Goes to `ended`.
        case running(waiting: [Int: CheckedContinuation<Outcome, Never>])
        case ended(Outcome)
    }

    typealias Outcome = Result<JobResult, SystemdError>

    /// The unit that the job was asked for.
    package let unit: String
    let doing: String
    private var state = State.running(waiting: [:])
    private var lastTicket = 0
    /// Signals come through it.
    private let bus: Bus

    init(_ bus: Bus, unit: String, doing: String) {
        self.bus = bus
        self.unit = unit
        self.doing = doing
    }

    /// Waits until systemd has ended the job, and says how. Any number of tasks may wait, before or
    /// after the end; a task that is cancelled stops waiting.
    ///
    /// - Throws: ``SystemdError/disconnected(doing:)``, ``SystemdError/cancelled(doing:)``.
    package var result: JobResult {
        get async throws(SystemdError) {
            lastTicket += 1
            let ticket = lastTicket
            let outcome = await withTaskCancellationHandler {
                await withCheckedContinuation { wait(as: ticket, $0) }
            } onCancel: {
                Task { @MainActor in self.giveUp(ticket) }
            }
            return try outcome.get()
        }
    }

    func end(_ outcome: Outcome) {
        guard case .running(let waiting) = state else { return }
        state = .ended(outcome)
        for continuation in waiting.values { continuation.resume(returning: outcome) }
    }

    private func wait(as ticket: Int, _ continuation: CheckedContinuation<Outcome, Never>) {
        switch state {
        case .running(var waiting):
            waiting[ticket] = continuation
            state = .running(waiting: waiting)
        case .ended(let outcome):
            continuation.resume(returning: outcome)
        }
    }

    private func giveUp(_ ticket: Int) {
        guard case .running(var waiting) = state else { return }
        let continuation = waiting.removeValue(forKey: ticket)
        state = .running(waiting: waiting)
        continuation?.resume(returning: .failure(.cancelled(doing: doing)))
    }
}
