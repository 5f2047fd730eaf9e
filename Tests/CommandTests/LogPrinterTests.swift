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
            var fields = ["MESSAGE": Array(entry.line.utf8), "PODSUP_POD": Array("site".utf8)]
            fields["PODSUP_CONTAINER"] = Array(entry.container.utf8)
            if entry.part { fields["CONTAINER_PARTIAL_MESSAGE"] = Array("true".utf8) }
            printer.add(JournalEntry(realtime: 0, fields: fields))
        }
        printer.flush()
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
        printer.add(JournalEntry(realtime: 0, fields: ["MESSAGE": [0xff, 0x00, 0x41]]))
        printer.flush()
        #expect(screen.output == [0xff, 0x00, 0x41, 0x0A])
    }
}
