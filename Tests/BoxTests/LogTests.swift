import TestSupport
import Testing

@Suite("podsup logs, in a box")
struct LogTests {
    @Test("logs of a container are its last lines, and no other container's", arguments: Box.Suite.allCases)
    func lastLines(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand("for n in $(seq 20); do curl -s -o /dev/null localhost:8080/page-$n; done")

            try await eventually(within: .seconds(5), "the last request is in the log") {
                try await box.demand("podsup logs site -c nginx -n 5").out.contains("page-20")
            }
            let logs = try await box.demand("podsup logs site -c nginx -n 5")
            #expect(logs.lines.count == 5, "\(logs)")
            #expect(!logs.out.contains("[webhook]"), "\(logs)")

            let all = try await box.demand("podsup logs site")
            #expect(all.out.contains("the site is built"), "the init container's")
            #expect(all.out.contains("serving hooks on"), "the webhook's")
        }
    }

    @Test(
        "the same lines are in the journal, under the unit, with the pod's fields",
        arguments: Box.Suite.allCases)
    func journal(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand("curl -s localhost:8080/a-line-of-its-own")

            try await eventually(within: .seconds(5), "the request is in the unit's journal") {
                try await box.journal().contains { $0.contains("a-line-of-its-own") }
            }
            let entry = try await box.demand(
                """
                journalctl -q -u podsup-site.service -o json --after-cursor "$(cat /root/test/cursor)" |
                    jq -r 'select(.MESSAGE | strings | contains("a-line-of-its-own"))
                        | [.PODSUP_APP, .PODSUP_POD, .PODSUP_CONTAINER, .PODSUP_STREAM, .PRIORITY] | join(" ")' | head -1
                """)
            #expect(entry.text == "site site nginx stdout 6")
        }
    }

    @Test("following shows a line when it is written", arguments: Box.Suite.allCases)
    func follow(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            try await box.demand(
                "(timeout 20 podsup logs site -c nginx -f -n 0 > /root/test/followed 2>&1 &)")
            try await eventually(within: .seconds(15), "the request is shown") {
                try await box.demand(
                    "curl -s -o /dev/null localhost:8080/followed; sleep 0.3; cat /root/test/followed"
                ).out.contains("GET /followed")
            }
        }
    }

    @Test("no line is lost while the supervisor is killed", arguments: Box.Suite.allCases)
    func killedSupervisorLosesNothing(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(counter, to: "/root/test/counter.yaml")
            try await box.up("/root/test/counter.yaml")

            for _ in 1...3 { try await box.killSupervisor(of: "podsup-counter.service") }

            try await eventually(within: .seconds(30), "the last line has come", every: .seconds(1)) {
                try await box.journal("podsup-counter.service").contains("line 5000.")
            }
            let numbers = try await box.journal("podsup-counter.service").filter { $0.hasPrefix("line ") }
            #expect(numbers == (1...5000).map { "line \($0)." })
        }
    }
}

/// 5,000 lines in about ten seconds.
private let counter = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: counter
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: count
          image: localhost/podsup/busybox:1
          command:
            - sh
            - -c
            - |
              n=0
              while [ $n -lt 5000 ]; do
                  n=$((n + 1)); echo "line $n."
                  [ $((n % 50)) != 0 ] || sleep 0.1
              done
              exec sleep 3600
    """
