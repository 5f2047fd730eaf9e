import TestSupport
import Testing

@Suite("podsup doctor, in a box")
struct DoctorTests {
    private func find(_ box: Box, _ words: String...) async throws -> Output {
        let output = try await box.sh("podsup doctor")
        for word in words { #expect(output.out.contains(word), "\(word) in \(output)") }
        return output
    }

    @Test(
        "each fault that is made is found, with what to do, and no longer once it is mended",
        arguments: Box.Suite.allCases)
    func faults(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")
            let fine = try await find(
                box, "Podman ", "socket", "runtime", "network", "app hello", "clock", "kept on disk, ",
                "MiB free for images and containers", "MiB free for the journal",
                // What a box lacks.
                "no cgroup controller 'memory'", "cgroup_enable=memory")
            #expect(fine.code == 0, "\(fine)")
            #expect(
                try await box.demand(
                    "podsup doctor -o json | jq -r '.[] | select(.subject == \"socket\").level'"
                ).text == "ok")

            try await box.demand("systemctl stop podman.socket podman.service")
            #expect(try await find(box, "nobody listens; systemctl enable --now podman.socket").code == 1)
            try await box.demand("systemctl start podman.socket")

            // A file in its place: journald would make the folder anew with the next journal that it opens.
            try await box.demand("mv /var/log/journal /var/log/journal.away; touch /var/log/journal")
            _ = try await find(box, "in memory only: logs are gone after a reboot")
            try await box.demand("rm /var/log/journal; mv /var/log/journal.away /var/log/journal")

            try await box.demand(
                "mkdir -p /var/lib/podsup; mount -t tmpfs -o size=1M none /var/lib/podsup; cp -a /bin/true /var/lib/podsup/.fill"
            )
            #expect(try await find(box, "MiB free for revisions").code == 1)
            try await box.demand("umount /var/lib/podsup")

            try await box.demand("echo '# edited' >> /etc/systemd/system/podsup-hello.service")
            _ = try await find(box, "its unit is not the one that its manifest asks for")
            try await box.up("/src/pods/hello.yaml")

            try await box.demand(
                "podman pod create --label io.podsup.app=ghost --name ghost; mkdir -p /run/podsup/gone")
            _ = try await find(
                box, "of 'ghost', which has no unit: pod ghost; podsup down ghost", "folder /run/podsup/gone")
            try await box.demand("podsup down ghost; podsup down gone")

            try await box.demand(
                "mkdir -p /etc/podsup/pods; sed 's/name: hello/name: shipped/' /src/pods/hello.yaml > /etc/podsup/pods/shipped.yaml"
            )
            _ = try await find(
                box, "shipped.yaml has no unit, so it does not run; podsup up /etc/podsup/pods/shipped.yaml")
            try await box.demand("echo nonsense: true > /etc/podsup/pods/shipped.yaml")
            #expect(try await find(box, "its manifest is wrong").code == 1)
            try await box.demand("rm /etc/podsup/pods/shipped.yaml")
            let mended = try await box.sh("podsup doctor -q")
            #expect(
                mended.code == 0 && !mended.out.contains("ghost") && !mended.out.contains("app "), "\(mended)"
            )
        }
    }

    @Test(
        "a user without lingering or ids of its own is told how to get them", arguments: Box.Suite.allCases)
    func user(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // A user of its own: Podman makes a user namespace by what it finds, and keeps it.
            try await box.demand(
                """
                useradd -m bare; sed -i /^bare:/d /etc/subuid /etc/subgid; systemctl start user@$(id -u bare)
                """)
            let output = try await box.sh(
                "runuser -u bare -- env -C / XDG_RUNTIME_DIR=/run/user/$(id -u bare) podsup doctor --user")
            try await box.demand("systemctl stop user@$(id -u bare); userdel -rf bare")
            #expect(output.code == 1)
            #expect(output.out.contains("loginctl enable-linger"), "\(output)")
            // Those of user `pod` end there.
            #expect(
                output.out.contains("/etc/subuid gives bare 0 ids")
                    && output.out.contains("usermod --add-subuids 165536-231071 bare"), "\(output)")
        }
    }
}
