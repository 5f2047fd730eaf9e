extension CronSchedule {
    /// A minute as a wall clock shows it.
    package struct WallMinute: Equatable, Sendable {
        package var minute, hour, day, month: Int
        /// Sunday is 0.
        package var weekday: Int

        package init(minute: Int, hour: Int, day: Int, month: Int, weekday: Int) {
            (self.minute, self.hour, self.day) = (minute, hour, day)
            (self.month, self.weekday) = (month, weekday)
        }
    }

    /// The latest minute at which it was due.
    ///
    /// - Parameters:
    ///   - range: minutes since 1970.
    ///   - wall: what the clock of the schedule's time zone shows at such a minute.
    package func lastDue(in range: ClosedRange<Int64>, wall: (Int64) -> WallMinute) -> Int64? {
        var minute = range.upperBound
        while minute >= range.lowerBound {
            let now = wall(minute)
            guard hours.contains(now.hour), isDue(day: now.day, month: now.month, weekday: now.weekday) else {
                // The last one of the hour before.
                minute -= Int64(now.minute) + 1
                continue
            }
            if minutes.contains(now.minute) { return minute }
            minute -= 1
        }
        return nil
    }
}
