import Foundation
import TestSupport
import Testing

@testable import Supervisor

@Suite("What is given to and heard from an OCI runtime")
struct ProcessRuntimeTests {
    @Test("another command keeps everything of the container's process but terminal and limits")
    func document() throws {
        let configuration = #"""
            { "ociVersion": "1.0.2", "hooks": {"process": [1, "}"]},
              "process": {
                "terminal": true, "consoleSize": {"height": 1, "width": 2},
                "user": {"uid": 1000, "gid": 1000, "additionalGids": [10]},
                "args": ["/bin/server", "]"], "env": ["A=\"}\\", "B=[1,2"], "cwd": "/srv",
                "rlimits": [{"type": "RLIMIT_NOFILE", "hard": 18446744073709551615, "soft": 1}],
                "oomScoreAdj": -5,
                "noNewPrivileges": true
              }, "root": {"path": "/x"} }
            """#
        let document = try #require(
            OCIProcess.document(
                from: Array(configuration.utf8), running: ["/bin/sh", "-c", "a \"b\" \\\n\u{1}é"]))
        let decoded = try #require(JSONSerialization.jsonObject(with: Data(document)) as? NSDictionary)
        #expect(
            decoded == [
                "terminal": false, "args": ["/bin/sh", "-c", "a \"b\" \\\n\u{1}é"],
                "user": ["uid": 1000, "gid": 1000, "additionalGids": [10]],
                "env": ["A=\"}\\", "B=[1,2"], "cwd": "/srv", "oomScoreAdj": -5, "noNewPrivileges": true,
            ] as NSDictionary)
    }

    @Test(
        "a configuration without a process, or cut off, has no document",
        arguments: [
            "", "{", "[]", "{}", #"{"process": 1}"#, #"{"process": {"cwd": "/"#, #"{"process": {"cwd" "/"}}"#,
            #"{"process": {"a": }}"#, "\u{0}",
        ])
    func noDocument(configuration: String) {
        #expect(OCIProcess.document(from: Array(configuration.utf8), running: ["x"]) == nil)
    }

    @Test("a log's error is the last line that is neither a warning nor less")
    func lastError() {
        let log = RuntimeLog(
            Array(
                #"""
                {"level":"error","msg":"first","time":"2026-11-21T07:56:14Z"}
                {"msg":"exec failed: \"a\\b\" \u00e9\ud83d\ude00","level":"error","time":"x"}
                {"level":"warning","msg":"runc pause may fail"}

                """#.utf8))
        #expect(log.error == #"exec failed: "a\b" é😀"#)
        #expect(RuntimeLog([]).error == nil)
        #expect(RuntimeLog(Array(#"{"level":"info","msg":"a"}"#.utf8)).error == nil)
    }

    /// Recorded from crun 1.21 and 1.8.1, then runc 1.1.5.
    @Test(
        "a command that is not there or not executable is the command's fault",
        arguments: [
            "executable file `/nope` not found: No such file or directory",
            "executable file `nope` not found in $PATH: No such file or directory",
            "the path `/etc` is not a regular file: Operation not permitted",
            "cannot find `` in $PATH: No such file or directory",
            "open executable: Operation not permitted",
            "exec: Exec format error",
            #"exec failed: unable to start container process: exec: \"/nope\": stat /nope: no such file or directory"#,
            #"exec failed: unable to start container process: exec: \"/etc\": permission denied"#,
        ])
    func commandsFault(message: String) {
        #expect(RuntimeLog(Array(#"{"msg":"\#(message)","level":"error"}"#.utf8)).blamesCommand)
    }

    /// Recorded from the same.
    @Test(
        "a container that is not there, stopped or paused is not",
        arguments: [
            "error opening file `/run/crun/6d61/status`: No such file or directory",
            "the container `6aac` is paused", "the container `y` is not running",
            "exec failed: container does not exist", "exec failed: fchown fd 10: operation not permitted",
            "exec failed: cannot exec in a paused container (use --ignore-paused to override)",
        ])
    func containersFault(message: String) {
        let log = RuntimeLog(Array(#"{"msg":"\#(message)","level":"error"}"#.utf8))
        #expect(log.error == message)
        #expect(!log.blamesCommand)
    }
}

/// A runtime that keeps to the command line of crun and runc: refuses any other.
@MainActor
@Suite("A command run by the OCI runtime")
struct ProcessRuntimeExecTests {
    private let folder: URL
    private var config: String { folder.appending(path: "config.json").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "runtime-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try #"{"process":{"cwd":"/srv","args":["x"]}}"#.write(
            toFile: config, atomically: true, encoding: .utf8)
    }

    private func runtime(_ script: String) throws -> RuntimeContainer {
        let path = folder.appending(path: "crun").path
        let head = """
            #!/bin/sh
            [ "$1 $3 $4 $5 $6" = "--log --log-format json exec --process" ] && [ $# = 8 ] || exit 99
            log=$2 process=$7 id=$8

            """
        try writeScript(head + script, to: path)
        return RuntimeContainer(id: "c0ffee", runtimePath: path, configPath: config)
    }

    @Test("is given to it as a process document, and its output and exit code come back")
    func ended() async throws {
        let container = try runtime("echo $id; cat $process; exit 4")
        let result = await RuntimeExec.run(["a", "b c"], in: container, timeout: .seconds(20))
        let text = "c0ffee\n" + #"{"terminal":false,"args":["a","b c"],"cwd":"/srv"}"#
        #expect(result == .ended(ProcessResult(end: .exited(4), output: Array(text.utf8))))
    }

    @Test("that writes what looks like the runtime's errors has still ended by itself")
    func imitation() async throws {
        let container = try runtime(
            #"echo '{"msg":"executable file `x` not found","level":"error"}'; exit 255"#)
        guard case .ended(let result) = await RuntimeExec.run(["a"], in: container, timeout: .seconds(20))
        else { throw Unexpected() }
        #expect(result.end == .exited(255))
    }

    @Test("that is not in the image was not started")
    func notStarted() async throws {
        let container = try runtime(
            #"echo '{"msg":"executable file `a` not found in $PATH","level":"error"}' >> $log; exit 255"#)
        let result = await RuntimeExec.run(["a"], in: container, timeout: .seconds(20))
        #expect(result == .notStarted("executable file `a` not found in $PATH"))
    }

    @Test("says nothing about the container where the runtime fails, is missing, or has no configuration")
    func runtimeFailed() async throws {
        var container = try runtime(#"echo '{"msg":"the container `y` is paused"}' >> $log; exit 1"#)
        let paused = await RuntimeExec.run(["a"], in: container, timeout: .seconds(20))
        #expect(paused == .runtimeFailed("the container `y` is paused"))

        container.runtimePath = "/nowhere/crun"
        let missing = await RuntimeExec.run(["a"], in: container, timeout: .seconds(20))
        #expect(missing == .runtimeFailed("/nowhere/crun: No such file or directory"))

        container.configPath = "/nowhere/config.json"
        let unconfigured = await RuntimeExec.run(["a"], in: container, timeout: .seconds(20))
        #expect(unconfigured == .runtimeFailed("/nowhere/config.json: No such file or directory"))
    }

    @Test("that takes too long is killed and has timed out, whatever the runtime logs then")
    func timeout() async throws {
        let container = try runtime(#"echo '{"msg":"killed","level":"error"}' >> $log; sleep 100"#)
        guard
            case .ended(let result) = await RuntimeExec.run(["a"], in: container, timeout: .milliseconds(300))
        else { throw Unexpected() }
        #expect(result.timedOut)
    }

    private struct Unexpected: Error {}
}
