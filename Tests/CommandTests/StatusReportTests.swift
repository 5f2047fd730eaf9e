import Foundation
import Supervisor
import Testing

@testable import Systemd
@testable import podsup

/// 2026-01-02T03:04:05Z
private let now: Seconds = 1_767_323_045

private func ago(_ seconds: Int) -> String {
    ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: TimeInterval(now - Int64(seconds))))
}

private func container(
    _ name: String, state: String, last: String = "{}", ready: Bool = true, started: Bool = true,
    restarts: Int = 0
) -> String {
    """
    {"name": "\(name)", "image": "localhost/\(name):1", "ready": \(ready), "started": \(started),
     "restartCount": \(restarts), "state": \(state), "lastState": \(last)}
    """
}

private func running(_ seconds: Int) -> String { "{\"running\": {\"startedAt\": \"\(ago(seconds))\"}}" }

private func ended(_ seconds: Int, code: Int, reason: String) -> String {
    "{\"terminated\": {\"exitCode\": \(code), \"reason\": \"\(reason)\", \"finishedAt\": \"\(ago(seconds))\"}}"
}

private func pod(
    _ name: String, phase: String = "Running", ready: Bool = true, initialized: Bool = true,
    inits: [String] = [], sidecars: [String] = [], _ containers: [String]
) -> String {
    let sidecars = sidecars.map { "{\"name\": \"\($0)\", \"image\": \"i\", \"restartPolicy\": \"Always\"}" }
    return """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "\(name)", "namespace": "default"},
         "spec": {"restartPolicy": "Always", "initContainers": [\(sidecars.joined(separator: ","))], "containers": [{"name": "nginx", "image": "i", "ports": [
            {"containerPort": 80, "hostPort": 8080, "protocol": "TCP"}, {"containerPort": 9000, "hostPort": 9000,
             "hostIP": "127.0.0.1", "protocol": "UDP"}, {"containerPort": 1, "protocol": "TCP"}]}]},
         "status": {"phase": "\(phase)", "podIP": "10.88.0.3", "startTime": "\(ago(3661))",
           "conditions": [
            {"type": "Initialized", "status": "\(initialized ? "True" : "False")", "lastTransitionTime": "\(ago(9))"},
            {"type": "Ready", "status": "\(ready ? "True" : "False")", "lastTransitionTime": "\(ago(9))"}],
           "initContainerStatuses": [\(inits.joined(separator: ","))],
           "containerStatuses": [\(containers.joined(separator: ","))]}}
        """
}

private func document(_ summary: String, problem: String? = nil, _ pods: String...) throws -> StatusDocument {
    let problem = problem.map { "\"problem\": \"\($0)\"," } ?? ""
    let text = """
        {"apiVersion": "v1", "kind": "List", "items": [\(pods.joined(separator: ","))], "podsup": {"app": "site",
         "summary": "\(summary)", "ready": true, "manifest": "x", \(problem) "supervisorPID": 7, "version": "0"}}
        """
    return try StatusDocument(decoding: Array(text.utf8))
}

@Suite("The status tables")
struct StatusReportTests {
    private let report = StatusReport(now: now)

    private func site() throws -> StatusDocument {
        try document(
            "ready: 2 containers",
            pod(
                "site",
                inits: [container("build", state: ended(3660, code: 0, reason: "Completed"), ready: true)],
                [
                    container(
                        "nginx", state: running(120), last: ended(125, code: 137, reason: "Error"),
                        restarts: 3),
                    container("webhook", state: running(3650)),
                ]))
    }

    @Test("all apps: a line for each pod, columns aligned")
    func table() throws {
        let entries = [
            AppEntry(name: "site", document: try site(), isSupervised: true),
            AppEntry(name: "zoo", document: nil, isSupervised: false),
        ]
        #expect(
            report.table(entries) == [
                "APP    POD    READY   STATUS           RESTARTS       AGE   PORTS",
                "site   site   2/2     Running          3 (2m5s ago)   61m   8080->80/tcp, 127.0.0.1:9000/udp",
                "zoo    -      -       not supervised   -              -     -",
            ]
        )
    }

    @Test("one app: its summary, its pods, and each container with what it does")
    func detail() throws {
        let entry = AppEntry(name: "site", document: try site(), isSupervised: true)
        #expect(
            report.detail(entry) == [
                "site: ready: 2 containers",
                "",
                "POD    READY   STATUS    RESTARTS       AGE   PORTS                              IP",
                "site   2/2     Running   3 (2m5s ago)   61m   8080->80/tcp, 127.0.0.1:9000/udp   10.88.0.3",
                "",
                "CONTAINER      STATE       READY   RESTARTS       AGE",
                "build (init)   Completed   yes     0              61m",
                "nginx          ready       yes     3 (2m5s ago)   2m",
                "webhook        ready       yes     0              60m",
            ])
    }

    /// The cells of the first pod's line.
    private func cells(_ pod: String) throws -> [Substring] {
        let entry = AppEntry(name: "site", document: try document("", pod), isSupervised: true)
        return report.table([entry])[1].split(separator: " ")
    }

    @Test("an init container's failed tries count as restarts until the pod is past it, as in kubectl")
    func triesOfInitContainers() throws {
        let failed = ended(125, code: 1, reason: "Error")
        let done = container(
            "build", state: ended(60, code: 0, reason: "Completed"), last: failed, restarts: 2)
        let trying = container(
            "build", state: running(9), last: failed, ready: false, started: false, restarts: 2)
        let nginx = container("nginx", state: running(50))
        #expect(try cells(pod("site", inits: [done], [nginx]))[2...4] == ["1/1", "Running", "0"])
        let before = try cells(pod("site", phase: "Pending", initialized: false, inits: [trying], [nginx]))
        #expect(before[3...4] == ["Init:0/1", "2"])
    }

    @Test("a sidecar is one of the pod's containers: it counts among the ready and the restarted")
    func sidecarsCount() throws {
        let proxy = container(
            "proxy", state: running(50), last: ended(125, code: 1, reason: "Error"), restarts: 3)
        let nginx = container("nginx", state: running(50), ready: false)
        #expect(
            try cells(pod("site", inits: [proxy], sidecars: ["proxy"], [nginx]))[2...4] == [
                "1/2", "Running", "3",
            ])
    }

    @Test("a container in back-off says why, when it is tried again, and what the program said last")
    func backOff() throws {
        let last = """
            {"terminated": {"exitCode": 1, "reason": "Error", "finishedAt": "\(ago(5))",
             "message": "bind: address\\nin \\u001b[1muse"}}
            """
        let waiting = """
            {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 40s", "retryAt": "\(ago(-35))"}}
            """
        let document = try document(
            "nginx: CrashLoopBackOff",
            pod(
                "site", ready: false,
                [container("nginx", state: waiting, last: last, ready: false, started: false, restarts: 4)]))
        let lines = report.detail(AppEntry(name: "site", document: document, isSupervised: true))
        #expect(lines[3].hasPrefix("site   0/1     CrashLoopBackOff, again in 35s   4 (5s ago)"))
        #expect(
            lines[6...] == [
                "nginx       CrashLoopBackOff (Error, exit code 1), again in 35s   no      4 (5s ago)   -",
                "  bind: address in \\x1b[1muse",
            ])
    }

    @Test("an app that nobody supervises is said to be so, with what systemd knows and what was seen last")
    func unsupervised() throws {
        let unit = unitProperties(active: .failed, exit: .exited(code: 78))
        let entry = AppEntry(name: "site", document: try site(), isSupervised: false, unit: unit)
        let lines = report.detail(entry)
        #expect(
            lines[0] == "site: no supervisor runs: failed (wrong manifest); below is what was seen last; "
                + "'systemctl status podsup-site' tells more")
        #expect(lines[3].hasPrefix("site   ?/2     failed (wrong manifest)"))
        #expect(lines.last?.contains("was: ready") == true, "\(lines)")
        #expect(report.table([entry])[1].contains("failed (wrong manifest)"))
        let gone = AppEntry(
            name: "site", document: nil, isSupervised: false, unit: unitProperties(active: .inactive))
        #expect(
            report.detail(gone) == [
                "site: no supervisor runs: stopped; 'systemctl status podsup-site' tells more"
            ])
    }

    @Test("an app whose pods have ended needs no supervisor, and says how they ended")
    func afterTheEnd() throws {
        func entry(_ phase: String, code: Int, _ reason: String) throws -> AppEntry {
            let container = container("c", state: ended(5, code: code, reason: reason), ready: false)
            return AppEntry(
                name: "job", document: try document("", pod("once", phase: phase, ready: false, [container])),
                isSupervised: false, unit: unitProperties(active: .inactive))
        }
        let (good, bad) = (
            try entry("Succeeded", code: 0, "Completed"), try entry("Failed", code: 4, "Error")
        )
        #expect(report.detail(good)[0] == "job: has ended: succeeded")
        #expect(report.detail(bad)[0] == "job: has ended: failed")
        #expect(report.table([good])[1].hasPrefix("job   once   0/1     Completed"))
        #expect(report.table([bad])[1].hasPrefix("job   once   0/1     Error"))
    }

    @Test("a manifest that could not be applied is shown above all")
    func problem() throws {
        let document = try document("ready", problem: "3:4: spec: is required", pod("site", []))
        let lines = report.detail(AppEntry(name: "site", document: document, isSupervised: true))
        #expect(lines[1] == "The manifest was not applied: 3:4: spec: is required")
    }

    @Test("for programs nothing is ready that nobody supervises, as of a node that Kubernetes has lost")
    func unsupervisedDocument() throws {
        let entry = AppEntry(name: "site", document: try site(), isSupervised: false)
        let condition = try #require(
            entry.trueDocument.items[0].status.conditions.first { $0.type == "Ready" })
        #expect(condition.status == "Unknown")
        #expect(condition.reason == "NoSupervisor")
        #expect(!entry.trueDocument.podsup.ready)
        #expect(
            metricsText([entry], [:]).contains(
                "podsup_container_ready{app=\"site\",container=\"nginx\",pod=\"site\"} 0\n"))
        let empty = AppEntry(name: "zoo", document: nil, isSupervised: false)
        #expect(empty.trueDocument.podsup.summary == "no supervisor runs: not supervised")
    }

    @Test("at 80 columns a long column takes several lines; at 40 each row is a short paragraph")
    func narrow() throws {
        let waiting = """
            {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 40s", "retryAt": "\(ago(-35))"}}
            """
        let crash = container(
            "nginx", state: waiting, last: ended(5, code: 1, reason: "Error"), ready: false, started: false,
            restarts: 4)
        let document = try document("nginx: CrashLoopBackOff", pod("website", ready: false, [crash]))
        let entry = AppEntry(name: "site", document: document, isSupervised: true)
        #expect(
            StatusReport(now: now, width: 80).table([entry]) == [
                "APP   POD      READY  STATUS               RESTARTS    AGE  PORTS",
                "site  website  0/1    CrashLoopBackOff,    4 (5s ago)  61m  8080->80/tcp,",
                "                      again in 35s                          127.0.0.1:9000/udp",
            ])
        #expect(
            StatusReport(now: now, width: 40).table([entry]) == [
                "site/website", "  ready 0/1,", "  status CrashLoopBackOff, again in 35s,",
                "  restarts 4 (5s ago), age 61m,", "  ports 8080->80/tcp,",
                "    127.0.0.1:9000/udp",
            ])
        for width in [80, 40] {
            let lines =
                StatusReport(now: now, width: width).detail(entry)
                + StatusReport(now: now, width: width).table([entry])
            #expect(lines.filter { $0.count > width } == [])
        }
    }

    @Test("colours do not disturb the columns")
    func colors() throws {
        let entry = AppEntry(name: "site", document: try site(), isSupervised: true)
        let colored = StatusReport(now: now, hasColor: true).detail(entry)
        #expect(colored != report.detail(entry))
        let stripped = colored.map {
            $0.replacingOccurrences(of: "\u{1b}\\[[0-9;]*m", with: "", options: .regularExpression)
        }
        #expect(stripped == report.detail(entry))
    }

    @Test("a pod's state in one word is kubectl's")
    func words() throws {
        func word(_ pod: String) throws -> String { try podWord(document("", pod).items[0]) }
        let waits = "{\"waiting\": {\"reason\": \"PodInitializing\"}}"
        let done = container("a", state: ended(9, code: 0, reason: "Completed"))
        let failed = container("b", state: ended(9, code: 1, reason: "Error"), ready: false)
        let fresh = container("c", state: running(9), ready: false, started: false)
        let later = container("d", state: waits, ready: false, started: false)
        #expect(
            try word(pod("p", phase: "Pending", ready: false, inits: [done, fresh], [later])) == "Init:1/2")
        #expect(try word(pod("p", phase: "Pending", ready: false, inits: [failed], [later])) == "Init:Error")
        #expect(try word(pod("p", phase: "Pending", ready: false, [later])) == "PodInitializing")
        #expect(try word(pod("p", phase: "Succeeded", ready: false, [done])) == "Completed")
        #expect(try word(pod("p", phase: "Failed", ready: false, [failed, done])) == "Error")
        #expect(try word(pod("p", [container("e", state: running(3)), done])) == "Running")
        #expect(try word(pod("p", ready: false, [container("e", state: running(3)), done])) == "NotReady")
    }

    @Test(
        "ages are written as kubectl writes them",
        arguments: [
            (-5, "0s"), (119, "119s"), (120, "2m"), (599, "9m59s"), (10_799, "179m"), (10_800, "3h"),
            (12_000, "3h20m"), (172_799, "47h"), (180_000, "2d2h"), (691_200, "8d"),
        ] as [(Int64, String)])
    func ages(seconds: Int64, text: String) {
        #expect(age(seconds) == text)
    }
}

private func unitProperties(
    active: ActiveState, exit: ServiceProperties.Exit? = nil
) -> UnitProperties {
    UnitProperties(
        loadState: .loaded, activeState: active, subState: "", unitFileState: "enabled", fragmentPath: "",
        needsReload: false, invocationID: nil,
        service: ServiceProperties(
            statusText: "", mainPID: nil, restarts: 0, result: "exit-code", mainExit: exit))
}
