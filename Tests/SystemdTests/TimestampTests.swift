import Foundation
import Testing

@testable import Systemd

/// Sat 2026-11-21 11:07:58.5 UTC
private let now: Int64 = 1_795_259_278_500_000

@Suite("Times as systemd writes them")
struct TimestampTests {
    private func seconds(_ text: String) -> Double? {
        Timestamp(text, now: now).map { Double($0.microseconds) / 1_000_000 }
    }

    @Test(
        "a span before or after now",
        arguments: [
            ("now", 0), ("10 min ago", -600), ("10min ago", -600), ("-2h 30min", -9000), ("+1d", 86_400),
            ("5s left", 5), ("1.5h ago", -5400), ("-90", -90), ("2 weeks ago", -1_209_600),
            ("1month ago", -2_629_800), ("1y ago", -31_557_600), ("500ms ago", -0.5), ("3h2m1s ago", -10_921),
        ])
    func spans(text: String, shift: Double) {
        #expect(seconds(text) == Double(now) / 1_000_000 + shift)
    }

    @Test("kubectl's bare span is so long ago")
    func bareSpan() {
        #expect(seconds("10m") == seconds("10 min ago"))
        #expect(seconds("1h30m") == seconds("-1h 30m"))
    }

    @Test(
        "a date with a zone is the same everywhere",
        arguments: [
            ("2026-11-21 10:55:01 UTC", 1_795_258_501), ("Sat 2026-11-21 10:55:01 UTC", 1_795_258_501),
            ("2026-11-21T10:55:01Z", 1_795_258_501), ("2026-11-21T11:55:01.25+01:00", 1_795_258_501.25),
            ("2026-11-21 05:25:01 -05:30", 1_795_258_501), ("@1395716396.25", 1_395_716_396.25),
            ("26-11-21 UTC", 1_795_219_200), ("2026-11-21 10:55 UTC", 1_795_258_500),
        ])
    func zones(text: String, since1970: Double) {
        #expect(seconds(text) == since1970)
    }

    @Test("a time of day is today's, by this machine's clock")
    func timeOfDay() throws {
        let today = try #require(seconds("today"))
        #expect(seconds("10:55") == today + 10 * 3600 + 55 * 60)
        #expect(seconds("10:55:30.5") == today + 10 * 3600 + 55 * 60 + 30.5)
        #expect(seconds("yesterday") == today - 86_400)
        #expect(seconds("tomorrow") == today + 86_400)
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "", " ", "soon", "5 parsecs ago", "2026-13-01", "2026-02-30", "25:00", "10:60", "ago", "-", "@",
            "Sun 2026-11-21", "2026-11-21 10", "10:55 o'clock", "99999999999999999999 s ago", "2",
            "1969-12-31 UTC",
        ])
    func refused(text: String) {
        #expect(Timestamp(text, now: now) == nil)
    }

    @Test("systemd itself reads the same: systemd-analyze timestamp")
    func systemdAgrees() throws {
        let tool = "/usr/bin/systemd-analyze"
        try #require(FileManager.default.isExecutableFile(atPath: tool))
        let forms = [
            "now", "today", "yesterday", "tomorrow", "10 min ago", "1.5h ago", "+1d", "2 weeks ago",
            "5s left",
            "10:55", "10:55:01", "2026-11-21", "2026-11-21 10:55", "2026-11-21 10:55:01.5", "26-11-21",
            "Sat 2026-11-21 10:55:01", "Saturday 2026-11-21", "2026-11-21 10:55:01 UTC", "@1395716396",
            "1month ago", "3h2m1s ago", "2024-02-29 23:59:59",
        ]
        for form in forms {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: tool)
            process.arguments = ["timestamp", form]
            let pipe = Pipe()
            process.standardOutput = pipe
            let before = Int64(Date().timeIntervalSince1970 * 1_000_000)
            try process.run()
            let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let after = Int64(Date().timeIntervalSince1970 * 1_000_000)
            let value = try #require(
                text.split(separator: "\n").first { $0.contains("UNIX seconds: @") }, "\(form): \(text)")
            let systemd = try #require(Double(value.split(separator: "@").last ?? ""))
            let ours = [before, after].compactMap { Timestamp(form, now: $0)?.microseconds }.map(Double.init)
            #expect(ours.count == 2, "\(form)")
            // A millisecond for what Double cannot hold.
            #expect(
                (ours.min()! - 1000...ours.max()! + 1000).contains(systemd * 1_000_000), "\(form): \(text)")
        }
    }
}

@Suite("Patterns")
struct PatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try Pattern(pattern).matches(Array(text.utf8))
    }

    @Test("without capital letters case does not matter, with one it does")
    func smartCase() throws {
        #expect(try matches("error", "An ERROR occurred"))
        #expect(try !matches("Error", "An ERROR occurred"))
        #expect(try matches("e(rr|xx)or{1,2}$", "no error"))
    }

    @Test("bytes of any kind are searched: NUL, invalid UTF-8, nothing at all")
    func bytes() throws {
        let pattern = try Pattern("after")
        #expect(pattern.matches([0, 0xff] + Array("after".utf8)))
        #expect(!pattern.matches([0, 0xff] + Array("before".utf8)))
        #expect(!pattern.matches([]))
        #expect(try Pattern("^$").matches([]))
    }

    @Test("what is no pattern is refused with the C library's words")
    func refused() {
        #expect(throws: PatternError(text: "a(b", reason: "Unmatched ( or \\(")) { try Pattern("a(b") }
    }
}
