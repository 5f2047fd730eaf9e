import TestSupport
import Testing

/// What the other tests rely on, and what the examples promise about other tools.
@Suite("The box itself")
struct BoxItselfTests {
    @Test("a box runs real systemd and Podman, and reports exit codes", arguments: Box.Suite.allCases)
    func real(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            #expect(try await box.demand("cat /proc/1/comm").text == "systemd")
            #expect(try await box.demand("podman info --format '{{.Host.ServiceIsRemote}}'").text == "false")
            let output = try await box.sh("echo out; echo err >&2; exit 3")
            #expect((output.code, output.out, output.err) == (3, "out\n", "err\n"))
            #expect(try await box.demand("id -un", user: "pod").text == "pod")
        }
    }

    @Test("a script that hangs is killed and reported", arguments: Box.Suite.allCases)
    func hang(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            do {
                let output = try await box.sh("sleep 54321", timeout: .seconds(1))
                Issue.record("it returned: \(output)")
            } catch BoxError.timedOut {}
            #expect(try await box.sh("pgrep -f '^sleep 54321'").code == 1)
        }
    }

    @Test("after a power loss files are there and processes are not", arguments: Box.Suite.allCases)
    func powerLoss(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("touch /root/test/kept; systemd-run -q --unit sleeper sleep 1000")

            try await box.losePower()
            try await box.boot()

            try await box.demand("test -e /root/test/kept")
            #expect(try await box.property("ActiveState", of: "sleeper.service") == "inactive")
        }
    }

    @Test("podman kube play takes the smallest example as it is", arguments: Box.Suite.allCases)
    func kubePlay(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("podman kube play /src/pods/hello.yaml")

            try await eventually(within: .seconds(5), "the page is served") {
                try await box.get().text == "Hello from a pod."
            }
        }
    }
}
