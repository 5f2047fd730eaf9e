import Glibc
import PodSpec
import Systemd

/// What concerns a run that a timer asked for.
extension AppSupervisor {
    /// When the timer elapsed that started this process: systemd.exec(5), since systemd 252. It is still there when
    /// a person starts the unit later.
    package static var triggerOfTimer: String? {
        getenv("TRIGGER_TIMER_REALTIME_USEC").map { String(cString: $0) }
    }

    /// Whether a timer asked for this run, and not for one before it.
    func isNewTrigger() -> Bool {
        guard let trigger else { return false }
        let path = "\(paths.state)/trigger"
        if (try? Files.read(path)) == Array(trigger.utf8) { return false }
        // Where it can't be kept, a run by hand may be taken for one by the timer.
        try? Files.replace(path, Array(trigger.utf8))
        return true
    }

    /// For a CronJob whose runs replace each other: a timer leaves alone what runs already, so it starts a unit
    /// that calls this, which ends the run that goes on and begins another.
    ///
    /// - Returns: the exit status.
    package func runAgain(_ scope: Bus.Scope) async -> Int32 {
        guard case .cronJob(let name) = mode else { return ExitStatus.usage }
        let unit = AppUnit.cronStem(paths.app, name) + ".service"
        reporter.unit = AppUnit.cronStem(paths.app, name) + "_replace.service"
        do {
            let (app, _) = try load()
            if trigger != nil, isTooLate(app) { return give(up: ExitStatus.done) }
            // Its end is nothing to wait for: the unit itself tells of it.
            _ = try await Bus(scope).beginRestart(unit)
            return ExitStatus.done
        } catch let wrong as WrongManifest {
            for line in wrong.lines { reporter.note(.warning, "BadManifest", line) }
            return give(up: ExitStatus.badManifest)
        } catch {
            reporter.note(.warning, "CannotStart", "\(error)")
            return give(up: ExitStatus.mayWorkLater)
        }
    }

    /// Tells of a run that its CronJob's `startingDeadlineSeconds` leave out.
    func isTooLate(_ app: App) -> Bool {
        guard case .cronJob(let name) = mode,
            let cronJob = app.cronJobs.first(where: { $0.name == name }),
            let limit = cronJob.startingDeadline,
            isMissed(cronJob, limit, now: Clock.now.wall.nanoseconds / 1_000_000_000)
        else { return false }
        let text =
            "missed its time by more than \(limit.components.seconds) s (startingDeadlineSeconds), leaving out this run"
        reporter.note(.warning, "MissSchedule", text)
        unitState.say(text)
        return true
    }
}

extension AppSupervisor.Mode {
    /// The unit whose main process this is.
    func unit(of paths: AppPaths) -> String? {
        switch self {
        case .unit: paths.unit
        case .foreground: nil
        case .cronJob(let name): AppUnit.cronStem(paths.app, name) + ".service"
        }
    }
}

/// Whether there was no time within the limit at which a run was due.
///
/// - Parameter now: seconds since 1970.
func isMissed(_ cronJob: CronJob, _ limit: Duration, now: Int64) -> Bool {
    guard let schedule = try? CronSchedule(cronJob.schedule) else { return false }
    let (first, last) = ((now - limit.components.seconds + 59) / 60, now / 60)
    guard first <= last else { return true }
    return inTimeZone(cronJob.timeZone) {
        schedule.lastDue(in: first...last) { minute in
            let time = CalendarTime(minute * 60)
            return CronSchedule.WallMinute(
                minute: Int(time.minute), hour: Int(time.hour), day: Int(time.day), month: Int(time.month),
                weekday: Int(time.weekday))
        }
    } == nil
}

/// The C library has one time zone at a time, for the whole process: only for its beginning, when nothing runs beside.
private func inTimeZone<Value>(_ name: String?, _ body: () -> Value) -> Value {
    guard let name else { return body() }
    let old = getenv("TZ").map { String(cString: $0) }
    setenv("TZ", ":\(name)", 1)
    tzset()
    defer {
        if let old { setenv("TZ", old, 1) } else { unsetenv("TZ") }
        tzset()
    }
    return body()
}
