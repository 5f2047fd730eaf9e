import TestSupport
import Testing

@Suite("What systemd refuses, in a box")
struct UnitErrorTests {
    private let dropIn = "/etc/systemd/system/podsup-hello.service.d/test.conf"

    @Test(
        "a start that fails names the unit and what its journal says last",
        arguments: Box.Suite.allCases)
    func fails(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                "[Service]\nRestart=no\nExecStartPre=/bin/sh -c 'echo the disk is not there; exit 4'\n",
                to: dropIn)
            let up = try await box.sh("podsup up /src/pods/hello.yaml")
            expect(up, "the disk is not there", "podsup-hello.service", "journalctl -u podsup-hello.service")
            let restart = try await box.sh("podsup restart hello")
            expect(restart, "the disk is not there", "podsup-hello.service")
            let reload = try await box.sh("podsup reload hello")
            expect(
                reload, "the disk is not there", "app 'hello' does not run (its unit is failed)",
                "systemctl start podsup-hello.service")
            try await box.demand("podsup down hello")

            // One that another unit keeps from starting.
            try await box.write("[Unit]\nRequires=broken.service\nAfter=broken.service\n", to: dropIn)
            try await box.write(
                "[Service]\nType=oneshot\nExecStart=/bin/false\n", to: "/etc/systemd/system/broken.service")
            let dependent = try await box.sh("podsup up /src/pods/hello.yaml")
            expect(
                dependent, "was not tried, because a unit that it needs failed", "podsup-hello.service",
                "Dependency failed for")
            try await box.demand("podsup down hello; rm /etc/systemd/system/broken.service")

            // One that systemd can't read.
            try await box.write("[Service]\nExecStart=\n", to: dropIn)
            let unreadable = try await box.sh("podsup up /src/pods/hello.yaml")
            expect(
                unreadable, "cannot start podsup-hello.service", "bad unit file setting", "ExecStart=",
                "systemctl status podsup-hello.service")
            try await box.demand("rm -r \(dropIn.dropLast("/test.conf".count)); systemctl daemon-reload")
            #expect(try await box.sh("test -e /etc/systemd/system/podsup-hello.service").code == 1)
        }
    }

    @Test("a masked unit is said to be, and how to allow it", arguments: Box.Suite.allCases)
    func masked(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("systemctl mask podsup-hello.service")
            let sentence =
                "podsup: podsup-hello.service is masked; allow it with 'systemctl unmask podsup-hello.service'"
            try await box.demand("install -D /src/pods/hello.yaml /etc/podsup/pods/hello.yaml")
            for command in ["up /etc/podsup/pods/hello.yaml", "restart hello", "reload hello"] {
                let output = try await box.sh("podsup \(command)")
                #expect(
                    output.code == 1 && output.err.split(separator: "\n") == [Substring(sentence)],
                    "\(output)")
            }
            #expect(
                try await box.demand("readlink /etc/systemd/system/podsup-hello.service").text == "/dev/null")
            #expect(try await box.demand("podman ps -aq").text == "")
            try await box.demand("systemctl unmask podsup-hello.service")
            try await box.up("/etc/podsup/pods/hello.yaml")
        }
    }

    @Test(
        "without the right, or without such an app, each command says so in a sentence",
        arguments: Box.Suite.allCases)
    func denied(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")
            for (command, what) in [
                ("up /src/pods/hello.yaml", "run"), ("restart hello", "restart"), ("reload hello", "reload"),
                ("down hello", "stop"),
            ] {
                let output = try await box.sh("podsup \(command)", user: "pod")
                #expect(
                    output.code == 1
                        && output.err.split(separator: "\n") == [
                            "podsup: cannot \(what) 'hello': permission denied; run it as root (sudo), or use --user for pods of your own"
                        ], "\(output)")
            }
            for (command, words) in [
                ("restart nope", "there is no app 'nope'"), ("reload nope", "app 'nope' has no manifest"),
                ("logs nope", "there is no app 'nope'"),
            ] {
                let output = try await box.sh("podsup \(command)")
                #expect(
                    output.code == 1 && output.err.hasPrefix("podsup: ") && output.err.contains(words),
                    "\(output)")
            }
            #expect(try await box.get().text == "Hello from a pod.", "it runs on")
        }
    }

    private func expect(_ output: Output, _ words: String...) {
        #expect(output.code == 1, "\(output)")
        for word in words { #expect(output.err.contains(word), "\(word): \(output)") }
        #expect(output.err.split(separator: "\n").last?.hasPrefix("podsup: ") == true, "\(output)")
    }
}
