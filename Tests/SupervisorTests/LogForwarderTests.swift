import CLinux
import Foundation
import Testing

@testable import Supervisor

@Suite("A container's log from its pipe to the journal")
struct LogForwarderTests {
    let folder: LogFolder
    let journal = FakeJournal()
    let pipe: Int32

    init() throws {
        folder = try LogFolder()
        pipe = folder.pipe()
        #expect(pipe >= 0)
    }

    /// A supervisor that runs until it is done or dies.
    private func live() throws {
        let forwarder = try folder.forwarder(pipe, journal)
        while try forwarder.advance() {}
    }

    /// The same, for a container that has ended.
    private func liveToTheEnd() throws { try folder.forwarder(pipe, journal).finish() }

    private func begin() throws { try folder.forwarder(pipe, journal).change(containerID: "id0", restart: 0) }

    @Test("nothing is taken from the pipe before it is known whose lines come")
    func waitsForTheOrigin() throws {
        write(conmon(["a"], at: 1), to: pipe)
        let forwarder = try folder.forwarder(pipe, journal)
        #expect(try forwarder.advance() == false)
        #expect(folder.spoolSize == 4096)
    }

    @Test("lines arrive in order with their stream, stamp and container")
    func linesArrive() throws {
        try begin()
        write(conmon(["a", "", "b"], at: 1) + conmon(["e"], stream: "stderr", at: 2), to: pipe)
        try live()
        #expect(journal.texts == ["a", "", "b", "e"])
        #expect(journal.entries.map(\.stream) == [.stdout, .stdout, .stdout, .stderr])
        #expect(journal.entries[3].stamp == Array("2025-11-21T07:53:01.000000002+00:00".utf8))
        #expect(journal.entries.allSatisfy { $0.origin.containerID == "id0" })
        #expect(journal.questions == 0)
    }

    /// Two reads of conmon with many equal lines each, two streams, a line in parts, an unfinished end.
    private var log: [UInt8] {
        conmon(["y", "y", "y", "y"], at: 1) + conmon(["long "], tag: "P", at: 2)
            + conmon(["y", "y"], stream: "stderr", at: 3) + conmon(["line", "y", "y"], at: 4)
            + conmon(["end"], tag: "P", at: 5)
    }
    private let lines = ["y", "y", "y", "y", "y", "y", "long line", "y", "y", "end"]

    @Test("killed before or after any line: none is lost, none is there twice, all are in order")
    func killedAtAnyLine() throws {
        for line in 0..<lines.count {
            for death in [FakeJournal.Death.before(line: line), .after(line: line)] {
                let run = try LogForwarderTests()
                try run.begin()
                write(log, to: run.pipe)
                run.journal.die(death)
                #expect(throws: Killed.self) { try run.liveToTheEnd() }
                run.journal.die(nil)
                try run.liveToTheEnd()
                #expect(run.journal.texts == lines, "\(death)")
                #expect(run.journal.entries.last?.isPartial == true)
                close(run.pipe)
            }
        }
    }

    @Test("killed again and again, while the log arrives in pieces of any size")
    func killedAgainAndAgain() throws {
        for size in [1, 7, 40, 63, 200] {
            let run = try LogForwarderTests()
            try run.begin()
            let whole = log
            var deaths = 0
            for start in stride(from: 0, to: whole.count, by: size) {
                write(Array(whole[start..<min(start + size, whole.count)]), to: run.pipe)
                run.journal.die(start % 2 == 0 ? .after(line: 0) : .before(line: 0))
                do { try run.live() } catch is Killed { deaths += 1 }
            }
            run.journal.die(nil)
            try run.liveToTheEnd()
            #expect(run.journal.texts == lines, "pieces of \(size)")
            #expect(deaths > 0)
            close(run.pipe)
        }
    }

    @Test("killed between emptying the file and noting it, then again after taking more from the pipe")
    func killedWhileStartingOver() throws {
        try begin()
        try folder.spool().save(LogProgress(next: 200_000))
        _ = try folder.forwarder(pipe, journal)
        write(conmon(["a", "b"], at: 1), to: pipe)
        #expect(try folder.spool().take(from: pipe, atMost: 1 << 16) > 0)
        try live()
        #expect(journal.texts == ["a", "b"])
    }

    @Test("a sink that fails gets the same line again, and none of the following before it")
    func failingSinkGetsTheLineAgain() throws {
        try begin()
        write(log, to: pipe)
        let forwarder = try folder.forwarder(pipe, journal)
        for line in [0, 3, 2] {
            journal.die(.before(line: line))
            #expect(throws: Killed.self) { try forwarder.finish() }
        }
        journal.die(nil)
        try forwarder.finish()
        #expect(journal.texts == lines)
    }

    @Test("what is left of a container comes under its own id when the next one takes its place")
    func leftoversKeepTheirContainer() throws {
        try begin()
        write(conmon(["old"], at: 1) + conmon(["unfinished"], tag: "P", at: 2), to: pipe)
        write(Array("2025-11-21T07:53:01.000000003+00:00 stdout F conmon was ki".utf8), to: pipe)
        let forwarder = try folder.forwarder(pipe, journal)
        try forwarder.change(containerID: "id1", restart: 1)
        write(conmon(["new"], at: 4), to: pipe)
        _ = try forwarder.advance()
        #expect(journal.texts == ["old", "unfinishedconmon was ki", "new"])
        #expect(journal.entries.map(\.origin.containerID) == ["id0", "id0", "id1"])
        #expect(journal.entries.map(\.origin.restart) == [0, 0, 1])
    }

    @Test("the next supervisor knows whose lines come without being told")
    func successorKnowsTheContainer() throws {
        try folder.forwarder(pipe, journal).change(containerID: "id7", restart: 7)
        let forwarder = try folder.forwarder(pipe, journal)
        #expect(forwarder.containerID == "id7")
        #expect(forwarder.restart == 7)
    }

    @Test("a line of 1 MiB comes out as it went in, over a death in its middle")
    func longLine() throws {
        try begin()
        let part = String(repeating: "x", count: 8192)
        for index in 0..<128 {
            write(conmon([part], tag: "P", at: index), to: pipe)
            if index % 50 == 0 { write(conmon(["\(index)"], stream: "stderr", at: index), to: pipe) }
            try live()
        }
        write(conmon(["", "next"], at: 200), to: pipe)
        journal.die(.after(line: 0))
        #expect(throws: Killed.self) { try live() }
        journal.die(nil)
        try live()
        #expect(journal.texts == ["0", "50", "100", String(repeating: "x", count: 1 << 20), "next"])
    }

    @Test("a flood of 20 MB passes through little space, also beside a prompt that never ends")
    func spaceIsBounded() throws {
        try begin()
        write(conmon(["prompt> "], stream: "stderr", tag: "P", at: 0), to: pipe)
        let forwarder = try folder.forwarder(pipe, journal)
        let line = String(repeating: "z", count: 80)
        var most: Int64 = 0
        for read in 0..<2500 {
            write(conmon([String](repeating: line, count: 64), at: read), to: pipe)
            while try forwarder.advance() {}
            most = max(most, folder.spaceUsed)
        }
        #expect(journal.entries.count == 2500 * 64 + 1)
        #expect(journal.entries.filter { $0.isPartial }.map(\.text) == ["prompt> "])
        #expect(most < 3 << 20)
        #expect(folder.spaceUsed <= 256 << 10)
    }

    @Test("a record longer than conmon ever writes is not lost either")
    func oversizedRecord() throws {
        try begin()
        let forwarder = try folder.forwarder(pipe, journal)
        let bytes = conmon([String(repeating: "w", count: 150_000)], at: 1) + conmon(["after"], at: 2)
        var rest = bytes[...]
        while !rest.isEmpty {
            rest = rest.dropFirst(write(Array(rest.prefix(30_000)), to: pipe))
            _ = try forwarder.advance()
        }
        let letters = journal.entries.flatMap(\.message).filter { $0 == UInt8(ascii: "w") }
        #expect(letters.count == 150_000)
        #expect(journal.texts.last == "after")
    }
}

extension LogFolder {
    /// What the spool takes of memory or disk, holes not counted.
    var spaceUsed: Int64 {
        var facts = stat()
        stat(path + "/c.spool", &facts)
        return Int64(facts.st_blocks) * 512
    }
}
