import Foundation
import Testing

@testable import Podman
@testable import Supervisor

@Suite("What is known of the host")
struct HostFactsTests {
    let path = NSTemporaryDirectory() + "host-facts-\(UUID()).json"
    let facts = HostFacts(
        PodmanInfo.Host(
            ociRuntime: .init(name: "crun", path: "/usr/bin/crun"), cgroupVersion: "v2",
            cgroupControllers: ["cpu", "memory"], cgroupManager: "systemd", networkBackend: "netavark",
            logDriver: "journald", hostname: "pi", arch: "arm64",
            security: .init(
                rootless: false, apparmorEnabled: false, seccompEnabled: true, selinuxEnabled: false)))

    @Test("the next supervisor knows it without asking")
    func kept() {
        defer { unlink(path) }
        facts.save(path)
        #expect(HostFacts.load(path) == facts)
    }

    @Test("with another Podman or another configuration it is asked for again")
    func outdated() {
        defer { unlink(path) }
        facts.save(path, madeFrom: "/usr/bin/podman 1 2 3.4")
        #expect(HostFacts.load(path, madeFrom: "/usr/bin/podman 1 2 3.4") == facts)
        #expect(HostFacts.load(path, madeFrom: "/usr/bin/podman 1 2 5.0") == nil)
    }

    @Test("a file that is missing or torn is nothing")
    func torn() throws {
        defer { unlink(path) }
        #expect(HostFacts.load(path) == nil)
        try Data("{\"madeFrom\":\"".utf8).write(to: URL(fileURLWithPath: path))
        #expect(HostFacts.load(path) == nil)
    }

    @Test("one supervisor asks at a time, and the next when that one has the answer or has ended")
    func turns() {
        defer { unlink(path + ".lock") }
        var first: HostFacts.Turn? = HostFacts.Turn(path)
        let second = HostFacts.Turn(path)
        #expect(first?.take() == true)
        #expect(!second.take())
        first = nil
        #expect(second.take())
        #expect(HostFacts.Turn("/nowhere/facts").take())
    }
}
