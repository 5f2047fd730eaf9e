import Dispatch
import PodEngine
import Systemd

/// What systemd is told of the app: once that it is ready, and always one line on how it is.
@MainActor
final class UnitState {
    private let app: String
    private let began = Clock.instant
    /// When the unit counts as started although not all is ready, time for pulls not counted.
    private var deadline = Duration.zero
    private enum Phase { case starting, ready, stopping }
    private var phase = Phase.starting
    private var line = ""
    private var complaints: Set<String> = []
    private var watchdog: (any DispatchSourceTimer)?
    private var starting: (any DispatchSourceTimer)?
    private var pullsSince: Instant?
    private var pulledFor = Duration.zero

    init(app: String) { self.app = app }

    func begin(deadline: Duration) { self.deadline = deadline }

    func say(_ line: String) { tell(.status(line)) }

    func update(line: String, isReady ready: Bool, isPulling: Bool, reporter: Reporter) {
        countPulls(isPulling)
        if line != self.line {
            self.line = line
            tell(.status(line))
        }
        guard phase == .starting else { return }
        if ready {
            becomeReady()
            reporter.note(.normal, "Ready", "\(app) is ready")
        } else if Clock.instant >= began + deadline + pulledFor, !isPulling {
            becomeReady()
            reporter.note(
                .warning, "StartDeadlineExceeded",
                "not ready within \(deadline.inWords) (\(line)), going on trying")
        } else if starting == nil {
            watchStart(reporter)
        }
    }

    func reloading() { tell(.reloading) }
    func reloaded() { if phase == .ready { tell(.ready) } }
    /// - Parameter limit: when we will have ended, whatever happens; the manifest may have a longer grace
    ///   period by now than the unit knows.
    func stopping() {
        phase = .stopping
        stop()
        tell(.stopping)
    }

    /// The stop may take so long, and some more, from now on.
    func extendStop(_ limit: Duration) { tell(.extendTimeout(limit + .seconds(10))) }

    /// Says once what cannot be done about.
    func complain(_ text: String, reporter: Reporter) {
        if complaints.insert(text).inserted { reporter.note(.warning, "StatusNotWritten", text) }
    }

    /// Feeds systemd's watchdog from the loop that does the work: a stuck loop starves it.
    func feedWatchdog() {
        guard let interval = Notify.watchdogInterval() else { return }
        let timer = DispatchSource.makeTimerSource(queue: .main)
        let period = interval / .seconds(2)
        timer.schedule(deadline: .now(), repeating: period, leeway: .milliseconds(Int(period * 100)))
        timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.tell(.watchdog) } }
        timer.activate()
        watchdog = timer
    }

    /// The app has done its work. One that never was ready has started all the same: systemd takes the end of a
    /// service that has not said so for a failure, and starts it again.
    func finish() {
        if phase == .starting { becomeReady() }
    }

    func stop() {
        starting?.cancel()
        starting = nil
    }

    private func becomeReady() {
        phase = .ready
        stop()
        tell(.ready, .status(line))
    }

    /// Until the start deadline, systemd's own start timeout is moved ahead of us.
    private func watchStart(_ reporter: Reporter) {
        keepAlive(every: .seconds(20)) { [weak reporter] state in
            state.tell(.extendTimeout(.seconds(60)))
            guard let reporter, state.phase == .starting else { return }
            state.update(
                line: state.line, isReady: false, isPulling: state.pullsSince != nil, reporter: reporter)
        }
    }

    private func keepAlive(every period: Duration, _ act: @escaping @MainActor (UnitState) -> Void) {
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + period / .seconds(1), repeating: period / .seconds(1))
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                if let self { act(self) }
            }
        }
        timer.activate()
        starting = timer
    }

    private func countPulls(_ isPulling: Bool) {
        let now = Clock.instant
        if let since = pullsSince { pulledFor = pulledFor + (now - since) }
        pullsSince = isPulling ? now : nil
    }

    private func tell(_ assignments: Notify.Assignment...) {
        // Nobody is left to tell when systemd cannot be told.
        for assignment in assignments { _ = try? Notify.send(assignment) }
    }
}
