import Dispatch
import Foundation
import Testing

@testable import Supervisor

@MainActor
@Suite("A child process", .serialized)
struct ProcessChildTests {
    private func shell(
        _ script: String, extra: [Int32] = [], limit: Int = 10 << 10, timeout: Duration = .seconds(20)
    ) async throws -> ProcessResult {
        try await ChildProcess.run("/bin/sh", ["-c", script], extra: extra, limit: limit, timeout: timeout)
    }

    @Test("tells its exit code and both outputs in the order they were written")
    func exitCodeAndOutput() async throws {
        let result = try await shell("echo one; echo two >&2; echo three; exit 7")
        #expect(result == ProcessResult(end: .exited(7), output: Array("one\ntwo\nthree\n".utf8)))
        #expect(result.text == "one\ntwo\nthree")
        #expect(!result.succeeded)
    }

    @Test("that a signal ended says which")
    func endedBySignal() async throws {
        let result = try await shell("kill -TERM $$")
        #expect(result.end == .signaled(SIGTERM))
        #expect(!result.timedOut)
    }

    @Test("has an empty standard input and is not waiting for one")
    func emptyInput() async throws {
        let result = try await ChildProcess.run("/bin/cat", [], timeout: .seconds(20))
        #expect(result == ProcessResult(end: .exited(0)))
    }

    @Test("has no signal blocked or ignored, though libdispatch blocks them in its threads")
    func signalMask() async throws {
        signal(SIGUSR2, SIG_IGN)
        defer { signal(SIGUSR2, SIG_DFL) }
        let result = try await ChildProcess.run(
            "/bin/grep", ["-E", "SigBlk|SigIgn", "/proc/self/status"], timeout: .seconds(20))
        let masks = result.text.split(separator: "\n").compactMap { line in
            line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
        }
        // 32 and 33 belong to glibc itself, whose posix_spawn ignores them in the child.
        let ours = ~(UInt64(0b11) << 31)
        #expect(masks.map { $0 & ours } == [0, 0])
    }

    @Test("gets the descriptors meant for it and no other")
    func descriptors() async throws {
        let opened = open("/etc/passwd", O_RDONLY)
        let passed = open("/etc/hostname", O_RDONLY)
        defer {
            close(opened)
            close(passed)
        }
        let result = try await shell("for f in /proc/$$/fd/*; do readlink $f; done", extra: [passed])
        let lines = result.text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0..<3].allSatisfy { $0.hasPrefix("pipe:") })
        #expect(lines.last == "/etc/hostname")
    }

    @Test("sees only the environment that it is given")
    func environment() async throws {
        let result = try await ChildProcess.run(
            "/usr/bin/env", [], environment: ["A=1", "B=two words"], timeout: .seconds(20))
        #expect(result.text == "A=1\nB=two words")
    }

    @Test("may write more than is kept: the rest is dropped and it does not wait")
    func outputLimit() async throws {
        let result = try await shell("head -c 3000000 /dev/zero | tr '\\0' x; exit 3", limit: 1000)
        #expect(result.end == .exited(3))
        #expect(result.output == [UInt8](repeating: UInt8(ascii: "x"), count: 1000))
    }

    @Test("that writes without end does not keep the main queue from its timer")
    func flood() async throws {
        let result = try await ChildProcess.run(
            "/usr/bin/yes", [], limit: 4, timeout: .milliseconds(300))
        #expect(result.timedOut)
        #expect(result.output == Array("y\ny\n".utf8))
    }

    @Test("is over when it ends, even if something it started still holds its output")
    func backgroundProcess() async throws {
        let started = ContinuousClock.now
        let result = try await shell("sleep 30 & echo $!")
        #expect(result.end == .exited(0))
        #expect(ContinuousClock.now - started < .seconds(10))
        let left = try #require(Int32(result.text))
        #expect(kill(left, SIGKILL) == 0)
    }

    @Test("that takes too long is killed with all it started, also what lost its parent or left its group")
    func timeout() async throws {
        let script = """
            echo $$; sleep 100 & echo $!; (sleep 100 & echo $!); setsid sleep 100 & echo $!; trap '' TERM
            sleep 100
            """
        let started = ContinuousClock.now
        let result = try await shell(script, timeout: .milliseconds(500))
        #expect(result.timedOut)
        #expect(ContinuousClock.now - started < .seconds(10))
        let pids = result.text.split(separator: "\n").compactMap { Int32($0) }
        #expect(pids.count == 4)
        let alive = ProcessTree.processes().filter { pids.contains($0.pid) }
        #expect(alive == [])
    }

    @Test("leaves no zombie")
    func noZombie() async throws {
        let result = try await shell("echo $$")
        let pid = try #require(id_t(result.text))
        var information = siginfo_t()
        #expect(waitid(P_PID, pid, &information, WEXITED | WNOHANG | WNOWAIT) == -1)
        #expect(errno == ECHILD)
    }

    @Test("that does not exist is an error with its path")
    func missingProgram() async {
        await #expect(throws: ProcessError("/nowhere/program", code: ENOENT)) {
            _ = try await ChildProcess.run("/nowhere/program", [], timeout: .seconds(1))
        }
        #expect(
            "\(ProcessError("/nowhere/program", code: ENOENT))"
                == "/nowhere/program: No such file or directory")
    }

    @Test("leaks no descriptor, whether it ran or not")
    func noLeak() async throws {
        func count() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        }
        _ = try await shell("echo warm")
        for _ in 0..<20 { await Task.yield() }
        let before = try count()
        for _ in 0..<50 {
            _ = try await shell("echo hi")
            _ = try? await ChildProcess.run("/nowhere", [], timeout: .seconds(1))
        }
        // A leak would be of at least one descriptor a round; other tests have some open meanwhile.
        #expect(try count() < before + 40)
    }

    @Test("of ten at once each is told its own end")
    func concurrent() async throws {
        let runs = (Int32(1)...10).map { code in
            Task { try await shell("sleep 0.1; exit \(code)").end }
        }
        var ends: [ProcessResult.End] = []
        for run in runs { ends.append(try await run.value) }
        #expect(ends == (1...10).map { .exited($0) })
    }
}
