import Supervisor
import Systemd
import Testing

@testable import podsup

private func event(
    _ reason: String, _ text: String, container: String = "nginx", ago: Int64, priority: String = "5"
) -> EventLine {
    EventLine(
        LogEntry(
            JournalEntry(
                realtime: UInt64(1_767_323_045 - ago) * 1_000_000,
                fields: [
                    "MESSAGE": Array(text.utf8), "PODSUP_APP": Array("site".utf8),
                    "PODSUP_POD": Array("web".utf8),
                    "PODSUP_CONTAINER": Array(container.utf8), "PODSUP_REASON": Array(reason.utf8),
                    "PRIORITY": Array(priority.utf8),
                ])))
}

@MainActor
@Suite("Pictures of what is shown")
struct SnapshotTests {
    private let events = [
        event("Started", "web/nginx: Started container nginx", ago: 300),
        event(
            "Unhealthy",
            "web/nginx: Readiness probe failed: Get \"http://10.88.0.3:8080/\": connection refused",
            ago: 5, priority: "4"),
    ]

    @Test("events, in a pipe: what happened last is last, warnings are told from the rest")
    func eventsInPipe() {
        #expect(
            eventTable(events, times: .ages(now: 1_767_323_045), hasObject: true).lines(
                width: nil, hasColor: false)
                == [
                    "LAST SEEN   TYPE      REASON      OBJECT      MESSAGE",
                    "5m          Normal    Started     web/nginx   Started container nginx",
                    "5s          Warning   Unhealthy   web/nginx   Readiness probe failed: Get \"http://10.88.0.3:8080/\": connection refused",
                ])
    }

    @Test("events at 80 and 40 columns")
    func eventsOnTerminal() {
        let table = eventTable(events, times: .ages(now: 1_767_323_045), hasObject: true)
        #expect(
            table.lines(width: 80, hasColor: false) == [
                "LAST SEEN  TYPE     REASON     OBJECT     MESSAGE",
                "5m         Normal   Started    web/nginx  Started container nginx",
                "5s         Warning  Unhealthy  web/nginx  Readiness probe failed: Get",
                "                                          \"http://10.88.0.3:8080/\": connection",
                "                                          refused",
            ])
        let narrow = table.lines(width: 40, hasColor: false)
        #expect(narrow.allSatisfy { $0.count <= 40 })
        #expect(narrow.joined(separator: " ").contains("Unhealthy"))
    }

    @Test("top: a processor's share, and ~ before an estimate")
    func top() {
        var usage = Usage(cpu: 5_000_000, memory: 20_500_000, processes: 3)
        usage.memoryLimit = 64 << 20
        var estimate = Usage(cpu: 0, memory: 900, processes: 1)
        estimate.isEstimate = true
        let rows = [
            TopRow(app: "site", pod: "web", container: "nginx", share: 0.1234, usage: usage),
            TopRow(app: "site", pod: "web", container: "hook", share: nil, usage: estimate),
        ]
        #expect(
            topTable(rows).lines(width: nil, hasColor: false) == [
                "APP    POD   CONTAINER   CPU      MEMORY     LIMIT      PROCESSES",
                "site   web   nginx       12.3 %   19.5 MiB   64.0 MiB   3",
                "site   web   hook        -        ~900 B     -          1",
            ])
    }

    @Test("a picture is painted over the one before in one go, and ends where the terminal does")
    func pictures() {
        #expect(
            picture(["a", "b"], height: 5)
                == "\u{1b}[?2026h\u{1b}[Ha\u{1b}[K\r\nb\u{1b}[K\u{1b}[J\u{1b}[?2026l")
        #expect(picture(["a", "b", "c", "d"], height: 3).contains("b\u{1b}[K\r\n… 2 more lines"))
    }

    @Test("YAML for programs: what could be taken for something else is quoted")
    func yaml() {
        struct Part: Encodable {
            var name = "nginx"
            var empty: [String] = []
            var words = ["yes", "1.5", "a: b", "plain text", "", "2026-01-02T03:04:05Z", "tab\t"]
            var inner = ["on": 1]
            var flag = true
        }
        #expect(
            yamlText([Part()]) == """
                - empty: []
                  flag: true
                  inner:
                    "on": 1
                  name: nginx
                  words:
                  - "yes"
                  - "1.5"
                  - "a: b"
                  - plain text
                  - ""
                  - "2026-01-02T03:04:05Z"
                  - "tab\\t"
                """)
    }

    @Test("help at 40 columns is as wide as it may be")
    func narrowHelp() {
        for help in commands.map({ $0.help }) {
            let lines = helpText(help, width: 40).split(separator: "\n")
            // A word, an option with its value, or an example may be longer.
            let long = lines.filter { $0.count > 40 && $0.contains(" ") && !$0.hasPrefix("  ") }
            #expect(long == [], "\(help.name)")
        }
    }

    @Test("blame falls on what failed, then on what is not ready")
    func blame() throws {
        func document(_ states: [(String, String, Bool)]) throws -> StatusDocument {
            let containers = states.map { name, state, ready in
                """
                {"name": "\(name)", "image": "i", "ready": \(ready), "started": true, "restartCount": 0, "state": \(state), "lastState": {}}
                """
            }
            return try StatusDocument(
                decoding: Array(
                    """
                    {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod",
                      "metadata": {"name": "web", "namespace": "default"}, "spec": {"restartPolicy": "Always", "containers": []},
                      "status": {"phase": "Running", "conditions": [], "containerStatuses": [\(containers.joined(separator: ","))]}}],
                     "podsup": {"app": "site", "summary": "", "ready": false, "manifest": "x", "supervisorPID": 7, "version": "0"}}
                    """.utf8))
        }
        let runs = "{\"running\": {\"startedAt\": \"2026-01-02T03:04:05Z\"}}"
        let waits = "{\"waiting\": {\"reason\": \"CrashLoopBackOff\"}}"
        #expect(containerToBlame(try document([("a", runs, true)])) == nil)
        #expect(containerToBlame(try document([("a", runs, true), ("b", runs, false)]))?.container == "b")
        #expect(containerToBlame(try document([("b", runs, false), ("c", waits, false)]))?.container == "c")
    }
}
