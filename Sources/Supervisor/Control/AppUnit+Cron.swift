import PodSpec
import Systemd

extension AppUnit {
    /// The name of a CronJob's units without its type: `podsup-APP-NAME`.
    static func cronStem(_ app: String, _ cronJob: String) -> String { "podsup-\(app)-\(cronJob)" }

    /// A CronJob's timer, and the service that runs its Job to the end. A suspended one has no timer: its service
    /// can still be started by hand.
    ///
    /// - Throws: ``ControlError/badSchedule(cronJob:problem:)``.
    static func units(
        of cronJob: CronJob, _ app: App, _ options: UnitOptions
    ) throws(ControlError) -> [UnitText] {
        let stem = cronStem(app.name, cronJob.name)
        var units = [UnitText(name: stem + ".service", text: try service(of: cronJob, app, options))]
        if cronJob.isSuspended { return units }
        units.append(UnitText(name: stem + ".timer", text: try timer(of: cronJob, app, options)))
        if cronJob.concurrency == .replace {
            units.append(
                UnitText(
                    name: stem + "_replace.service", text: try replaceService(of: cronJob, app, options)))
        }
        return units
    }

    private static func service(
        of cronJob: CronJob, _ app: App, _ options: UnitOptions
    ) throws(ControlError) -> String {
        let unit = cronStem(app.name, cronJob.name) + ".service"
        let pods = [cronJob.job.template]
        var file = UnitFile(
            comment: comment(app, unit, options).dropLast() + [
                "Change it with 'systemctl \(options.isUser ? "--user " : "")edit \(unit)'."
            ])
        file.add("Unit", "Description", .text("podsup app \(app.name), CronJob \(cronJob.name)"))
        addUnit(app, try AppSettings(app.annotations), options, pods, to: &file)
        // It is starting as long as the Job runs: a time that comes meanwhile changes nothing.
        file.add("Service", "Type", "oneshot")
        file.add("Service", "TimeoutStartSec", .time(nil))
        addService(
            app.name, ["--cron-job", cronJob.name], "podsup/\(app.name)/cron/\(cronJob.name)", options, pods,
            to: &file)
        return try text(of: file, cronJob)
    }

    private static func timer(
        of cronJob: CronJob, _ app: App, _ options: UnitOptions
    ) throws(ControlError) -> String {
        let stem = cronStem(app.name, cronJob.name)
        var file = UnitFile(
            comment: comment(app, stem + ".timer", options).dropLast() + [
                "Change it with 'systemctl \(options.isUser ? "--user " : "")edit \(stem).timer'."
            ])
        let schedule: CronSchedule
        do throws(CronProblem) {
            schedule = try CronSchedule(cronJob.schedule)
        } catch {
            throw .badSchedule(cronJob: cronJob.name, problem: "\(error.what); \(error.remedy)")
        }
        file.add(
            "Unit", "Description",
            .text("podsup app \(app.name), CronJob \(cronJob.name): \(cronJob.schedule)"))
        file.add("Unit", "PartOf", .raw(SharedUnits.target.name))
        for calendar in schedule.calendars(timeZone: cronJob.timeZone) {
            file.add("Timer", "OnCalendar", .raw(calendar))
        }
        file.add("Timer", "AccuracySec", .time(.seconds(1)))
        // A time that was missed while the machine was off is made up for, once, as Kubernetes does.
        file.add("Timer", "Persistent", .flag(true))
        if cronJob.concurrency == .replace { file.add("Timer", "Unit", .raw(stem + "_replace.service")) }
        file.add("Install", "WantedBy", "timers.target")
        file.add("Install", "WantedBy", .raw(SharedUnits.target.name))
        return try text(of: file, cronJob)
    }

    /// A timer can only start what does not run; this ends the run before.
    private static func replaceService(
        of cronJob: CronJob, _ app: App, _ options: UnitOptions
    ) throws(ControlError) -> String {
        let stem = cronStem(app.name, cronJob.name)
        var file = UnitFile(comment: comment(app, stem + "_replace.service", options).dropLast())
        file.add("Unit", "Description", .text("Ends the run of \(stem).service and begins another"))
        file.add("Unit", "ConditionFileIsExecutable", .text(options.binary))
        file.add("Service", "Type", "oneshot")
        file.add(
            "Service", "ExecStart",
            .command(command(app.name, ["--cron-job", cronJob.name, "--again"], options)))
        file.add("Service", "Slice", "podsup.slice")
        if !options.isUser {
            addHardening([], to: &file)
            // Unlike a supervisor it writes nothing.
            file.add("Service", "ProtectSystem", "strict")
            file.add("Service", "ProtectHome", "read-only")
            file.add("Service", "PrivateTmp", .flag(true))
        }
        return try text(of: file, cronJob)
    }

    private static func text(of file: UnitFile, _ cronJob: CronJob) throws(ControlError) -> String {
        do {
            return try file.render()
        } catch {
            throw .badSchedule(cronJob: cronJob.name, problem: "\(error)")
        }
    }
}
