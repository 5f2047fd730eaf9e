import TestSupport
import Testing

@Suite("podsup up, in a box")
struct UpTests {
    @Test(
        "up returns when the site is Ready: served on its host port, its unit active and enabled",
        arguments: Box.Suite.allCases)
    func upBringsTheSiteUp(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let up = try await box.up()

            #expect(up.lines.last?.contains("site is ready") == true, "\(up)")
            #expect(up.all.contains("nginx"), "shows which container it waits for: \(up)")
            let page = try await box.get()
            #expect(page.out.contains("A site on a Pi"), "\(page)")
            #expect(try await box.property("ActiveState") == "active")
            #expect(try await box.property("UnitFileState") == "enabled")
            #expect(try await box.property("FragmentPath") == "/etc/systemd/system/podsup-site.service")
            #expect(try await box.pod().isReady)
        }
    }

    @Test("the init container ends before the others start", arguments: Box.Suite.allCases)
    func initContainerComesFirst(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            let build = try #require(try await box.pod().status.initContainerStatuses?.first)
            #expect(build.name == "build")
            #expect(build.state.terminated?.exitCode == 0)
            #expect(build.restartCount == 0)
        }
    }

    @Test(
        "a POST to the webhook builds the site anew from the sources in the claim",
        arguments: Box.Suite.allCases)
    func webhookRebuilds(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            try await box.demand(
                "podman exec site-webhook sh -c 'echo Edited by hand. >> /sources/content/_index.md'")
            let answer = try await box.demand("curl -sS -X POST http://localhost:9000/hooks/rebuild")
            #expect(answer.out.contains("the site is built"), "\(answer)")
            #expect(try await box.get().out.contains("Edited by hand."))
        }
    }

    @Test("a second up changes nothing and says so", arguments: Box.Suite.allCases)
    func secondUpChangesNothing(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            let before = try await box.fingerprint()

            let second = try await box.up()

            #expect(second.out.contains("unchanged"), "\(second)")
            #expect(try await box.fingerprint() == before)
        }
    }

    @Test("after an edit of one container only that container is replaced", arguments: Box.Suite.allCases)
    func editReplacesOnlyWhatChanged(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("cp /src/pods/site.yaml /root/test/site.yaml")
            try await box.up("/root/test/site.yaml")
            let nginx = try await box.inspect("site-nginx")
            let webhook = try await box.inspect("site-webhook")

            try await box.demand(
                #"sed -i 's/"-verbose"\]/"-verbose", "-nopanic"]/' /root/test/site.yaml"#
                    + " && grep -q nopanic /root/test/site.yaml")
            let edited = try await box.up("/root/test/site.yaml")

            #expect(edited.lines.last?.contains("site is ready") == true, "\(edited)")
            #expect(try await box.inspect("site-nginx") == nginx)
            #expect(try await box.inspect("site-webhook").id != webhook.id)
            let arguments = try await box.demand("podman inspect site-webhook --format '{{.Args}}'")
            #expect(arguments.out.contains("-nopanic"), "\(arguments)")
            #expect(try await box.get().out.contains("A site on a Pi"))
        }
    }

    @Test("the smallest pod of the examples comes up", arguments: Box.Suite.allCases)
    func helloComesUp(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")

            #expect(try await box.get().text == "Hello from a pod.")
            #expect(try await box.property("ActiveState", of: "podsup-hello.service") == "active")
        }
    }

    @Test(
        "a pod of ours that Podman half removed is no hindrance: it is made anew",
        arguments: Box.Suite.allCases)
    func halfRemovedPod(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand(
                """
                podman pod create --infra=false --name hello --label io.podsup.app=hello --label io.podsup.pod=hello
                """)
            try await box.up("/src/pods/hello.yaml")
            #expect(
                try await box.demand("podman pod ps --format '{{.Name}} {{.NumberOfContainers}}'").text
                    == "hello 2")
        }
    }

    @Test(
        "a new app does not wait until systemd has read all units again, which it is asked to once the app is ready",
        arguments: Box.Suite.allCases)
    func startsBeforeReload(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // The first brings what all share.
            try await box.demand(
                "sed '/^ *ports:/,$d; s/name: hello/name: first/' /src/pods/hello.yaml > /root/test/first.yaml"
            )
            try await box.up("/root/test/first.yaml")
            let cursor = "/root/test/cursor"
            try await box.demand("journalctl -q -n 0 --show-cursor | sed -n 's/^-- cursor: //p' > \(cursor)")
            try await box.up()
            let lines = try await box.demand(
                "journalctl --sync; journalctl -q -o cat --after-cursor $(cat \(cursor)) _PID=1"
            ).lines
            let started = try #require(lines.firstIndex { $0.hasPrefix("Started podsup-site.service") })
            let reload = try #require(lines.firstIndex { $0.hasPrefix("Reload") })
            #expect(started < reload, "\(lines)")
            try await box.expectWanted()
            try await box.demand("systemctl stop podsup-site && systemctl start podsup.target")
            try await eventually(within: .seconds(30), "the target has started the app") {
                try await box.property("ActiveState") == "active"
            }
        }
    }

    @Test(
        "an `up` that is killed before systemd has read its links is made up for by the next",
        arguments: Box.Suite.allCases)
    func killedBeforeReload(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            // As it leaves things: the links are there, and systemd does not know of them.
            try await box.demand(
                """
                cd /etc/systemd/system && rm *.wants/podsup-site.service && systemctl daemon-reload
                for target in multi-user podsup; do
                    mkdir -p $target.target.wants && ln -s ../podsup-site.service $target.target.wants/
                done
                """)
            #expect(try await box.property("WantedBy") == "")
            let before = try await box.fingerprint()
            #expect(try await box.up().out.contains("unchanged"))
            try await box.expectWanted()
            #expect(try await box.fingerprint() == before)
        }
    }

    @Test("an edited unit is read again before it is started", arguments: Box.Suite.allCases)
    func editedUnit(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("cp /src/pods/hello.yaml /root/test/hello.yaml")
            try await box.up("/root/test/hello.yaml")
            try await box.demand(
                """
                systemctl stop podsup-hello
                sed -i 's|^  name: hello|&\\n  annotations: {podsup.io/unit.Service.Nice: "7"}|' /root/test/hello.yaml
                grep -q Nice /root/test/hello.yaml
                """)
            try await box.up("/root/test/hello.yaml")
            let supervisor = try await box.property("MainPID", of: "podsup-hello.service")
            #expect(try await box.demand("ps -o ni= -p \(supervisor)").text.contains("7"))
        }
    }
}

extension Box {
    /// What a change of anything would change: containers with their processes, and the supervisor's.
    func fingerprint() async throws -> [String] {
        let containers = try await demand(
            "podman ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.Pid}}' | sort")
        return containers.lines + [try await property("MainPID")]
    }

    fileprivate func expectWanted() async throws {
        let wanters = try await property("WantedBy").split(separator: " ").sorted()
        #expect(wanters == ["multi-user.target", "podsup.target"])
        #expect(try await property("NeedDaemonReload") == "no")
    }
}
