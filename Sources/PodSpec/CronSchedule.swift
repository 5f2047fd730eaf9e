/// When a CronJob runs: `spec.schedule` in all of the syntax that Kubernetes takes
/// (kubernetes.io/docs/concepts/workloads/controllers/cron-jobs, crontab(5)).
package struct CronSchedule: Equatable, Sendable {
    package let minutes: CronField
    package let hours: CronField
    /// Of the month.
    package let days: CronField
    package let months: CronField
    /// Sunday is 0.
    package let weekdays: CronField

    /// - Parameter text: `30 4 * * mon-fri`, or a word such as `@daily`.
    /// - Throws: why systemd could not be told of it, too.
    package init(_ text: String) throws(CronProblem) {
        var fields = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline })
        if let word = fields.first, word.hasPrefix("TZ=") || word.hasPrefix("CRON_TZ=") {
            throw CronProblem("a time zone in the schedule is not allowed", "name it in 'timeZone'")
        }
        if let word = fields.first, word.hasPrefix("@") {
            guard fields.count == 1, let meaning = Self.words[String(word)] else { throw Self.badWord(text) }
            fields = meaning.split(separator: " ")
        }
        guard fields.count == 5 else {
            throw CronProblem(
                "a schedule has 5 fields, this one has \(fields.count)",
                "write minute, hour, day of the month, month and day of the week, such as '30 4 * * *'")
        }
        minutes = try CronField(fields[0], .minute)
        hours = try CronField(fields[1], .hour)
        days = try CronField(fields[2], .day)
        months = try CronField(fields[3], .month)
        weekdays = try CronField(fields[4], .weekday)
        guard !weekdays.isStar || months.values.contains(where: { days.values[0] <= Self.length(of: $0) })
        else {
            throw CronProblem(
                "no month of '\(fields[3])' has a day '\(fields[2])', so it would never run",
                "correct the day or the month")
        }
    }

    /// Whether it is due on a day at all. Where both fields of days restrict it, one of them is enough.
    ///
    /// - Parameters:
    ///   - month: from 1.
    ///   - weekday: Sunday is 0.
    package func isDue(day: Int, month: Int, weekday: Int) -> Bool {
        guard months.contains(month) else { return false }
        let (isDay, isWeekday) = (days.contains(day), weekdays.contains(weekday))
        return days.isStar || weekdays.isStar ? isDay && isWeekday : isDay || isWeekday
    }

    private static let words = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]

    private static func badWord(_ text: String) -> CronProblem {
        if text.hasPrefix("@every") {
            return CronProblem(
                "'@every' counts from when the CronJob was made, which a calendar cannot say",
                "write the minutes and hours, such as '*/15 * * * *'")
        }
        if text == "@reboot" {
            return CronProblem("Kubernetes has no '@reboot'", "use a Job: podsup runs it at boot")
        }
        return CronProblem(
            "'\(text)' is no schedule",
            "use @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually or five fields")
    }

    /// The most days that a month can have.
    private static func length(of month: Int) -> Int {
        month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

/// Why a schedule can't be taken.
package struct CronProblem: Error, Equatable, Sendable {
    package var what: String
    package var remedy: String

    init(_ what: String, _ remedy: String) {
        self.what = what
        self.remedy = remedy
    }
}
