import Supervisor
import Testing

@testable import podsup

@MainActor
@Suite("Progress")
struct ProgressTests {
    private let screen = Screen()

    private func document(_ states: [(name: String, state: String, ready: Bool)]) throws -> StatusDocument {
        let containers = states.map { name, state, ready in
            """
            {"name": "\(name)", "image": "i", "ready": \(ready), "started": true, "restartCount": 0,
             "state": \(state), "lastState": {}}
            """
        }
        let text = """
            {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod",
              "metadata": {"name": "p", "namespace": "default"},
              "spec": {"restartPolicy": "Always", "containers": []},
              "status": {"phase": "Running", "conditions": [],
                "containerStatuses": [\(containers.joined(separator: ","))]}}],
             "podsup": {"app": "a", "summary": "", "ready": true, "manifest": "", "supervisorPID": 1,
              "version": ""}}
            """
        return try StatusDocument(decoding: Array(text.utf8))
    }

    private let running = "{\"running\": {\"startedAt\": \"2026-01-01T00:00:00Z\"}}"
    private let pulling = """
        {"waiting": {"reason": "ErrImagePull", "message": "no such\\nimage \\u001b[2J",
         "retryAt": "1970-01-01T00:00:20Z"}}
        """

    @Test("where no terminal is, each change is a line, and what counts down is none")
    func lines() throws {
        var progress = Progress(screen.console(), isQuiet: false)
        let first = try document([("a", running, false), ("b", pulling, false)])
        progress.show(first, now: 0)
        progress.show(first, now: 5)
        progress.show(try document([("a", running, true), ("b", pulling, false)]), now: 6)
        progress.clear()
        #expect(
            screen.complaints == """
                a: running, not ready yet
                b: ErrImagePull: no such image \\x1b[2J
                a: ready

                """)
        #expect(screen.output.isEmpty)
    }

    @Test("a block is never taller than the terminal: what has scrolled away could not be painted over")
    func tall() throws {
        var progress = Progress(screen.console(isTerminal: true, rows: 5).withoutColor, isQuiet: false)
        progress.show(try document((1...9).map { ("c\($0)", running, true) }), now: 0)
        #expect(screen.complaints == "  c1  ready\n  c2  ready\n  c3  ready\n  … 6 more lines\n")
    }

    @Test("on a terminal a block is painted over, and is gone at the end")
    func block() throws {
        var console = screen.console(isTerminal: true)
        console.hasColor = false
        var progress = Progress(console, isQuiet: false)
        progress.show(try document([("a", running, false), ("long", pulling, false)]), now: 0)
        #expect(
            screen.complaints
                == "  a     running, not ready yet\n"
                + "  long  ErrImagePull, again in 20s: no such image \\x1b[2J\n")
        progress.show(try document([("a", running, true)]), now: 1)
        #expect(screen.complaints.hasSuffix("\u{1b}[2A\u{1b}[J  a  ready\n"))
        progress.clear()
        #expect(screen.complaints.hasSuffix("\u{1b}[1A\u{1b}[J"))
    }

    @Test("when asked to be quiet it says nothing")
    func quiet() throws {
        for isTerminal in [false, true] {
            var progress = Progress(screen.console(isTerminal: isTerminal), isQuiet: true)
            progress.show(try document([("a", running, false)]), now: 0)
            progress.show("systemd starts it again")
            progress.clear()
        }
        #expect(screen.errors.isEmpty && screen.output.isEmpty)
    }
}
