import PodSpec
import Testing

@testable import PodEngine

@Suite("A pod's stop")
struct StopTests {
    private static func web(_ change: (inout Container) -> Void) -> Pod {
        Pod.of("web").with { change(&$0.containers[0]) }
    }

    /// `web` and `db` with sidecars `a` and `b`, all running.
    private static func withSidecars(_ change: (inout Pod) -> Void = { _ in }) -> Driver {
        var driver = Driver(
            Pod.of("web", "db").with {
                $0.initContainers = [.sidecar("a"), .sidecar("b")]
                change(&$0)
            })
        driver.sandboxUp()
        for name in ["a", "b", "web", "db"] { driver.start(name, "\(name)-1") }
        return driver
    }

    @Test("Stop signal, end, sandbox removed, gone")
    func graceful() {
        var driver = Driver.running(.of("web"))
        let actions = driver.send(.stop(grace: nil), at: 1)
        #expect(
            actions == [
                .report(PodReport(.normal, "Killing", container: "web", "Stopping container web")),
                .signalStop(container: "web", id: "web-1"),
            ])
        #expect(driver.status.isTerminating)
        #expect(driver.exit("web", "web-1", 0, at: 2).work == [.removeSandbox])
        #expect(!driver.machine.isGone)
        #expect(driver.send(.sandboxRemoved, at: 3) == [])
        #expect(driver.machine.isGone)
        #expect(driver.machine.memory == PodMemory())
        #expect(driver.machine.nextWake == nil)
    }

    @Test("preStop comes first; its time is taken from the grace period")
    func preStop() {
        var driver = Driver.running(Self.web { $0.preStop = .exec(["true"]) })
        #expect(
            driver.send(.stop(grace: nil), at: 0).work
                == [.runHook(container: "web", id: "web-1", .preStop, timeout: .seconds(30))])
        #expect(
            driver.send("web", .hookFinished(id: "web-1", .preStop, error: nil), at: 10)
                == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.wake == 30)
        #expect(driver.send(.timer, at: 30) == [.kill(container: "web", id: "web-1")])
    }

    @Test("After a preStop that took all the grace, the container has two seconds")
    func floor() {
        var driver = Driver.running(Self.web { $0.preStop = .exec(["sleep", "60"]) })
        driver.send(.stop(grace: nil), at: 0)
        #expect(driver.send(.timer, at: 30) == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.wake == 32)
        #expect(driver.send("web", .hookFinished(id: "web-1", .preStop, error: "killed"), at: 31) == [])
        #expect(driver.send(.timer, at: 32) == [.kill(container: "web", id: "web-1")])
    }

    @Test("A preStop that fails is told, and the stop goes on")
    func preStopFails() {
        var driver = Driver.running(Self.web { $0.preStop = .exec(["false"]) })
        driver.send(.stop(grace: nil), at: 0)
        let actions = driver.send("web", .hookFinished(id: "web-1", .preStop, error: "exit code 1"), at: 1)
        #expect(actions.reasons == ["FailedPreStopHook"])
        #expect(actions.work == [.signalStop(container: "web", id: "web-1")])
    }

    @Test("Without grace there is no preStop and no order: the signal at once, two seconds later SIGKILL")
    func noGrace() {
        var driver = Self.withSidecars { $0.containers[0].preStop = .exec(["true"]) }
        let actions = driver.send(.stop(grace: .zero), at: 0)
        #expect(
            actions.work
                == ["a", "b", "web", "db"].map { .signalStop(container: $0, id: "\($0)-1") })
        #expect(
            driver.send(.timer, at: 2)
                == ["a", "b", "web", "db"].map { .kill(container: $0, id: "\($0)-1") })
    }

    @Test("A container that outlives SIGKILL gets it again every ten seconds")
    func killAgain() {
        var driver = Driver.running(.of("web"))
        driver.send(.stop(grace: .seconds(5)), at: 0)
        for second in [5.0, 15, 25] {
            #expect(driver.wake == second)
            #expect(driver.send(.timer, at: second) == [.kill(container: "web", id: "web-1")])
        }
    }

    @Test("A signal that could not be delivered is sent again")
    func signalAgain() {
        var driver = Driver.running(.of("web"))
        driver.send(.stop(grace: nil), at: 0)
        #expect(driver.send("web", .signalFailed(id: "web-1", message: "refused"), at: 1) == [])
        #expect(driver.wake == 2)
        #expect(driver.send(.timer, at: 2) == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.wake == 30)
    }

    @Test("Hooks of all run at once; sidecars end after all main containers, the last one first")
    func order() {
        var driver = Self.withSidecars { pod in
            pod.initContainers[0].preStop = .exec(["true"])
            pod.containers[0].preStop = .exec(["true"])
        }
        #expect(
            driver.send(.stop(grace: nil), at: 0).work == [
                .runHook(container: "a", id: "a-1", .preStop, timeout: .seconds(30)),
                .runHook(container: "web", id: "web-1", .preStop, timeout: .seconds(30)),
                .signalStop(container: "db", id: "db-1"),
            ])
        #expect(driver.exit("db", "db-1", 0, at: 1).work == [])
        #expect(driver.send("a", .hookFinished(id: "a-1", .preStop, error: nil)) == [])
        #expect(
            driver.send("web", .hookFinished(id: "web-1", .preStop, error: nil), at: 2)
                == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.exit("web", "web-1", 0, at: 3).work == [.signalStop(container: "b", id: "b-1")])
        #expect(driver.exit("b", "b-1", 0, at: 4).work == [.signalStop(container: "a", id: "a-1")])
        #expect(driver.exit("a", "a-1", 0, at: 5).work == [.removeSandbox])
    }

    @Test("When the grace is over main containers are killed, sidecars get the signal and two seconds")
    func graceIsOver() {
        var driver = Self.withSidecars()
        driver.send(.stop(grace: nil), at: 0)
        #expect(
            driver.send(.timer, at: 30) == [
                .signalStop(container: "a", id: "a-1"), .signalStop(container: "b", id: "b-1"),
                .kill(container: "web", id: "web-1"), .kill(container: "db", id: "db-1"),
            ])
        #expect(
            driver.send(.timer, at: 32) == [
                .kill(container: "a", id: "a-1"), .kill(container: "b", id: "b-1"),
            ])
    }

    @Test("A second stop with a shorter grace shortens it; a longer one changes nothing")
    func secondStop() {
        var driver = Driver.running(.of("web"))
        driver.send(.stop(grace: nil), at: 0)
        #expect(driver.send(.stop(grace: .seconds(100)), at: 1) == [])
        #expect(driver.wake == 30)
        #expect(driver.send(.stop(grace: .seconds(5)), at: 2) == [])
        #expect(driver.wake == 7)
    }

    @Test("Stopped during a pull or in back-off, the pod goes without waiting")
    func whileWaiting() {
        var pulling = Driver(.of("web"))
        pulling.sandboxUp()
        #expect(pulling.send(.stop(grace: nil)) == [.removeSandbox])
        #expect(pulling.send("web", .imageReady) == [])

        var waiting = Driver.running(.of("web"))
        waiting.exit("web", "web-1", 1, at: 1)
        waiting.start("web", "web-2")
        waiting.exit("web", "web-2", 1, at: 2)
        #expect(waiting.send(.stop(grace: nil), at: 3) == [.removeSandbox])
    }

    @Test("Stopped while a container is being started, it is stopped as soon as it is there")
    func whileStarting() {
        var driver = Driver(Self.web { $0.postStart = .exec(["true"]) })
        driver.sandboxUp()
        driver.send("web", .imageReady)
        #expect(driver.send(.stop(grace: nil), at: 1) == [])
        #expect(
            driver.send("web", .started(id: "web-1", at: Now(seconds: 2).wall), at: 2).work
                == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.wake == 31)
        #expect(driver.exit("web", "web-1", 0, at: 3).work == [.removeSandbox])
    }

    @Test("Stopped while the sandbox is being made, it is removed as soon as it is there")
    func whileCreating() {
        var driver = Driver(.of("web"))
        driver.send(.observed(ObservedPod(sandbox: .absent)))
        #expect(driver.send(.stop(grace: nil), at: 1) == [])
        #expect(driver.send(.sandboxReady(id: "box", address: nil), at: 2) == [.removeSandbox])
        driver.send(.sandboxRemoved, at: 3)
        #expect(driver.machine.isGone)
    }

    @Test("Stopped before the first look, what is found is stopped and nothing begins")
    func beforeTheFirstLook() {
        var driver = Driver(Self.web { $0.postStart = .exec(["true"]) })
        #expect(driver.send(.stop(grace: nil)) == [])
        let seen = ObservedContainer(
            id: "web-1", state: .running(startedAt: epoch.wall), restarts: 0, isCurrent: true)
        let actions = driver.send(
            .observed(
                ObservedPod(
                    sandbox: .ready(id: "box", address: nil, isCurrent: true), containers: ["web": seen])))
        #expect(actions.work == [.signalStop(container: "web", id: "web-1")])
    }

    @Test("Nothing to stop is gone at once")
    func nothingThere() {
        var driver = Driver(.of("web"))
        driver.send(.stop(grace: nil))
        #expect(driver.send(.observed(ObservedPod(sandbox: .absent))) == [])
        #expect(driver.machine.isGone)
    }

    @Test("A crash during the stop is not followed by a restart")
    func crashWhileStopping() {
        var driver = Self.withSidecars()
        driver.send(.stop(grace: nil), at: 0)
        #expect(driver.exit("a", "a-1", 1, at: 1).work == [])
        #expect(driver.exit("web", "web-1", 1, at: 2).work == [])
    }

    @Test("Readiness is asked until the end, liveness no more")
    func probesWhileStopping() {
        var driver = Driver.running(
            Self.web {
                $0.readinessProbe = .tcp()
                $0.livenessProbe = .tcp()
            })
        driver.send("web", .probed(id: "web-1", .readiness, .success))
        driver.send(.stop(grace: nil), at: 1)
        #expect(driver.send(.timer, at: 10).work == [.probe(container: "web", id: "web-1", .readiness)])
    }

    @Test("A sandbox that cannot be removed is tried again")
    func removalFails() {
        var driver = Driver.running(.of("web"))
        driver.send(.stop(grace: nil), at: 0)
        driver.exit("web", "web-1", 0, at: 1)
        #expect(driver.send(.sandboxRemoveFailed(message: "busy"), at: 2).reasons == ["FailedKillPod"])
        #expect(driver.wake == 4)
        #expect(driver.send(.timer, at: 4) == [.removeSandbox])
    }

    @Test("When the active deadline is over, everything ends and the pod has Failed")
    func activeDeadline() {
        var driver = Driver.running(Pod.of("web").with { $0.activeDeadline = .seconds(60) })
        #expect(driver.wake == 60)
        let actions = driver.send(.timer, at: 60)
        #expect(actions.reasons.first == "DeadlineExceeded")
        #expect(actions.work == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.exit("web", "web-1", 143, at: 61).work == [])
        #expect(driver.status.phase == .failed)
        #expect(driver.status.reason == "DeadlineExceeded")
        #expect(driver.machine.nextWake == nil)
    }
}
