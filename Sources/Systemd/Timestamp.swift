/// A point in time as systemd.time(7) writes it, in microseconds since 1970. libsystemd keeps its own reader
/// to itself (`parse_timestamp` in `src/basic/time-util.c`).
///
/// `2026-11-21 10:55:01.5`, `2026-11-21 10:55`, `2026-11-21`, `10:55:01`, `10:55`, each with a weekday before
/// it or `UTC`, `Z` or an offset behind it; `2026-11-21T10:55:01Z`; `now`, `today`, `yesterday`, `tomorrow`;
/// `@1395716396`; `10 min ago`, `-2h 30min`, `+1d`. Also kubectl's `10m`, which systemd does not have: so long
/// ago. Names of other time zones are not read.
package struct Timestamp: Equatable, Sendable {
    package var microseconds: Int64

    /// - Parameter now: microseconds since 1970.
    package init?(_ text: String, now: Int64) {
        var reader = WordReader(text)
        guard !reader.isAtEnd, let value = Self.read(&reader, now: now), value >= 0 else { return nil }
        microseconds = value
    }

    private static func read(_ reader: inout WordReader, now: Int64) -> Int64? {
        let today = CalendarTime(now / 1_000_000)
        for (word, shift) in [("today", 0), ("yesterday", -1), ("tomorrow", 1)] as [(String, Int32)]
        where reader.text == word {
            return midnight(today, shift)
        }
        if reader.text == "now" { return now }
        if reader.skip("@") { return reader.number().flatMap { reader.isAtEnd ? $0 : nil } }
        if reader.skip("+") { return reader.span().map { now + $0 } }
        if reader.skip("-") { return reader.span().map { now - $0 } }
        for (word, sign) in [("ago", Int64(-1)), ("left", 1)] where reader.dropLast(word) {
            return reader.span().map { now + sign * $0 }
        }
        var duration = reader
        if reader.text.last?.isLetter == true, let span = duration.span() { return now - span }
        return reader.date(today: today)
    }

    private static func midnight(_ day: CalendarTime, _ shift: Int32) -> Int64? {
        var day = day
        (day.hour, day.minute, day.second) = (0, 0, 0)
        // Over noon, so that an hour of daylight saving more or less does not change the day.
        day.hour = 12
        guard let noon = day.seconds() else { return nil }
        var other = CalendarTime(noon + Int64(shift) * 86_400)
        (other.hour, other.minute, other.second) = (0, 0, 0)
        return other.seconds().map { $0 * 1_000_000 }
    }
}

private struct WordReader {
    private var rest: Substring
    init(_ text: String) { rest = trimmed(text[...]) }

    var text: String { String(rest) }
    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Takes a word off the end that white space parts from the rest.
    mutating func dropLast(_ word: String) -> Bool {
        guard rest.hasSuffix(" " + word) else { return false }
        rest = trimmed(rest.dropLast(word.count))
        return true
    }

    // MARK: Spans

    /// systemd.time(7), «Parsing time spans», with `M` for months (30.44 days) and years of 365.25 days.
    private static let units: [(names: [String], microseconds: Int64)] = [
        (["usec", "us", "µs", "μs"], 1), (["msec", "ms"], 1000),
        (["seconds", "second", "sec", "s"], 1_000_000),
        (["minutes", "minute", "min", "m"], 60_000_000),
        (["hours", "hour", "hr", "h"], 3_600_000_000), (["days", "day", "d"], 86_400_000_000),
        (["weeks", "week", "w"], 604_800_000_000), (["months", "month", "M"], 2_629_800_000_000),
        (["years", "year", "y"], 31_557_600_000_000),
    ]

    /// All that is left: `1h 30min`, `1.5d`, `90` (seconds).
    mutating func span() -> Int64? {
        var total: Int64 = 0
        var isEmpty = true
        while !isAtEnd {
            guard let amount = number() else { return nil }
            rest = trimmed(rest)
            let word = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(word.count)
            let scale =
                word.isEmpty ? 1_000_000 : Self.units.first { $0.names.contains(String(word)) }?.microseconds
            guard let scale else { return nil }
            // `number` counts in millionths.
            let (product, overflow) = amount.multipliedReportingOverflow(by: max(1, scale / 1_000_000))
            let part = scale >= 1_000_000 ? product : amount / (1_000_000 / scale)
            let (sum, tooLong) = total.addingReportingOverflow(part)
            if overflow || tooLong { return nil }
            total = sum
            isEmpty = false
            rest = trimmed(rest)
        }
        return isEmpty ? nil : total
    }

    /// A decimal number, in millionths.
    mutating func number() -> Int64? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, let whole = Int64(digits), whole < 1_000_000_000_000 else { return nil }
        rest = rest.dropFirst(digits.count)
        return whole * 1_000_000 + (fraction() ?? 0)
    }

    /// `.5`, in millionths; digits beyond those are dropped.
    private mutating func fraction() -> Int64? {
        guard rest.first == "." else { return nil }
        let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count + 1)
        let six = digits.prefix(6)
        return Int64(six + String(repeating: "0", count: 6 - six.count))
    }

    // MARK: Dates

    mutating func date(today: CalendarTime) -> Int64? {
        let weekday = takeWeekday()
        var offset: Int64?
        if dropLast("UTC") || dropZ() {
            offset = 0
        } else if let east = takeOffset() {
            offset = east
        }
        var time = offset == nil ? today : CalendarTime(today.seconds() ?? 0, isUTC: true)
        (time.hour, time.minute, time.second) = (0, 0, 0)
        var hasDay = false
        if let year = digits(before: "-") {
            guard let month = digits(before: "-"), let day = digits(), year < 10_000 else { return nil }
            // strptime(3), %y.
            time.year = year > 99 ? year : year < 69 ? 2000 + year : 1900 + year
            (time.month, time.day, hasDay) = (month, day, true)
        }
        var micro: Int64 = 0
        if !isAtEnd {
            if hasDay, !skip("T"), !skip(" ") { return nil }
            rest = trimmed(rest)
            guard let hour = digits(before: ":"), let minute = digits() else { return nil }
            (time.hour, time.minute) = (hour, minute)
            if skip(":") {
                guard let second = digits() else { return nil }
                time.second = second
                micro = fraction() ?? 0
            }
        } else if !hasDay {
            return nil
        }
        guard isAtEnd, let seconds = time.seconds(isUTC: offset != nil) else { return nil }
        if let weekday, CalendarTime(seconds, isUTC: offset != nil).weekday != weekday { return nil }
        return (seconds - (offset ?? 0)) * 1_000_000 + micro
    }

    private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    private static let longWeekdays = [
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]

    private mutating func takeWeekday() -> Int32? {
        let word = rest.prefix { $0.isLetter }.lowercased()
        guard let index = Self.weekdays.firstIndex(of: word) ?? Self.longWeekdays.firstIndex(of: word) else {
            return nil
        }
        rest = trimmed(rest.dropFirst(word.count))
        return Int32(index)
    }

    private mutating func dropZ() -> Bool {
        guard rest.last == "Z" else { return false }
        rest = rest.dropLast()
        return true
    }

    /// `+01:00`, `-0530`, behind a time of day: seconds east of Greenwich.
    private mutating func takeOffset() -> Int64? {
        guard let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }), rest[..<sign].contains(":") else {
            return nil
        }
        let digits = rest[rest.index(after: sign)...].filter { $0 != ":" }
        guard digits.count == 4 || digits.count == 2, let number = Int64(digits) else { return nil }
        let seconds = digits.count == 2 ? number * 3600 : (number / 100 * 60 + number % 100) * 60
        let isWest = rest[sign] == "-"
        rest = trimmed(rest[..<sign])
        return isWest ? -seconds : seconds
    }

    private mutating func digits(before mark: Character? = nil) -> Int32? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...4).contains(digits.count) else { return nil }
        if let mark {
            guard rest.dropFirst(digits.count).first == mark else { return nil }
            rest = rest.dropFirst(digits.count + 1)
        } else {
            rest = rest.dropFirst(digits.count)
        }
        return Int32(digits)
    }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
}
