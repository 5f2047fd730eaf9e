import PodSpec

extension ProbeMachine {
    /// When the next question is due.
    ///
    /// Every period counts from the container's start plus the initial delay. Before the first full period is
    /// over, startup and readiness are also asked *early*, at growing distances: a container that listens
    /// after 50 ms is ready then, not ten seconds later. A failure of an early question does not count, so
    /// that the time to start is failureThreshold × periodSeconds, as documented at
    /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
    package struct Schedule: Equatable, Sendable {
        private static let firstGap = Duration.milliseconds(250)

        package private(set) var due: Instant
        package private(set) var isEarly: Bool
        /// Until the next early question.
        private var gap: Duration
        /// The next question that counts.
        private var regular: Instant

        init(_ kind: Probe.Kind, _ probe: Probe, startedAt: Instant, now: Instant) {
            gap = Self.firstGap
            switch kind {
            case .startup, .readiness:
                let first = max(now, startedAt + probe.initialDelay)
                (due, isEarly, regular) = (first, true, first + probe.period)
            case .liveness:
                // The kubelet's first tick comes somewhere within the first period. A question at the very
                // start would only ever find a program that is not up yet.
                let delay = probe.initialDelay > .zero ? probe.initialDelay : probe.period
                regular = max(now, startedAt + delay)
                (due, isEarly) = (regular, false)
            }
        }

        /// After an answer: the next question lies in the future; ticks that passed meanwhile are skipped.
        func next(after succeeded: Bool, period: Duration, now: Instant) -> Schedule {
            var next = self
            if isEarly {
                next.due = max(now, due) + gap
                next.gap = gap * 2
                if !succeeded && next.due < regular { return next }
                next.isEarly = false
                next.due = regular
            } else {
                next.due = due + period
            }
            if next.due <= now { next.due = now + period }
            next.regular = next.due
            return next
        }
    }
}
