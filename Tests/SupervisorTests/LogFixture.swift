import CLinux
import Foundation
import Synchronization

@testable import Supervisor

struct Killed: Error {}

/// Stands for the journal: keeps what arrives, as bytes; dies on command before or after it has taken a line.
final class FakeJournal: LogSink {
    struct Entry: Equatable {
        var origin: LogOrigin
        var stream: LogStream
        var stamp: [UInt8]
        var message: [UInt8]
        var isPartial: Bool
        var text: String { String(decoding: message, as: UTF8.self) }
    }
    enum Death { case before(line: Int), after(line: Int) }

    private struct State {
        var entries: [Entry] = []
        var offered = 0
        var death: Death?
        var questions = 0
    }
    private let state = Mutex(State())

    var entries: [Entry] { state.withLock { $0.entries } }
    var texts: [String] { entries.map(\.text) }
    var questions: Int { state.withLock { $0.questions } }

    /// Counts the lines from now.
    func die(_ death: Death?) {
        state.withLock {
            $0.death = death
            $0.offered = 0
        }
    }

    func channel(for origin: LogOrigin) -> any LogChannel { Channel(journal: self, origin: origin) }

    private final class Channel: LogChannel {
        let journal: FakeJournal
        let origin: LogOrigin

        init(journal: FakeJournal, origin: LogOrigin) {
            self.journal = journal
            self.origin = origin
        }

        func write(_ line: LogLine) throws {
            try journal.state.withLock { state in
                let number = state.offered
                state.offered += 1
                if case .before(number)? = state.death { throw Killed() }
                state.entries.append(
                    Entry(
                        origin: origin, stream: line.stream, stamp: Array(line.stamp),
                        message: Array(line.message), isPartial: line.isPartial))
                if case .after(number)? = state.death { throw Killed() }
            }
        }

        func arrived(_ stream: LogStream, stamp: ArraySlice<UInt8>) -> Int64? {
            journal.state.withLock { state in
                state.questions += 1
                let same = state.entries.filter {
                    $0.origin == origin && $0.stream == stream && $0.stamp == Array(stamp)
                }
                return Int64(same.count)
            }
        }

        func tail() -> LogTail? {
            journal.state.withLock { state in
                var tail = LogTail()
                for entry in state.entries where entry.origin == origin {
                    tail.add(entry.message, isPartial: entry.isPartial)
                }
                return tail
            }
        }
    }
}

/// A folder of its own with one container's pipe, as conmon finds it.
final class LogFolder {
    let path: String
    private let directory: Int32

    init() throws {
        path = NSTemporaryDirectory() + "podsup-log-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        directory = linux_directory_open(-1, path)
    }

    deinit {
        close(directory)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The pipe, non-blocking, as the supervisor holds it.
    func pipe() -> Int32 { linux_fifo_open(directory, "c.fifo") }

    func spool() throws -> LogSpool { try LogSpool(directory: directory, name: "c.spool", path: path) }

    var spoolSize: Int { (try? Data(contentsOf: URL(fileURLWithPath: path + "/c.spool")))?.count ?? 0 }

    func forwarder(_ pipe: Int32, _ journal: FakeJournal) throws -> LogForwarder {
        try LogForwarder(pipe: pipe, spool: try spool()) { id, restart in
            journal.channel(
                for: LogOrigin(app: "a", pod: "p", container: "c", containerID: id, restart: restart))
        }
    }
}

/// Writes what conmon would: `count` lines of one read with one stamp.
func conmon(_ lines: [String], stream: String = "stdout", tag: String = "F", at nanosecond: Int) -> [UInt8] {
    let stamp = "2025-11-21T07:53:01." + String(nanosecond + 1_000_000_000).dropFirst() + "+00:00"
    return lines.flatMap { Array("\(stamp) \(stream) \(tag) \($0)\n".utf8) }
}

/// Writes to a pipe, non-blocking; returns how many bytes went in.
@discardableResult
func write(_ bytes: [UInt8], to pipe: Int32) -> Int { Glibc.write(pipe, bytes, bytes.count) }
