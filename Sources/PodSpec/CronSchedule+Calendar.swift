extension CronSchedule {
    /// The values of `OnCalendar=` whose union is this schedule: systemd.time(7), "Calendar Events".
    ///
    /// - Parameter timeZone: `nil`: the machine's.
    package func calendars(timeZone: String? = nil) -> [String] {
        let zone = timeZone.map { " " + $0 } ?? ""
        let time = "\(list(hours, of: 24)):\(list(minutes, of: 60)):00\(zone)"
        func date(_ days: String) -> String { "*-\(list(months, of: 12))-\(days) \(time)" }
        let monthly = date(list(days, of: 31))
        let weekly = "\(weekdayList) \(date("*"))"
        switch (days.isStar, weekdays.isStar) {
        case (_, true): return [monthly]
        case (true, false): return [weekly]
        // systemd wants a date to fit both; of two settings either is enough, as in cron.
        case (false, false): return [monthly, weekly]
        }
    }

    /// Whether a name can be that of a time zone (tzfile(5)); which ones there are is known to the machine only.
    package static func isTimeZone(_ name: String) -> Bool {
        guard !name.isEmpty, name.lowercased() != "local", !name.hasPrefix("/") else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                        || "_+-".utf8.contains($0)
                }
        }
    }

    private func list(_ field: CronField, of count: Int) -> String {
        field.values.count == count
            ? "*" : runs(field.values).map { text($0, twoDigits) }.joined(separator: ",")
    }

    /// systemd's week begins on Monday.
    private var weekdayList: String {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let values = weekdays.values.map { ($0 + 6) % 7 }.sorted()
        return runs(values).map { text($0) { names[$0] } }.joined(separator: ",")
    }
}

/// Ranges of three and more values, and single ones.
private func runs(_ values: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for value in values {
        if let last = runs.last, last.upperBound == value - 1 {
            runs[runs.count - 1] = last.lowerBound...value
        } else {
            runs.append(value...value)
        }
    }
    return runs.flatMap {
        $0.count == 2 ? [$0.lowerBound...$0.lowerBound, $0.upperBound...$0.upperBound] : [$0]
    }
}

private func text(_ run: ClosedRange<Int>, _ name: (Int) -> String) -> String {
    run.count == 1 ? name(run.lowerBound) : "\(name(run.lowerBound))..\(name(run.upperBound))"
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
