import TestSupport
import Testing

@Suite("podsup exec, in a box")
struct ExecTests {
    @Test(
        "a command's output, errors, input and exit code are passed on, and no conmon stays behind",
        arguments: Box.Suite.allCases)
    func streams(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")
            let before = try await box.sh("pgrep -xc conmon").text

            let both = try await box.sh("podsup exec hello -- sh -c 'echo out; echo err >&2; exit 7'")
            #expect(both.code == 7)
            #expect(both.out == "out\n")
            #expect(both.err.contains("err\n"))
            let input = try await box.sh("head -c 3000000 /dev/zero | podsup exec -i hello -- cat | wc -c")
            #expect(input.text == "3000000")
            #expect(try await box.sh("echo unseen | podsup exec hello -- cat").out == "")
            #expect(try await box.sh("podsup exec hello -- nope").code == 127)
            #expect(try await box.sh("podsup exec hello -- /etc/passwd").code == 126)
            #expect(try await box.sh("podsup exec hello -- sh -c 'kill -9 $$'").code == 137)
            #expect(try await box.sh("pgrep -xc conmon").text == before)
        }
    }

    @Test("a wrong pod or container is refused by name", arguments: [Box.Suite.trixie])
    func names(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")

            let container = try await box.sh("podsup exec hello -c wob -- true")
            #expect(container.code == 1)
            #expect(container.err.contains("pod 'hello' has no container 'wob'; it has web"), "\(container)")
            let pod = try await box.sh("podsup exec hello/nope -- true")
            #expect(pod.err.contains("app 'hello' has no pod 'nope'; it has hello"), "\(pod)")
            let app = try await box.sh("podsup exec nope -- true")
            #expect(app.err.contains("there is no app 'nope'"), "\(app)")
        }
    }

    @Test("SIGTERM reaches the command", arguments: Box.Suite.allCases)
    func signals(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")

            let output = try await box.sh(
                """
                podsup exec hello -- sh -c 'trap "echo caught; exit 9" TERM; echo begun; while :; do sleep 0.1; done' \
                    > /root/test/out & pid=$!
                until grep -q begun /root/test/out; do sleep 0.1; done
                kill -TERM $pid; wait $pid; echo "code $?"; cat /root/test/out
                """)
            #expect(output.lines == ["code 9", "begun", "caught"], "\(output)")
        }
    }

    @Test(
        "with -it the command has a terminal of the same size, which follows changes, and the person's is restored",
        arguments: Box.Suite.allCases)
    func terminal(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up("/src/pods/hello.yaml")
            try await box.write(
                #"""
                stty rows 33 cols 91
                t=$(tty)
                ( until podsup exec hello -- test -e /tmp/ready; do sleep 0.1; done; stty -F $t rows 40 cols 100 ) &
                podsup exec -it hello -- sh -c 'is() { test "$(stty size 2> /dev/null)" = "$1"; }
                    until is "33 91"; do sleep 0.1; done; stty size; tty
                    trap "is \"40 100\" && stty size && exit 5" WINCH; touch /tmp/ready
                    while :; do sleep 0.1; done'
                echo "code $?"
                stty -a | grep -o -- '-*icanon'
                """#, to: "/root/test/inside.sh")

            let output = try await box.sh("script -qec 'bash /root/test/inside.sh' /dev/null < /dev/null")

            let lines = output.out.split(whereSeparator: \.isNewline).map {
                $0.drop { $0 == "\0" || $0 == "^" }
            }
            #expect(lines.contains { $0.hasSuffix("33 91") }, "\(output)")
            #expect(lines.contains { $0.hasPrefix("/dev/pts/") }, "\(output)")
            #expect(lines.contains { $0.hasSuffix("40 100") }, "\(output)")
            #expect(lines.contains { $0.hasSuffix("code 5") }, "\(output)")
            #expect(
                lines.last?.hasSuffix("icanon") == true && lines.last?.contains("-icanon") == false,
                "\(output)")
        }
    }
}
