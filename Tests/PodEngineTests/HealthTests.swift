import PodSpec
import Testing

@testable import PodEngine

@Suite("Probes and hooks of a running container")
struct HealthTests {
    private static func web(_ change: (inout Container) -> Void) -> Pod {
        Pod.of("web").with { change(&$0.containers[0]) }
    }

    @Test("Without probes a container is started and ready as soon as it runs")
    func noProbes() throws {
        let driver = Driver.running(.of("web"))
        let status = try driver.container("web")
        #expect(status.started && status.ready)
    }

    @Test("Only the startup probe is asked before the container has started")
    func gating() throws {
        var driver = Driver(
            Self.web {
                $0.startupProbe = .tcp()
                $0.livenessProbe = .tcp()
                $0.readinessProbe = .tcp()
            })
        driver.sandboxUp()
        #expect(
            driver.start("web", "web-1").work == [.probe(container: "web", id: "web-1", .startup)])
        #expect(try driver.container("web").started == false)
        let passed = driver.send("web", .probed(id: "web-1", .startup, .success), at: 1)
        #expect(passed.work == [.probe(container: "web", id: "web-1", .readiness)])
        let status = try driver.container("web")
        #expect(status.started && !status.ready)
        driver.send("web", .probed(id: "web-1", .readiness, .success))
        #expect(try driver.container("web").ready == true)
        #expect(driver.wake == 10)
        #expect(driver.send(.timer, at: 10).work == [.probe(container: "web", id: "web-1", .liveness)])
    }

    @Test("Asking a probe, and the answer it always gave, are no news; any other answer is")
    func news() {
        var driver = Driver.running(
            Self.web { $0.readinessProbe = .tcp { $0.failureThreshold = 2 } })
        driver.send("web", .probed(id: "web-1", .readiness, .success))
        #expect(driver.machine.hasNews)
        driver.send(.timer, at: 10)
        #expect(!driver.machine.hasNews)
        driver.send("web", .probed(id: "web-1", .readiness, .success))
        #expect(!driver.machine.hasNews)
        #expect(driver.wake == 20)
        driver.send(.timer, at: 20)
        let failed = driver.send("web", .probed(id: "web-1", .readiness, .failure("503")))
        #expect(driver.machine.hasNews && failed.reasons == ["Unhealthy"])
        driver.send(.timer, at: 30)
        driver.send("web", .probed(id: "web-1", .readiness, .success))
        #expect(driver.machine.hasNews, "it no longer fails")
    }

    @Test("Readiness only decides on Ready: nothing is stopped")
    func readiness() {
        var driver = Driver.running(Self.web { $0.readinessProbe = .tcp { $0.failureThreshold = 1 } })
        #expect(!driver.status.isReady)
        driver.send("web", .probed(id: "web-1", .readiness, .success))
        #expect(driver.status.isReady)
        driver.send(.timer, at: 10)
        let failed = driver.send("web", .probed(id: "web-1", .readiness, .failure("503")))
        #expect(failed.work == [] && failed.reasons == ["Unhealthy"])
        #expect(!driver.status.isReady)
        #expect(driver.status.phase == .running)
    }

    @Test(
        "A failed liveness probe stops the container with preStop and the probe's own grace, and restarts it")
    func liveness() throws {
        var driver = Driver.running(
            Self.web {
                $0.preStop = .exec(["true"])
                $0.livenessProbe = .tcp {
                    $0.failureThreshold = 1
                    $0.terminationGracePeriod = .seconds(5)
                }
            })
        driver.send(.timer, at: 10)
        let failed = driver.send("web", .probed(id: "web-1", .liveness, .failure("refused")))
        #expect(failed.work == [.runHook(container: "web", id: "web-1", .preStop, timeout: .seconds(5))])
        #expect(failed.reasons == ["Unhealthy", "Killing"])
        #expect(failed.reports.last?.message == "Container web failed liveness probe, will be restarted")
        let hook = driver.send("web", .hookFinished(id: "web-1", .preStop, error: nil), at: 12)
        #expect(hook == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.send(.timer, at: 15) == [.kill(container: "web", id: "web-1")])
        #expect(driver.exit("web", "web-1", 137, at: 16).work == [.ensureImage(container: "web")])
        driver.start("web", "web-2")
        #expect(try driver.container("web").restartCount == 1)
        #expect(driver.wake == 26)
    }

    @Test("A failed startup probe kills, too; under Never the container stays down")
    func startupFails() {
        var driver = Driver.running(
            Self.web { $0.startupProbe = .tcp { $0.failureThreshold = 1 } }.with { $0.restartPolicy = .never }
        )
        // The early questions do not count, the one after the first period does.
        var actions: [PodAction] = []
        while !actions.reasons.contains("Killing"), driver.time < 60 {
            driver.send(.timer, at: driver.wake)
            actions = driver.send("web", .probed(id: "web-1", .startup, .failure("refused")))
        }
        #expect(actions.work == [.signalStop(container: "web", id: "web-1")])
        #expect(driver.time == 10)
        driver.exit("web", "web-1", 143, at: 11)
        #expect(driver.status.phase == .failed)
    }

    @Test("A probe's answer that comes when another container's back-off is over starts that one, too")
    func lateAnswer() {
        var driver = Driver(Pod.of("web", "db").with { $0.containers[0].livenessProbe = .tcp() })
        driver.sandboxUp()
        driver.start("web", "web-1")
        driver.start("db", "db-1")
        driver.exit("db", "db-1", 1, at: 1)
        driver.start("db", "db-2")
        driver.exit("db", "db-2", 1, at: 2)
        #expect(
            driver.send(.timer, at: 10).work == [.probe(container: "web", id: "web-1", .liveness)])
        #expect(driver.wake == 12)
        let actions = driver.send("web", .probed(id: "web-1", .liveness, .success), at: 13)
        #expect(actions.work.contains(.ensureImage(container: "db")))
    }

    @Test("A container is not running for Kubernetes, and not probed, before postStart has returned")
    func postStart() throws {
        var driver = Driver(
            Self.web {
                $0.postStart = .exec(["true"])
                $0.readinessProbe = .tcp()
            })
        driver.sandboxUp()
        #expect(
            driver.start("web", "web-1").work
                == [.runHook(container: "web", id: "web-1", .postStart, timeout: .seconds(3600))])
        #expect(try driver.container("web").state.waitingReason == "ContainerCreating")
        let done = driver.send("web", .hookFinished(id: "web-1", .postStart, error: nil), at: 2)
        #expect(done == [.probe(container: "web", id: "web-1", .readiness)])
        #expect(try driver.container("web").state.isRunning)
    }

    @Test("A postStart that fails ends the container; its policy says what follows")
    func postStartFails() {
        var driver = Driver(Self.web { $0.postStart = .exec(["false"]) })
        driver.sandboxUp()
        driver.start("web", "web-1")
        let failed = driver.send("web", .hookFinished(id: "web-1", .postStart, error: "exit code 1"), at: 1)
        #expect(failed.work == [.signalStop(container: "web", id: "web-1")])
        #expect(failed.reasons == ["FailedPostStartHook", "Killing"])
        #expect(driver.exit("web", "web-1", 143, at: 2).work == [.ensureImage(container: "web")])
    }

    @Test("A container that ends by itself has no preStop")
    func noPreStopAfterExit() {
        var driver = Driver.running(Self.web { $0.preStop = .exec(["true"]) })
        #expect(driver.exit("web", "web-1", 1, at: 1).work == [.ensureImage(container: "web")])
    }

    @Test("An answer about an earlier container says nothing about this one")
    func answersOfEarlierContainers() {
        var driver = Driver.running(Self.web { $0.livenessProbe = .tcp { $0.failureThreshold = 1 } })
        driver.send(.timer, at: 10)
        driver.exit("web", "web-1", 1, at: 11)
        driver.start("web", "web-2")
        #expect(driver.send("web", .probed(id: "web-1", .liveness, .failure("refused"))) == [])
    }

    @Test("A container that has lost its conmon is ended gracefully and started anew")
    func conmonLost() throws {
        var driver = Driver.running(Self.web { $0.preStop = .exec(["true"]) })
        #expect(driver.send("web", .conmonLost(id: "web-0"), at: 1) == [])
        let lost = driver.send("web", .conmonLost(id: "web-1"), at: 1)
        #expect(lost.work == [.runHook(container: "web", id: "web-1", .preStop, timeout: .seconds(30))])
        #expect(lost.reasons == ["Killing"])
        #expect(driver.send("web", .conmonLost(id: "web-1"), at: 2) == [])
        driver.send("web", .hookFinished(id: "web-1", .preStop, error: nil), at: 2)
        #expect(driver.exit("web", "web-1", 137, at: 3).work == [.ensureImage(container: "web")])
        driver.start("web", "web-2")
        #expect(try driver.container("web").restartCount == 1)
    }
}
