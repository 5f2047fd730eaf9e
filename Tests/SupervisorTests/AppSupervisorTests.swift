import Foundation
import PodEngine
import TestSupport
import Testing

@testable import Podman
@testable import Supervisor

// One at a time: each supervisor takes the process's signals.
@MainActor
@Suite("A supervisor", .serialized, .timeLimit(.minutes(2)))
struct AppSupervisorTests {
    @Test("an app comes up, says so in its status, and is gone when it is stopped")
    func life() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1"), ("b", "img:1")))
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        #expect(fixture.document?.podsup.summary == "ready: 2 pods, 2 containers")
        #expect(fixture.fake.running.sorted() == ["a-c", "b-c"])
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == 0 })
        #expect(fixture.fake.pods.isEmpty)
        #expect(!Files.exists(fixture.paths.status))
        #expect(try Files.names(in: fixture.paths.state + "/volumes") == [])
    }

    @Test("what others can read holds no secret, and says nothing twice")
    func secrets() async throws {
        let secret =
            "\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  k: h1dden-value\n"
        let text = manifest(("a", "img:1")) + "\n      envFrom: [{secretRef: {name: s}}]" + secret
        let fixture = try AppFixture(text)
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        #expect(fixture.fake.body("a-c").contains("h1dden-value"))
        let status = try String(decoding: Files.read(fixture.paths.status), as: UTF8.self)
        #expect(!status.contains("h1dden-value"))
        let before =
            try FileManager.default.attributesOfItem(atPath: fixture.paths.status)[.systemFileNumber] as? Int
        fixture.supervisor.changed()
        try await Task.sleep(for: .milliseconds(100))
        let after =
            try FileManager.default.attributesOfItem(atPath: fixture.paths.status)[.systemFileNumber] as? Int
        #expect(before == after)
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == 0 })
    }

    @Test("a status that can't be written is complained about once, and written once it can be")
    func unwritable() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1")))
        // What is written first has the place taken by a folder.
        let drafts = [fixture.paths.status, fixture.paths.memory].map { $0 + ".new" }
        for draft in drafts { try Files.makeFolder(draft + "/full") }
        fixture.run()
        #expect(await comesTrue { fixture.fake.running == ["a-c"] && fixture.supervisor.retry != nil })
        #expect(fixture.document == nil && !Files.exists(fixture.paths.memory))
        for draft in drafts { try FileManager.default.removeItem(atPath: draft) }
        #expect(await comesTrue { fixture.isReady && Files.exists(fixture.paths.memory) })
        // A change may have written it before the timer does.
        #expect(await comesTrue { fixture.supervisor.retry == nil })
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == 0 })
    }

    @Test("a reload adds, replaces and removes pods, and one that comes back waits for its namesake to go")
    func reload() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1"), ("b", "img:1")))
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        let (a, b) = (fixture.fake.id("a-c"), fixture.fake.id("b-c"))
        fixture.fake.ignoreTerm("b-c")
        try fixture.write(manifest(("a", "img:2"), ("d", "img:1")))
        fixture.supervisor.reload()
        try fixture.write(manifest(("a", "img:2"), ("b", "img:1"), ("d", "img:1")))
        fixture.supervisor.reload()
        #expect(
            await comesTrue { fixture.isReady && fixture.fake.running.sorted() == ["a-c", "b-c", "d-c"] })
        #expect(fixture.fake.id("a-c") != a)
        #expect(
            await comesTrue {
                fixture.fake.id("b-c") != b && fixture.isReady
                    && fixture.document?.items.map(\.metadata.name) == ["a", "b", "d"]
            })
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == 0 })
    }

    @Test("a new manifest is in force, and told so, when nothing of the old one lives any more")
    func inForce() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1"), grace: 2))
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        let (old, id) = (fixture.document?.podsup.manifest, fixture.fake.id("a-c"))
        fixture.fake.ignoreTerm("a-c")
        try fixture.write(manifest(("a", "img:2"), grace: 2))
        fixture.supervisor.reload()
        // Its old container has two seconds to end; until then the status speaks of it.
        var early: [String?] = []
        #expect(
            await comesTrue {
                if fixture.fake.running == ["a-c"], fixture.fake.id("a-c") == id {
                    early.append(fixture.document?.podsup.manifest)
                }
                return fixture.fake.id("a-c") != id && fixture.isReady
            })
        #expect(early.count > 10 && early.dropLast().allSatisfy { $0 == old })
        #expect(await comesTrue { fixture.isReady && fixture.document?.podsup.manifest != old })
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == 0 })
    }

    @Test("a wrong manifest changes nothing, and the status says what is wrong")
    func badReload() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1")))
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        let id = fixture.fake.id("a-c")
        try fixture.write("apiVersion: v1\nkind: Pot\nmetadata: {name: a}\n")
        fixture.supervisor.reload()
        #expect(await comesTrue { fixture.document?.podsup.problem?.contains("'Pot'") == true })
        #expect(fixture.fake.id("a-c") == id)
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == 0 })
    }

    @Test("a pod that left the manifest while nobody looked is removed")
    func strays() async throws {
        let first = try AppFixture(manifest(("a", "img:1")))
        // What an earlier supervisor of the same app left.
        _ = try await first.podman.createPod(stray("old"))
        _ = try await first.podman.createPod(stray("other", app: "elsewhere"))
        first.run()
        #expect(await comesTrue { first.isReady && first.fake.pods.sorted() == ["a", "other"] })
        first.supervisor.stop()
        #expect(await comesTrue { first.status == 0 })
        #expect(first.fake.pods == ["other"])
    }

    private func stray(_ name: String, app: String = "site") -> PodCreate {
        PodCreate(name: name, labels: [Label.app: app, Label.pod: name])
    }

    @Test("a stop while Podman does not answer ends in time, says what is left, and leaves it to the next")
    func stopWithoutPodman() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1"), grace: 0))
        AppSupervisor.stopMargin = .seconds(1)
        defer { AppSupervisor.stopMargin = .seconds(20) }
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        fixture.fake.fail("", .hang, times: 1000)
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == ExitStatus.mayWorkLater })
        #expect(fixture.fake.running == ["a-c"])
        #expect(MemoryDocument.load(fixture.paths.memory)["a"] != nil)
    }

    @Test("a unit with less time to stop in than the grace period needs has its containers killed in time")
    func shortStopTimeout() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1"), grace: 600))
        fixture.supervisor.stopTimeout = { .seconds(12) }
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        fixture.fake.ignoreTerm("a-c")
        fixture.supervisor.stop()
        #expect(await comesTrue(within: .seconds(30)) { fixture.status == ExitStatus.done })
        #expect(fixture.fake.running == [])
        #expect(fixture.fake.calls.contains { $0 == "POST /containers/a-c/kill" })
    }

    @Test("a unit with time enough leaves the grace period as it is")
    func longStopTimeout() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1"), grace: 600))
        fixture.supervisor.stopTimeout = { .seconds(630) }
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        let pod = try #require(fixture.supervisor.runners.first?.pod)
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == ExitStatus.done })
        #expect(fixture.supervisor.graceLeft(of: pod) == nil)
    }

    @Test("an exit code outlives a disk that cannot be written to")
    func diskFull() async throws {
        let fixture = try AppFixture(manifest(("a", "img:1")))
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        // Nothing can be put in the place of a folder with something in it.
        try Files.remove(fixture.paths.memory)
        try Files.makeFolder(fixture.paths.memory + "/full")
        fixture.fake.exit("a-c", code: 7)
        #expect(await comesTrue { fixture.document?.items[0].status.containerStatuses[0].restartCount == 1 })
        #expect(fixture.document?.items[0].status.containerStatuses[0].lastState.terminated?.exitCode == 7)
        try Files.remove(fixture.paths.memory)
        // The next change brings all of it to the disk.
        fixture.supervisor.changed()
        #expect(
            MemoryDocument.load(fixture.paths.memory)["a"]?.containers["c"]?.lastTermination?.exitCode == 7)
        fixture.supervisor.stop()
        #expect(await comesTrue { fixture.status == 0 })
    }

    @Test(
        "an app that has done its work ends with 0, one that failed for good with 3",
        arguments: [(0, 0), (1, 3)])
    func ends(code: Int32, status: Int32) async throws {
        let text = manifest(("a", "img:1")).replacingOccurrences(
            of: "spec:\n", with: "spec:\n  restartPolicy: Never\n")
        let fixture = try AppFixture(text)
        fixture.run()
        #expect(await comesTrue { fixture.isReady })
        fixture.fake.exit("a-c", code: code)
        #expect(await comesTrue { fixture.status == status })
        #expect(fixture.document?.items[0].status.phase == (code == 0 ? "Succeeded" : "Failed"))
    }

    @Test("a wrong manifest at the start ends with 78, before Podman is asked anything")
    func cannotStart() async throws {
        let fixture = try AppFixture("kind: Nonsense\n")
        #expect(await fixture.supervisor.run() == ExitStatus.badManifest)
        #expect(fixture.fake.calls.isEmpty)
    }
}
