import TestSupport
import Testing

@Suite("An ordinary user's apps, in a box")
struct RootlessTests {
    @Test(
        "with lingering: up, probes, port, logs, status, and all of it again after a boot",
        arguments: Box.Suite.allCases)
    func lingering(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(manifest, to: "/tmp/mine.yaml")
            try await box.user("sh /images/load; systemctl --user enable --now podman.socket")

            let up = try await box.user("podsup up --user /tmp/mine.yaml")
            #expect(up.lines.last == "mine is ready")
            try await box.checkMine()
            #expect(try await box.user("systemctl --user is-enabled podsup-mine").text == "enabled")

            try await box.powerOff()
            try await box.boot()
            try await eventually(
                within: .seconds(60), "it is ready after the boot",
                note: { try await box.user("systemctl --user status podsup-mine").all }
            ) { try await box.sh("podsup status --user mine", user: "pod").out.contains("1/1") }
            try await box.checkMine()

            let down = try await box.user("podsup down --user mine")
            #expect(down.lines.last == "mine is gone")
            #expect(
                try await box.user("podman ps -aq; ls ~/.config/systemd/user | grep podsup || :").text == "")
        }
    }

    @Test(
        "a user's apps come up at boot in order; one that crashes again and again holds up nobody",
        arguments: Box.Suite.allCases)
    func order(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.user(
                "sh /images/load; systemctl --user enable --now podman.socket; mkdir -p ~/apps")
            let apps = [
                ("one", Manifests.serving("one", port: 8111, readyAfter: 3)),
                ("two", Manifests.serving("two", port: 8112, after: "one")),
                ("bad", Manifests.crashing("bad")),
            ]
            for (name, text) in apps {
                try await box.write(text, to: "/tmp/\(name).yaml")
                try await box.user("podsup up --user --no-wait /tmp/\(name).yaml")
            }
            try await box.losePower()
            try await box.boot()

            func state(_ app: String) async throws -> String {
                try await box.user("systemctl --user show -P ActiveState podsup-\(app)").text
            }
            for app in ["one", "two"] {
                try await eventually(
                    within: .seconds(90), "\(app) is ready",
                    note: { try await box.sh("systemctl --user status podsup-\(app)", user: "pod").all }
                ) { try await state(app) == "active" }
            }
            let ready = try await box.user(
                "systemctl --user show -P ActiveEnterTimestampMonotonic podsup-one"
            ).text
            let start = try await box.user(
                "systemctl --user show -P ExecMainStartTimestampMonotonic podsup-two"
            ).text
            #expect(Int64(ready) ?? .max <= Int64(start) ?? 0, "\(ready) \(start)")
            #expect(try await box.user("systemctl --user is-active default.target").text == "active")
            try await eventually(within: .seconds(60), "the other waits between its crashes") {
                try await box.sh("podsup status --user bad -o json", user: "pod").out.contains(
                    "CrashLoopBackOff")
            }
            for (name, _) in apps { try await box.user("podsup down --user \(name)") }
        }
    }

    @Test("without lingering a sentence says what that means", arguments: Box.Suite.allCases)
    func notLingering(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(manifest, to: "/tmp/mine.yaml")
            try await box.user("sh /images/load; systemctl --user enable --now podman.socket")
            // The user's systemd goes on: it has sessions.
            try await box.demand("mv /var/lib/systemd/linger/pod /root/test/linger")
            let up = try await box.sh("podsup up --user --no-wait /tmp/mine.yaml", user: "pod")
            try await box.demand("mv /root/test/linger /var/lib/systemd/linger/pod")
            #expect(up.err.contains("lingering is off: your apps end when you log out"), "\(up)")
            #expect(up.err.contains("loginctl enable-linger"))
            try await box.user("podsup down --user mine")
        }
    }

    private let manifest = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: mine
        spec:
          terminationGracePeriodSeconds: 2
          containers:
            - name: web
              image: localhost/podsup/busybox:1
              command:
                - sh
                - -c
                - |
                  mkdir /tmp/www; echo mine > /tmp/www/index.html; echo "it began"
                  exec httpd -f -p 8000 -h /tmp/www
              ports:
                - {containerPort: 8000, hostPort: 8091}
              startupProbe:
                periodSeconds: 1
                tcpSocket: {port: 8000}
              readinessProbe:
                periodSeconds: 1
                httpGet: {port: 8000}
              livenessProbe:
                periodSeconds: 1
                exec: {command: [test, -e, /tmp/www/index.html]}
        """
}

extension Box {
    @discardableResult
    fileprivate func user(_ script: String) async throws -> Output {
        try await demand("cd; " + script, user: "pod", timeout: .seconds(90))
    }

    fileprivate func checkMine() async throws {
        #expect(try await get(port: 8091).text == "mine")
        let document = try PodList(decoding: try await user("podsup status --user mine -o json").out)
        #expect(document.items.map(\.isReady) == [true])
        let status = try await user("podsup status --user mine")
        #expect(
            status.lines.contains { $0.hasPrefix("mine ") && $0.contains("1/1") && $0.contains("Running") },
            "\(status)")
        #expect(try await user("journalctl -q -b --user -u podsup-mine -o cat").lines.contains("it began"))
        #expect(try await user("podsup logs --user mine").out.contains("it began"))
    }
}
