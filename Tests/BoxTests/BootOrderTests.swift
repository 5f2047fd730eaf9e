import TestSupport
import Testing

@Suite("What comes up at boot, in a box")
struct BootOrderTests {
    @Test(
        "apps come up in order, each when the one before is ready; one that crashes again and again holds up nobody",
        arguments: Box.Suite.allCases)
    func order(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // c after b after a, and a is ready only after 3 s.
            try await box.write(Manifests.serving("a", port: 8101, readyAfter: 3), to: "/root/test/a.yaml")
            try await box.write(Manifests.serving("b", port: 8102, after: "a"), to: "/root/test/b.yaml")
            try await box.write(Manifests.serving("c", port: 8103, after: "b"), to: "/root/test/c.yaml")
            try await box.write(Manifests.crashing("bad"), to: "/root/test/bad.yaml")
            for app in ["c", "b", "a", "bad"] {
                try await box.demand("podsup up --no-wait /root/test/\(app).yaml")
            }
            for app in ["a", "b", "c"] { try await box.becomesActive(app) }
            #expect(try await box.demand("systemctl is-active multi-user.target").text == "active")

            try await box.losePower()
            try await box.boot()

            for app in ["a", "b", "c"] { try await box.becomesActive(app) }
            // The boot was over although "bad" was not ready: it is at its start deadline at the earliest.
            let booted = try await box.moment("ActiveEnterTimestampMonotonic", of: "multi-user.target")
            let began = try await box.moment("InactiveExitTimestampMonotonic", of: "podsup-bad.service")
            #expect(booted < began + 15_000_000)
            for (first, second) in [("a", "b"), ("b", "c")] {
                let ready = try await box.moment(
                    "ActiveEnterTimestampMonotonic", of: "podsup-\(first).service")
                let start = try await box.moment(
                    "ExecMainStartTimestampMonotonic", of: "podsup-\(second).service")
                #expect(ready <= start, "\(second) began before \(first) was ready")
            }
            let bad = try await box.demand("podsup status bad -o json").out
            #expect(bad.contains("CrashLoopBackOff"), "\(bad)")
        }
    }

    @Test("without a network all is up at boot as ever", arguments: Box.Suite.allCases)
    func offline(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.powerOff()
            try await box.boot(withNetwork: false)

            #expect(try await box.demand("ip route show default").text == "")
            try await box.becomesActive("site")
            #expect(try await box.get().out.contains("A site on a Pi"))
            #expect(try await box.pod().isReady)
        }
    }

    @Test(
        "an image that is not there is tried again with back-off, after a reboot too, until there is one",
        arguments: Box.Suite.allCases)
    func imageLater(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // Nobody listens there.
            let image = "127.0.0.1:9/later:1"
            try await box.write(
                Manifests.serving("late", port: 8104, image: image), to: "/root/test/late.yaml")
            try await box.demand("podsup up --no-wait /root/test/late.yaml")
            try await eventually(within: .seconds(60), "it waits before it tries again") {
                try await box.sh("podsup status late -o json").out.contains("ImagePullBackOff")
            }

            try await box.losePower()
            try await box.boot(waits: false)
            try await eventually(within: .seconds(60), "it waits again") {
                try await box.sh("podsup status late -o json").out.contains("ImagePullBackOff")
            }
            #expect(try await box.property("ActiveState", of: "podsup-late.service") == "activating")
            try await box.demand("podman tag localhost/podsup/busybox:1 \(image)")

            try await box.becomesActive("late", within: .seconds(120))
            #expect(try await box.get(port: 8104).text == "served by late")
            try await box.demand("podsup down late; podman rmi \(image)")
        }
    }

    @Test("power lost in the middle of a pull does no harm", arguments: Box.Suite.allCases)
    func powerLossInPull(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // A registry that takes the call and never answers.
            try await box.demand(
                "systemd-run --unit mute-registry socat TCP-LISTEN:9005,fork,reuseaddr EXEC:'sleep 1000'")
            let image = "127.0.0.1:9005/slow:1"
            try await box.write(
                Manifests.serving("slow", port: 8105, image: image), to: "/root/test/slow.yaml")
            try await box.demand("podsup up --no-wait /root/test/slow.yaml")
            try await eventually(within: .seconds(60), "it pulls") {
                try await box.sh("ss -Htn state established '( dport = :9005 )' | grep -q .").code == 0
            }

            try await box.losePower()
            try await box.boot(waits: false)

            try await box.demand("podman tag localhost/podsup/busybox:1 \(image)")
            try await box.becomesActive("slow", within: .seconds(120))
            #expect(try await box.get(port: 8105).text == "served by slow")
            try await box.demand("podsup down slow; podman rmi \(image)")
        }
    }

    @Test(
        "power lost in the middle of a reload: the new manifest is in force after the boot",
        arguments: Box.Suite.allCases)
    func powerLossInReload(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(Manifests.serving("web", port: 8106), to: "/etc/podsup/pods/web.yaml")
            try await box.up("/etc/podsup/pods/web.yaml")
            let first = try await box.inspect("web-main").id
            try await box.write(
                Manifests.serving("web", port: 8106, text: "second"), to: "/etc/podsup/pods/web.yaml")
            // The old container does not mind SIGTERM: it is being stopped for two seconds.
            try await box.demand(
                """
                sync; systemctl reload --no-block podsup-web
                for turn in $(seq 150); do
                    test "$(systemctl show -P ActiveState podsup-web)" = reloading && break; sleep 0.01
                done
                systemctl show -P ActiveState podsup-web | grep -x reloading; podman container exists web-main
                """)

            try await box.losePower()
            try await box.boot()

            try await box.becomesActive("web")
            #expect(try await box.inspect("web-main").id != first)
            try await eventually(within: .seconds(30), "the new content is served") {
                try await box.get(port: 8106).text == "second"
            }
            #expect(try await box.demand("podman pod ps -q").lines.count == 1)
        }
    }

    @Test(
        "a full /run is survived: the pod runs on, and all is told when there is room again",
        arguments: Box.Suite.allCases)
    func fullRun(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            let before = try await box.inspect("site-nginx")
            try await box.demand(
                """
                size=$(df --output=size -k /run | tail -1); echo $size > /root/test/run-size
                mount -o remount,size=$(($(df --output=used -k /run | tail -1) + 256))k /run
                head -c 10M /dev/zero > /run/fill 2> /dev/null || :; df /run | grep -q 100%
                """)
            try await box.killSupervisor()
            // What the old supervisor had there may be all that the new one needs.
            try await eventually(
                within: .seconds(30), "the new supervisor has adopted the pod, or says what is wrong"
            ) {
                let journal = try await box.journal()
                return journal.contains { $0.contains("No space left on device") }
                    || journal.filter { $0.hasSuffix("site is ready") }.count == 2
            }
            #expect(try await box.get().out.contains("A site on a Pi"))

            try await box.demand("rm /run/fill; mount -o remount,size=$(cat /root/test/run-size)k /run")
            try await eventually(within: .seconds(60), "the app is ready", note: { try await box.state() }) {
                guard try await box.sh("podsup status site -o json").code == 0 else { return false }
                return try await box.pod().isReady
            }
            #expect(try await box.inspect("site-nginx") == before)
        }
    }
}

extension Manifests {
    /// A pod that serves one page on a host port.
    static func serving(
        _ name: String, port: Int, after: String? = nil, readyAfter: Int = 0, text: String? = nil,
        image: String = "localhost/podsup/busybox:1"
    ) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: \(name)
          annotations: {podsup.io/max-restart-period: 10s\(after.map { ", podsup.io/after: \($0)" } ?? "")}
        spec:
          terminationGracePeriodSeconds: 2
          containers:
            - name: main
              image: \(image)
              command:
                - sh
                - -c
                - |
                  mkdir /tmp/www; echo "\(text ?? "served by \(name)")" > /tmp/www/index.html
                  exec httpd -f -p 80 -h /tmp/www
              ports:
                - {containerPort: 80, hostPort: \(port)}
              readinessProbe:
                initialDelaySeconds: \(readyAfter)
                periodSeconds: 1
                httpGet: {port: 80}
        """
    }

    /// A pod that never lives long.
    static func crashing(_ name: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: \(name)
          annotations: {podsup.io/start-deadline: 30s}
        spec:
          containers:
            - name: main
              image: localhost/podsup/busybox:1
              command: [sh, -c, "exit 1"]
              readinessProbe:
                exec: {command: ["true"]}
        """
    }
}

extension Box {
    func becomesActive(_ app: String, within limit: Duration = .seconds(60)) async throws {
        let unit = "podsup-\(app).service"
        try await eventually(
            within: limit, "\(unit) is active",
            note: {
                try await sh("systemctl status --no-pager \(unit); journalctl -q -b -u \(unit) -n 40 -o cat")
                    .all
            }
        ) { try await property("ActiveState", of: unit) == "active" }
    }

    /// Microseconds since boot.
    fileprivate func moment(_ name: String, of unit: String) async throws -> Int64 {
        Int64(try await property(name, of: unit)) ?? -1
    }
}
