import TestSupport
import Testing

@Suite("A reload, in a box")
struct ReloadTests {
    @Test(
        "a changed file changes in place, a changed container is replaced alone, a wrong manifest changes nothing",
        arguments: Box.Suite.allCases)
    func leastChange(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let file = "/etc/podsup/pods/re.yaml"
            try await box.write(manifest(), to: file)
            try await box.up(file)
            let supervisor = try await box.property("MainPID", of: "podsup-re.service")

            for (round, command) in ["podsup reload re", "systemctl reload podsup-re"].enumerated() {
                let before = try await box.all()
                try await box.write(
                    manifest(text: "file \(round)", command: "sleep 100\(round)"), to: file)
                let output = try await box.demand(command, timeout: .seconds(90))
                if round == 0 { #expect(output.lines.last == "re is reloaded and ready", "\(output)") }
                try await eventually(within: .seconds(60), "only what changed is replaced") {
                    let now = try await box.all()
                    return now["worker"] != nil && now["worker"] != before["worker"]
                        && now.filter { $0.key != "worker" } == before.filter { $0.key != "worker" }
                }
                #expect(try await box.demand("podman top re-worker args").out.contains("sleep 100\(round)"))

                let replaced = try await box.all()
                try await box.write(
                    manifest(text: "file \(round) again", command: "sleep 100\(round)"), to: file)
                try await box.demand(command, timeout: .seconds(90))
                try await eventually(within: .seconds(30), "the file has changed in the container") {
                    try await box.demand("podman exec re-reader cat /conf/text").text == "file \(round) again"
                }
                #expect(try await box.all() == replaced)

                try await box.write(
                    manifest(text: "never", command: "sleep 9", more: "  imagePulPolicy: Never"), to: file)
                let wrong = try await box.sh(command)
                if round == 0 {
                    #expect(wrong.code == 78)
                    #expect(
                        wrong.err.contains("\(file):") && wrong.err.contains("imagePulPolicy: unknown field")
                            && wrong.err.contains("nothing was changed"), "\(wrong)")
                } else {
                    // systemd has only sent the signal.
                    try await eventually(
                        within: .seconds(30), "it is told",
                        note: { try await box.sh("systemctl status podsup-re").all }
                    ) {
                        let status = try await box.property("StatusText", of: "podsup-re.service")
                        let journal = try await box.journal("podsup-re.service")
                        return status.contains("imagePulPolicy")
                            && journal.contains {
                                $0.contains("\(file):") && $0.contains("unknown field")
                                    && $0.contains("the old manifest stays")
                            }
                    }
                    #expect(try await box.property("ActiveState", of: "podsup-re.service") == "active")
                }
                #expect(try await box.all() == replaced)
                #expect(
                    try await box.demand("podman exec re-reader cat /conf/text").text == "file \(round) again"
                )
                #expect(try await box.pods("re").items.map(\.isReady) == [true, true])

                try await box.write(
                    manifest(text: "file \(round) again", command: "sleep 100\(round)"), to: file)
                try await box.demand(command, timeout: .seconds(90))
                try await eventually(within: .seconds(30), "the complaint is gone") {
                    !(try await box.property("StatusText", of: "podsup-re.service").contains("imagePulPolicy"))
                }
                #expect(try await box.all() == replaced)
            }
            #expect(try await box.property("MainPID", of: "podsup-re.service") == supervisor)
        }
    }

    @Test(
        "a reload says where the manifest asks for other units, and applies what comes while the app is not ready",
        arguments: Box.Suite.allCases)
    func units(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let file = "/etc/podsup/pods/re.yaml"
            // Not ready, for its probe fails.
            try await box.write(manifest(probe: "false"), to: file)
            try await box.demand("podsup up --no-wait \(file)")
            try await eventually(within: .seconds(60), "it runs") { try await box.all().count == 4 }
            #expect(try await box.property("ActiveState", of: "podsup-re.service") == "activating")
            let cronJob = """

                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: tidy}
                spec:
                  schedule: "@daily"
                  jobTemplate:
                    spec:
                      template:
                        spec:
                          restartPolicy: Never
                          containers: [{name: c, image: "localhost/podsup/busybox:1", command: ["true"]}]
                """
            try await box.write(manifest(probe: "true") + cronJob, to: file)
            let reload = try await box.demand("podsup reload re", timeout: .seconds(90))
            #expect(reload.lines.last == "re is reloaded and ready", "\(reload)")
            #expect(
                reload.err.contains("podsup-re-tidy.timer") && reload.err.contains("podsup up \(file)"),
                "\(reload)")
            try await box.up(file)
            let quiet = try await box.demand("podsup reload re", timeout: .seconds(90))
            #expect(!quiet.err.contains("other units"), "\(quiet)")
        }
    }

    private func manifest(
        text: String = "first", command: String = "sleep 1", probe: String = "true", more: String = ""
    ) -> String {
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: conf}
        data: {text: "\(text)"}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: re}
        spec:
          terminationGracePeriodSeconds: 1
        \(more)
          volumes: [{name: conf, configMap: {name: conf}}]
          containers:
          - name: reader
            image: localhost/podsup/busybox:1
            command: [sleep, 1d]
            volumeMounts: [{name: conf, mountPath: /conf}]
            readinessProbe: {exec: {command: ["\(probe)"]}, periodSeconds: 1}
          - {name: worker, image: "localhost/podsup/busybox:1", command: [sh, -c, "\(command); sleep 1d"]}
          - {name: other, image: "localhost/podsup/busybox:1", command: [sleep, 1d]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: neighbour}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - {name: main, image: "localhost/podsup/busybox:1", command: [sleep, 1d]}
        """
    }
}

extension Box {
    /// Id and pid of each running container, by its name.
    fileprivate func all() async throws -> [String: String] {
        let lines = try await demand(
            "podman ps -q --filter label=io.podsup.container | xargs -r podman inspect "
                + "--format '{{index .Config.Labels \"io.podsup.container\"}} {{.Id}} {{.State.Pid}}'"
        ).lines
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let words = line.split(separator: " ")
                return (String(words[0]), words.dropFirst().joined(separator: " "))
            })
    }
}
