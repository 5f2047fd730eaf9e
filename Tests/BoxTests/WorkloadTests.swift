import Foundation
import TestSupport
import Testing

/// Images of these tests: busybox, which is in a box's base root.
private let image = "localhost/bb:1"

private func job(_ fields: String, _ command: String, name: String = "work") -> String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: \(name)}
    spec:
    \(fields.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      template:
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 1
          containers: [{name: c, image: \(image), imagePullPolicy: Never, command: [sh, -c, '\(command)']}]
    """
}

/// What `status.json` says of an app's Jobs.
private struct Jobs: Decodable {
    struct App: Decodable {
        struct Job: Decodable {
            struct Condition: Decodable {
                let type: String
                let reason: String
            }
            struct Status: Decodable {
                let active: Int
                let succeeded: Int
                let failed: Int
                let completedIndexes: String?
                let conditions: [Condition]?
            }
            let status: Status
        }
        let jobs: [Job]?
    }
    let podsup: App
}

extension Box {
    fileprivate func run(_ manifest: String, name: String = "work") async throws -> Output {
        try await write(manifest, to: "/root/test/\(name).yaml")
        try await demand("podman image exists \(image) || podman import /usr/share/box/bb.tar \(image)")
        return try await sh("podsup up /root/test/\(name).yaml", timeout: .seconds(120))
    }

    fileprivate func job(_ app: String = "work") async throws -> Jobs.App.Job {
        let text = try await demand("cat /run/podsup/\(app)/status.json").out
        let status = try JSONDecoder().decode(Jobs.self, from: Data(text.utf8))
        return try #require(status.podsup.jobs?.first)
    }

    fileprivate func ended(_ app: String = "work") async throws {
        try await eventually(within: .seconds(90), "the unit of \(app) has ended") {
            let state = try await property("ActiveState", of: "podsup-\(app).service")
            return state == "inactive" || state == "failed"
        }
    }
}

@Suite("Jobs and sets of pods, in a box")
struct WorkloadBoxTests {
    @Test(
        "a Job's unit ends with 0, nothing is left of its pod, and it does not run again after a reboot",
        arguments: Box.Suite.allCases)
    func success(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let text = job("backoffLimit: 1", "echo did it; date +%s%N >> /count/runs")
                .replacingOccurrences(
                    of: "containers: [{",
                    with: "volumes: [{name: n, hostPath: {path: /root/test/count}}]\n"
                        + "      containers: [{volumeMounts: [{name: n, mountPath: /count}], ")
            let up = try await box.run(text)
            #expect(up.code == 0, "\(up)")
            try await box.ended()
            #expect(try await box.property("Result", of: "podsup-work.service") == "success")
            #expect(try await box.property("ExecMainStatus", of: "podsup-work.service") == "0")
            #expect(try await box.job().status.conditions?.first?.type == "Complete")
            #expect(try await box.demand("podman ps -aq; podman pod ps -q").text == "")
            #expect(try await box.journal("podsup-work.service").contains("did it"))
            try await box.demand("sync")

            try await box.losePower()
            try await box.boot()

            try await eventually(within: .seconds(60), "the unit has run") {
                try await box.property("ExecMainStartTimestamp", of: "podsup-work.service") != ""
            }
            try await box.ended()
            #expect(try await box.property("ExecMainStatus", of: "podsup-work.service") == "0")
            #expect(try await box.demand("wc -l < /root/test/count/runs").text == "1")

            let changed = try await box.run(text.replacingOccurrences(of: "did it", with: "did it again"))
            #expect(changed.code == 0, "\(changed)")
            try await box.ended()
            #expect(try await box.demand("wc -l < /root/test/count/runs").text == "2")
        }
    }

    @Test(
        "a Job that fails waits ten seconds for its next pod, and its unit ends with 3",
        arguments: Box.Suite.allCases)
    func failure(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            _ = try await box.run(job("backoffLimit: 1", "echo began $(cut -d. -f1 /proc/uptime); exit 7"))
            try await box.ended()
            #expect(try await box.property("ExecMainStatus", of: "podsup-work.service") == "3")
            #expect(try await box.property("ActiveState", of: "podsup-work.service") == "failed")
            let shown = try await box.job().status
            #expect(shown.failed == 2)
            #expect(shown.conditions?.first?.reason == "BackoffLimitExceeded")
            let times = try await box.journal("podsup-work.service").filter { $0.hasPrefix("began ") }
                .compactMap { Int($0.dropFirst(6)) }
            #expect(times.count == 2 && times[1] - times[0] >= 9, "\(times)")
        }
    }

    @Test(
        "an Indexed Job gives each pod its index, several at a time",
        arguments: Box.Suite.allCases)
    func indexed(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let fields = "completionMode: Indexed\ncompletions: 3\nparallelism: 2"
            _ = try await box.run(job(fields, "echo index $JOB_COMPLETION_INDEX on $(hostname)"))
            try await box.ended()
            #expect(try await box.job().status.completedIndexes == "0-2")
            let lines = try await box.journal("podsup-work.service").filter { $0.hasPrefix("index") }
            #expect(lines.sorted() == ["index 0 on work-0", "index 1 on work-1", "index 2 on work-2"])
        }
    }

    @Test(
        "a StatefulSet starts in order, keeps each pod's claim and name, and scales without touching others",
        arguments: Box.Suite.allCases)
    func statefulSet(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            func manifest(_ replicas: Int) -> String {
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  serviceName: db
                  replicas: \(replicas)
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers:
                      - name: c
                        image: \(image)
                        imagePullPolicy: Never
                        command: [sh, -c, 'hostname >> /data/names; exec sleep 1000']
                        volumeMounts: [{name: data, mountPath: /data}]
                        readinessProbe: {exec: {command: ["true"]}, initialDelaySeconds: 2, periodSeconds: 1}
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
                """
            }
            let up = try await box.run(manifest(2), name: "db")
            #expect(up.code == 0, "\(up)")
            let created = try await box.demand(
                "podman ps --filter name=db-.-c --format '{{.Names}} {{.StartedAt}}'")
            #expect(created.lines.count == 2, "\(created)")
            let starts = try await box.demand(
                "for c in db-0-c db-1-c; do podman inspect $c --format '{{.State.StartedAt.UnixNano}}'; done"
            ).lines.compactMap { Int64($0) }
            #expect(starts.count == 2 && starts[1] - starts[0] >= 1_000_000_000, "\(starts)")
            #expect(
                try await box.demand("podman volume ls -q").lines.sorted() == ["data-db-0", "data-db-1"])
            #expect(try await box.demand("podman exec db-1-c cat /data/names").text == "db-1")
            let old = try await box.inspect("db-0-c")

            _ = try await box.run(manifest(1), name: "db")
            try await eventually(within: .seconds(30), "db-1 is gone") {
                try await box.demand("podman pod ps -q").lines.count == 1
            }
            #expect(try await box.inspect("db-0-c").id == old.id)
            _ = try await box.run(manifest(2), name: "db")
            #expect(try await box.demand("podman exec db-1-c cat /data/names").lines == ["db-1", "db-1"])
            try await box.demand("podsup down db")
            #expect(
                try await box.demand("podman volume ls -q").lines.sorted() == ["data-db-0", "data-db-1"])
        }
    }

    @Test("pods reach others by the name of their Service", arguments: Box.Suite.allCases)
    func service(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let text = """
                apiVersion: v1
                kind: Service
                metadata: {name: front}
                spec: {selector: {app: web}, type: NodePort, ports: [{port: 8000, nodePort: 30080}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                      - name: c
                        image: \(image)
                        imagePullPolicy: Never
                        command: [sh, -c, 'mkdir /w; echo found it > /w/index.html; exec httpd -f -p 8000 -h /w']
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: client}
                spec:
                  containers:
                  - {name: c, image: \(image), imagePullPolicy: Never, command: [sleep, "1000"]}
                """
            let up = try await box.run(text, name: "site")
            #expect(up.code == 0, "\(up)")
            for name in ["front", "front.default", "front.default.svc.cluster.local"] {
                try await eventually(within: .seconds(20), "\(name) is known") {
                    // Not wget: Debian 12's static busybox crashes in it when it looks for a name.
                    try await box.sh(
                        "podman exec client-c sh -c 'printf \"GET / HTTP/1.0\\r\\n\\r\\n\" | nc \(name) 8000 | tail -1'"
                    ).text == "found it"
                }
            }
            #expect(try await box.get(port: 30080).text == "found it")
            try await box.demand("podsup down site")
            #expect(try await box.sh("podman network exists podsup-site").code == 1)
        }
    }
}
