import PodSpec
import Testing

@testable import PodEngine

@Suite("A pod's status")
struct StatusTests {
    private static func condition(_ driver: Driver, _ type: String) throws -> PodStatus.Condition {
        try #require(driver.status.conditions.first { $0.type == type })
    }

    @Test("The conditions come in Kubernetes' order")
    func conditionOrder() {
        #expect(
            Driver(.of("web")).status.conditions.map(\.type) == [
                "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled",
            ])
    }

    @Test("A condition keeps the time of its last change")
    func transitions() throws {
        var driver = Driver.running(Pod.of("web").with { $0.containers[0].readinessProbe = .tcp() })
        driver.send("web", .probed(id: "web-1", .readiness, .success), at: 5)
        driver.send(.timer, at: 20)
        #expect(try Self.condition(driver, "Ready").lastTransition == Now(seconds: 5).wall)
        driver.exit("web", "web-1", 1, at: 30)
        let ready = try Self.condition(driver, "Ready")
        #expect(!ready.status && ready.lastTransition == Now(seconds: 30).wall)
        #expect(ready.reason == "ContainersNotReady")
        #expect(ready.message == "containers with unready status: [web]")
        #expect(try Self.condition(driver, "Initialized").lastTransition == epoch.wall)
    }

    @Test("Not initialized names the init containers that are not done")
    func notInitialized() throws {
        var driver = Driver(
            Pod.of("web").with { $0.initContainers = [.plainInit("fetch"), .sidecar("proxy")] })
        driver.sandboxUp()
        let condition = try Self.condition(driver, "Initialized")
        #expect(!condition.status && condition.reason == "ContainersNotInitialized")
        #expect(condition.message == "containers with incomplete status: [fetch proxy]")
    }

    @Test("A sidecar's readiness counts for the pod's")
    func sidecarReadiness() {
        var driver = Driver(
            Pod.of("web").with {
                $0.initContainers = [.sidecar("proxy")]
                $0.initContainers[0].readinessProbe = .tcp()
            })
        driver.sandboxUp()
        driver.start("proxy", "proxy-1")
        driver.start("web", "web-1")
        #expect(!driver.status.isReady && driver.status.phase == .running)
        driver.send("proxy", .probed(id: "proxy-1", .readiness, .success))
        #expect(driver.status.isReady)
    }

    @Test("A pod that is over is not Ready, and says why")
    func over() throws {
        var succeeded = Driver.running(.of("web", policy: .never))
        succeeded.exit("web", "web-1", 0, at: 1)
        #expect(try Self.condition(succeeded, "Ready").reason == "PodCompleted")
        #expect(try Self.condition(succeeded, "Initialized").reason == "PodCompleted")
        var failed = Driver.running(.of("web", policy: .never))
        failed.exit("web", "web-1", 1, at: 1)
        #expect(try Self.condition(failed, "Ready").reason == "PodFailed")
    }

    @Test("A sidecar that restarts does not make a pod Pending that was Running")
    func sidecarRestarts() throws {
        var driver = Driver(
            Pod.of("web").with {
                $0.initContainers = [.sidecar("proxy")]
                $0.initContainers[0].startupProbe = .tcp()
            })
        driver.sandboxUp()
        driver.start("proxy", "proxy-1")
        driver.send("proxy", .probed(id: "proxy-1", .startup, .success))
        driver.start("web", "web-1")
        driver.exit("proxy", "proxy-1", 1, at: 1)
        driver.start("proxy", "proxy-2")
        #expect(try driver.container("proxy").started == false)
        #expect(driver.status.phase == .running)
        #expect(try Self.condition(driver, "Initialized").status == true)
        #expect(!driver.status.isReady)
    }

    @Test("Between an exit and the restart the end is shown; the one before it is the last")
    func terminated() throws {
        var driver = Driver.running(.of("web"))
        driver.exit("web", "web-1", 1, at: 1)
        #expect(try driver.container("web").state.termination?.exitCode == 1)
        driver.start("web", "web-2")
        let running = try driver.container("web")
        #expect(running.state.isRunning && running.lastTermination?.exitCode == 1)
        driver.exit("web", "web-2", 2, at: 2)
        let waiting = try driver.container("web")
        #expect(waiting.state.waitingReason == "CrashLoopBackOff")
        #expect(waiting.lastTermination?.exitCode == 2)
        driver.send(.timer, at: 12)
        let starting = try driver.container("web")
        #expect(starting.state.termination?.exitCode == 2)
        #expect(starting.lastTermination?.exitCode == 1)
    }

    @Test("A stopped pod ends as Succeeded or Failed, as its containers did")
    func stopped() {
        for (code, phase) in [(Int32(0), PodStatus.Phase.succeeded), (143, .failed)] {
            var driver = Driver.running(.of("web"))
            driver.send(.stop(grace: nil))
            #expect(driver.status.phase == .running)
            driver.exit("web", "web-1", code, at: 1)
            #expect(driver.status.phase == phase)
        }
    }

    @Test("The start time is that of the first look, and survives the supervisor")
    func startTime() {
        let before = Driver.running(.of("web"))
        #expect(before.status.startTime == epoch.wall)
        var after = Driver(.of("web"), memory: before.machine.memory)
        after.send(.observed(ObservedPod(sandbox: .absent)), at: 100)
        #expect(after.status.startTime == epoch.wall)
    }
}

@Suite("The phase, as getPhase computes it")
struct PhaseTests {
    private static let end = Now(seconds: 0).wall
    private static let waiting = ContainerStatus.State.waiting(reason: "ContainerCreating", message: nil)
    private static let running = ContainerStatus.State.running(startedAt: end)

    private static func ended(_ code: Int32) -> ContainerStatus.State {
        .terminated(.init(exitCode: code, reason: code == 0 ? "Completed" : "Error", finishedAt: end))
    }

    private static func phase(
        _ policy: Pod.RestartPolicy, _ states: [ContainerStatus.State], over: Bool = false
    ) -> PodStatus.Phase {
        let pod = Pod.of("a", "b", policy: policy)
        let statuses = zip(["a", "b"], states).map { ContainerStatus(name: $0, image: "img", state: $1) }
        let isFinished = states.allSatisfy { state in
            guard let code = state.termination?.exitCode else { return false }
            return pod.containers[0].verdict(onExit: code, podPolicy: policy) == .stay
        }
        return PodPhase.of(
            pod, statuses: statuses, isOver: over, hasInitialized: true, isFinished: isFinished)
    }

    @Test("Anything that waits for its first start makes it Pending")
    func pending() {
        #expect(Self.phase(.always, [Self.running, Self.waiting]) == .pending)
        #expect(Self.phase(.always, [Self.running]) == .pending)
    }

    @Test("Anything that runs makes it Running", arguments: [Pod.RestartPolicy.always, .onFailure, .never])
    func running(policy: Pod.RestartPolicy) {
        #expect(Self.phase(policy, [Self.running, Self.ended(1)]) == .running)
    }

    @Test(
        "When all have ended the policy decides",
        arguments: [
            (Pod.RestartPolicy.always, [Int32(0), 0], PodStatus.Phase.running), (.always, [1, 0], .running),
            (.onFailure, [0, 0], .succeeded), (.onFailure, [0, 1], .running),
            (.never, [0, 0], .succeeded), (.never, [0, 1], .failed),
        ])
    func allEnded(policy: Pod.RestartPolicy, codes: [Int32], phase: PodStatus.Phase) {
        #expect(Self.phase(policy, codes.map(Self.ended)) == phase)
    }

    @Test("A pod that was stopped is over whatever its policy")
    func stopped() {
        #expect(Self.phase(.always, [Self.ended(0), Self.ended(0)], over: true) == .succeeded)
        #expect(Self.phase(.always, [Self.ended(0), Self.ended(1)], over: true) == .failed)
    }
}

@Suite("Times in words")
struct DurationTextTests {
    @Test(
        "Kubernetes' messages have Go's form",
        arguments: [(10, "10s"), (80, "1m20s"), (300, "5m0s"), (3600, "1h0m0s")])
    func go(seconds: Int, text: String) {
        #expect(Duration.seconds(seconds).goText == text)
    }

    @Test(
        "People's have one unit",
        arguments: [
            (0, "less than a second"), (119, "119 s"), (120, "2 min"), (7200, "2 h"), (172_800, "2 d"),
        ])
    func plain(seconds: Int, text: String) {
        #expect(Duration.seconds(seconds).plainText == text)
    }

    @Test("A date from before boot, or from the future, is put where it can have been")
    func clamps() {
        #expect(epoch.instant(of: WallTime(nanoseconds: 0)) == Instant(sinceBoot: .zero))
        #expect(epoch.instant(of: Now(seconds: 5).wall) == epoch.instant)
        #expect(epoch.instant(of: Now(seconds: -5).wall) == Now(seconds: -5).instant)
        #expect(epoch.instant(of: WallTime(nanoseconds: .min)) == Instant(sinceBoot: .zero))
    }
}
