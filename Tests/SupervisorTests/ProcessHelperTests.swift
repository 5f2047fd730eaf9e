import CLinux
import Foundation
import Testing

@testable import Supervisor

@MainActor
@Suite("The helper that runs OCI runtimes", .serialized)
struct ProcessHelperTests {
    private let folder = NSTemporaryDirectory() + "podsup-\(UUID().uuidString.prefix(8))"
    private var socket: String { folder + "/socket" }

    /// Runs `body` beside a helper that ends itself after `idle`.
    private func withHelper(
        idle: Duration = .seconds(60), _ body: @MainActor () async throws -> Void
    ) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let listener = linux_packet_listen(socket)
        try #require(listener >= 0)
        let server = HelperServer(listener: listener, idleLimit: idle)
        let running = Task { await server.run() }
        try await body()
        running.cancel()
    }

    private func shell(
        _ script: String, extra: [Int32] = [], limit: Int = 10 << 10, timeout: Duration = .seconds(20)
    ) async throws -> ProcessResult {
        try await HelperClient.run(
            ["/bin/sh", "-c", script], extra: extra, limit: limit, timeout: timeout, on: socket)
    }

    @Test("gives back output and exit code, and passes descriptors on")
    func runs() async throws {
        try await withHelper {
            let passed = open("/etc/passwd", O_RDONLY | O_CLOEXEC)
            defer { close(passed) }
            let result = try await shell("echo out; echo err >&2; head -c 4 <&3; exit 3", extra: [passed])
            #expect(result == ProcessResult(end: .exited(3), output: Array("out\nerr\nroot".utf8)))
            #expect(try await shell("kill -9 $$").end == .signaled(SIGKILL))
            #expect(try await shell("yes", limit: 100_000, timeout: .seconds(1)).output.count == 64 << 10)
        }
    }

    @Test("kills what runs out of time, with all that it started")
    func timeout() async throws {
        try await withHelper {
            let result = try await shell("sleep 77.25 & sleep 77.25", timeout: .milliseconds(300))
            #expect(result.timedOut)
            #expect(try await shell("pgrep -f '^sleep 77.25'").end == .exited(1))
        }
    }

    @Test("says why a program does not start")
    func missing() async throws {
        try await withHelper {
            await #expect(throws: ProcessError("/no/such", code: ENOENT)) {
                _ = try await HelperClient.run(["/no/such"], timeout: .seconds(5), on: socket)
            }
        }
    }

    @Test("kills a command whose supervisor has gone")
    func hangUp() async throws {
        try await withHelper {
            let connection = linux_packet_connect(socket)
            let request = HelperMessage.Request(
                words: ["/bin/sh", "-c", "sleep 78.5; :"], limit: 10, timeout: .seconds(60))
            let bytes = request.bytes
            #expect(linux_packet_send(connection, bytes, Int32(bytes.count), nil, 0) == Int32(bytes.count))
            try await until { try await shell("pgrep -f '^sleep 78.5'").succeeded }
            close(connection)
            try await until { try await !shell("pgrep -f '^sleep 78.5'").succeeded }
        }
    }

    @Test("hangs up on nonsense, and goes on")
    func nonsense() async throws {
        try await withHelper {
            for text in [
                "", "x", "1\u{0}2", "1\u{0}-2\u{0}/bin/true", "1\u{0}2\u{0}true", "x\u{0}2\u{0}/bin/true",
            ] {
                let connection = linux_packet_connect(socket)
                defer { close(connection) }
                _ = linux_packet_send(connection, Array(text.utf8), Int32(text.utf8.count), nil, 0)
                try await until {
                    var byte: UInt8 = 0
                    return recv(connection, &byte, 1, Int32(MSG_DONTWAIT)) == 0
                }
            }
            #expect(try await shell("true").succeeded)
        }
    }

    @Test("ends itself when it has nothing to do, and not before")
    func idle() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let listener = linux_packet_listen(socket)
        let server = HelperServer(listener: listener, idleLimit: .milliseconds(200))
        let running = Task { await server.run() }
        #expect(try await shell("sleep 1; echo done").text == "done")
        await running.value
    }

    @Test("without a helper the program is run here")
    func fallback() async throws {
        #expect(try await shell("echo here").text == "here")
    }

    private func until(_ condition: @MainActor () async throws -> Bool) async throws {
        for _ in 0..<500 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("it never came about")
    }
}
