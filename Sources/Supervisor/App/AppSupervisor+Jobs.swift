import PodEngine
import PodSpec

extension AppSupervisor {
    /// The manifest's Jobs, or the run of a CronJob that this supervisor is for.
    func wantedJobs(of app: App) -> [Job] {
        switch mode {
        case .unit, .foreground: app.jobs
        case .cronJob: run.map { [$0] } ?? []
        }
    }

    /// What the app has beside Jobs.
    func wantedPods(of app: App) -> [Pod] {
        switch mode {
        case .unit, .foreground: app.pods
        case .cronJob: []
        }
    }

    /// Every runner, whatever its pod is for.
    var allRunners: [PodRunner] { runners + jobs.flatMap(\.runners) + leaving }

    /// All are begun, also those that nobody looks after yet.
    var areJobsReady: Bool {
        let wanted = app.map(wantedJobs(of:)) ?? []
        return jobs.allSatisfy(\.isReady)
            && wanted.allSatisfy { job in jobs.contains { $0.job.name == job.name } }
    }

    /// Begins Jobs that nobody looks after yet, but not beside the pods of an earlier one of the name.
    func startMissingJobs() {
        guard let app, let context, !isStopping else { return }
        for job in wantedJobs(of: app) where !jobs.contains(where: { $0.job.name == job.name }) {
            guard !leaving.contains(where: { $0.pod.owner == job.template.owner }) else { continue }
            let spec = job.fingerprint
            let known = jobFile[job.name]
            let runner = JobRunner(
                job, spec: spec, record: known?.spec == spec ? known?.record : nil, app: app,
                hooks: jobHooks(context))
            jobs.append(runner)
            runner.begin()
        }
    }

    /// Applies a changed manifest to the Jobs: a changed Job runs anew.
    func applyJobs(_ app: App) {
        let wanted = wantedJobs(of: app)
        for runner in jobs {
            if let job = wanted.first(where: { $0.name == runner.job.name }), job.fingerprint == runner.spec {
                runner.update(job, of: app)
            } else {
                jobs.removeAll { $0 === runner }
                jobFile[runner.job.name] = nil
                runner.giveUp()
            }
        }
        startMissingJobs()
        saveJobs()
    }

    private func jobHooks(_ context: AppContext) -> JobRunner.Hooks {
        JobRunner.Hooks(
            makeRunner: { [unowned self] pod, app in
                var pod = pod
                if case .cronJob(let name) = mode { pod.labels[Label.cronJob] = name }
                return makeRunner(pod, of: app, context, inheritedMemory.removeValue(forKey: pod.name))
            },
            letGo: { [unowned self] runner in leaving.append(runner) },
            save: { [unowned self] in saveJobs() },
            report: { [unowned self] report in reporter.report(report, pod: nil) },
            changed: { [unowned self] in changed() })
    }

    /// Results outlive a reboot: what is done is not done again.
    func saveJobs() {
        var entries = jobFile.filter { name, entry in
            // Of a CronJob the earlier runs, otherwise those that wait for their predecessor's pods.
            !jobs.contains { $0.job.name == name } && entry.record.isFinished
        }
        for runner in jobs { entries[runner.job.name] = JobEntry(spec: runner.spec, record: runner.record) }
        guard entries != jobFile || !isJobFileSaved else { return }
        jobFile = entries
        isJobFileSaved = save { try JobDocument.save(entries, to: paths.jobs) }
    }
}
