import PodSpec
import Testing

@testable import PodEngine

@Suite("A pod's start")
struct StartTests {
    @Test("Nothing is done before the first look at Podman")
    func nothingBeforeObservation() {
        var driver = Driver(.of("web"))
        #expect(driver.send(.timer) == [])
        #expect(driver.send(.sandboxReady(id: "box", address: nil)) == [])
        #expect(driver.send("web", .imageReady) == [])
        #expect(driver.machine.nextWake == nil)
        #expect(driver.status.phase == .pending)
    }

    @Test("Sandbox, image, container: one after the other")
    func startsOneAfterTheOther() throws {
        var driver = Driver(.of("web"))
        #expect(driver.send(.observed(ObservedPod(sandbox: .absent))) == [.createSandbox])
        #expect(try driver.container("web").state == .waiting(reason: "ContainerCreating", message: nil))
        #expect(
            driver.send(.sandboxReady(id: "box", address: "10.88.0.2")) == [.ensureImage(container: "web")])
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 0, replacing: nil)])
        let actions = driver.send("web", .started(id: "web-1", at: epoch.wall))
        #expect(
            actions == [.report(PodReport(.normal, "Started", container: "web", "Started container web"))])
        #expect(driver.status.phase == .running)
        #expect(driver.status.isReady)
        #expect(driver.status.address == "10.88.0.2")
        #expect(driver.machine.nextWake == nil)
    }

    private static let ordered = Pod.of("web").with {
        $0.initContainers = [.plainInit("fetch"), .sidecar("proxy"), .plainInit("build")]
        $0.initContainers[1].startupProbe = .tcp()
    }

    @Test("Init containers run one after the other; what follows a sidecar waits until it has started")
    func initOrder() throws {
        var driver = Driver(Self.ordered)
        #expect(driver.sandboxUp() == [.ensureImage(container: "fetch")])
        #expect(try driver.container("web").state == .waiting(reason: "PodInitializing", message: nil))
        driver.start("fetch", "fetch-1")
        #expect(driver.status.phase == .pending)
        #expect(driver.exit("fetch", "fetch-1", 0, at: 3).work == [.ensureImage(container: "proxy")])
        #expect(
            driver.start("proxy", "proxy-1", at: 4).work
                == [.probe(container: "proxy", id: "proxy-1", .startup)])
        let passed = driver.send("proxy", .probed(id: "proxy-1", .startup, .success))
        #expect(passed.work == [.ensureImage(container: "build")])
        driver.start("build", "build-1")
        #expect(driver.exit("build", "build-1", 0, at: 5).work == [.ensureImage(container: "web")])
        #expect(driver.status.conditions.first { $0.type == "Initialized" }?.status == true)
    }

    @Test("A container's postStart hook holds up the containers after it, until it returns or fails")
    func postStartOrder() {
        let pod = Pod.of("plain", "hooked", "last").with { $0.containers[1].postStart = .exec(["true"]) }
        var driver = Driver(pod)
        #expect(
            driver.sandboxUp() == [.ensureImage(container: "plain"), .ensureImage(container: "hooked")])
        driver.start("plain", "plain-1")
        #expect(
            driver.start("hooked", "hooked-1", at: 1).work
                == [.runHook(container: "hooked", id: "hooked-1", .postStart, timeout: .seconds(3600))])
        #expect(driver.status.phase == .pending)
        var other = driver
        let done = driver.send("hooked", .hookFinished(id: "hooked-1", .postStart, error: nil), at: 5)
        #expect(done.work == [.ensureImage(container: "last")])
        let failed = other.send("hooked", .hookFinished(id: "hooked-1", .postStart, error: "no"), at: 5)
        #expect(failed.work.contains(.ensureImage(container: "last")))
    }

    @Test("A container whose image can't be had holds up nobody, postStart hook or not")
    func postStartWithoutImage() {
        let pod = Pod.of("hooked", "last").with { $0.containers[0].postStart = .exec(["true"]) }
        var driver = Driver(pod)
        #expect(driver.sandboxUp() == [.ensureImage(container: "hooked")])
        let failed = driver.send("hooked", .imageFailed(.pullFailed("no route")), at: 1)
        #expect(failed.work == [.ensureImage(container: "last")])
    }

    @Test("An init container that fails is tried again, at once and then after ten seconds")
    func initRetries() throws {
        var driver = Driver(Self.ordered)
        driver.sandboxUp()
        driver.start("fetch", "fetch-1")
        #expect(driver.exit("fetch", "fetch-1", 1, at: 1).work == [.ensureImage(container: "fetch")])
        #expect(
            driver.send("fetch", .imageReady).work
                == [.start(container: "fetch", restarts: 1, replacing: "fetch-1")])
        driver.send("fetch", .started(id: "fetch-2", at: Now(seconds: 1).wall))
        #expect(driver.exit("fetch", "fetch-2", 1, at: 2).work == [])
        #expect(try driver.container("fetch").state.waitingReason == "CrashLoopBackOff")
        #expect(driver.wake == 12)
        #expect(driver.send(.timer, at: 12).work == [.ensureImage(container: "fetch")])
    }

    @Test("Under restartPolicy Never an init container's first failure is the pod's, and sidecars end")
    func initFails() {
        var driver = Driver(Self.ordered.with { $0.restartPolicy = .never })
        driver.sandboxUp()
        driver.start("fetch", "fetch-1")
        driver.exit("fetch", "fetch-1", 0)
        driver.start("proxy", "proxy-1")
        driver.send("proxy", .probed(id: "proxy-1", .startup, .success))
        driver.start("build", "build-1")
        #expect(
            driver.exit("build", "build-1", 1, at: 1).work
                == [.signalStop(container: "proxy", id: "proxy-1")])
        driver.exit("proxy", "proxy-1", 0, at: 2)
        #expect(driver.status.phase == .failed)
        #expect(driver.machine.nextWake == nil)
    }

    @Test("A sidecar restarts even in a pod that never restarts")
    func sidecarRestarts() {
        var driver = Driver(
            Pod.of("web", policy: .never).with { $0.initContainers = [.sidecar("proxy")] })
        driver.sandboxUp()
        driver.start("proxy", "proxy-1")
        driver.start("web", "web-1")
        #expect(driver.exit("proxy", "proxy-1", 0, at: 1).work == [.ensureImage(container: "proxy")])
        #expect(driver.status.phase == .running)
    }

    @Test("A sandbox that cannot be made is tried again after 2 s, 4 s … 60 s")
    func sandboxRetries() {
        var driver = Driver(.of("web"))
        driver.send(.observed(ObservedPod(sandbox: .absent)))
        var waits: [Double] = []
        for _ in 0..<7 {
            let before = driver.time
            let actions = driver.send(.sandboxFailed(message: "no subnet"))
            #expect(actions.reasons == ["FailedCreatePodSandBox"])
            waits.append((driver.wake ?? 0) - before)
            #expect(driver.send(.timer, at: driver.wake) == [.createSandbox])
        }
        #expect(waits == [2, 4, 8, 16, 32, 60, 60])
    }
}

@Suite("Images and starts that fail")
struct FailedStartTests {
    private static func pulling() -> Driver {
        var driver = Driver(.of("web"))
        driver.sandboxUp()
        return driver
    }

    @Test("A failed pull shows ErrImagePull, then ImagePullBackOff, and is tried after 10 s … 300 s")
    func pullBackOff() throws {
        var driver = Self.pulling()
        var waits: [Double] = []
        for _ in 0..<7 {
            let failed = driver.send("web", .imageFailed(.pullFailed("no route")))
            #expect(failed.reasons == ["Failed"])
            let failedAt = driver.time
            #expect(try driver.container("web").state.waitingReason == "ErrImagePull")
            #expect(driver.send(.timer, at: driver.wake).reasons == ["BackOff"])
            #expect(try driver.container("web").state.waitingReason == "ImagePullBackOff")
            waits.append((driver.wake ?? 0) - failedAt)
            #expect(driver.send(.timer, at: driver.wake).work == [.ensureImage(container: "web")])
        }
        #expect(waits == [10, 20, 40, 80, 160, 300, 300])
        #expect(driver.status.phase == .pending)
    }

    @Test(
        "Each reason has Kubernetes' name",
        arguments: [
            (ImageFailure.neverPull, "ErrImageNeverPull"), (.invalidName("a b"), "InvalidImageName"),
            (.inspectFailed("EIO"), "ImageInspectError"),
        ])
    func imageReasons(failure: ImageFailure, reason: String) throws {
        var driver = Self.pulling()
        driver.send("web", .imageFailed(failure))
        #expect(try driver.container("web").state.waitingReason == reason)
    }

    @Test("A container that cannot be made is tried again after ten seconds, with the same count")
    func cannotBeMade() throws {
        var driver = Self.pulling()
        driver.send("web", .imageReady)
        let failed = driver.send("web", .startFailed(reason: "CreateContainerConfigError", message: "no key"))
        #expect(failed.reasons == ["Failed"] && failed.work == [])
        let status = try driver.container("web")
        #expect(status.state == .waiting(reason: "CreateContainerConfigError", message: "no key"))
        #expect(status.retryAt == epoch.instant + .seconds(10))
        driver.send(.timer, at: 10)
        #expect(
            driver.send("web", .imageReady).work == [.start(container: "web", restarts: 0, replacing: nil)])
    }

    @Test("A container that was made and cannot run is a crash with 128: once more at once, then back-off")
    func cannotRun() throws {
        var driver = Self.pulling()
        driver.send("web", .imageReady)
        let failed = driver.send("web", .startFailed(reason: "RunContainerError", message: "no such file"))
        #expect(failed.work == [.ensureImage(container: "web")])
        #expect(
            driver.send("web", .imageReady).work == [.start(container: "web", restarts: 1, replacing: nil)])
        driver.send("web", .startFailed(reason: "RunContainerError", message: "no such file"), at: 1)
        let status = try driver.container("web")
        #expect(status.lastTermination?.exitCode == 128)
        #expect(status.lastTermination?.reason == "StartError")
        #expect(driver.wake == 11)
    }

    @Test("Under restartPolicy Never a container that cannot run fails the pod")
    func cannotRunNever() {
        var driver = Driver(.of("web", policy: .never))
        driver.sandboxUp()
        driver.send("web", .imageReady)
        driver.send("web", .startFailed(reason: "RunContainerError", message: "no such file"))
        #expect(driver.status.phase == .failed)
        #expect(driver.machine.nextWake == nil)
    }
}
