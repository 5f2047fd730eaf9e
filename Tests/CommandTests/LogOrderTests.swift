import Systemd
import Testing

@testable import podsup

private func entry(_ container: String, written: Int64, received: UInt64, _ text: String = "") -> LogEntry {
    var entry = LogEntry(
        JournalEntry(
            realtime: received * 1_000_000,
            fields: ["MESSAGE": Array(text.utf8), "PODSUP_CONTAINER": Array(container.utf8)]))
    entry.time = written * 1_000_000_000
    return entry
}

@Suite("The order of log lines")
struct LogOrderTests {
    private func ordered(_ entries: [LogEntry]) -> [String] {
        var order = LogOrder()
        var shown: [LogEntry] = []
        for entry in entries { order.add(entry) { shown.append($0) } }
        order.finish { shown.append($0) }
        return shown.map { $0.container + String(decoding: $0.message, as: UTF8.self) }
    }

    @Test("lines that were held up come where they were written")
    func interleaves() {
        let entries = [
            entry("a", written: 1, received: 9, "1"), entry("a", written: 3, received: 9, "3"),
            entry("b", written: 2, received: 9, "2"), entry("b", written: 4, received: 10, "4"),
        ]
        #expect(ordered(entries) == ["a1", "b2", "a3", "b4"])
    }

    @Test("one container's lines keep their order when the clock is set back")
    func clockSetBack() {
        let entries = [
            entry("a", written: 50, received: 50, "1"), entry("a", written: 10, received: 51, "2"),
            entry("b", written: 11, received: 51, "3"), entry("a", written: 12, received: 52, "4"),
        ]
        let shown = ordered(entries)
        #expect(shown.filter { $0.hasPrefix("a") } == ["a1", "a2", "a4"])
        #expect(shown.contains("b3"))
    }

    @Test("no more than some seconds, entries or bytes are held back")
    func bounds() {
        var order = LogOrder()
        var shown = 0
        order.add(entry("a", written: 100, received: 100)) { _ in shown += 1 }
        #expect(shown == 0)
        order.add(entry("b", written: 120, received: 120)) { _ in shown += 1 }
        #expect(shown == 1)
        for _ in 0..<10_000 { order.add(entry("b", written: 121, received: 121)) { _ in shown += 1 } }
        #expect(shown >= 10_000 - 4096)
        let long = String(repeating: "x", count: 1 << 20)
        var big = LogOrder()
        var out = 0
        for _ in 0..<10 { big.add(entry("b", written: 121, received: 121, long)) { _ in out += 1 } }
        #expect(out >= 5)
    }
}
