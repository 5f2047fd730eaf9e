import PodEngine
import PodSpec

extension AppSupervisor {
    /// One line on the state of the app, Jobs included.
    func summary(now: Now) -> String {
        let standing = runners.map { (name: $0.pod.name, status: $0.status()) }
        let working = jobs.flatMap(\.runners).map { (name: $0.pod.name, status: $0.status()) }
        let pods = standing + working
        if isStopping { return Supervisor.summary(of: pods, now: now) }
        let failed = jobs.compactMap { runner -> String? in
            guard let verdict = runner.record.verdict, !verdict.isComplete else { return nil }
            return "job \(runner.job.name) failed: \(verdict.message) (\(verdict.reason))"
        }
        let waiting = jobs.filter { $0.runners.isEmpty && $0.record.phase == .running }.map { runner in
            runner.job.isSuspended
                ? "job \(runner.job.name) is suspended"
                : "job \(runner.job.name): \(runner.record.failed) failed, trying again later"
        }
        let done = jobs.filter { $0.record.verdict?.isComplete ?? false }.map {
            "job \($0.job.name) is complete"
        }
        // What runs is told after what went wrong, and what is done only where nothing else is left.
        var parts = failed + waiting
        if !pods.isEmpty {
            parts.append(Supervisor.summary(of: pods, now: now))
        } else if parts.isEmpty {
            parts = done
        }
        if !parts.isEmpty { return parts.joined(separator: "; ") }
        let cronJobs = app?.cronJobs.count ?? 0
        return cronJobs > 0
            ? "ready: timers run its \(cronJobs == 1 ? "CronJob" : "CronJobs")" : "ready: no pods"
    }
}
