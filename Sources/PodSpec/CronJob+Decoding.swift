extension CronJob {
    init(from fields: Fields, _ metadata: Metadata) {
        if !fields.isPresent("spec") {
            fields.missing("spec", "add 'spec:' with a schedule and a jobTemplate")
        }
        var empty = Pod(name: metadata.name)
        empty.owner = Pod.Owner(kind: .job, name: metadata.name)
        self.init(
            name: metadata.name, schedule: "",
            schedulePlace: FieldNote(file: 0, mark: .start, path: "", text: ""),
            job: Job(name: metadata.name, template: empty))
        labels = metadata.labels
        annotations = metadata.annotations
        _ = fields.object("spec", "CronJobSpec") { read($0, metadata) }
        fields.withoutEffect("status")
        // Kubernetes: a run's name is 11 characters longer, and is a label's value.
        if metadata.name.utf8.count > 52 {
            fields.report.problem(
                .invalidValue, at: metadata.place ?? fields.place,
                "'\(metadata.name)' is too long for a CronJob",
                "use at most 52 characters")
        }
    }

    private mutating func read(_ fields: Fields, _ metadata: Metadata) {
        readTimes(fields)
        concurrency = fields.choice("concurrencyPolicy", Concurrency.self) ?? .allow
        if concurrency == .allow, fields.isPresent("concurrencyPolicy") {
            fields.warn(
                "concurrencyPolicy",
                "runs of a CronJob do not overlap here: leaving out one that is due while another goes on")
        }
        isSuspended = fields.bool("suspend") ?? false
        let any = 0...Int64(Int32.max)
        successfulHistory = fields.integer("successfulJobsHistoryLimit", in: any).map { Int32($0) } ?? 3
        failedHistory = fields.integer("failedJobsHistoryLimit", in: any).map { Int32($0) } ?? 1
        if !fields.isPresent("jobTemplate") {
            fields.missing("jobTemplate", "add 'jobTemplate:' with a spec and its template")
        }
        let found = fields.object("jobTemplate", "JobTemplateSpec") { fields in
            var inner = fields.metadata(nameRule: nil)
            inner.name = metadata.name
            inner.place = metadata.place
            inner.namespace = metadata.namespace
            return Job(from: fields, inner)
        }
        if let found { job = found }
    }

    private mutating func readTimes(_ fields: Fields) {
        schedule = fields.string("schedule", required: true, example: "\"0 3 * * *\"") ?? ""
        let place = fields.take("schedule")?.place ?? fields.place
        schedulePlace = FieldNote(file: place.file, mark: place.mark, path: place.path, text: schedule)
        if !schedule.isEmpty {
            do throws(CronProblem) {
                _ = try CronSchedule(schedule)
            } catch {
                fields.problem(.invalidValue, "schedule", error.what, error.remedy)
            }
        }
        timeZone = fields.string("timeZone")
        if let zone = timeZone, !CronSchedule.isTimeZone(zone) {
            fields.problem(
                .invalidValue, "timeZone", "'\(zone)' is not the name of a time zone",
                "write it as in Europe/Zurich, or remove it for the machine's own")
        }
        startingDeadline = fields.seconds("startingDeadlineSeconds", in: 0...Int64(Int32.max))
    }
}
