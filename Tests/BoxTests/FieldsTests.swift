import TestSupport
import Testing

@Suite("A carried-out field has its effect inside the container")
struct FieldsTests {
    @Test("the environment and the command line", arguments: Box.Suite.allCases, environmentFindings)
    func environment(suite: Box.Suite, finding: Finding) async throws { try await check(finding, suite) }

    @Test("volumes of every kind", arguments: Box.Suite.allCases, volumeFindings)
    func volumes(suite: Box.Suite, finding: Finding) async throws { try await check(finding, suite) }

    @Test("the security context at both levels", arguments: Box.Suite.allCases, securityFindings)
    func security(suite: Box.Suite, finding: Finding) async throws { try await check(finding, suite) }

    @Test("names and the network", arguments: Box.Suite.allCases, networkFindings)
    func network(suite: Box.Suite, finding: Finding) async throws { try await check(finding, suite) }

    private func check(_ finding: Finding, _ suite: Box.Suite) async throws {
        let lines = try await FieldsDump.shared.lines(of: finding.container, on: suite)
        let key = finding.line.split(separator: " ").prefix(2).joined(separator: " ")
        #expect(lines.contains(finding.line), "instead: \(lines.filter { $0.hasPrefix(key) })")
    }

    @Test("what is not asked for is not there", arguments: Box.Suite.allCases)
    func absent(suite: Box.Suite) async throws {
        let plain = try await FieldsDump.shared.lines(of: "plain", on: suite)
        #expect(!plain.contains { $0.hasPrefix("env ABSENT=") || $0.hasPrefix("env P_raw=") })
        #expect(!plain.contains { $0.hasPrefix("tty ") })
        let user = try await FieldsDump.shared.lines(of: "user", on: suite)
        #expect(!user.contains("env GREETING=hi"))
    }

    @Test("shared namespaces are one, the others each container's own", arguments: Box.Suite.allCases)
    func namespaces(suite: Box.Suite) async throws {
        func spaces(_ container: String) async throws -> [String] {
            try await FieldsDump.shared.lines(of: container, on: suite).filter { $0.hasPrefix("ns ") }
        }
        let (plain, user, box) = (
            try await spaces("plain"), try await spaces("user"), try await spaces("box")
        )
        #expect(plain.count == 4 && user.count == 4 && box.count == 3)
        #expect(plain.dropFirst() == user.dropFirst(), "net, ipc, uts")
        #expect(plain.first != user.first, "pid")
        #expect(Set(plain).isDisjoint(with: box))
    }

    /// A box has no cpu and memory controllers, so that podsup leaves the limits out and says so.
    @Test("limits are set where the machine can enforce them", arguments: Box.Suite.allCases)
    func limits(suite: Box.Suite) async throws {
        let box = try await FieldsDump.shared.lines(of: "box", on: suite)
        let controllers = try #require(box.first { $0.hasPrefix("controllers") })
        let words = controllers.split(separator: " ")
        let memory = words.contains("memory") ? "67108864" : "0"
        let quota = words.contains("cpu") ? "25000" : "0"
        #expect(box.contains("limits \(memory) \(quota)"), "\(box)")
    }

    @Test("nothing is left of the pod's volumes after down", arguments: Box.Suite.allCases)
    func removal(suite: Box.Suite) async throws {
        let lines = try await FieldsDump.shared.lines(of: "after", on: suite)
        #expect(lines == ["none"])
    }
}
