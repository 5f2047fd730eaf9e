import Glibc
import Testing

@testable import Supervisor

@Suite("The end of a log, as a termination message")
struct LogTailTests {
    private func tail(_ lines: [String]) -> LogTail {
        var tail = LogTail()
        for line in lines { tail.add(line.utf8, isPartial: false) }
        return tail
    }

    @Test("is all of a short log")
    func short() {
        #expect(tail(["a", "", "b"]).text == "a\n\nb\n")
        #expect(tail([]).text == "")
    }

    @Test("is the last 80 lines")
    func lines() {
        let text = tail((1...200).map { "\($0)" }).text
        #expect(text.hasPrefix("121\n122\n") && text.hasSuffix("\n200\n"))
    }

    @Test("is the last 2048 bytes of long lines, and begins with a whole character")
    func bytes() {
        let text = tail((1...40).map { "\($0) " + String(repeating: "ä", count: 200) }).text
        #expect((2046...2048).contains(text.utf8.count))
        #expect(!text.contains("\u{fffd}") && text.hasSuffix("ä\n"))
    }

    @Test("has the unfinished last line as one of the 80")
    func unfinished() {
        var tail = tail((1...100).map { "\($0)" })
        tail.add("end".utf8, isPartial: true)
        #expect(tail.text.hasPrefix("22\n") && tail.text.hasSuffix("\n100\nend"))
    }

    @Test("comes from the sink as far as another process sent it, and has no other container's lines")
    func handedOver() throws {
        let folder = try LogFolder()
        let (pipe, journal) = (folder.pipe(), FakeJournal())
        defer { close(pipe) }
        let first = try folder.forwarder(pipe, journal)
        try first.change(containerID: "id0", restart: 0)
        write(conmon(["one", "two"], at: 1), to: pipe)
        try first.finish()
        #expect(first.lastLines() == "one\ntwo\n")

        let second = try folder.forwarder(pipe, journal)
        write(conmon(["three"], at: 2), to: pipe)
        try second.finish()
        #expect(second.lastLines() == "one\ntwo\nthree\n")
        try second.change(containerID: "id1", restart: 1)
        write(conmon(["other"], at: 3), to: pipe)
        try second.finish()
        #expect(second.lastLines() == "other\n")
    }
}
