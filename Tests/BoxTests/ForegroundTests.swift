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

    @Test(
        "what has ended is removed, and runs again; on a terminal control characters do nothing, in a pipe they are kept",
        arguments: Box.Suite.allCases)
    func controlCharacters(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: loud}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: web
                    image: localhost/podsup/busybox:1
                    command: [sh, -c, "printf '\\\\033]0;title\\\\007 \\\\033[31mred\\\\033[0m\\\\n'; exit 7"]
                """, to: "/root/test/loud.yaml")
            let up = "timeout 40 podsup up --foreground /root/test/loud.yaml"
            for (command, shown) in [
                ("script -qec '\(up)' /dev/null", #"\x1b]0;title\x07 red"#),
                (up, "\u{1b}]0;title\u{7} \u{1b}[31mred\u{1b}[0m"),
            ] {
                let output = try await box.sh(
                    "unshare --mount --pid --fork --mount-proc --kill-child sh -c \"mount -t tmpfs tmpfs /run; \(command)\" < /dev/null"
                )
                #expect(output.out.contains("loud/web | " + shown), "\(output)")
                #expect(output.code == 3, "it failed: \(output)")
                #expect(try await box.demand("podman ps --all --quiet").text == "")
            }
        }
    }
}
