import Systemd
import Testing

@testable import podsup

@MainActor
@Suite("Log lines")
struct LogPrinterTests {
    private let screen = Screen()

    private func print(
        _ names: LogPrinter.Names, isTerminal: Bool = false,
        _ entries: [(container: String, line: String, part: Bool)]
    ) {
        let printer = LogPrinter(screen.console(isTerminal: isTerminal), names: names)
        for entry in entries {
            var fields = line(entry.container, Array(entry.line.utf8))
            if entry.part { fields["CONTAINER_PARTIAL_MESSAGE"] = Array("true".utf8) }
            printer.add(LogEntry(JournalEntry(realtime: 0, fields: fields)))
        }
        printer.flush()
    }

    private func line(_ container: String, _ message: [UInt8]) -> [String: [UInt8]] {
        [
            "MESSAGE": message, "PODSUP_POD": Array("site".utf8), "PODSUP_CONTAINER": Array(container.utf8),
            "PODSUP_STREAM": Array("stdout".utf8),
        ]
    }

    @Test("one container's lines are printed as they were written, control characters and all")
    func bare() {
        print(
            .none, [("nginx", "one", false), ("nginx", "\u{1b}[31mtwo\u{07}", false), ("nginx", "", false)])
        #expect(screen.text == "one\n\u{1b}[31mtwo\u{07}\n\n")
    }

    @Test("several containers' lines have aligned names in front")
    func names() {
        print(.container(width: 7), [("nginx", "one", false), ("webhook", "two", false)])
        #expect(screen.text == "nginx   | one\nwebhook | two\n")
    }

    @Test("pieces of a long line are joined again, unless another container's line comes between")
    func pieces() {
        print(
            .podAndContainer(width: 0),
            [
                ("a", "one ", true), ("a", "two", false), ("a", "begun", true), ("b", "other", false),
                ("a", "end", false),
            ])
        #expect(screen.text == "site/a | one two\nsite/a | begun\nsite/b | other\nsite/a | end\n")
    }

    @Test("on a terminal control characters show as text, and each container has its colour")
    func terminal() {
        print(
            .container(width: 1), isTerminal: true,
            [("a", "\u{1b}[2Jx\ty é\u{9b}", false), ("b", "z", false)])
        #expect(screen.text == "\u{1b}[36ma | \u{1b}[0m\\x1b[2Jx\ty é\\x9b\n\u{1b}[33mb | \u{1b}[0mz\n")
    }

    @Test("bytes that are no UTF-8 reach a file as they are")
    func bytes() {
        let printer = LogPrinter(screen.console(), names: .none)
        printer.add(LogEntry(JournalEntry(realtime: 0, fields: line("a", [0xff, 0x00, 0x41]))))
        printer.flush()
        #expect(screen.output == [0xff, 0x00, 0x41, 0x0A])
    }

    private func entry(_ message: [UInt8], event: Bool = false) -> LogEntry {
        var fields = line("nginx", message)
        fields["SYSLOG_TIMESTAMP"] = Array("2026-11-21T10:55:01.123456789+00:00".utf8)
        if event { (fields["PODSUP_STREAM"], fields["PODSUP_REASON"]) = (nil, Array("Started".utf8)) }
        return LogEntry(JournalEntry(realtime: 1_795_258_502_000_000, fields: fields))
    }

    @Test("-o json is an object for each entry, with bytes that are no text as numbers")
    func json() throws {
        let printer = LogPrinter(screen.console(isTerminal: true), names: .container(width: 9), format: .json)
        printer.add(entry(Array("a \"b\"\u{1b}".utf8)))
        printer.add(entry([0xff, 0x41]))
        printer.flush()
        #expect(
            screen.lines[0] == #"{"__REALTIME_TIMESTAMP":"1795258502000000","#
                + #""PODSUP_TIME":"2026-11-21T10:55:01.123456+00:00","MESSAGE":"a \"b\"\u001b","PRIORITY":"6","#
                + #""PODSUP_POD":"site","PODSUP_CONTAINER":"nginx","PODSUP_STREAM":"stdout"}"#)
        #expect(screen.lines[1].contains(#""MESSAGE":[255,65]"#))
    }

    @Test("-o short and -o iso have the time at which the line was written in front")
    func times() {
        let time = CalendarTime(1_795_258_501)
        for format in [LogPrinter.Format.short, .iso] {
            let printer = LogPrinter(screen.console(), names: .container(width: 7), format: format)
            printer.add(entry(Array("x".utf8)))
            printer.flush()
        }
        #expect(screen.lines[0] == "\(time.short) nginx   | x")
        #expect(screen.lines[1] == "\(time.iso(microseconds: 123_456)) nginx   | x")
    }

    @Test("-o cat is the bytes alone, on a terminal too; an unfinished line stays unfinished")
    func cat() {
        let printer = LogPrinter(screen.console(isTerminal: true), names: .container(width: 7), format: .cat)
        printer.add(entry([0x1b, 0x5b, 0x32, 0x4a, 0x00]))
        var end = entry([0x61])
        end.isPartial = true
        printer.add(end)
        printer.flush()
        #expect(screen.output == [0x1b, 0x5b, 0x32, 0x4a, 0x00, 0x0A, 0x61])
    }

    @Test("an event is podsup's, whatever container it is about")
    func events() {
        let printer = LogPrinter(screen.console(), names: .container(width: 7))
        printer.add(entry(Array("site/nginx: started".utf8), event: true))
        printer.flush()
        #expect(screen.text == "podsup  | site/nginx: started\n")
    }

    @Test("an unfinished line of a container that ended is not joined with its successor's")
    func instances() {
        let printer = LogPrinter(screen.console(), names: .none)
        var first = entry(Array("died".utf8))
        (first.isPartial, first.instance) = (true, "1")
        var second = entry(Array("reborn".utf8))
        second.instance = "2"
        printer.add(first)
        printer.add(second)
        printer.flush()
        #expect(screen.text == "died\nreborn\n")
    }

    @Test("colours are taken out on a terminal, marks that turn text around are shown")
    func harmless() {
        print(.none, isTerminal: true, [("a", "\u{1b}[1;31mred\u{1b}[0m \u{202e}txt\u{07}", false)])
        #expect(screen.text == "red \\u{202e}txt\\x07\n")
    }
}

@Suite("What podsup logs is asked for")
struct LogArgumentTests {
    @Test("levels are a worst one or a range, by name or number")
    func levels() throws {
        #expect(try logPriorities("err") == 0...3)
        #expect(try logPriorities("4") == 0...4)
        #expect(try logPriorities("warning..info") == 4...6)
        #expect(try logPriorities("6..4") == 4...6)
        for bad in ["loud", "8", "1.2", "..", "err..", ""] {
            #expect(throws: UsageError.self) { try logPriorities(bad) }
        }
    }

    @Test("lines count where podsup's own user sent them; events only when asked for")
    func match() {
        let query = LogQuery(
            app: "site", pod: "p", containers: ["a", "b"], priorities: 0...1, hasEvents: true)
        let common: [JournalMatch.Field] = [
            .init("PODSUP_APP", "site"), .init("PODSUP_POD", "p"), .init("PODSUP_CONTAINER", "a"),
            .init("PODSUP_CONTAINER", "b"), .init("_UID", "0"), .init("PRIORITY", "0"),
            .init("PRIORITY", "1"),
        ]
        let streams: [JournalMatch.Field] = [
            .init("PODSUP_STREAM", "stdout"), .init("PODSUP_STREAM", "stderr"),
        ]
        #expect(
            query.match(user: 0, unit: "u").alternatives == [
                common + streams, common + [.init("PODSUP_EVENT", "1")],
            ])
    }
}
