import Foundation
import PodEngine
import PodSpec
import TestSupport
import Testing

@testable import Podman
@testable import Supervisor

@MainActor
@Suite("A runner and Podman", .timeLimit(.minutes(1)))
struct RunnerLifeTests {
    @Test("a pod comes up: sandbox, image, container; its labels say whose it is")
    func comesUp() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        #expect(runner.status().isReady)
        #expect(fixture.fake.running == ["site-web"])
        let body = fixture.fake.body("site-web")
        #expect(body.contains(#""io.podsup.app":"site""#))
        #expect(body.contains(#""io.podsup.restarts":"0""#))
        #expect(fixture.reports.contains("site/web: Started container web\n"))
        runner.retire()
    }

    @Test("a container that ends runs again at once, with its exit on record and a higher restart count")
    func restarts() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        fixture.fake.exit("site-web", code: 3)
        #expect(
            await comesTrue { runner.status().containers[0].restartCount == 1 && runner.status().isReady })
        #expect(runner.status().containers[0].lastTermination?.exitCode == 3)
        #expect(runner.memory.containers["web"]?.restarts == 1)
        runner.retire()
    }

    @Test("a container that ends before it is looked at for the first time is not lost")
    func endsAtOnce() async throws {
        let fixture = try RunnerFixture(.site("web") { $0.restartPolicy = .never })
        // The start is known, and the first question after it takes longer than the process lives.
        fixture.fake.fail("GET /info", .late(.milliseconds(200)))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { fixture.fake.running == ["site-web"] })
        fixture.fake.exit("site-web", code: 0)
        #expect(await comesTrue { runner.status().phase == .succeeded })
        runner.retire()
    }

    @Test("a successor takes the containers over: none is made, none is stopped")
    func adopts() async throws {
        let fixture = try RunnerFixture(.site("web", "db"))
        let first = await fixture.started()
        let ids = (fixture.fake.id("site-web"), fixture.fake.id("site-db"))
        let memory = first.memory
        first.retire()
        fixture.fake.clearCalls()
        let second = fixture.runner(memory: memory)
        second.begin()
        #expect(await comesTrue { second.status().isReady })
        #expect((fixture.fake.id("site-web"), fixture.fake.id("site-db")) == ids)
        #expect(fixture.fake.calls.allSatisfy { $0.hasPrefix("GET ") })
        // And watches them.
        fixture.fake.exit("site-db", code: 1)
        #expect(await comesTrue { second.status().containers[1].restartCount == 1 })
        second.retire()
    }

    @Test("a container that ends while its successor looks around is noticed")
    func endsDuringAdoption() async throws {
        let fixture = try RunnerFixture(.site("web", "db"))
        let first = await fixture.started()
        let memory = first.memory
        first.retire()
        fixture.fake.fail("GET /containers/site-db/json", .late(.milliseconds(300)))
        fixture.fake.clearCalls()
        let second = fixture.runner(memory: memory)
        second.begin()
        #expect(await comesTrue { fixture.fake.calls.contains("GET /containers/site-db/json") })
        fixture.fake.exit("site-web", code: 9)
        #expect(await comesTrue { second.status().containers[0].restartCount == 1 })
        #expect(second.status().containers[0].lastTermination?.exitCode == 9)
        second.retire()
    }

    @Test("a look around while a container starts takes nothing away from the start")
    func looksDuringStart() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("POST /containers/site-web/start", .late(.milliseconds(200)))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { fixture.fake.calls.contains("POST /containers/site-web/start") })
        runner.resync()
        #expect(await comesTrue { runner.status().isReady })
        #expect(runner.status().containers[0].restartCount == 0)
        fixture.fake.exit("site-web", code: 1)
        #expect(await comesTrue { runner.status().containers[0].restartCount == 1 })
        runner.retire()
    }

    @Test("a stop removes everything, and the pod is gone")
    func stops() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        runner.send(.stop(grace: nil))
        #expect(await comesTrue { runner.isGone })
        #expect(fixture.fake.pods.isEmpty)
        #expect(fixture.fake.calls.contains("POST /containers/site-web/kill"))
        runner.retire()
    }

    @Test("a pod that never came up is gone as soon as it is stopped")
    func stopsBeforeStart() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = fixture.runner()
        runner.send(.stop(grace: nil))
        runner.begin()
        #expect(await comesTrue { runner.isGone })
        #expect(!fixture.fake.calls.contains { $0.hasPrefix("POST ") })
        runner.retire()
    }

    @Test("a process that ignores the stop signal is killed after the grace period")
    func kills() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        fixture.fake.ignoreTerm("site-web")
        runner.send(.stop(grace: nil))
        #expect(await comesTrue { runner.isGone })
        #expect(fixture.fake.calls.filter { $0 == "POST /containers/site-web/kill" }.count == 2)
        runner.retire()
    }

    @Test("a sandbox whose infra container dies is made anew with all in it")
    func infraDies() async throws {
        let fixture = try RunnerFixture(.site("web"))
        let runner = await fixture.started()
        let id = fixture.fake.id("site-web")
        fixture.fake.killInfra(of: "site")
        #expect(await comesTrue { fixture.fake.id("site-web") != id && runner.status().isReady })
        runner.retire()
    }
}
