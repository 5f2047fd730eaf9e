import TestSupport
import Testing

@Suite("podsup up --foreground, in a box")
struct ForegroundTests {
    /// PID 1 of these namespaces is the script, and /run is empty: no systemd, no socket of Podman's.
    @Test(
        "up --foreground supervises without systemd until Ctrl-C, with an API service of its own",
        arguments: Box.Suite.allCases)
    func foreground(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                mount -t tmpfs tmpfs /run
                podsup up --foreground /src/pods/hello.yaml
                echo "exit $?"
                # conmon's own cleanup of the infra container may still be about.
                for i in $(seq 50); do pgrep 'podman|conmon' > /dev/null || break; sleep 0.1; done
                pgrep -a 'podman|conmon' | sed 's/^/left: /'
                podman pod ps --format 'left: pod {{.Name}}'
                echo checked
                """, to: "/root/test/foreground.sh")
            try await box.demand(
                """
                (unshare --mount --pid --fork --mount-proc --kill-child bash /root/test/foreground.sh \
                    > /root/test/foreground.log 2>&1 &)
                """)
            let log = { try await box.sh("cat /root/test/foreground.log").out }
            try await eventually(within: .seconds(40), "the page is served", note: log) {
                try await box.get().out.contains("Hello from a pod.")
            }
            try await eventually(within: .seconds(15), "it says that it is ready", note: log) {
                try await log().contains("hello is ready")
            }
            #expect(
                try await box.demand("ls /etc/systemd/system").lines.allSatisfy { !$0.hasPrefix("podsup-") })

            // Its container is supervised: killed, it runs again.
            try await box.demand("pkill -9 -x httpd")
            try await eventually(within: .seconds(15), "the page is served again", note: log) {
                try await box.get().out.contains("Hello from a pod.")
            }

            try await box.demand("pkill -INT -f '^podsup up --foreground'")
            try await eventually(within: .seconds(30), "podsup has ended", note: log) {
                try await log().contains("checked")
            }
            let ended = try await log()
            #expect(ended.contains("exit 0"), "\(ended)")
            #expect(!ended.contains("left: "), "\(ended)")
            #expect(try await box.get().code == 7, "nobody listens on the host port")
        }
    }
}
