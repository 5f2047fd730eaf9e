import TestSupport
import Testing

@Suite("Bad input, in a box")
struct BadInputTests {
    @Test(
        "validate reports every problem with its place, what is wrong and what to do, and exits 78",
        arguments: Box.Suite.allCases)
    func validate(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            for broken in Broken.all {
                try await box.write(broken.manifest, to: "/root/test/broken.yaml")
                let answer = try await box.sh("podsup validate /root/test/broken.yaml")

                #expect(answer.code == 78, "\(broken.name): \(answer)")
                for (line, words) in broken.problems {
                    let report = answer.err.split(separator: "\n").first {
                        $0.contains("/root/test/broken.yaml:\(line):")
                    }
                    let text = try #require(report, "\(broken.name): nothing about line \(line): \(answer)")
                    #expect(text.contains(/broken\.yaml:\d+:\d+: .+: .+; .+/), "\(broken.name): \(text)")
                    for word in words { #expect(text.contains(word), "\(broken.name): \(text)") }
                }
            }
        }
    }

    @Test(
        "validate accepts the examples, in silence about problems, with exit 0", arguments: Box.Suite.allCases
    )
    func examples(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let answer = try await box.sh(
                "for file in /src/pods/*.yaml; do podsup validate $file || exit; done")
            #expect(answer.code == 0, "\(answer)")
            // A box lacks what limits of memory take.
            let lines = answer.err.split(separator: "\n").filter { !$0.contains("has no cgroup controller") }
            #expect(lines == [], "\(answer)")
        }
    }

    @Test("up of a broken manifest exits 78 and changes nothing", arguments: Box.Suite.allCases)
    func upRefuses(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            for broken in Broken.all {
                try await box.write(broken.manifest, to: "/root/test/broken.yaml")
                let answer = try await box.sh("podsup up /root/test/broken.yaml")
                #expect(answer.code == 78, "\(broken.name): \(answer)")
            }
            #expect(try await box.leftovers() == [])
        }
    }

    @Test("usage errors exit 2 with one sentence", arguments: Box.Suite.allCases)
    func usage(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            for (command, word) in [
                ("podsup frobnicate", "frobnicate"), ("podsup up", "FILE"), ("podsup down", "APP"),
                ("podsup up --nosuchoption /src/pods/site.yaml", "--nosuchoption"),
                ("podsup logs site -n many", "many"),
            ] {
                let answer = try await box.sh(command)
                #expect(answer.code == 2, "\(command): \(answer)")
                #expect(answer.err.hasPrefix("podsup: "), "\(command): \(answer)")
                #expect(answer.err.contains(word), "\(command): \(answer)")
            }
        }
    }

    @Test("a file that is missing or can't be read is named in one sentence", arguments: Box.Suite.allCases)
    func unreadable(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            for command in ["validate", "up"] {
                let missing = try await box.sh("podsup \(command) /root/test/nosuch.yaml")
                expectSentence(missing, about: ["/root/test/nosuch.yaml"], code: 2)
            }
            try await box.demand("install -m 600 /src/pods/site.yaml /tmp/mine.yaml")
            let forbidden = try await box.sh("podsup validate /tmp/mine.yaml", user: "pod")
            expectSentence(forbidden, about: ["/tmp/mine.yaml", "ermission"], code: 2)
            let folder = try await box.sh("podsup validate /root/test/nosuch.yaml/site.yaml")
            expectSentence(folder, about: ["/root/test/nosuch.yaml/site.yaml"], code: 2)
            #expect(try await box.leftovers() == [])
        }
    }

    @Test(
        "without Podman, up says what to install and leaves nothing half-made", arguments: Box.Suite.allCases)
    func noPodman(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let answer = try await box.whileMissing(
                [
                    "/usr/bin/podman", "/usr/lib/systemd/system/podman.socket",
                    "/usr/lib/systemd/system/podman.service",
                ],
                "systemctl stop podman.socket podman.service; systemctl daemon-reload"
            ) { try await box.sh("podsup up /src/pods/site.yaml", timeout: .seconds(90)) }

            expectSentence(answer, about: ["odman", "install"])
            #expect(try await box.leftovers() == [])
        }
    }

    @Test(
        "where Podman's socket refuses, up says so and leaves nothing half-made",
        arguments: Box.Suite.allCases)
    func socketRefused(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // A socket that nobody listens on any more, and a socket unit that can't be started.
            try await box.demand(
                """
                systemctl stop podman.socket podman.service; systemctl mask --runtime podman.socket podman.service
                mkdir -p /run/podman; rm -f /run/podman/podman.sock
                socat UNIX-LISTEN:/run/podman/podman.sock,unlink-close=0 - < /dev/null & sleep 0.5
                kill -9 $!; test -S /run/podman/podman.sock
                """)
            let answer = try await box.sh("podsup up /src/pods/site.yaml", timeout: .seconds(90))
            try await box.demand(
                """
                rm -f /run/podman/podman.sock
                systemctl unmask --runtime podman.socket podman.service; systemctl start podman.socket
                """)

            expectSentence(answer, about: ["podman.sock"])
            #expect(try await box.leftovers() == [])
        }
    }

    @Test("an ordinary user who may not touch the system is told so", arguments: Box.Suite.allCases)
    func ordinaryUser(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")

            let answer = try await box.sh("DBUS_SESSION_BUS_ADDRESS= podsup down hello", user: "pod")

            expectSentence(answer, about: ["podsup: "])
            #expect(try await box.get().text == "Hello from a pod.", "it runs on")
        }
    }
}

/// One plain sentence on standard error, no success, and nothing that a crash prints.
private func expectSentence(_ answer: Output, about words: [String], code: Int32? = nil) {
    #expect(answer.code != 0 && answer.code < 128 && (code ?? answer.code) == answer.code, "\(answer)")
    // A box lacks what limits take, of which a warning tells.
    let lines = answer.err.split(separator: "\n").filter { !$0.contains("has no cgroup controller") }
    #expect(lines.count == 1 && lines[0].hasPrefix("podsup: "), "\(answer)")
    for word in words { #expect(answer.err.contains(word), "\(answer)") }
    for trace in ["Fatal error", "Swift/", "backtrace", "Error("] {
        #expect(!answer.all.contains(trace), "\(answer)")
    }
}

extension Box {
    /// Runs `body` while files are out of the way, after `preparation`; puts them back whatever happens.
    fileprivate func whileMissing(
        _ files: [String], _ preparation: String, _ body: () async throws -> Output
    ) async throws -> Output {
        let list = files.joined(separator: " ")
        try await demand("for file in \(list); do mv $file $file.away; done; \(preparation)")
        let result: Result<Output, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        try await demand(
            "for file in \(list); do mv $file.away $file; done; systemctl daemon-reload; systemctl start podman.socket"
        )
        return try result.get()
    }
}
