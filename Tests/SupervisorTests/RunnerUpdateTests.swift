import Foundation
import PodEngine
import PodSpec
import TestSupport
import Testing

@testable import Podman
@testable import Supervisor

@MainActor
@Suite("A runner and a new manifest", .timeLimit(.minutes(1)))
struct RunnerUpdateTests {
    private func app(_ pod: Pod, setting: String = "1") -> App {
        var app = App(name: "site", pods: [pod])
        app.configMaps["conf"] = ConfigMap(name: "conf", data: ["A": Array(setting.utf8)])
        return app
    }

    private let pod = Pod.site("web", "db") { pod in
        pod.containers[0].envFrom = [EnvironmentSource(object: .configMap("conf"))]
        pod.containers[0].volumeMounts = [VolumeMount(name: "conf", mountPath: "/etc/conf")]
        pod.volumes = [Volume(name: "conf", source: .configMap(name: "conf", projection: KeyProjection()))]
    }

    private func fixture() throws -> RunnerFixture {
        let fixture = try RunnerFixture(pod)
        fixture.app = app(pod)
        return fixture
    }

    @Test("a changed ConfigMap replaces the container that has it in its environment, and no other")
    func configMap() async throws {
        let fixture = try fixture()
        let runner = await fixture.started()
        let (web, db) = (fixture.fake.id("site-web"), fixture.fake.id("site-db"))
        runner.update(to: pod, of: app(pod, setting: "2"))
        #expect(await comesTrue { fixture.fake.id("site-web") != web && runner.status().isReady })
        #expect(fixture.fake.id("site-db") == db)
        #expect(fixture.fake.body("site-web").contains(#""A":"2""#))
        let file = fixture.folder + "/run/site/volumes/site/conf/A"
        #expect(try String(decoding: Files.read(file), as: UTF8.self) == "2")
        runner.retire()
    }

    @Test("the same manifest again changes nothing")
    func same() async throws {
        let fixture = try fixture()
        let runner = await fixture.started()
        fixture.fake.clearCalls()
        runner.update(to: pod, of: app(pod))
        #expect(await comesTrue { runner.revision == 1 })
        try await Task.sleep(for: .milliseconds(100))
        #expect(fixture.fake.calls.allSatisfy { $0.hasPrefix("GET ") })
        runner.retire()
    }

    @Test("of three manifests in a row, the last one counts")
    func inARow() async throws {
        let fixture = try fixture()
        let runner = await fixture.started()
        for setting in ["2", "3", "4"] { runner.update(to: pod, of: app(pod, setting: setting)) }
        #expect(
            await comesTrue { fixture.fake.body("site-web").contains(#""A":"4""#) && runner.status().isReady }
        )
        try await Task.sleep(for: .milliseconds(200))
        #expect(fixture.fake.body("site-web").contains(#""A":"4""#))
        #expect(fixture.fake.running.sorted() == ["site-db", "site-web"])
        runner.retire()
    }

    @Test("a manifest that comes before the first look is what the look is taken with")
    func beforeFirstLook() async throws {
        let fixture = try fixture()
        let first = await fixture.started()
        let (web, memory) = (fixture.fake.id("site-web"), first.memory)
        first.retire()
        fixture.fake.fail("GET /containers/site-db/json", .late(.milliseconds(300)))
        fixture.fake.clearCalls()
        let second = fixture.runner(memory: memory)
        second.begin()
        #expect(await comesTrue { fixture.fake.calls.contains("GET /containers/site-db/json") })
        second.update(to: pod, of: app(pod, setting: "2"))
        #expect(await comesTrue { fixture.fake.id("site-web") != web && second.status().isReady })
        #expect(fixture.fake.body("site-web").contains(#""A":"2""#))
        second.retire()
    }

    @Test("a manifest that changed while nobody looked replaces what it changed")
    func betweenSupervisors() async throws {
        let fixture = try fixture()
        let first = await fixture.started()
        let (web, db) = (fixture.fake.id("site-web"), fixture.fake.id("site-db"))
        first.retire()
        fixture.app = app(pod, setting: "2")
        let second = fixture.runner(memory: first.memory)
        second.begin()
        #expect(await comesTrue { fixture.fake.id("site-web") != web && second.status().isReady })
        #expect(fixture.fake.id("site-db") == db)
        second.retire()
    }

    @Test("a volume that cannot be made ready keeps its container from starting, and from nothing else")
    func volumeFails() async throws {
        let fixture = try fixture()
        let runner = await fixture.started()
        var next = pod
        next.containers[0].image = "img2"
        fixture.fake.addImage("img2")
        next.volumes.append(
            Volume(name: "h", source: .hostPath(path: fixture.folder + "/none", type: .directory)))
        next.containers[0].volumeMounts.append(VolumeMount(name: "h", mountPath: "/h"))
        let db = fixture.fake.id("site-db")
        runner.update(to: next, of: app(next))
        #expect(await comesTrue { runner.status().containers[0].reason == "CreateContainerConfigError" })
        #expect(fixture.reports.contains { $0.contains("none is not a directory; make it") })
        #expect(fixture.fake.id("site-db") == db)
        try Files.makeFolder(fixture.folder + "/none")
        #expect(await comesTrue(within: .seconds(15)) { runner.status().isReady })
        #expect(fixture.fake.body("site-web").contains("/none"))
        runner.retire()
    }

    @Test("an answer about the old image does not start the new one")
    func oldImage() async throws {
        let fixture = try RunnerFixture(.site("web"))
        fixture.fake.fail("GET /images/img/exists", .late(.milliseconds(300)))
        let runner = fixture.runner()
        runner.begin()
        #expect(await comesTrue { fixture.fake.calls.contains("GET /images/img/exists") })
        var next = Pod.site("web")
        next.containers[0].image = "img2"
        fixture.fake.fail("POST /images/pull", .late(.milliseconds(250)))
        runner.update(to: next, of: App(name: "site", pods: [next]))
        #expect(await comesTrue { runner.status().isReady })
        #expect(fixture.fake.body("site-web").contains("img2"))
        #expect(runner.status().containers[0].restartCount == 0)
        #expect(!fixture.reports.contains { $0.contains("no such image") })
        runner.retire()
    }
}
