import CLinux
import Foundation
import Synchronization
import Testing

@testable import Supervisor

@MainActor
@Suite("The log pump", .timeLimit(.minutes(1)))
struct LogPumpTests {
    private let path: String
    private let journal = FakeJournal()
    private let errors = Errors()
    private let pump: LogPump
    private let log = ContainerLog(app: "a", pod: "p", container: "c")

    private final class Errors: Sendable {
        private let list = Mutex<[String]>([])
        var all: [String] { list.withLock { $0 } }
        func add(_ error: any Error) { list.withLock { $0.append("\(error)") } }
    }

    init() throws {
        path = NSTemporaryDirectory() + "podsup-pump-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        pump = LogPump(directory: path, sink: journal) { [errors] _, error in errors.add(error) }
    }

    private func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// What conmon does with its log path.
    private func conmonWrites(_ bytes: [UInt8]) throws {
        let writer = try #require(
            FileHandle(forWritingAtPath: pump.pipePath(pod: log.pod, container: log.container)))
        try writer.write(contentsOf: Data(bytes))
        try writer.close()
    }

    @Test("lines of one container after the other arrive under their own ids; closing leaves nothing behind")
    func wholeLife() async throws {
        defer { remove() }
        let pipe = try pump.open(log)
        #expect(fcntl(pipe, F_GETFD) & FD_CLOEXEC != 0)
        await pump.setContainer(log, id: "one", restart: 0)
        try conmonWrites(conmon(["1", "2"], at: 1) + conmon(["unfinished"], tag: "P", at: 2))
        await pump.drained(log)
        #expect(journal.texts == ["1", "2", "unfinished"])
        await pump.setContainer(log, id: "two", restart: 1)
        try conmonWrites(conmon(["3"], at: 3))
        await pump.close(log)
        #expect(journal.texts == ["1", "2", "unfinished", "3"])
        #expect(journal.entries.map(\.origin.containerID) == ["one", "one", "one", "two"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/log/p") == [])
        #expect(errors.all.isEmpty)
    }

    @Test("lines written while no supervisor lived are in the inherited pipe")
    func inherited() async throws {
        defer { remove() }
        let folder = path + "/log/p"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let directory = linux_directory_open(-1, folder)
        defer { close(directory) }
        let kept = linux_fifo_open(directory, "c.fifo")
        try conmonWrites(conmon(["while you were out"], at: 1))
        // The same one, so that the store, which has it already, does not take another of the same pipe.
        #expect(try pump.open(log, inherited: kept) == kept)
        await pump.setContainer(log, id: "one", restart: 3)
        await pump.close(log)
        #expect(journal.texts == ["while you were out"])
        #expect(journal.entries.first?.origin.restart == 3)
        #expect(errors.all.isEmpty)
    }

    @Test("a pipe in the store that is no longer at its path is reported")
    func stalePipe() async throws {
        defer { remove() }
        let other = try LogFolder()
        _ = try pump.open(log, inherited: other.pipe())
        #expect(errors.all.count == 1)
        #expect(errors.all.first?.contains("somebody has removed the pipe") == true)
        await pump.close(log)
    }

    @Test("a sink that fails is tried again until it takes the line")
    func failingSink() async throws {
        defer { remove() }
        _ = try pump.open(log)
        await pump.setContainer(log, id: "one", restart: 0)
        journal.die(.before(line: 0))
        try conmonWrites(conmon(["1", "2"], at: 1))
        while journal.texts.count < 2 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(journal.texts == ["1", "2"])
        #expect(errors.all == ["Killed()"])
        await pump.close(log)
    }

    @Test("a link, a file or a folder in the pipe's place is refused, and so is a link to its folder")
    func refusesLinks() async throws {
        defer { remove() }
        let files = FileManager.default
        let folder = path + "/log/p", pipe = path + "/log/p/c.fifo"
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        mkfifo(path + "/elsewhere", 0o600)

        try files.createSymbolicLink(atPath: pipe, withDestinationPath: path + "/elsewhere")
        #expect(throws: LogError.self) { try pump.open(log) }
        try files.removeItem(atPath: pipe)

        link(path + "/elsewhere", pipe)
        #expect(throws: LogError.self) { try pump.open(log) }
        try files.removeItem(atPath: pipe)

        #expect(files.createFile(atPath: pipe, contents: Data()))
        #expect(throws: LogError(path: pipe, call: "open", code: EEXIST)) { try pump.open(log) }
        try files.removeItem(atPath: folder)

        try files.createSymbolicLink(atPath: folder, withDestinationPath: path)
        #expect(throws: LogError.self) { try pump.open(log) }
        #expect(files.fileExists(atPath: path + "/c.fifo") == false)
    }
}
