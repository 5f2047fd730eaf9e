import CLinux

/// A moment as people write it, read and written by the machine's time zone (`TZ`, /etc/localtime).
package struct CalendarTime: Equatable, Sendable {
    package var year, month, day, hour, minute, second: Int32
    /// From 0, Sunday.
    package var weekday: Int32 = 0
    /// Seconds east of Greenwich.
    package var offset: Int32 = 0

    /// - Parameter seconds: since 1970.
    package init(_ seconds: Int64, isUTC: Bool = false) {
        var parts = linux_calendar()
        // Fails for years that do not fit an Int32 alone.
        _ = linux_calendar_of(seconds, isUTC ? 1 : 0, &parts)
        (year, month, day) = (parts.year, parts.month, parts.day)
        (hour, minute, second) = (parts.hour, parts.minute, parts.second)
        (weekday, offset) = (parts.weekday, parts.offset)
    }

    /// Seconds since 1970; nil where the calendar has no such day or hour.
    package func seconds(isUTC: Bool = false) -> Int64? {
        var parts = linux_calendar()
        (parts.year, parts.month, parts.day) = (year, month, day)
        (parts.hour, parts.minute, parts.second) = (hour, minute, second)
        let seconds = linux_seconds_of(&parts, isUTC ? 1 : 0)
        return seconds < 0 ? nil : seconds
    }

    /// `Nov 21 10:55:01`, as syslog and journalctl write it.
    package var short: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return
            "\(months[Int(max(1, min(12, month))) - 1]) \(two(day)) \(two(hour)):\(two(minute)):\(two(second))"
    }

    /// `2026-11-21T10:55:01.123456+01:00`: RFC 3339.
    package func iso(microseconds: Int64) -> String {
        let digits = String(microseconds)
        let fraction = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let (sign, east) = (offset < 0 ? "-" : "+", abs(offset) / 60)
        return
            "\(date)T\(two(hour)):\(two(minute)):\(two(second)).\(fraction)\(sign)\(two(east / 60)):\(two(east % 60))"
    }

    /// `2026-11-21 10:55:01`.
    package var plain: String { "\(date) \(two(hour)):\(two(minute)):\(two(second))" }

    private var date: String { "\(year)-\(two(month))-\(two(day))" }

    private func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
