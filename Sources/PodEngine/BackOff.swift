/// How long a container that keeps ending waits before it is started again.
///
/// The first restart comes at once, then 10 s, 20 s … up to the cap, counted from the last exit; ten minutes
/// of running start it over (kubelet's `doBackOff`: 10 s, `MaxContainerBackOff` 300 s, reset after 2 × 300 s).
package struct BackOff: Equatable, Sendable {
    package static let defaultCap = Duration.seconds(300)
    /// Running this long forgives all earlier failures, whatever the cap (KEP-4603).
    package static let forgivenAfter = Duration.seconds(600)
    private static let first = Duration.seconds(10)

    /// The longest wait; 1–300 s in Kubernetes (KEP-5593). Below 10 s it is the first wait, too.
    package var cap: Duration
    /// Ends in a row without a long run between them.
    package private(set) var failures: Int32
    package private(set) var lastExit: Instant?

    package init(cap: Duration = defaultCap, failures: Int32 = 0, lastExit: Instant? = nil) {
        self.cap = cap
        self.failures = max(failures, 0)
        self.lastExit = lastExit
    }

    /// It ended by itself, with whatever exit code.
    package mutating func ended(at exit: Instant, ranFor: Duration) {
        if ranFor >= Self.forgivenAfter { failures = 0 }
        failures = failures.addingReportingOverflow(1).overflow ? failures : failures + 1
        lastExit = exit
    }

    /// It could not even be made. The kubelet tries that again after 10 s, never at once.
    package mutating func couldNotBeMade(at now: Instant) {
        ended(at: now, ranFor: .zero)
        failures = max(failures, 2)
    }

    package mutating func reset() {
        failures = 0
        lastExit = nil
    }

    /// The wait after the last exit.
    package var delay: Duration {
        failures < 2 ? .zero : Self.delay(afterFailures: failures - 1, first: Self.first, cap: cap)
    }

    /// When it may be started; `nil`: at once.
    package var until: Instant? {
        guard let lastExit, delay > .zero else { return nil }
        return lastExit + delay
    }

    /// `first`, doubled with each failure after the first, at most `cap`.
    static func delay(afterFailures failures: Int32, first: Duration, cap: Duration) -> Duration {
        min(first * (1 << min(max(failures - 1, 0), 16)), cap)
    }
}
