import PodSpec
import Testing

@testable import PodEngine

/// A probe and what it reported; times are seconds after the container's start.
private struct Prober {
    var machine: ProbeMachine
    var reports: [String] = []
    private let start = epoch.instant

    init(_ kind: Probe.Kind, opened: Double = 0, _ change: (inout Probe) -> Void = { _ in }) {
        machine = ProbeMachine(kind, .tcp(change))
        machine.open(startedAt: start, now: start + .seconds(opened))
    }

    mutating func asks(at seconds: Double) -> Bool { machine.asks(at: start + .seconds(seconds)) }

    mutating func answer(_ outcome: ProbeOutcome, at seconds: Double) -> ProbeMachine.Finding {
        var told: [String] = []
        let finding = machine.answered(outcome, at: start + .seconds(seconds)) { _, reason, message in
            told.append("\(reason): \(message)")
        }
        reports += told
        return finding
    }

    /// Asks at the next due time and answers at once.
    mutating func next(_ outcome: ProbeOutcome) -> ProbeMachine.Finding? {
        guard let due else { return nil }
        guard asks(at: due) else { return nil }
        return answer(outcome, at: due)
    }

    var due: Double? {
        machine.nextWake.map { instant in
            let since = (instant - start).components
            return Double(since.seconds) + Double(since.attoseconds) / 1e18
        }
    }

    /// The times of questions that are all answered with `outcome`.
    mutating func times(_ count: Int, _ outcome: ProbeOutcome) -> [Double] {
        (0..<count).compactMap { _ in
            let due = due
            _ = next(outcome)
            return due
        }
    }
}

@Suite("A probe")
struct ProbeMachineTests {
    @Test("It begins as the kubelet's do: liveness succeeded, readiness failed, startup unknown")
    func initialResults() {
        #expect(Prober(.liveness).machine.result == .success)
        #expect(Prober(.readiness).machine.result == .failure)
        #expect(Prober(.startup).machine.result == .unknown)
    }

    @Test("Liveness is first asked after the initial delay, then every period")
    func livenessTicks() {
        var prober = Prober(.liveness) {
            $0.initialDelay = .seconds(15)
            $0.period = .seconds(4)
        }
        #expect(prober.asks(at: 14.9) == false)
        #expect(prober.times(3, .success) == [15, 19, 23])
    }

    @Test("Liveness without a delay waits one period: at the very start it would only find nobody at home")
    func livenessFirstTick() {
        var prober = Prober(.liveness)
        #expect(prober.times(2, .success) == [10, 20])
    }

    @Test("Readiness is asked early and often at first, so that who listens soon is ready soon")
    func earlyReadiness() {
        var prober = Prober(.readiness) { $0.period = .seconds(3) }
        #expect(prober.times(6, .failure("refused")) == [0, 0.25, 0.75, 1.75, 3, 6])
    }

    @Test("Once it succeeds, readiness keeps to its period")
    func readinessAfterSuccess() {
        var prober = Prober(.readiness)
        #expect(prober.times(2, .failure("refused")) == [0, 0.25])
        #expect(prober.next(.success) == .passed)
        #expect(prober.due == 10)
    }

    @Test("Early failures of a startup probe do not count: it has failureThreshold × period to succeed")
    func startupTime() {
        var prober = Prober(.startup) {
            $0.period = .seconds(2)
            $0.failureThreshold = 3
        }
        var findings: [ProbeMachine.Finding] = []
        var last = 0.0
        while let due = prober.due, findings.last != .failed {
            last = due
            findings.append(prober.next(.failure("refused")) ?? .nothing)
        }
        #expect(last == 6)
        #expect(prober.machine.state == .onHold)
    }

    @Test("A result is recorded after as many equal answers in a row as the threshold says")
    func thresholds() {
        var prober = Prober(.readiness) {
            $0.successThreshold = 2
            $0.failureThreshold = 2
        }
        #expect(prober.next(.success) == .nothing)
        #expect(prober.next(.success) == .passed)
        #expect(prober.next(.failure("slow")) == .nothing)
        #expect(prober.next(.success) == .nothing)
        #expect(prober.next(.failure("slow")) == .nothing)
        #expect(prober.machine.result == .success)
        #expect(prober.next(.failure("slow")) == .failed)
        #expect(prober.machine.result == .failure)
    }

    @Test("A failed liveness probe is on hold until there is a new container")
    func onHold() {
        var prober = Prober(.liveness) { $0.failureThreshold = 1 }
        #expect(prober.next(.failure("refused")) == .failed)
        #expect(prober.due == nil)
        #expect(prober.asks(at: 1000) == false)
    }

    @Test("A failed readiness probe goes on asking")
    func readinessGoesOn() {
        var prober = Prober(.readiness) { $0.failureThreshold = 1 }
        _ = prober.next(.success)
        #expect(prober.next(.failure("refused")) == .failed)
        #expect(prober.next(.success) == .passed)
    }

    @Test("There is one question at a time; ticks that pass meanwhile are skipped")
    func oneAtATime() {
        var prober = Prober(.liveness)
        #expect(prober.asks(at: 10) == true)
        #expect(prober.asks(at: 20) == false)
        #expect(prober.due == nil)
        _ = prober.answer(.success, at: 34)
        #expect(prober.due == 44)
    }

    @Test("An answer that nobody waits for is old news")
    func oldAnswer() {
        var prober = Prober(.liveness) { $0.failureThreshold = 1 }
        #expect(prober.answer(.failure("refused"), at: 5) == .nothing)
        #expect(prober.asks(at: 10) == true)
        prober.machine.close()
        #expect(prober.answer(.failure("refused"), at: 11) == .nothing)
        #expect(prober.machine.result == .success)
        #expect(prober.reports == [])
    }

    @Test("Errors of the prober itself neither count nor break a row, and are told once")
    func errorsDoNotCount() {
        var prober = Prober(.liveness) { $0.failureThreshold = 2 }
        _ = prober.next(.failure("refused"))
        for _ in 0..<5 { #expect(prober.next(.unknown("no crun")) == .nothing) }
        #expect(prober.machine.result == .success)
        #expect(prober.next(.failure("refused")) == .failed)
        #expect(
            prober.reports == [
                "Unhealthy: Liveness probe failed: refused",
                "Unhealthy: Liveness probe errored and does not count: no crun",
                "Unhealthy: Liveness probe failed 2 times in a row: refused",
            ])
    }

    @Test("Failures are told at the first in a row and when they have an effect, not one by one")
    func tellsTransitions() {
        var prober = Prober(.liveness) { $0.failureThreshold = 4 }
        for _ in 0..<4 { _ = prober.next(.failure("refused")) }
        #expect(
            prober.reports == [
                "Unhealthy: Liveness probe failed: refused",
                "Unhealthy: Liveness probe failed 4 times in a row: refused",
            ])
    }

    @Test("A warning is a success, told once per run of warnings")
    func warnings() {
        var prober = Prober(.readiness)
        #expect(prober.next(.warning("redirect")) == .passed)
        for outcome: ProbeOutcome in [.warning("redirect"), .success, .warning("redirect")] {
            #expect(prober.next(outcome) == .nothing)
        }
        #expect(
            prober.reports == Array(repeating: "ProbeWarning: Readiness probe warning: redirect", count: 2))
    }
}
