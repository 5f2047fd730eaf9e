import Foundation
import PodSpec
import Testing

@Suite("Cron schedules")
struct CronTests {
    @Test(
        "a schedule becomes what systemd is told",
        arguments: [
            ("* * * * *", ["*-*-* *:*:00"]), ("30 4 * * *", ["*-*-* 04:30:00"]),
            ("*/15 0-5 * * *", ["*-*-* 00..05:00,15,30,45:00"]),
            ("5/20 * ? * ?", ["*-*-* *:05,25,45:00"]),
            ("0 9 * * mon-fri", ["Mon..Fri *-*-* 09:00:00"]), ("0 9 * * SUN,6", ["Sat,Sun *-*-* 09:00:00"]),
            ("0 9 * * 7", ["Sun *-*-* 09:00:00"]), ("0 9 * * 5-7", ["Fri..Sun *-*-* 09:00:00"]),
            ("0 0 1,15 jan,Jun-aug *", ["*-01,06..08-01,15 00:00:00"]),
            // Either day is enough.
            ("0 0 13 * fri", ["*-*-13 00:00:00", "Fri *-*-* 00:00:00"]),
            // For Kubernetes '*/2' is no star, '*/1' is one.
            ("0 0 */10 * 1", ["*-*-01,11,21,31 00:00:00", "Mon *-*-* 00:00:00"]),
            ("0 0 */1 * 1", ["Mon *-*-* 00:00:00"]), ("0 0 *,3 * 1", ["Mon *-*-* 00:00:00"]),
            ("0 0 29 2 *", ["*-02-29 00:00:00"]),
            ("0 0 31 2 1", ["*-02-31 00:00:00", "Mon *-02-* 00:00:00"]),
            ("\t0  0 1 1 * ", ["*-01-01 00:00:00"]),
            ("@hourly", ["*-*-* *:00:00"]), ("@daily", ["*-*-* 00:00:00"]), ("@midnight", ["*-*-* 00:00:00"]),
            ("@weekly", ["Sun *-*-* 00:00:00"]), ("@monthly", ["*-*-01 00:00:00"]),
            ("@yearly", ["*-01-01 00:00:00"]), ("@annually", ["*-01-01 00:00:00"]),
        ])
    func calendars(text: String, expected: [String]) throws {
        #expect(try CronSchedule(text).calendars() == expected)
    }

    @Test("a time zone stands behind each")
    func timeZone() throws {
        #expect(
            try CronSchedule("0 3 13 * 5").calendars(timeZone: "Europe/Berlin")
                == ["*-*-13 03:00:00 Europe/Berlin", "Fri *-*-* 03:00:00 Europe/Berlin"])
        for name in ["UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires"] {
            #expect(CronSchedule.isTimeZone(name))
        }
        for name in ["", "local", "Local", "../etc", "/UTC", "A B", "A//B", "UTC\nX=1"] {
            #expect(!CronSchedule.isTimeZone(name))
        }
    }

    @Test(
        "what can't be said is refused with why",
        arguments: [
            ("", "5 fields, this one has 0"), ("* * * *", "5 fields, this one has 4"),
            ("* * * * * *", "5 fields, this one has 6"), ("60 * * * *", "the minute '60' has '60'"),
            ("* 24 * * *", "the hour '24'"), ("* * 0 * *", "the day of the month '0'"),
            ("* * 32 * *", "the day of the month '32'"), ("* * * 13 *", "the month '13'"),
            ("* * * * 8", "the day of the week '8'"), ("* * * * mo", "the day of the week 'mo'"),
            ("*/0 * * * *", "has the step '0'"), ("*/x * * * *", "has the step 'x'"),
            ("*/ * * * *", "has the step ''"), ("5-1 * * * *", "ends before it begins"),
            ("* * * * sat-mon", "ends before it begins"), ("1-2-3 * * * *", "has '2-3'"),
            ("1,,2 * * * *", "lacks a value"), (", * * * *", "lacks a value"),
            ("-1 * * * *", "lacks a value"),
            ("*-5 * * * *", "has '*'"), ("1.5 * * * *", "has '1.5'"),
            ("99999999999999999999 * * * *", "has '9999"),
            ("0 0 30 2 *", "would never run"), ("0 0 31 4,jun *", "would never run"),
            ("@every 1h30m", "counts from when"), ("@reboot", "no '@reboot'"),
            ("@sometimes", "is no schedule"),
            ("@daily 5", "is no schedule"), ("TZ=UTC 0 0 * * *", "a time zone in the schedule"),
            ("CRON_TZ=Europe/Berlin @daily", "a time zone in the schedule"),
        ])
    func refused(text: String, why: String) {
        do throws(CronProblem) {
            let schedule = try CronSchedule(text)
            Issue.record("it was taken: \(schedule)")
        } catch {
            #expect(error.what.contains(why), "\(error)")
            #expect(!error.remedy.isEmpty)
        }
    }

    /// Another machine's, say, for another systemd.
    private let analyze = ProcessInfo.processInfo.environment["SYSTEMD_ANALYZE"] ?? "/usr/bin/systemd-analyze"

    /// The next times from the first minute of 2024, a leap year, by walking through them.
    private func next(_ schedule: Plain, count: Int) -> [String] {
        var found: [String] = []
        let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var weekday = 1  // a Monday
        for month in 1...12 {
            for day in 1...lengths[month - 1] {
                if schedule.fits(day: day, month: month, weekday: weekday) {
                    for hour in 0...23 where schedule.hours.contains(hour) {
                        for minute in 0...59 where schedule.minutes.contains(minute) {
                            func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
                            found.append("2024-\(two(month))-\(two(day)) \(two(hour)):\(two(minute)):00")
                            if found.count == count { return found }
                        }
                    }
                }
                weekday = (weekday + 1) % 7
            }
        }
        return found
    }

    @Test("the latest time at which a random schedule was due is the one that a plain cron finds")
    func lastDue() throws {
        var random = Splitmix(state: 7)
        for _ in 0..<200 {
            let plain = Plain.random(&random)
            // Minutes of March 2024; its first day is a Friday.
            func wall(_ minute: Int64) -> CronSchedule.WallMinute {
                let day = Int(minute / 1440)
                return CronSchedule.WallMinute(
                    minute: Int(minute % 60), hour: Int(minute / 60 % 24), day: day + 1, month: 3,
                    weekday: (day + 5) % 7)
            }
            let from = Int64(random.below(20 * 1440))
            let range = from...(from + Int64(random.below(10 * 1440)))
            let expected = range.last { minute in
                let now = wall(minute)
                return plain.minutes.contains(now.minute) && plain.hours.contains(now.hour)
                    && plain.fits(day: now.day, month: 3, weekday: now.weekday)
            }
            let found = try CronSchedule(plain.text).lastDue(in: range, wall: wall)
            #expect(found == expected, "\(plain.text) in \(range)")
        }
    }

    @Test(
        "systemd knows the words and time zones, and leaves out the hour that a clock skips, as Kubernetes does"
    )
    func zones() throws {
        let berlin = try CronSchedule("30 2 * * *").calendars(timeZone: "Europe/Berlin")
        let found = try elapses(analyze, berlin, count: 3, from: "2024-03-30 00:00:00 UTC")
        #expect(
            found == [["2024-03-30 01:30:00", "2024-04-01 00:30:00", "2024-04-02 00:30:00"]])
        let words = [
            ("@hourly", "2024-01-01 00:00:00 2024-01-01 01:00:00"),
            ("@midnight", "2024-01-01 00:00:00 2024-01-02 00:00:00"),
            ("@weekly", "2024-01-07 00:00:00 2024-01-14 00:00:00"),
            ("@monthly", "2024-01-01 00:00:00 2024-02-01 00:00:00"),
            ("@annually", "2024-01-01 00:00:00 2025-01-01 00:00:00"),
        ]
        let calendars = try words.flatMap { try CronSchedule($0.0).calendars() }
        #expect(
            try elapses(analyze, calendars, count: 2).map { $0.joined(separator: " ") }
                == words.map(\.1))
    }

    @Test("systemd runs 1,000 random schedules when a plain cron does")
    func againstSystemd() throws {
        var random = Splitmix(state: 20_240_101)
        let schedules = (0..<1000).map { _ in Plain.random(&random) }
        // What the generator is there for.
        let restricted = schedules.filter { !$0.hasAnyDay && !$0.hasAnyWeekday }
        #expect(restricted.count > 200)
        #expect(schedules.contains { $0.text.contains("/") && $0.text.contains("-") })
        #expect(schedules.contains { $0.text.contains("mon") || $0.text.contains("Mon") })
        var calendars: [String] = []
        for schedule in schedules { calendars += try CronSchedule(schedule.text).calendars() }
        let times = try elapses(analyze, calendars, count: 6)
        var index = 0
        for schedule in schedules {
            let parsed = try CronSchedule(schedule.text)
            let count = parsed.calendars().count
            let merged = Set(times[index..<(index + count)].joined()).sorted()
            index += count
            let expected = next(schedule, count: 6)
            let inYear = merged.filter { $0 < "2025" }.prefix(6)
            #expect(Array(inYear) == expected, "\(schedule.text): \(parsed.calendars())")
            #expect(!expected.isEmpty || merged.first.map { $0 >= "2025" } ?? true)
        }
    }

    /// What `systemd-analyze calendar` says of each calendar event: its next elapses, in UTC.
    private func elapses(
        _ program: String, _ calendars: [String], count: Int, from base: String = "2023-12-31 23:59:59 UTC"
    ) throws -> [[String]] {
        try #require(
            FileManager.default.isExecutableFile(atPath: program),
            "NOT CHECKED: this machine has no systemd-analyze; install the package systemd")

        var found: [[String]] = []
        for start in stride(from: 0, to: calendars.count, by: 200) {
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments =
                ["calendar", "--base-time=\(base)", "--iterations=\(count)"]
                + calendars[start..<min(start + 200, calendars.count)]
            process.environment = ["TZ": "UTC", "LC_ALL": "C", "PATH": "/usr/bin"]
            process.standardOutput = output
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            for line in text.split(separator: "\n") {
                let line = line.drop(while: { $0 == " " })
                if line.hasPrefix("Normalized form:") { found.append([]) }
                guard line.hasPrefix("Next elapse:") || line.hasPrefix("Iter") || line.hasPrefix("Iteration")
                else { continue }
                // "Next elapse: Mon 2024-01-01 00:00:00 UTC"
                let words = line.split(separator: " ")
                guard let date = words.firstIndex(where: { $0.count == 10 && $0.contains("-") }) else {
                    continue
                }
                found[found.count - 1].append("\(words[date]) \(words[date + 1])")
            }
        }
        try #require(found.count == calendars.count)
        return found
    }
}

/// A schedule as another program would read it: each field a set, made together with its text.
private struct Plain {
    var text = ""
    var minutes: Set<Int> = []
    var hours: Set<Int> = []
    var days: Set<Int> = []
    var months: Set<Int> = []
    var weekdays: Set<Int> = []
    var hasAnyDay = false
    var hasAnyWeekday = false

    func fits(day: Int, month: Int, weekday: Int) -> Bool {
        guard months.contains(month) else { return false }
        if hasAnyDay && hasAnyWeekday { return true }
        if hasAnyDay { return weekdays.contains(weekday) }
        if hasAnyWeekday { return days.contains(day) }
        return days.contains(day) || weekdays.contains(weekday)
    }

    static func random(_ random: inout Splitmix) -> Plain {
        var plain = Plain()
        var any = false
        var fields: [String] = []
        func add(_ field: (String, Set<Int>, Bool)) -> Set<Int> {
            fields.append(field.0)
            any = field.2
            return field.1
        }
        plain.minutes = add(field(0...59, [], &random))
        plain.hours = add(field(0...23, [], &random))
        plain.days = add(field(1...31, [], &random))
        plain.hasAnyDay = any
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        plain.months = add(field(1...12, months, &random))
        plain.weekdays = add(field(0...6, ["sun", "Mon", "tue", "WED", "thu", "fri", "sat"], &random))
        plain.hasAnyWeekday = any
        plain.text = fields.joined(separator: random.below(10) == 0 ? " \t " : " ")
        // No month has that day: such a schedule is refused.
        let longest = plain.months.map { $0 == 2 ? 29 : [4, 6, 9, 11].contains($0) ? 30 : 31 }.max() ?? 0
        if plain.hasAnyWeekday, (plain.days.min() ?? 0) > longest { return Plain.random(&random) }
        return plain
    }

    private static func field(
        _ range: ClosedRange<Int>, _ words: [String], _ random: inout Splitmix
    ) -> (String, Set<Int>, Bool) {
        let end = range.upperBound
        // Sunday, by its other number.
        if range == 0...6, random.below(12) == 0 { return ("7", [0], false) }
        if range == 0...6, random.below(12) == 0 { return ("5-7", [5, 6, 0], false) }
        func word(_ value: Int) -> String {
            words.isEmpty || random.below(2) == 0 ? "\(value)" : words[value - range.lowerBound]
        }
        func value() -> Int { range.lowerBound + random.below(range.count) }
        if random.below(5) < 2 {
            let all = Set(range.lowerBound...end)
            return random.below(4) == 0 ? ("?", all, true) : ("*", all, true)
        }
        var texts: [String] = []
        var values: Set<Int> = []
        for _ in 0...random.below(3) {
            switch random.below(5) {
            case 0:
                let step = 2 + random.below(range.count)
                texts.append("*/\(step)")
                values.formUnion(stride(from: range.lowerBound, through: end, by: step))
            case 1:
                let (start, step) = (value(), 1 + random.below(range.count))
                texts.append("\(start)/\(step)")
                values.formUnion(stride(from: start, through: end, by: step))
            case 2, 3:
                let (one, two) = (value(), value())
                let step = random.below(2) == 0 ? 1 : 1 + random.below(6)
                texts.append("\(word(min(one, two)))-\(word(max(one, two)))" + (step == 1 ? "" : "/\(step)"))
                values.formUnion(stride(from: min(one, two), through: max(one, two), by: step))
            default:
                let one = value()
                texts.append(word(one))
                values.insert(one)
            }
        }
        return (texts.joined(separator: ","), values, false)
    }
}

/// The same numbers on every run.
private struct Splitmix {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }
}
