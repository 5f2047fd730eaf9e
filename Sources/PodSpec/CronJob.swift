/// A Job that is run again and again, by a systemd timer
/// (kubernetes.io/docs/concepts/workloads/controllers/cron-jobs).
package struct CronJob: Equatable, Sendable {
    package enum Concurrency: String, Equatable, Sendable, CaseIterable {
        /// A run may begin while another goes on.
        case allow = "Allow"
        /// A run that is due while another goes on is left out.
        case forbid = "Forbid"
        /// A run that is due while another goes on ends that one.
        case replace = "Replace"
    }

    package var name: String
    package var labels: [String: String] = [:]
    package var annotations: [String: String] = [:]
    /// As written: five fields, or `@daily` and the like.
    package var schedule: String
    /// Where ``schedule`` stands, for what turns out to be wrong with it later.
    package var schedulePlace: FieldNote
    /// As in `/usr/share/zoneinfo`; `nil`: the machine's.
    package var timeZone: String?
    /// How late a run that was missed may begin; `nil`: however late.
    package var startingDeadline: Duration?
    package var concurrency = Concurrency.allow
    package var isSuspended = false
    /// Finished runs whose results are kept.
    package var successfulHistory: Int32 = 3
    package var failedHistory: Int32 = 1
    /// Named as the CronJob; a run has a name of its own (``run(at:)``).
    package var job: Job

    package init(name: String, schedule: String, schedulePlace: FieldNote, job: Job) {
        self.name = name
        self.schedule = schedule
        self.schedulePlace = schedulePlace
        self.job = job
    }

    /// The Job of the run that was due at a minute, named after it as Kubernetes does (`getJobName`).
    ///
    /// - Parameter minute: minutes since 1970.
    package func run(at minute: Int64) -> Job {
        var job = job
        job.name = "\(name)-\(minute)"
        job.template.name = job.name
        job.template.owner = Pod.Owner(kind: .job, name: job.name)
        return job
    }
}
