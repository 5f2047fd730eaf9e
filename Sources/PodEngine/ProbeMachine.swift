import PodSpec

/// One probe of one container: when to ask, and what the answers amount to.
///
/// As in the kubelet's prober worker, a result is recorded only after as many equal answers in a row as the
/// threshold says, and a failed liveness or startup probe is on hold until there is a new container. Its
/// owner opens it when the container runs (startup) or has started (liveness, readiness).
package struct ProbeMachine: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        /// Not its time. Goes to `waiting`.
        case closed
        /// The next question is due. Goes to `asked`.
        case waiting(Schedule)
        /// A question is under way; no other is asked before its answer. Goes to `waiting`, `onHold`, `closed`.
        case asked(Schedule)
        /// The container has failed it and is to be replaced. Stays.
        case onHold
    }
    package enum Result: Equatable, Sendable { case unknown, success, failure }

    /// What an answer means to the owner.
    package enum Finding: Equatable, Sendable {
        case nothing
        /// The recorded result became success.
        case passed
        /// The recorded result became failure.
        case failed
    }

    package let kind: Probe.Kind
    package private(set) var probe: Probe
    package private(set) var state = State.closed
    /// The recorded result.
    package private(set) var result: Result
    private var streak = Streak.none

    /// Equal answers in a row, and whether the first was told.
    private enum Streak: Equatable {
        case none
        case successes(Int32, warned: Bool)
        case failures(Int32)
    }
    /// The last answer, while it was a failure.
    package private(set) var lastFailure: String?
    /// The prober does not work, and that was told.
    private var errorTold = false

    package init(_ kind: Probe.Kind, _ probe: Probe) {
        self.kind = kind
        self.probe = probe
        switch kind {
        case .startup: result = .unknown
        case .liveness: result = .success
        case .readiness: result = .failure
        }
    }

    /// For a container taken over from an earlier supervisor that had recorded success.
    package mutating func assume(_ result: Result) { self.result = result }

    /// Failures in a row; of an earlier supervisor where set.
    package var failures: Int32 {
        get { if case .failures(let count) = streak { count } else { 0 } }
        set { if newValue > 0 { streak = .failures(newValue) } }
    }

    /// As many of them as matter: beyond the threshold, one more changes nothing.
    var rememberedFailures: Int32 { min(failures, probe.failureThreshold) }

    package mutating func open(startedAt: Instant, now: Instant) {
        guard case .closed = state else { return }
        state = .waiting(Schedule(kind, probe, startedAt: startedAt, now: now))
    }

    /// The container ends or the probe has done its work; an answer under way is old news then.
    package mutating func close() { state = .closed }

    /// A new definition of the same probe; counting goes on, the new period from the next question on.
    package mutating func adopt(_ probe: Probe) { self.probe = probe }

    package var nextWake: Instant? {
        switch state {
        case .waiting(let schedule): return schedule.due
        case .closed, .asked, .onHold: return nil
        }
    }

    /// Whether to ask now.
    package mutating func asks(at now: Instant) -> Bool {
        switch state {
        case .waiting(let schedule) where now >= schedule.due:
            state = .asked(schedule)
            return true
        case .waiting, .closed, .asked, .onHold:
            return false
        }
    }

    /// Takes the answer to a question. `report` gets what is worth telling.
    package mutating func answered(
        _ outcome: ProbeOutcome, at now: Instant, report: (PodReport.Severity, String, String) -> Void
    ) -> Finding {
        switch state {
        case .closed, .waiting, .onHold: return .nothing
        case .asked(let schedule):
            let finding = take(outcome, early: schedule.isEarly, report: report)
            let succeeded = if case .successes = streak { true } else { false }
            state =
                finding == .failed && kind != .readiness
                ? .onHold : .waiting(schedule.next(after: succeeded, period: probe.period, now: now))
            return finding
        }
    }

    private mutating func take(
        _ outcome: ProbeOutcome, early: Bool, report: (PodReport.Severity, String, String) -> Void
    ) -> Finding {
        switch outcome {
        case .success, .warning: lastFailure = nil
        case .failure(let text), .unknown(let text): lastFailure = text
        }
        switch outcome {
        case .success: return succeeded(warned: false)
        case .warning(let text):
            if case .successes(_, warned: true) = streak {
            } else {
                report(.warning, "ProbeWarning", "\(kind.rawValue) probe warning: \(text)")
            }
            return succeeded(warned: true)
        case .failure(let text):
            return early ? .nothing : failed(text, report: report)
        case .unknown(let text):
            // Thrown away, as in the kubelet; told once so that somebody mends it.
            if !errorTold, !early {
                errorTold = true
                report(.warning, "Unhealthy", "\(kind.rawValue) probe errored and does not count: \(text)")
            }
            return .nothing
        }
    }

    private mutating func succeeded(warned: Bool) -> Finding {
        errorTold = false
        var count: Int32 = 1
        if case .successes(let before, _) = streak { count = min(before, .max - 1) + 1 }
        streak = .successes(count, warned: warned)
        guard count >= probe.successThreshold, result != .success else { return .nothing }
        result = .success
        return .passed
    }

    private mutating func failed(
        _ text: String, report: (PodReport.Severity, String, String) -> Void
    ) -> Finding {
        errorTold = false
        var count: Int32 = 1
        if case .failures(let before) = streak { count = min(before, .max - 1) + 1 }
        streak = .failures(count)
        let flips = count >= probe.failureThreshold && result != .failure
        if flips && count > 1 {
            report(.warning, "Unhealthy", "\(kind.rawValue) probe failed \(count) times in a row: \(text)")
        } else if count == 1 {
            report(.warning, "Unhealthy", "\(kind.rawValue) probe failed: \(text)")
        }
        guard flips else { return .nothing }
        result = .failure
        return .failed
    }
}
