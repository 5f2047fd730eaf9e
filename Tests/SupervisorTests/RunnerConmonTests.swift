import Foundation
import PodEngine
import PodSpec
import TestSupport
import Testing

@testable import Podman
@testable import Supervisor

@MainActor
@Suite("A runner, conmon and what Podman leaves", .timeLimit(.minutes(1)))
struct RunnerConmonTests {
    @Test("a container that lives without its conmon is ended and started anew, with what happened on record")
    func conmonDies() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.givesConmon = true
        let runner = await fixture.started()
        let id = fixture.fake.id("site-web")
        #expect(runner.live["web"]?.conmon != nil)
        fixture.fake.killConmon(of: "site-web")
        #expect(await comesTrue { fixture.fake.id("site-web") != id && runner.status().isReady })
        #expect(runner.status().containers[0].restartCount == 1)
        #expect(fixture.reports.contains { $0.contains("lost its conmon") })
        runner.retire()
    }

    @Test("a conmon that ends with its container is nothing special")
    func conmonEndsToo() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.givesConmon = true
        let runner = await fixture.started()
        fixture.fake.exit("site-web", code: 1)
        fixture.fake.killConmon(of: "site-web")
        #expect(
            await comesTrue { runner.status().containers[0].restartCount == 1 && runner.status().isReady })
        try await Task.sleep(for: .milliseconds(300))
        #expect(!fixture.reports.contains { $0.contains("lost its conmon") })
        #expect(runner.status().containers[0].restartCount == 1)
        runner.retire()
    }

    @Test("a container without its conmon is ended by the next supervisor, too")
    func conmonDiesUnwatched() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.givesConmon = true
        let first = await fixture.started()
        let (id, memory) = (fixture.fake.id("site-web"), first.memory)
        first.retire()
        fixture.fake.killConmon(of: "site-web")
        let second = fixture.runner(memory: memory)
        second.begin()
        #expect(await comesTrue { fixture.fake.id("site-web") != id && second.status().isReady })
        second.retire()
    }

    @Test("a removal that fails the first time is tried again at once")
    func removalFailsOnce() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        let old = try #require(fixture.fake.id("site-web"))
        fixture.fake.fail("DELETE /containers/site-web", .status(500, cause: "no exit code"))
        fixture.fake.exit("site-web", code: 1)
        #expect(await comesTrue { runner.status().isReady && fixture.fake.id("site-web") != old })
        #expect(
            await comesTrue {
                fixture.fake.calls.filter { $0.hasPrefix("DELETE /containers/site-web") }.count == 2
            })
        #expect(!fixture.reports.contains { $0.contains("Could not remove") })
        runner.retire()
    }

    @Test(
        "what the OCI runtime has of a container that Podman has forgotten is removed, and told if it can't be"
    )
    func runtimeLeftover() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        let place = fixture.context.paths.base.runtime.parentFolder + "/crun/leftover"
        try Files.makeFolder(place)
        await runner.takeFromRuntime("leftover")
        // The runtime of the fake is no program that could be run, so that it is told and not forgotten.
        #expect(fixture.reports.contains { $0.contains("container leftover could not be removed") })
        let before = fixture.reports.count
        await runner.takeFromRuntime("unknown")
        #expect(fixture.reports.count == before)
        runner.retire()
    }

    @Test("what the OCI runtime has of a sandbox that somebody removed is looked for when it is made anew")
    func sandboxLeftover() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        let ids = try [#require(fixture.fake.id("site-infra")), #require(fixture.fake.id("site-web"))]
        for id in ids {
            try Files.makeFolder(fixture.context.paths.base.runtime.parentFolder + "/crun/\(id)")
        }
        fixture.fake.vanish("site-web")
        fixture.fake.killInfra(of: "site")
        #expect(await comesTrue { fixture.fake.id("site-infra") != ids[0] && runner.status().isReady })
        for id in ids {
            #expect(
                await comesTrue { fixture.reports.contains { $0.contains("\(id) could not be removed") } })
        }
        runner.retire()
    }

    @Test("a container killed from outside is told with a hint at memory, where the kernel counts none; once")
    func memoryHint() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        fixture.fake.exit("site-web", code: 1)
        #expect(
            await comesTrue { runner.status().containers[0].restartCount == 1 && runner.status().isReady })
        #expect(!fixture.reports.contains { $0.contains("memory") })
        fixture.fake.exit("site-web", code: 137)
        #expect(await comesTrue { fixture.reports.contains { $0.contains("cgroup_enable=memory") } })
        runner.retire()
    }

    @Test("a new longest wait between restarts holds after a reload, for the wait under way too")
    func maxRestartPeriod() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        fixture.fake.exit("site-web", code: 1)
        #expect(
            await comesTrue { runner.status().containers[0].restartCount == 1 && runner.status().isReady })
        fixture.fake.exit("site-web", code: 1)
        #expect(await comesTrue { runner.status().containers[0].reason == "CrashLoopBackOff" })
        var app = fixture.app
        app.annotations["podsup.io/max-restart-period"] = "1s"
        runner.update(to: app.pods[0], of: app)
        // Long before the ten seconds that it would have waited.
        #expect(
            await comesTrue(within: .seconds(7)) {
                runner.status().containers[0].restartCount == 2 && runner.status().isReady
            })
        runner.retire()
    }

    @Test(
        "an image's name that is none is told as such, and Podman is not asked",
        arguments: ["localhost/Upper/CASE:1", "img:", "reg.example/a//b:1", "img:-x", "img@sha256:12"])
    func imageNames(name: String) async throws {
        let fixture = try RunnerFixture(.site("web") { $0.containers[0].image = name })
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().containers[0].reason == "InvalidImageName" })
        #expect(!fixture.fake.calls.contains { $0.contains("/images/") })
        runner.retire()
    }

    @Test(
        "an image's name that a registry would take has no problem",
        arguments: [
            "img", "img:1", "docker.io/library/nginx:1.27-alpine", "localhost:5000/a/b_c.d--e:V1",
            "ghcr.io/o/i@sha256:" + String(repeating: "ab", count: 32),
            "REG/img:1",
        ])
    func goodImageNames(name: String) {
        #expect(ImageName.problem(of: name) == nil)
    }

    @Test("a Podman that cannot be asked for an image is no failed pull")
    func inspectFailed() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("GET /images/img/exists", .status(500, cause: "database is locked"))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { runner.status().containers[0].reason == "ImageInspectError" })
        #expect(!fixture.fake.calls.contains("POST /images/pull"))
        runner.retire()
    }
}
