import PodSpec

/// Decides everything about one Job, as Kubernetes' Job controller does (`pkg/controller/job/job_controller.go`).
/// It does no I/O and reads no clock: the caller says what happened and when, and carries out what comes back.
package struct JobMachine: Sendable {
    package internal(set) var job: Job
    package internal(set) var record: JobRecord
    /// The record's dates on the clock that does not jump.
    var started: Instant?
    var lastFailure: Instant?
    var lastFailures: [Int32: Instant] = [:]
    var finishedAt: Instant?
    private var isSuspended = false
    package internal(set) var nextWake: Instant?

    package init(_ job: Job, record: JobRecord = JobRecord()) {
        self.job = job
        self.record = record
    }

    package mutating func handle(_ event: JobEvent, at now: Now) -> [JobAction] {
        var actions: [JobAction] = []
        switch event {
        case .begin: actions += begin(at: now)
        case .podEnded(let name, let end): actions += ended(name, end, at: now)
        case .podGone(let name): record.pods.removeAll { $0.name == name && $0.isStopping }
        case .podRestarts(let name, let count):
            guard let place = record.pods.firstIndex(where: { $0.name == name }) else { break }
            record.pods[place].restarts = count
        case .update(let job): self.job = job
        case .timer: break
        }
        nextWake = nil
        return actions + advance(at: now)
    }

    /// The pods of an earlier supervisor live on, or start again under their names.
    private mutating func begin(at now: Now) -> [JobAction] {
        started = record.startTime.map(now.instant(of:))
        lastFailure = record.lastFailure.map(now.instant(of:))
        lastFailures = record.lastFailures.mapValues(now.instant(of:))
        if case .finished(_, let at) = record.phase { finishedAt = now.instant(of: at) }
        let stopping = record.pods.filter(\.isStopping).map(\.name)
        return record.pods.map(JobAction.start) + stopping.map { .stop(pod: $0) }
    }

    /// Its result and its pods need no longer be shown (`ttlSecondsAfterFinished`).
    package func isExpired(at now: Now) -> Bool {
        guard let ttl = job.ttlAfterFinished, let finishedAt else { return false }
        return now.instant >= finishedAt + ttl
    }

    // MARK: What is due

    private mutating func advance(at now: Now) -> [JobAction] {
        switch record.phase {
        case .finished:
            if let ttl = job.ttlAfterFinished, let finishedAt, now.instant < finishedAt + ttl {
                wake(at: finishedAt + ttl)
            }
            return []
        case .ending(let verdict):
            return stopAll() + finishIfEmpty(verdict, at: now)
        case .running:
            return run(at: now)
        }
    }

    private mutating func run(at now: Now) -> [JobAction] {
        if job.isSuspended { return suspend() }
        var actions: [JobAction] = []
        if isSuspended { actions.append(report(.normal, "Resumed", "Job resumed")) }
        isSuspended = false
        if record.startTime == nil {
            record.startTime = now.wall
            started = now.instant
        }
        if let verdict = verdict(at: now) {
            record.phase = .ending(verdict)
            return actions + advance(at: now)
        }
        if let limit = job.activeDeadline, let started { wake(at: started + limit) }
        return actions + managePods(at: now)
    }

    private mutating func suspend() -> [JobAction] {
        let told = isSuspended ? [] : [report(.normal, "Suspended", "Job suspended")]
        isSuspended = true
        record.startTime = nil
        started = nil
        return told + stopAll()
    }

    private mutating func stopAll() -> [JobAction] {
        stop(record.pods.filter { !$0.isStopping }.map(\.name))
    }

    mutating func stop(_ names: [String]) -> [JobAction] {
        for place in record.pods.indices where names.contains(record.pods[place].name) {
            record.pods[place].isStopping = true
        }
        return names.map { .stop(pod: $0) }
    }

    private mutating func finishIfEmpty(_ verdict: JobRecord.Verdict, at now: Now) -> [JobAction] {
        guard record.pods.isEmpty else { return [] }
        record.phase = .finished(verdict, at: now.wall)
        finishedAt = now.instant
        if let ttl = job.ttlAfterFinished { wake(at: now.instant + ttl) }
        return [
            verdict.isComplete
                ? report(.normal, "Completed", "Job completed")
                : report(.warning, verdict.reason, verdict.message)
        ]
    }

    mutating func wake(at instant: Instant) { nextWake = nextWake.map { min($0, instant) } ?? instant }

    func report(_ severity: PodReport.Severity, _ reason: String, _ message: String) -> JobAction {
        .report(PodReport(severity, reason, "\(job.name): \(message)"))
    }
}
