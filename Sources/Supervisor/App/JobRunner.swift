import Dispatch
import PodEngine
import PodSpec

/// Carries out what one Job's machine decides, and tells it how its pods ended. Decides nothing itself.
@MainActor
final class JobRunner {
    /// What the supervisor does for a Job.
    struct Hooks {
        var makeRunner: (Pod, App) -> PodRunner
        /// Takes over a runner whose pod has been told to go, until it is gone.
        var letGo: (PodRunner) -> Void
        /// Puts the record on disk, before anything is done that it speaks of.
        var save: () -> Void
        var report: (PodReport) -> Void
        var changed: () -> Void
    }

    /// How many pods that have ended are still shown.
    private static let shownEnds = 10

    /// Which definition of the Job the record is about.
    let spec: String
    private(set) var machine: JobMachine
    private(set) var runners: [PodRunner] = []
    /// Pods that have come to an end, for people.
    private(set) var ended: [(pod: Pod, status: PodStatus)] = []
    private var app: App
    private let hooks: Hooks
    private var timer: (any DispatchSourceTimer)?
    private var restarts: [String: Int32] = [:]

    init(_ job: Job, spec: String, record: JobRecord?, app: App, hooks: Hooks) {
        machine = JobMachine(job, record: record ?? JobRecord())
        self.spec = spec
        self.app = app
        self.hooks = hooks
    }

    var job: Job { machine.job }
    var record: JobRecord { machine.record }
    var isDone: Bool { record.isFinished && runners.isEmpty }

    /// Begun, as far as a Job can be ready.
    var isReady: Bool {
        if record.isFinished || job.isSuspended || record.succeeded > 0 || record.failed > 0 { return true }
        return !runners.isEmpty && runners.allSatisfy { $0.status().isReady }
    }

    /// Pods to be shown, the ended first.
    func shown(at now: Now) -> [(pod: Pod, status: PodStatus)] {
        if machine.isExpired(at: now) { return [] }
        return ended + runners.map { ($0.pod, $0.status()) }
    }

    func begin() { send(.begin) }

    /// A manifest that changes nothing about the Job's pods.
    func update(_ job: Job, of app: App) {
        self.app = app
        send(.update(job))
    }

    /// Looks at what has become of the pods.
    func look() {
        for runner in runners {
            let name = runner.pod.name
            if runner.isGone {
                runners.removeAll { $0 === runner }
                hooks.letGo(runner)
                send(.podGone(name))
                continue
            }
            let status = runner.status()
            guard !status.isTerminating else { continue }
            if let end = JobPodEnd(status) {
                ended = (ended + [(runner.pod, status)]).suffix(Self.shownEnds)
                send(.podEnded(name, end))
                continue
            }
            let count = (status.initContainers + status.containers).reduce(0) { $0 + $1.restartCount }
            if count > 0, restarts.updateValue(count, forKey: name) != count {
                send(.podRestarts(name, count))
            }
        }
    }

    /// The Job is not wanted any more, or is another one by now.
    func giveUp() {
        timer?.cancel()
        timer = nil
        for runner in runners {
            runner.send(.stop(grace: nil))
            hooks.letGo(runner)
        }
        runners = []
    }

    func stopTimer() {
        timer?.cancel()
        timer = nil
    }

    private func send(_ event: JobEvent) {
        let actions = machine.handle(event, at: Clock.now)
        hooks.save()
        for action in actions { perform(action) }
        arm()
        hooks.changed()
    }

    private func perform(_ action: JobAction) {
        switch action {
        case .start(let made):
            let runner = hooks.makeRunner(job.pod(made), app)
            runners.append(runner)
            runner.begin()
        case .stop(let name):
            runners.first { $0.pod.name == name }?.send(.stop(grace: nil))
        case .remove(let name):
            guard let runner = runners.first(where: { $0.pod.name == name }) else { return }
            runners.removeAll { $0 === runner }
            restarts[name] = nil
            runner.send(.stop(grace: nil))
            hooks.letGo(runner)
        case .report(let report): hooks.report(report)
        }
    }

    private func arm() {
        stopTimer()
        guard let wake = machine.nextWake else { return }
        let timer = DispatchSource.makeTimerSource(queue: .main)
        let left = max(wake - Clock.instant, .zero)
        timer.schedule(deadline: .now() + left.seconds + 0.001, leeway: .milliseconds(50))
        timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.send(.timer) } }
        timer.activate()
        self.timer = timer
    }
}

extension Job {
    /// Tells whether a manifest has another Job of the same name: what may change while it runs is left out
    /// (Kubernetes lets just that be changed).
    var fingerprint: String {
        var seen = self
        seen.parallelism = 1
        seen.isSuspended = false
        seen.activeDeadline = nil
        seen.ttlAfterFinished = nil
        seen.backoffLimit = 0
        seen.labels = [:]
        seen.annotations = [:]
        var fingerprint = Fingerprint()
        fingerprint.add(canonicalText(seen).utf8)
        return fingerprint.text
    }
}
