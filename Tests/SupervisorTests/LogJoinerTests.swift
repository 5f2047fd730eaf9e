import Testing

@testable import Supervisor

private let time = Array("2025-11-21T07:53:01.123456789+00:00".utf8)[...]

private func record(_ content: [UInt8], _ stream: LogStream = .stdout, partial: Bool = false) -> LogRecord {
    LogRecord(stamp: time, stream: stream, isPartial: partial, content: content[...])
}

private func record(_ text: String, _ stream: LogStream = .stdout, partial: Bool = false) -> LogRecord {
    record(Array(text.utf8), stream, partial: partial)
}

private func line(
    _ text: String, _ stream: LogStream = .stdout, priority: UInt8 = 6, partial: Bool = false
) -> LogLine {
    LogLine(
        stream: stream, priority: priority, stamp: time, message: Array(text.utf8)[...], isPartial: partial)
}

@Suite("Lines out of records")
struct LogJoinerTests {
    @Test("a full record is a line: of priority 6 from stdout, 3 from stderr")
    func fullRecordIsALine() {
        var joiner = LineJoiner()
        #expect(joiner.take(record("a"), at: 0) == line("a"))
        #expect(joiner.take(record("b", .stderr), at: 9) == line("b", .stderr, priority: 3))
        #expect(joiner.take(record(""), at: 9) == line(""))
    }

    @Test("partial records of one stream are joined, with full lines of the other in between")
    func partsAreJoined() {
        var joiner = LineJoiner()
        #expect(joiner.take(record("one ", partial: true), at: 10) == nil)
        #expect(joiner.take(record("e", .stderr), at: 20) == line("e", .stderr, priority: 3))
        #expect(joiner.take(record("two", partial: true), at: 30) == nil)
        #expect(joiner.start(of: .stdout) == 10)
        #expect(joiner.take(record("", partial: false), at: 40) == line("one two"))
        #expect(joiner.start(of: .stdout) == nil)
    }

    @Test("an unfinished line is given out marked as partial")
    func flushIsPartial() {
        var joiner = LineJoiner()
        #expect(joiner.flush(.stdout) == nil)
        _ = joiner.take(record("prompt> ", partial: true), at: 0)
        #expect(joiner.flush(.stdout) == line("prompt> ", partial: true))
        #expect(joiner.flush(.stdout) == nil)
    }

    @Test("a line of 1 MiB stays whole")
    func longLineStaysWhole() {
        var joiner = LineJoiner()
        let part = [UInt8](repeating: 120, count: 8192)
        for index in 0..<128 {
            #expect(joiner.take(record(part, partial: true), at: Int64(index) * 8239) == nil)
        }
        let whole = joiner.take(record(""), at: 128 * 8239)
        #expect(whole?.message.count == 1 << 20)
        #expect(whole?.isPartial == false)
    }

    @Test("a longer line comes in pieces that keep its bytes and its priority")
    func longerLineInPieces() {
        var joiner = LineJoiner()
        var written = Array("<4>".utf8)
        var out: [LogLine] = []
        for index in 0..<300 {
            let part = [UInt8](repeating: UInt8(index % 251), count: 8192)
            written += part
            let content = index == 0 ? Array("<4>".utf8) + part : part
            joiner.take(record(content, partial: true), at: Int64(index) * 9000).map { out.append($0) }
        }
        joiner.take(record("<1>"), at: 300 * 9000).map { out.append($0) }
        #expect(out.count == 3)
        #expect(out.map(\.isPartial) == [true, true, false])
        #expect(out.map(\.priority) == [4, 4, 4])
        #expect(out.flatMap(\.message) == Array(written.dropFirst(3)) + Array("<1>".utf8))
        #expect(joiner.take(record("next"), at: 0) == line("next"))
    }

    @Test("an unfinished line is due when 2 MiB of log have gone by since it began")
    func unfinishedLineIsDue() {
        var joiner = LineJoiner()
        _ = joiner.take(record("prompt> ", .stderr, partial: true), at: 100)
        #expect(joiner.overdue(at: 100 + 2 << 20) == nil)
        #expect(joiner.overdue(at: 101 + 2 << 20 + 100) == .stderr)
    }

    @Test("<0> to <7> at the start of a line is its priority")
    func prefixIsThePriority() {
        var joiner = LineJoiner()
        for priority in UInt8(0)...7 {
            #expect(joiner.take(record("<\(priority)>x"), at: 0) == line("x", priority: priority))
        }
        #expect(joiner.take(record("<2>"), at: 0) == line("", priority: 2))
        _ = joiner.take(record("<", partial: true), at: 0)
        #expect(joiner.take(record("5>late"), at: 0) == line("late", priority: 5))
    }

    @Test(
        "anything else in angle brackets is text",
        arguments: ["<8>x", "<>x", "<13>x", "<a>x", "<3", "x<3>"])
    func otherBracketsAreText(text: String) {
        var joiner = LineJoiner()
        #expect(joiner.take(record(text), at: 0) == line(text))
    }
}
