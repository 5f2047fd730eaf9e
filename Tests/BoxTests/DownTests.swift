import TestSupport
import Testing

@Suite("podsup down, in a box")
struct DownTests {
    @Test(
        "down stops gracefully, removes unit and pod, and keeps the claim's volume",
        arguments: Box.Suite.allCases)
    func down(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            let down = try await box.sh("podsup down site")
            #expect(down.code == 0, "\(down)")

            #expect(try await box.leftovers() == ["volume site-sources"])
            let answer = try await box.get()
            #expect(answer.code == 7, "nobody listens on the host port: \(answer)")
            let journal = try await box.journal()
            #expect(journal.contains { $0.contains("SIGTERM) received") }, "nginx was asked to stop")
            #expect(!journal.contains { $0.contains("SIGKILL") }, "and was given the time: \(journal)")
        }
    }

    @Test("down twice is as good as once", arguments: Box.Suite.allCases)
    func idempotent(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand("podsup down site")

            let again = try await box.sh("podsup down site")
            #expect(again.code == 0, "\(again)")
            #expect(try await box.leftovers() == ["volume site-sources"])
        }
    }

    @Test(
        "what Podman has left mounted where it can't reach it is unmounted: down removes the app, and Podman is quick again",
        arguments: Box.Suite.allCases)
    func coveredMount(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")
            // As Podman 4.3.1 sometimes does it by itself: the root below the bare folder, then the folder over it.
            try await box.demand(
                """
                layers=/var/lib/containers/storage/overlay
                root=$(podman inspect -f '{{.GraphDriver.Data.MergedDir}}' hello-web)
                options=$(grep " $root " /proc/self/mountinfo | sed 's/.* overlay overlay [^,]*,//')
                umount -l $layers; mount -t overlay overlay -o "$options" $root
                mount --bind $layers $layers; mount --make-private $layers
                """)
            let covered = try await box.demand("grep -c /merged /proc/self/mountinfo")
            #expect(covered.text == "1")

            let down = try await box.sh("podsup down hello", timeout: .seconds(90))
            #expect(down.code == 0, "\(down)")
            #expect(try await box.leftovers() == [])
            let list = try await box.demand("podman ps --all --quiet")
            #expect(list.text.isEmpty && list.duration < .seconds(5), "\(list)")
            let journal = try await box.journal("podsup-hello.service")
            #expect(journal.contains { $0.contains("could not unmount roots of containers") })
            #expect(try await box.demand("podman ps --all --external --quiet").text == "")
            #expect(try await box.demand("grep -c /merged /proc/self/mountinfo || :").text == "0")
        }
    }

    @Test("down --volumes removes the volumes too", arguments: Box.Suite.allCases)
    func volumes(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            try await box.demand("podsup down site --volumes")
            #expect(try await box.leftovers() == [])
        }
    }

    @Test("what is in the claim is there again after down and up", arguments: Box.Suite.allCases)
    func claimOutlivesThePod(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand(
                "podman exec site-webhook sh -c 'echo Still here. >> /sources/content/_index.md'")

            try await box.demand("podsup down site")
            try await box.up()

            #expect(try await box.get().out.contains("Still here."))
        }
    }

    @Test("systemctl stop and start are as good as podsup's", arguments: Box.Suite.allCases)
    func systemctl(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            try await box.demand("systemctl stop podsup-site")
            let journal = try await box.journal().suffix(30).joined(separator: "\n")
            #expect(try await box.property("Result") == "success", "\(journal)")
            #expect(try await box.get().code == 7, "\(journal)")
            #expect(try await box.demand("podman ps -q").text == "", "\(journal)")

            try await box.demand("systemctl start podsup-site", timeout: .seconds(90))
            #expect(try await box.get().out.contains("A site on a Pi"), "start returns when the app is ready")
        }
    }
}

extension Box {
    /// What an app left behind on the machine, a line each.
    func leftovers() async throws -> [String] {
        try await demand(
            """
            systemctl list-units --all --plain --no-legend 'podsup-*.service' | sed 's/ .*//; s/^/unit /'
            ls /etc/systemd/system | sed -n 's/^podsup-/unit file podsup-/p'
            find /etc/systemd/system/*.wants -name 'podsup-*' | sed 's/^/enabled /'
            podman pod ps --format 'pod {{.Name}}'
            podman ps -a --format 'container {{.Names}}'
            podman volume ls --format 'volume {{.Name}}'
            pgrep -a conmon | sed 's/^/process /'
            ls -d /run/podsup/*/ 2> /dev/null | sed 's/^/folder /'
            """
        ).lines
    }
}
