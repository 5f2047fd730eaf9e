import Foundation
import PodEngine
import PodSpec
import TestSupport
import Testing

@testable import Podman
@testable import Supervisor

@MainActor
@Suite("A runner and a Podman that fails", .timeLimit(.minutes(1)))
struct RunnerFaultTests {
    @Test("a first look that hangs is taken again; the pod that runs is not touched")
    func hungLook() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let first = await fixture.started()
        let (id, memory) = (fixture.fake.id("site-web"), first.memory)
        first.retire()
        fixture.fake.clearCalls()
        fixture.fake.fail("GET /containers/site-infra/json", .hang)
        let second = fixture.runner(memory: memory)
        second.begin()
        #expect(await comesTrue { second.status().isReady })
        #expect(fixture.fake.id("site-web") == id)
        #expect(fixture.fake.calls.allSatisfy { $0.hasPrefix("GET ") })
        #expect(fixture.reports.filter { $0.contains("trying again until it answers") }.count == 1)
        #expect(fixture.reports.filter { $0.contains("Podman answers again") }.count == 1)
        second.retire()
    }

    @Test(
        "a truncated answer to the first look counts as none", arguments: ["/pods/json", "/pods/site/json"])
    func truncated(path: String) async throws {
        let fixture = try RunnerFixture(.site("web"))
        let first = await fixture.started()
        let (id, memory) = (fixture.fake.id("site-web"), first.memory)
        first.retire()
        fixture.fake.fail("GET \(path)", .truncated, times: 2)
        let second = fixture.runner(memory: memory)
        second.begin()
        #expect(await comesTrue { second.status().isReady })
        #expect(fixture.fake.id("site-web") == id)
        second.retire()
    }

    @Test("a container that Podman cannot make is told with Podman's words and made later")
    func createFails() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("POST /containers/create", .status(500, cause: "no space left on device"))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().containers[0].reason == "CreateContainerError" })
        guard case .waiting(_, let message) = runner.status().containers[0].state else { return }
        #expect(message?.contains("no space left on device") == true)
        #expect(runner.status().containers[0].restartCount == 0)
        runner.retire()
    }

    @Test("a container made while the answer was lost is replaced by the next try, not in its way")
    func createSilent() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("POST /containers/create", .silent)
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().containers[0].reason == "CreateContainerError" })
        let lost = fixture.fake.id("site-web")
        #expect(lost != nil)
        #expect(await comesTrue(within: .seconds(15)) { runner.status().isReady })
        #expect(fixture.fake.id("site-web") != lost)
        runner.retire()
    }

    @Test("a restart count outlives a power loss between an end and the successor that could not be made")
    func countOutlivesPowerLoss() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let first = await fixture.started()
        fixture.fake.exit("site-web", code: 1)
        #expect(
            await comesTrue { first.status().containers[0].restartCount == 1 && first.status().isReady })
        fixture.app.annotations["podsup.io/max-restart-period"] = "1s"
        first.update(to: fixture.app.pods[0], of: fixture.app)
        fixture.fake.fail("POST /containers/create", .status(500, cause: "killed"))
        fixture.fake.exit("site-web", code: 1)
        #expect(await comesTrue { first.status().containers[0].reason == "CreateContainerError" })
        first.retire()
        // What is in /run is lost with the power.
        let second = fixture.runner()
        second.begin()
        #expect(await comesTrue { second.status().isReady })
        #expect(second.status().containers[0].restartCount == 2)
        second.retire()
    }

    @Test("what ended is kept for one more try, and is gone when its successor runs or cannot be made again")
    func keptForOneTry() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.app.annotations["podsup.io/max-restart-period"] = "1s"
        let runner = await fixture.started()
        let old = try #require(fixture.fake.id("site-web"))
        let aside = PodmanName.setAside("web", of: "site", id: old)
        fixture.fake.fail("POST /containers/create", .status(500, cause: "no space left on device"), times: 2)
        fixture.fake.exit("site-web", code: 1)
        #expect(await comesTrue { runner.status().containers[0].reason == "CreateContainerError" })
        #expect(fixture.fake.id(aside) == old)
        #expect(await comesTrue { fixture.fake.id(aside) == nil })
        #expect(await comesTrue { runner.status().isReady })
        #expect(runner.status().containers[0].restartCount == 1)
        runner.retire()
    }

    @Test("a container whose storage Podman has lost makes room for its successor")
    func lostStorage() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.app.annotations["podsup.io/max-restart-period"] = "1s"
        fixture.fake.fail("POST /containers/create", .silent)
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().containers[0].reason == "CreateContainerError" })
        let lost = fixture.fake.id("site-web")
        #expect(lost != nil)
        fixture.fake.fail("GET /containers/site-web/json", .status(500, cause: "container not known"))
        #expect(await comesTrue(within: .seconds(30)) { runner.status().isReady })
        #expect(fixture.fake.id("site-web") != lost)
        runner.retire()
    }

    @Test("a name that somebody else's container has is left to it, with a remedy")
    func foreignName() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.addForeign("site-web")
        let foreign = fixture.fake.id("site-web")
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().containers[0].reason == "CreateContainerError" })
        #expect(
            fixture.reports.contains { $0.contains("not podsup's; remove it with 'podman rm -f site-web'") })
        #expect(fixture.fake.id("site-web") == foreign)
        runner.retire()
    }

    @Test("a pod's name that a container has is told as such")
    func foreignPodName() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.addForeign("site")
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { fixture.reports.contains { $0.contains("has a container 'site'") } })
        #expect(fixture.fake.id("site") != nil)
        runner.retire()
    }

    @Test("a start that fails removes what was made, and counts as a failed run")
    func startFails() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("POST /containers/site-web/start", .status(500, cause: "crun: no such command"))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().isReady })
        #expect(fixture.fake.calls.contains("DELETE /containers/site-web"))
        #expect(runner.status().containers[0].lastTermination?.reason == "StartError")
        runner.retire()
    }

    @Test("a container removed between its start and the look at it is started again")
    func goneAfterStart() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("GET /containers/site-web/json", .late(.milliseconds(200)))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { fixture.fake.running == ["site-web"] })
        let id = fixture.fake.id("site-web")
        fixture.fake.vanish("site-web")
        #expect(await comesTrue { runner.status().isReady })
        #expect(fixture.fake.id("site-web") != id)
        runner.retire()
    }

    @Test("a container that has started stays, though Podman then says nothing for a while")
    func silentAfterStart() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("GET /containers/site-web/json", .hang, times: 2)
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().isReady })
        #expect(fixture.fake.calls.filter { $0 == "POST /containers/create" }.count == 1)
        #expect(runner.status().containers[0].restartCount == 0)
        runner.retire()
    }

    @Test("an exit while the socket is refused is learnt when it is back")
    func refused() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        fixture.fake.refuse()
        fixture.fake.exit("site-web", code: 42)
        #expect(await comesTrue { fixture.reports.contains { $0.contains("nobody listens on this socket") } })
        #expect(runner.status().containers[0].restartCount == 0)
        try fixture.fake.listen()
        #expect(await comesTrue { runner.status().containers[0].restartCount == 1 })
        #expect(runner.status().containers[0].lastTermination?.exitCode == 42)
        runner.retire()
    }

    @Test("a pod whose removal is answered too late is gone nevertheless")
    func lateRemoval() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        fixture.fake.fail("DELETE /pods/site", .silent)
        runner.send(.stop(grace: nil))
        #expect(await comesTrue { fixture.reports.contains { $0.contains("Could not remove the pod") } })
        #expect(await comesTrue { runner.isGone })
        runner.retire()
    }

    @Test("a pod made while the answer was lost is made anew")
    func lateCreation() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("POST /pods/create", .silent)
        let runner = await fixture.started()
        #expect(runner.status().isReady)
        #expect(fixture.fake.pods == ["site"])
        runner.retire()
    }

    @Test("an image that is pulled in vain is named")
    func pullFails() async throws {
        let fixture = try RunnerFixture(.site("web"), images: [])
        fixture.fake.fail("POST /images/pull", .status(500, cause: "no route to host"))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().containers[0].reason == "ErrImagePull" })
        #expect(fixture.reports.contains { $0.contains(#"Failed to pull image "img""#) })
        runner.retire()
    }

    @Test("a limit is not left out because Podman did not answer")
    func limitsAreKept() async throws {
        let pod = Pod.site("web") { $0.containers[0].resources.limits["memory"] = Quantity(parsing: "64Mi") }
        let fixture = try RunnerFixture(pod)
        fixture.fake.fail("GET /info", .status(500, cause: "database is locked"))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { fixture.reports.contains { $0.contains("database is locked") } })
        #expect(fixture.fake.running.isEmpty)
        runner.retire()
    }
}
