import PodEngine
import PodSpec

extension AppSupervisor {
    /// Which run of its CronJob this supervisor is for: one that its predecessor died over, or a new one.
    ///
    /// - Returns: `nil` where the manifest has no such CronJob.
    func chooseRun(of app: App) -> Job? {
        guard case .cronJob(let name) = mode, let cronJob = app.cronJobs.first(where: { $0.name == name })
        else { return nil }
        let minute = Clock.now.wall.nanoseconds / 60_000_000_000
        let open = jobFile.first { !$0.value.record.isFinished }
        if let open, let begun = minuteOf(open.key, name) {
            var job = cronJob.run(at: begun)
            job.rename(open.key)
            if job.fingerprint == open.value.spec { return job }
        }
        jobFile = jobFile.filter(\.value.record.isFinished)
        var job = cronJob.run(at: minute)
        let stem = job.name
        var number = 1
        while jobFile[job.name] != nil {
            number += 1
            job.rename("\(stem)-\(number)")
        }
        keepHistory(of: cronJob)
        return job
    }

    /// Whether a predecessor died over a run.
    var hasOpenRun: Bool { jobFile.contains { !$0.value.record.isFinished } }

    /// `123` of `NAME-123` and of `NAME-123-2`.
    private func minuteOf(_ run: String, _ name: String) -> Int64? {
        guard run.hasPrefix("\(name)-") else { return nil }
        return run.dropFirst(name.utf8.count + 1).split(separator: "-").first.flatMap { Int64($0) }
    }

    /// Forgets the oldest results beyond what the manifest asks to keep.
    func keepHistory(of cronJob: CronJob) {
        for (isComplete, limit) in [(true, cronJob.successfulHistory), (false, cronJob.failedHistory)] {
            let finished = jobFile.compactMap { name, entry -> (name: String, at: WallTime)? in
                guard case .finished(let verdict, let at) = entry.record.phase,
                    verdict.isComplete == isComplete, name != run?.name
                else { return nil }
                return (name, at)
            }
            for old in finished.sorted(by: { $0.at > $1.at }).dropFirst(Int(limit)) {
                jobFile[old.name] = nil
            }
        }
    }

    /// A run that is stopped is over: the next one begins anew.
    func forgetRun() {
        guard case .cronJob = mode, let run, jobFile[run.name]?.record.isFinished == false else { return }
        jobs = []
        jobFile[run.name] = nil
        try? JobDocument.save(jobFile, to: paths.jobs)
    }
}

extension Job {
    fileprivate mutating func rename(_ name: String) {
        self.name = name
        template.name = name
        template.owner = Pod.Owner(kind: .job, name: name)
    }
}
