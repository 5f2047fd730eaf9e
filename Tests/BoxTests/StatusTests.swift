import TestSupport
import Testing

@Suite("podsup status, in a box")
struct StatusTests {
    @Test("status shows the pod of each app in a table", arguments: Box.Suite.allCases)
    func tableOfApps(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            let table = try await box.demand("podsup status")
            let header = try #require(table.lines.first)
            for column in ["READY", "RESTARTS", "AGE"] { #expect(header.contains(column), "\(table)") }
            let row = try #require(table.lines.first { $0.contains("site") }, "\(table)")
            #expect(row.contains("2/2"), "\(table)")
        }
    }

    @Test(
        "status of an app shows its containers, with restarts and how long ago", arguments: Box.Suite.allCases
    )
    func tableOfContainers(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand("kill -9 \(try await box.inspect("site-nginx").pid)")
            try await eventually(within: .seconds(10), "nginx is ready after a restart") {
                let nginx = try await box.pod().container("nginx")
                return nginx.ready && nginx.restartCount == 1
            }

            let table = try await box.demand("podsup status site")
            let nginx = try #require(table.lines.first { $0.contains("nginx") }, "\(table)")
            #expect(nginx.contains(/1 \(\d+s ago\)/), "\(table)")
            #expect(table.lines.contains { $0.contains("webhook") }, "\(table)")
        }
    }

    @Test(
        "status as JSON, and status.json, have the shape of kubectl get pods", arguments: Box.Suite.allCases)
    func json(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            let list = try await box.pods()
            #expect(list.kind == "List")
            let pod = try #require(list.items.first)
            #expect(list.items.count == 1)
            #expect(pod.metadata.name == "site")
            #expect(pod.status.phase == "Running")
            for name in ["nginx", "webhook"] {
                let container = try pod.container(name)
                #expect(container.ready)
                #expect(container.restartCount == 0)
                #expect(container.state.running != nil)
                let id = try await box.inspect("site-\(name)").id
                #expect(container.containerID?.hasSuffix(id) == true, "\(container.containerID ?? "none")")
            }

            let ready = #"[.items[].status.containerStatuses[].ready] | all"#
            let file = try await box.demand("jq -e '\(ready)' /run/podsup/site/status.json")
            #expect(file.text == "true")
        }
    }

    @Test(
        "status says why a container waits: its back-off, and a probe that fails",
        arguments: Box.Suite.allCases)
    func saysWhy(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(waiting, to: "/root/test/waiting.yaml")
            try await box.demand("(podsup up /root/test/waiting.yaml > /root/test/up.log 2>&1 &)")
            try await eventually(within: .seconds(30), "the crashing container is in back-off") {
                let pod = try? await box.pod("waiting")
                return try pod?.container("crash").state.waiting?.reason == "CrashLoopBackOff"
            }

            let table = try await box.demand("podsup status waiting")
            let crash = try #require(table.lines.first { $0.contains("crash") }, "\(table)")
            #expect(crash.contains("CrashLoopBackOff"), "\(table)")
            #expect(table.out.contains("eadiness"), "says that a readiness probe fails: \(table)")

            let line = try await box.property("StatusText", of: "podsup-waiting.service")
            #expect(line.contains("crash") || line.contains("unready"), "names what is not ready: \(line)")
        }
    }

    @Test("systemctl status shows one line that a person can read", arguments: Box.Suite.allCases)
    func statusLine(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            #expect(try await box.property("StatusText").isEmpty == false)
            let status = try await box.demand("systemctl status --no-pager podsup-site")
            #expect(status.out.contains("Status: \""), "\(status)")
        }
    }

    @Test("status of an app that is not there says so, and is no success", arguments: Box.Suite.allCases)
    func unknownApp(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let answer = try await box.sh("podsup status nosuchapp")
            #expect(answer.code != 0)
            #expect(answer.err.contains("nosuchapp"), "\(answer)")
            #expect(answer.err.hasPrefix("podsup: "), "\(answer)")
        }
    }
}

private let waiting = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: waiting
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: crash
          image: localhost/podsup/busybox:1
          command: ["sh", "-c", "echo no way; exit 7"]
        - name: unready
          image: localhost/podsup/busybox:1
          command: ["sleep", "3600"]
          readinessProbe:
            exec:
              command: ["false"]
            periodSeconds: 1
    """
