import TestSupport
import Testing

@Suite("podsup generate-units, in a box")
struct GenerateUnitsTests {
    @Test(
        "units are byte-identical on every run, and generated without Podman or systemd",
        arguments: Box.Suite.allCases)
    func reproducible(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("podsup generate-units /src/pods/site.yaml --output /root/test/with")
            try await box.demand(
                Box.bare("podsup generate-units /src/pods/site.yaml --output /root/test/without"))

            #expect(try await box.demand("ls /root/test/with").lines.contains("podsup-site.service"))
            let difference = try await box.sh("diff -r /root/test/with /root/test/without")
            #expect(difference.code == 0, "\(difference)")
        }
    }

    @Test("units are those that up writes", arguments: Box.Suite.allCases)
    func sameAsUp(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("install -D /src/pods/site.yaml /etc/podsup/pods/site.yaml")
            try await box.demand("podsup generate-units /etc/podsup/pods/site.yaml --output /root/test/units")
            try await box.up("/etc/podsup/pods/site.yaml")

            let difference = try await box.sh(
                "cd /root/test/units && for unit in *; do diff -r $unit /etc/systemd/system/$unit || exit; done"
            )
            #expect(difference.code == 0, "\(difference)")
        }
    }

    @Test("systemd-analyze verify accepts the units", arguments: Box.Suite.allCases)
    func verified(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(everyKind, to: "/root/test/every.yaml")
            for (user, option) in [("root", ""), ("pod", "--user")] {
                let folder = "/tmp/units-of-\(user)"
                try await box.demand(
                    "rm -rf \(folder); podsup generate-units /src/pods/*.yaml /root/test/every.yaml "
                        + "--output \(folder) \(option)")
                let units = try await box.demand("ls \(folder) | grep -v '[.]d$'").lines
                for unit in ["every.service", "every-tidy.timer", "every-again_replace.service"] {
                    #expect(units.contains("podsup-\(unit)"))
                }
                let verdict = try await box.sh(
                    "cd \(folder); systemd-analyze \(option) verify $(ls | grep -v '[.]d$')", user: user)
                #expect(verdict.code == 0 && verdict.all == "", "not a word: \(verdict)")
            }
        }
    }

    @Test(
        "every kind of service is confined to an exposure of 3.0, and all of it runs all the same",
        arguments: Box.Suite.allCases)
    func confined(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(everyKind, to: "/root/test/every.yaml")
            try await box.up("/root/test/every.yaml")
            let services = try await box.demand("cd /etc/systemd/system; ls podsup-*.service").lines
            #expect(services.count == 4, "\(services)")
            for service in services {
                let verdict = try await box.sh(
                    "systemd-analyze security --no-pager --threshold=30 \(service) | tail -n 1; exit ${PIPESTATUS[0]}"
                )
                #expect(verdict.code == 0, "\(verdict)")
            }
            // What is confined works all the same: a Job, hooks, and the runs of CronJobs.
            try await box.demand("systemctl start podsup-every-tidy.service", timeout: .seconds(90))
            try await box.demand("systemctl start podsup-every-again_replace.service")
            try await eventually(
                within: .seconds(60), "all have run",
                note: { try await box.sh("journalctl -q -b -n 60 -o cat -u 'podsup-every*'").all }
            ) {
                try await box.demand("sort /root/test/out/log").lines == [
                    "again", "hook", "probe", "tidy", "work",
                ]
            }
            try await box.demand("podsup down every")
            try await box.demand("rm -r /root/test/out")

            try await box.write(Manifests.lasting("server"), to: "/root/test/server.yaml")
            try await box.up("/root/test/server.yaml")

            let verdict = try await box.sh(
                "systemd-analyze security --no-pager --threshold=30 podsup-server.service | tail -n 1; "
                    + "exit ${PIPESTATUS[0]}")
            #expect(verdict.code == 0, "\(verdict)")
            try await box.demand("podsup down server")
            let log = try await box.demand("cat /root/test/out/log").lines
            #expect(
                log == ["server hook begins", "server has eth0", "server hook ends", "server gets TERM"])
            let complaints = try await box.journal("podsup-server.service").filter {
                $0.contains("thread priority")
            }
            #expect(complaints == [])
        }
    }

    @Test(
        "once it has started a supervisor confines itself further, and lacks nothing by that",
        arguments: Box.Suite.allCases)
    func filtered(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let filters =
                "sed -n 's/^Seccomp_filters:\\s*//p' /proc/$(systemctl show -P MainPID podsup-site)/status"
            try await box.up()
            let with = Int(try await box.demand(filters).text) ?? 0
            try await box.killSupervisor()
            try await eventually(within: .seconds(60), "it is ready again") { try await box.pod().isReady }
            try await box.demand("podsup restart site", timeout: .seconds(90))
            let denied = try await box.journal().filter { $0.contains("was denied") }
            #expect(denied == [])

            // A probe by TLS is a program that the supervisor executes.
            try await box.demand(
                """
                cd /root/test; openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=box -keyout key -out cert 2> /dev/null
                systemd-run -q --collect -u tls-server -p WorkingDirectory=/root/test \
                    openssl s_server -accept 8443 -key key -cert cert -www
                """)
            try await box.write(tls, to: "/root/test/tls.yaml")
            try await box.up("/root/test/tls.yaml")
            #expect(try await box.journal("podsup-tls.service").filter { $0.contains("was denied") } == [])
            try await box.demand("systemctl stop tls-server; podsup down tls")

            // Where the helper is missing it would have to run the OCI runtime itself.
            try await box.demand(
                """
                systemctl stop podsup_exec.socket podsup_exec.service
                rm -f /etc/systemd/system/podsup_exec.* /run/podsup-exec.sock; systemctl daemon-reload
                """)
            try await box.killSupervisor()
            try await eventually(within: .seconds(60), "it has adopted the pod") {
                try await box.property("ActiveState") == "active"
            }
            let without = Int(try await box.demand(filters).text) ?? 0
            #expect(with == without + 1)
        }
    }

    private let tls = """
        apiVersion: v1
        kind: Pod
        metadata: {name: tls}
        spec:
          hostNetwork: true
          terminationGracePeriodSeconds: 1
          containers:
            - name: main
              image: localhost/podsup/busybox:1
              command: [sleep, 1d]
              readinessProbe:
                {httpGet: {scheme: HTTPS, host: 127.0.0.1, port: 8443}, periodSeconds: 2, timeoutSeconds: 10}
        """

    /// Something of everything that has units, or that a unit's confinement could be in the way of.
    private let everyKind = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: main
          annotations: {podsup.io/unit.Service.Nice: "5"}
        spec:
          terminationGracePeriodSeconds: 1
          volumes: [{name: out, hostPath: {path: /root/test/out, type: DirectoryOrCreate}}]
          containers:
          - name: c
            image: localhost/podsup/busybox:1
            command: [sleep, 1d]
            volumeMounts: [{name: out, mountPath: /out}]
            lifecycle: {postStart: {exec: {command: [sh, -c, "echo hook >> /out/log"]}}}
            readinessProbe:
              {exec: {command: [sh, -c, "grep -q probe /out/log || echo probe >> /out/log"]}, periodSeconds: 1}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work}
        spec:
          template:
            spec:
              restartPolicy: Never
              volumes: [{name: out, hostPath: {path: /root/test/out, type: DirectoryOrCreate}}]
              containers:
              - name: c
                image: localhost/podsup/busybox:1
                command: [sh, -c, "echo work >> /out/log"]
                volumeMounts: [{name: out, mountPath: /out}]
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: tidy}
        spec:
          schedule: "30 3 13 * fri"
          timeZone: Europe/Berlin
          concurrencyPolicy: Forbid
          startingDeadlineSeconds: 600
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  volumes: [{name: out, hostPath: {path: /root/test/out, type: DirectoryOrCreate}}]
                  containers:
                  - name: c
                    image: localhost/podsup/busybox:1
                    command: [sh, -c, "echo tidy >> /out/log"]
                    volumeMounts: [{name: out, mountPath: /out}]
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: again}
        spec:
          schedule: "@yearly"
          concurrencyPolicy: Replace
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  volumes: [{name: out, hostPath: {path: /root/test/out, type: DirectoryOrCreate}}]
                  containers:
                  - name: c
                    image: localhost/podsup/busybox:1
                    command: [sh, -c, "echo again >> /out/log"]
                    volumeMounts: [{name: out, mountPath: /out}]
        """

    @Test("a generated unit, put in place by hand, runs the app", arguments: Box.Suite.allCases)
    func runs(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand(
                """
                install -D /src/pods/site.yaml /etc/podsup/pods/site.yaml
                podsup generate-units /etc/podsup/pods/site.yaml --output /etc/systemd/system
                systemctl daemon-reload
                systemctl enable --now podsup-site.service
                """, timeout: .seconds(90))

            #expect(try await box.get().out.contains("A site on a Pi"))
            #expect(try await box.pod().isReady)
        }
    }

    @Test(
        "with manifests in a folder of one's own all of it works, and up keeps to that folder",
        arguments: Box.Suite.allCases)
    func manifestFolder(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand(
                """
                install -D /src/pods/hello.yaml /root/test/pods/hello.yaml
                podsup generate-units /root/test/pods/hello.yaml --manifest-dir /root/test/pods --output /etc/systemd/system
                systemctl daemon-reload
                systemctl enable --now podsup-hello.service
                sed -i 's/Hello from a pod/Hello again/' /root/test/pods/hello.yaml
                """, timeout: .seconds(90))
            let doctor = try await box.sh("podsup doctor | grep 'app hello'")
            #expect(doctor.out.contains("podsup reload hello"), "\(doctor)")

            let reload = try await box.demand("podsup reload hello", timeout: .seconds(90))
            #expect(!reload.err.contains("other units"), "\(reload)")
            #expect(try await box.get().text == "Hello again.")

            try await box.demand("sed -i 's/Hello again/Hello at last/' /root/test/pods/hello.yaml")
            try await box.up("/root/test/pods/hello.yaml")
            #expect(try await box.get().text == "Hello at last.")
            try await box.demand(
                "grep -q -- '--manifest-dir /root/test/pods' /etc/systemd/system/podsup-hello.service")
            let settled = try await box.sh("podsup doctor | grep 'app hello'")
            #expect(settled.out.contains("its unit is up to date"), "\(settled)")
        }
    }
}

extension Box {
    /// A command that runs where neither systemd nor Podman is to be seen: no sockets, no programs, and
    /// another process as PID 1.
    static func bare(_ command: String) -> String {
        """
        unshare --mount --pid --fork --mount-proc --kill-child bash -c '
            mount -t tmpfs tmpfs /run
            for program in /usr/bin/podman /usr/bin/systemctl; do mount --bind /dev/null $program; done
            \(command)'
        """
    }
}
