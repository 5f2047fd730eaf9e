import PodSpec
import Testing

@testable import PodEngine

private func seen(
    _ id: String, _ state: ObservedContainer.State, restarts: Int32 = 0, isCurrent: Bool = true
) -> ObservedContainer {
    ObservedContainer(id: id, state: state, restarts: restarts, isCurrent: isCurrent)
}

/// Ran for a minute and ended with `code`, a minute before the epoch.
private func ended(_ code: Int32) -> ObservedContainer.State {
    .exited(Exit(code: code, startedAt: Now(seconds: -120).wall, finishedAt: Now(seconds: -60).wall))
}

private let running = ObservedContainer.State.running(startedAt: Now(seconds: -3600).wall)

private func box(_ containers: [String: ObservedContainer]) -> PodEvent {
    .observed(
        ObservedPod(sandbox: .ready(id: "box", address: "10.88.0.2", isCurrent: true), containers: containers)
    )
}

@Suite("Taking over what an earlier supervisor left")
struct AdoptTests {
    private static let order = Pod.of("web").with { $0.initContainers = [.plainInit("fetch")] }

    @Test("What runs goes on running, with the same id and count")
    func adoptsRunning() throws {
        var driver = Driver(Self.order)
        let actions = driver.send(
            box(["web": seen("web-7", running, restarts: 3), "fetch": seen("fetch-1", ended(0))]))
        #expect(actions.work == [])
        let status = try driver.container("web")
        #expect(status.containerID == "web-7" && status.restartCount == 3 && status.ready)
        #expect(driver.status.phase == .running)
        #expect(driver.status.address == "10.88.0.2")
        driver.exit("web", "web-7", 1, at: 1)
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 4, replacing: "web-7")])
    }

    @Test("A paused container counts as running")
    func paused() throws {
        var driver = Driver(.of("web"))
        let actions = driver.send(box(["web": seen("web-1", .paused(startedAt: epoch.wall))]))
        #expect(actions.work == [])
        #expect(try driver.container("web").state.isRunning)
    }

    @Test("What ended meanwhile is restarted as its policy says")
    func adoptsEnded() throws {
        var driver = Driver(.of("web"))
        let actions = driver.send(box(["web": seen("web-1", ended(1), restarts: 2)]))
        #expect(actions.work == [.ensureImage(container: "web")])
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 3, replacing: "web-1")])
        driver.send("web", .started(id: "web-2", at: epoch.wall))
        #expect(try driver.container("web").lastTermination?.exitCode == 1)

        var never = Driver(.of("web", policy: .never))
        #expect(never.send(box(["web": seen("web-1", ended(1))])).work == [])
        #expect(never.status.phase == .failed)
    }

    @Test("The back-off goes on from the memory; an exit that it knows is not counted again")
    func backOffGoesOn() throws {
        var before = Driver.running(.of("web"))
        before.exit("web", "web-1", 1, at: 1)
        before.start("web", "web-2")
        before.exit("web", "web-2", 1, at: 2)
        let memory = before.machine.memory

        var driver = Driver(.of("web"), memory: memory)
        let exit = Exit(code: 1, startedAt: Now(seconds: 1).wall, finishedAt: Now(seconds: 2).wall)
        #expect(driver.send(box(["web": seen("web-2", .exited(exit), restarts: 1)]), at: 5).work == [])
        #expect(try driver.container("web").state.waitingReason == "CrashLoopBackOff")
        #expect(driver.wake == 12)
    }

    @Test("An init container that is done is not run again: Podman's word or the memory's is enough")
    func initIsDone() {
        var observed = Driver(Self.order)
        #expect(
            observed.send(box(["fetch": seen("fetch-1", ended(0))])).work
                == [.ensureImage(container: "web")])
        let memory = PodMemory(containers: ["fetch": .init(isDone: true)])
        var remembered = Driver(Self.order, memory: memory)
        #expect(remembered.send(box([:])).work == [.ensureImage(container: "web")])
        var proven = Driver(Self.order)
        #expect(proven.send(box(["web": seen("web-1", running)])).work == [])
        #expect(proven.status.phase == .running)
    }

    @Test("A container that was made and never started is replaced, under the same number")
    func createdIsReplaced() {
        var driver = Driver(.of("web"))
        driver.send(box(["web": seen("web-1", .created, restarts: 5)]))
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 5, replacing: "web-1")])
    }

    @Test("A container of an older manifest is stopped gracefully and starts anew from 0")
    func notCurrent() throws {
        var driver = Driver(.of("web"))
        let actions = driver.send(box(["web": seen("web-1", running, restarts: 9, isCurrent: false)]))
        #expect(actions.work == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.exit("web", "web-1", 0, at: 1).work == [.ensureImage(container: "web")])
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 0, replacing: "web-1")])
    }

    @Test("A container that the manifest does not know is ended and removed")
    func stray() {
        var driver = Driver(.of("web"))
        let actions = driver.send(
            box([
                "web": seen("web-1", running), "old": seen("old-1", running),
                "gone": seen("gone-1", ended(0)),
            ]))
        #expect(
            actions.work == [
                .remove(container: "gone", id: "gone-1"), .signalStop(container: "old", id: "old-1"),
            ])
        #expect(driver.exit("old", "old-1", 0, at: 1).work == [.remove(container: "old", id: "old-1")])
        driver.send("old", .removed(id: "old-1"))
        #expect(driver.machine.machines["old"] == nil)
        #expect(
            driver.send("gone", .removeFailed(id: "gone-1", message: "busy"), at: 2).reasons == ["Failed"])
        #expect(driver.send(.timer, at: 12) == [.remove(container: "gone", id: "gone-1")])
    }

    @Test("postStart and startup probe are not repeated where the memory knows of them; Ready stays Ready")
    func progress() throws {
        let pod = Pod.of("web").with {
            $0.containers[0].postStart = .exec(["true"])
            $0.containers[0].startupProbe = .tcp()
            $0.containers[0].readinessProbe = .tcp()
        }
        var before = Driver(pod)
        before.sandboxUp()
        before.start("web", "web-1")
        before.send("web", .hookFinished(id: "web-1", .postStart, error: nil))
        before.send("web", .probed(id: "web-1", .startup, .success))
        before.send("web", .probed(id: "web-1", .readiness, .success))

        var driver = Driver(pod, memory: before.machine.memory)
        let actions = driver.send(box(["web": seen("web-1", running)]))
        #expect(actions == [.probe(container: "web", id: "web-1", .readiness)])
        #expect(try driver.container("web").ready == true)

        // At least once: without a memory the hook runs again.
        var forgetful = Driver(pod)
        let again = forgetful.send(box(["web": seen("web-1", running)])).work
        #expect(again == [.runHook(container: "web", id: "web-1", .postStart, timeout: .seconds(3600))])
    }

    @Test("After a reboot everything starts anew in a new sandbox, init containers too, and counts one more")
    func reboot() throws {
        var driver = Driver(Self.order)
        // Podman shows what ran at a power loss as exited, with an end before its start.
        let lost = Exit(code: 0, startedAt: Now(seconds: -60).wall, finishedAt: Now(seconds: -900).wall)
        let actions = driver.send(
            .observed(
                ObservedPod(
                    sandbox: .dead(id: "box"),
                    containers: [
                        "web": seen("web-1", .exited(lost), restarts: 4), "fetch": seen("fetch-1", ended(0)),
                    ])))
        #expect(actions.work == [.removeSandbox])
        #expect(actions.reasons == ["SandboxChanged"])
        #expect(driver.send(.sandboxRemoved) == [.createSandbox])
        #expect(driver.send(.sandboxReady(id: "box-2", address: nil)) == [.ensureImage(container: "fetch")])
        #expect(
            driver.send("fetch", .imageReady) == [.start(container: "fetch", restarts: 1, replacing: nil)])
        driver.send("fetch", .started(id: "fetch-2", at: epoch.wall))
        driver.exit("fetch", "fetch-2", 0)
        #expect(driver.send("web", .imageReady) == [.start(container: "web", restarts: 5, replacing: nil)])
        driver.send("web", .started(id: "web-2", at: epoch.wall))
        #expect(try driver.container("web").lastTermination?.exitCode == 255)
        #expect(try driver.container("web").lastTermination?.reason == "Unknown")
    }

    @Test("An init container that ended sooner than Podman noted its start has ended all the same")
    func endedBeforeItsStartWasNoted() {
        let start = Now(seconds: -60).wall
        let end = WallTime(nanoseconds: start.nanoseconds - 4_000_000)
        let done = Exit(code: 0, startedAt: start, finishedAt: end)
        var driver = Driver(Self.order)
        let actions = driver.send(
            box(["web": seen("web-1", running), "fetch": seen("fetch-1", .exited(done))]))
        #expect(actions.work == [])
    }

    @Test("A pod that never restarts does not survive a reboot")
    func rebootNever() {
        var driver = Driver(Self.order.with { $0.restartPolicy = .never })
        let actions = driver.send(
            .observed(
                ObservedPod(sandbox: .dead(id: "box"), containers: ["fetch": seen("fetch-1", ended(0))])))
        #expect(actions.work == [])
        #expect(driver.status.phase == .failed)
        driver.send(.stop(grace: nil))
        #expect(driver.send(.sandboxRemoved) == [] && driver.machine.isGone)
    }

    @Test("A sandbox of an older manifest: all ends gracefully, and starts anew from 0")
    func oldSandbox() {
        var driver = Driver(.of("web"))
        let actions = driver.send(
            .observed(
                ObservedPod(
                    sandbox: .ready(id: "box", address: nil, isCurrent: false),
                    containers: ["web": seen("web-1", running, restarts: 7)])))
        #expect(actions.work == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.exit("web", "web-1", 0, at: 1).work == [.removeSandbox])
        driver.send(.sandboxRemoved)
        driver.send(.sandboxReady(id: "box-2", address: nil))
        #expect(driver.send("web", .imageReady) == [.start(container: "web", restarts: 0, replacing: nil)])
    }
}

@Suite("Looking again")
struct ResyncTests {
    @Test("A look that shows what we know changes nothing")
    func nothingNew() {
        var driver = Driver.running(.of("web"))
        #expect(driver.send(box(["web": seen("web-1", running)]), at: 600) == [])
    }

    @Test("An end that was missed is taken as one; so is a container that is gone")
    func missedEnds() {
        var ended = Driver.running(.of("web"))
        let exit = Exit(code: 2, finishedAt: Now(seconds: 5).wall)
        #expect(
            ended.send(box(["web": seen("web-1", .exited(exit))]), at: 6).work
                == [.ensureImage(container: "web")])
        var gone = Driver.running(.of("web"))
        #expect(gone.send(box([:]), at: 6).work == [.ensureImage(container: "web")])
        #expect(gone.send("web", .imageReady) == [.start(container: "web", restarts: 1, replacing: nil)])
    }

    @Test("A container that is just being started is no stray")
    func startUnderWay() {
        var driver = Driver(.of("web"))
        driver.sandboxUp()
        driver.send("web", .imageReady)
        #expect(driver.send(box(["web": seen("web-1", running)])) == [])
        #expect(driver.send("web", .started(id: "web-1", at: epoch.wall)).reasons == ["Started"])
    }

    @Test("A look from before what we know says nothing")
    func staleLook() {
        var driver = Driver.running(.of("web"))
        var look = ObservedPod(sandbox: .ready(id: "box", address: nil, isCurrent: true))
        look.asOf = Now(seconds: -1).instant
        #expect(driver.send(.observed(look), at: 1) == [])
        look.asOf = Now(seconds: 1).instant
        #expect(driver.send(.observed(look), at: 2).work == [.ensureImage(container: "web")])
    }

    @Test("A container whose start was reported as failed, and which runs, is taken over")
    func failedStartRuns() throws {
        var driver = Driver(.of("web"))
        driver.sandboxUp()
        driver.send("web", .imageReady)
        driver.send("web", .startFailed(reason: "CreateContainerError", message: "timed out"))
        #expect(driver.send(box(["web": seen("web-1", running)]), at: 1).work == [])
        #expect(try driver.container("web").state.isRunning)
        #expect(driver.machine.nextWake == nil)
    }

    @Test("A pod that somebody removed is made again")
    func podRemoved() {
        var driver = Driver.running(.of("web"))
        driver.send(.observed(ObservedPod(sandbox: .absent)), at: 1)
        #expect(driver.send(.sandboxRemoved, at: 1) == [.createSandbox])
        driver.send(.sandboxReady(id: "box-2", address: nil), at: 2)
        #expect(driver.send("web", .imageReady) == [.start(container: "web", restarts: 1, replacing: nil)])
    }

    @Test("What ended well under OnFailure is not run again in a new sandbox")
    func sandboxDiesAfterSuccess() {
        var driver = Driver(.of("web", "db", policy: .onFailure))
        driver.sandboxUp()
        driver.start("web", "web-1")
        driver.start("db", "db-1")
        driver.exit("db", "db-1", 0, at: 1)
        driver.send(.sandboxDied(id: "box"), at: 2)
        driver.exit("web", "web-1", 143, at: 3)
        driver.send(.sandboxRemoved)
        #expect(driver.send(.sandboxReady(id: "box-2", address: nil)) == [.ensureImage(container: "web")])
    }

    @Test("A sandbox that dies: what runs ends gracefully, then another is made")
    func sandboxDies() {
        var driver = Driver.running(.of("web"))
        let actions = driver.send(.sandboxDied(id: "box"), at: 1)
        #expect(actions.work == [.signalStop(container: "web", id: "web-1")])
        #expect(actions.reasons == ["SandboxChanged", "Killing"])
        #expect(driver.exit("web", "web-1", 143, at: 2).work == [.removeSandbox])
        #expect(driver.send(.sandboxRemoved, at: 3) == [.createSandbox])
        driver.send(.sandboxReady(id: "box-2", address: nil), at: 3)
        #expect(driver.send("web", .imageReady) == [.start(container: "web", restarts: 1, replacing: nil)])
    }

    @Test("Conditions keep the time of their last change over a supervisor's death")
    func conditionTimes() throws {
        var before = Driver.running(.of("web"))
        before.send(.timer, at: 50)
        let since = try #require(before.status.conditions.first { $0.type == "Ready" }).lastTransition
        let id = try #require(before.container("web").containerID)
        var after = Driver(.of("web"), memory: before.machine.memory)
        after.send(box(["web": seen(id, .running(startedAt: epoch.wall))]), at: 100)
        let ready = try #require(after.status.conditions.first { $0.type == "Ready" })
        #expect(ready.status && ready.lastTransition == since)
        // What changed while nobody looked has changed now.
        var changed = Driver(.of("web"), memory: before.machine.memory)
        changed.send(box(["web": seen("web-1", ended(1))]), at: 100)
        let unready = try #require(changed.status.conditions.first { $0.type == "Ready" })
        #expect(!unready.status && unready.lastTransition == Now(seconds: 100).wall)
    }

    @Test("A probe that had failed twice needs one failure more, not three, after a supervisor's death")
    func probeFailures() throws {
        let pod = Pod.of("web").with {
            $0.containers[0].livenessProbe = .tcp { $0.failureThreshold = 3 }
        }
        var before = Driver.running(pod)
        let id = try #require(before.container("web").containerID)
        for seconds in [10.0, 20] {
            before.send(.timer, at: seconds)
            before.send("web", .probed(id: id, .liveness, .failure("refused")))
        }
        var after = Driver(pod, memory: before.machine.memory)
        let asked = after.send(box(["web": seen(id, .running(startedAt: epoch.wall))]), at: 25)
        #expect(asked.work == [.probe(container: "web", id: id, .liveness)])
        let actions = after.send("web", .probed(id: id, .liveness, .failure("refused")))
        #expect(actions.reasons.contains("Killing"))
    }

    @Test(
        "A supervisor that dies once a new sandbox is there leaves it to the next to run the init containers")
    func initAgainInNewSandbox() throws {
        var before = Driver(Self.order)
        before.sandboxUp()
        before.start("fetch", "fetch-1")
        before.exit("fetch", "fetch-1", 0)
        before.start("web", "web-1")
        // Somebody removes the pod; its containers end with it.
        before.exit("web", "web-1", 137, at: 60)
        before.send(.sandboxDied(id: "box"))
        before.send(.sandboxRemoved)
        let memory = before.machine.memory
        // The new sandbox was made, and nothing in it, when the supervisor died.
        var after = Driver(Self.order, memory: memory)
        let actions = after.send(box([:]), at: 62)
        #expect(actions.work == [.ensureImage(container: "fetch")])
        #expect(after.status.conditions.first { $0.type == "Initialized" }?.status == false)
    }
}
