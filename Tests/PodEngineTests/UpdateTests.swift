import PodSpec
import Testing

@testable import PodEngine

@Suite("A new manifest")
struct UpdateTests {
    private static let pod = Pod.of("web", "db")

    private static func running(_ pod: Pod = pod) -> Driver {
        var driver = Driver(pod)
        driver.sandboxUp()
        for container in pod.allContainers {
            driver.start(container.name, "\(container.name)-1")
            if container.restartPolicy == nil, pod.initContainers.contains(container) {
                driver.exit(container.name, "\(container.name)-1", 0)
            }
        }
        return driver
    }

    @Test("Only what changed is replaced: graceful stop, then a new container counted from 0")
    func changedContainer() throws {
        var driver = Self.running()
        driver.exit("web", "web-1", 1, at: 1)
        driver.start("web", "web-2")
        let new = Self.pod.with { $0.containers[0].image = "img-2" }
        let actions = driver.send(.update(new, sandbox: false, changed: ["web"]), at: 2)
        #expect(actions.work == [.signalStop(container: "web", id: "web-2")])
        #expect(
            actions.reports.map(\.message) == ["Container web definition changed, will be restarted"])
        #expect(driver.exit("web", "web-2", 143, at: 3).work == [.ensureImage(container: "web")])
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 0, replacing: "web-2")])
        driver.send("web", .started(id: "web-3", at: epoch.wall))
        let status = try driver.container("web")
        #expect(status.image == "img-2" && status.restartCount == 0 && status.lastTermination == nil)
        #expect(try driver.container("db").containerID == "db-1")
    }

    @Test("The same manifest once more changes nothing")
    func unchanged() {
        var driver = Self.running()
        #expect(driver.send(.update(Self.pod, sandbox: false, changed: []), at: 1) == [])
    }

    @Test("The old container keeps its old preStop and grace until its end")
    func oldHook() {
        var driver = Self.running(Self.pod.with { $0.containers[0].preStop = .exec(["old"]) })
        let new = Self.pod.with { $0.terminationGracePeriod = .seconds(5) }
        #expect(
            driver.send(.update(new, sandbox: false, changed: ["web"]), at: 1).work
                == [.runHook(container: "web", id: "web-1", .preStop, timeout: .seconds(30))])
    }

    @Test("A container that is no longer in the manifest ends and is removed; a new one starts")
    func addedAndRemoved() {
        var driver = Self.running()
        let new = Self.pod.with { $0.containers[1] = Container(name: "cache", image: "img") }
        #expect(
            driver.send(.update(new, sandbox: false, changed: []), at: 1).work
                == [.signalStop(container: "db", id: "db-1"), .ensureImage(container: "cache")])
        #expect(driver.exit("db", "db-1", 0, at: 2).work == [.remove(container: "db", id: "db-1")])
        #expect(driver.status.containers.map(\.name) == ["web", "cache"])
    }

    @Test("A container that comes back while it is being removed starts once it is removed")
    func comesBack() {
        var driver = Self.running()
        let without = Self.pod.with { $0.containers.remove(at: 1) }
        driver.send(.update(without, sandbox: false, changed: []), at: 1)
        driver.exit("db", "db-1", 0, at: 2)
        #expect(driver.send(.update(Self.pod, sandbox: false, changed: []), at: 3) == [])
        #expect(driver.send("db", .removed(id: "db-1"), at: 4) == [.ensureImage(container: "db")])
        #expect(driver.send("db", .imageReady) == [.start(container: "db", restarts: 0, replacing: nil)])
    }

    @Test("A changed sandbox: all end in order, then everything starts anew, init containers too")
    func changedSandbox() throws {
        let pod = Self.pod.with { $0.initContainers = [.plainInit("fetch"), .sidecar("proxy")] }
        var driver = Self.running(pod)
        let actions = driver.send(
            .update(pod.with { $0.hostname = "new" }, sandbox: true, changed: []), at: 1)
        #expect(
            actions.work == [
                .signalStop(container: "web", id: "web-1"), .signalStop(container: "db", id: "db-1"),
            ])
        driver.exit("web", "web-1", 0, at: 2)
        #expect(
            driver.exit("db", "db-1", 0, at: 2).work == [.signalStop(container: "proxy", id: "proxy-1")])
        #expect(driver.exit("proxy", "proxy-1", 0, at: 3).work == [.removeSandbox])
        #expect(driver.send(.sandboxRemoved, at: 3) == [.createSandbox])
        #expect(
            driver.send(.sandboxReady(id: "box-2", address: nil), at: 3) == [.ensureImage(container: "fetch")]
        )
        #expect(
            driver.send("fetch", .imageReady) == [.start(container: "fetch", restarts: 0, replacing: nil)])
    }

    @Test("A changed init container runs again before main containers start anew")
    func changedInit() {
        let pod = Pod.of("web").with { $0.initContainers = [.plainInit("fetch")] }
        var driver = Self.running(pod)
        let new = pod.with { $0.initContainers[0].image = "img-2" }
        #expect(
            driver.send(.update(new, sandbox: false, changed: ["fetch"]), at: 1).work
                == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.exit("web", "web-1", 0, at: 2).work == [.ensureImage(container: "fetch")])
        driver.start("fetch", "fetch-2")
        #expect(driver.exit("fetch", "fetch-2", 0, at: 3).work == [.ensureImage(container: "web")])
    }

    @Test("A changed probe applies without a restart")
    func changedProbe() {
        var driver = Self.running(
            Self.pod.with { $0.containers[0].livenessProbe = .tcp { $0.failureThreshold = 5 } })
        let new = Self.pod.with { pod in
            pod.containers[0].livenessProbe = .tcp { $0.failureThreshold = 1 }
            pod.containers[1].readinessProbe = .tcp()
        }
        #expect(
            driver.send(.update(new, sandbox: false, changed: []), at: 1)
                == [.probe(container: "db", id: "db-1", .readiness)])
        #expect(driver.send(.timer, at: 10).work.contains(.probe(container: "web", id: "web-1", .liveness)))
        let failed = driver.send("web", .probed(id: "web-1", .liveness, .failure("refused")))
        #expect(failed.work == [.signalStop(container: "web", id: "web-1")])
    }

    @Test("Changed twice before the old container has ended, it starts as the manifest says last")
    func changedTwice() throws {
        var driver = Self.running()
        let second = Self.pod.with { $0.containers[0].image = "img-2" }
        driver.send(.update(second, sandbox: false, changed: ["web"]), at: 1)
        let third = second.with { $0.containers[0].readinessProbe = .tcp() }
        #expect(driver.send(.update(third, sandbox: false, changed: []), at: 2) == [])
        driver.exit("web", "web-1", 0, at: 3)
        #expect(
            driver.start("web", "web-2").work == [.probe(container: "web", id: "web-2", .readiness)])
        #expect(try driver.container("web").image == "img-2")
    }

    @Test("Changed while it is being started, it is replaced as soon as it is there")
    func changedWhileStarting() {
        var driver = Driver(Pod.of("web"))
        driver.sandboxUp()
        driver.send("web", .imageReady)
        #expect(driver.send(.update(.of("web"), sandbox: false, changed: ["web"]), at: 1) == [])
        #expect(
            driver.send("web", .started(id: "web-1", at: epoch.wall), at: 2).work
                == [.signalStop(container: "web", id: "web-1")])
        driver.exit("web", "web-1", 0, at: 3)
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 0, replacing: "web-1")])
    }

    @Test("A changed container does not wait for its old back-off")
    func resetsBackOff() {
        var driver = Driver.running(.of("web"))
        driver.exit("web", "web-1", 1, at: 1)
        driver.start("web", "web-2")
        driver.exit("web", "web-2", 1, at: 2)
        #expect(
            driver.send(.update(.of("web"), sandbox: false, changed: ["web"]), at: 3).work
                == [.ensureImage(container: "web")])
    }

    @Test("A pod that was over gets a new life from a changed manifest")
    func revives() {
        var driver = Driver.running(.of("web", policy: .never))
        driver.exit("web", "web-1", 1, at: 1)
        #expect(driver.status.phase == .failed)
        #expect(
            driver.send(.update(.of("web", policy: .never), sandbox: false, changed: ["web"]), at: 2).work
                == [.ensureImage(container: "web")])
        #expect(driver.status.phase == .pending)
    }

    @Test("A pod that never restarts and lost its sandbox gets a new one for a new container")
    func revivesWithoutSandbox() {
        let pod = Pod.of("web", policy: .never)
        var driver = Driver.running(pod)
        driver.send(.sandboxDied(id: "box"), at: 1)
        driver.exit("web", "web-1", 143, at: 2)
        #expect(driver.status.phase == .failed)
        #expect(driver.send(.update(pod, sandbox: false, changed: []), at: 3) == [])
        let more = Pod.of("web", "extra", policy: .never)
        #expect(driver.send(.update(more, sandbox: false, changed: []), at: 4).work == [.removeSandbox])
    }

    @Test("Main containers wait for a sidecar that is being replaced, but not once one of them has begun")
    func sidecarReplaced() {
        let pod = Pod.of("web").with { $0.initContainers = [.sidecar("proxy")] }
        var driver = Driver(pod)
        driver.sandboxUp()
        driver.start("proxy", "proxy-1")
        let both = driver.send(.update(pod, sandbox: false, changed: ["proxy", "web"]), at: 1)
        #expect(both.work == [.signalStop(container: "proxy", id: "proxy-1")])
        driver.exit("proxy", "proxy-1", 0, at: 2)
        #expect(driver.start("proxy", "proxy-2").work == [.ensureImage(container: "web")])
        driver.start("web", "web-1")

        driver.exit("proxy", "proxy-2", 1, at: 3)
        let more = pod.with { $0.containers.append(Container(name: "db", image: "img")) }
        #expect(
            driver.send(.update(more, sandbox: false, changed: []), at: 4).work == [
                .ensureImage(container: "db")
            ])
    }

    @Test("A sandbox that is just being made for the old manifest is replaced as soon as it is there")
    func staleSandbox() {
        var driver = Driver(.of("web"))
        driver.send(.observed(ObservedPod(sandbox: .absent)))
        #expect(driver.send(.update(.of("web"), sandbox: true, changed: ["web"])) == [])
        #expect(driver.send(.sandboxReady(id: "box", address: nil)).work == [.removeSandbox])
        #expect(driver.send(.sandboxRemoved) == [.createSandbox])
    }

    @Test("A pod that is being stopped takes no new manifest")
    func whileStopping() {
        var driver = Driver.running(.of("web"))
        driver.send(.stop(grace: nil))
        #expect(driver.send(.update(.of("db"), sandbox: true, changed: ["db"])) == [])
        #expect(driver.machine.pod == .of("web"))
    }
}
