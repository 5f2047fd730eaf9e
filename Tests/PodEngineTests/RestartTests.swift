import PodSpec
import Testing

@testable import PodEngine

@Suite("Restarts")
struct RestartTests {
    @Test("The first crash restarts at once, the second after ten seconds, each with a new container")
    func crashes() throws {
        var driver = Driver.running(.of("web"))
        let first = driver.exit("web", "web-1", 1, at: 3)
        #expect(
            first == [
                .report(
                    PodReport(
                        .warning, "Error", container: "web", "exited with code 1 after 3 s; restarting")),
                .ensureImage(container: "web"),
            ])
        #expect(
            driver.send("web", .imageReady) == [.start(container: "web", restarts: 1, replacing: "web-1")])
        driver.send("web", .started(id: "web-2", at: Now(seconds: 4).wall), at: 4)
        let second = driver.exit("web", "web-2", 1, at: 5)
        #expect(second.work == [])
        #expect(
            second.reports.map(\.message) == [
                "exited with code 1 after 1 s; restarting in 10 s",
                "Back-off restarting failed container web in pod site_default",
            ])
        let status = try driver.container("web")
        #expect(
            status.state
                == .waiting(
                    reason: "CrashLoopBackOff",
                    message: "back-off 10s restarting failed container=web pod=site_default"))
        #expect(status.retryAt == Now(seconds: 15).instant)
        #expect(status.restartCount == 1)
        #expect(driver.send(.timer, at: 14.9) == [])
        #expect(driver.send(.timer, at: 15) == [.ensureImage(container: "web")])
    }

    @Test("Back-off is reported once per wait")
    func reportedOnce() {
        var driver = Driver.running(.of("web"))
        driver.exit("web", "web-1", 1, at: 1)
        driver.start("web", "web-2")
        #expect(driver.exit("web", "web-2", 1, at: 2).reasons == ["Error", "BackOff"])
        for second in 3...11 { #expect(driver.send(.timer, at: Double(second)) == []) }
    }

    @Test("Ending well under Always backs off, too")
    func successBacksOff() {
        var driver = Driver.running(.of("web"))
        #expect(driver.exit("web", "web-1", 0, at: 1).reasons == ["Completed"])
        driver.start("web", "web-2")
        driver.exit("web", "web-2", 0, at: 2)
        #expect(driver.wake == 12)
    }

    @Test("After ten minutes of running the next crash restarts at once again")
    func longRunForgives() {
        var driver = Driver.running(.of("web"))
        driver.exit("web", "web-1", 1, at: 1)
        driver.start("web", "web-2")
        #expect(driver.exit("web", "web-2", 1, at: 601).work == [.ensureImage(container: "web")])
    }

    @Test("The longest wait can be set")
    func cap() {
        var driver = Driver(.of("web"), backOffCap: .seconds(1))
        driver.sandboxUp()
        driver.start("web", "web-1")
        driver.exit("web", "web-1", 1, at: 1)
        driver.start("web", "web-2")
        driver.exit("web", "web-2", 1, at: 2)
        #expect(driver.wake == 3)
    }

    @Test("An out-of-memory kill says so")
    func outOfMemory() throws {
        var driver = Driver.running(.of("web"))
        let exit = Exit(code: 137, oomKilled: true, finishedAt: Now(seconds: 150).wall)
        let actions = driver.send("web", .exited(id: "web-1", exit), at: 150)
        #expect(actions.reports.first?.reason == "OOMKilled")
        #expect(
            actions.reports.first?.message == "exited with code 137 after 2 min, out of memory; restarting")
        driver.start("web", "web-2")
        #expect(try driver.container("web").lastTermination?.reason == "OOMKilled")
    }

    @Test("OnFailure: an exit with 0 is the end, and the pod has Succeeded when all are done")
    func onFailure() throws {
        var driver = Driver(.of("web", "db", policy: .onFailure))
        driver.sandboxUp()
        driver.start("web", "web-1")
        driver.start("db", "db-1")
        #expect(driver.exit("web", "web-1", 0, at: 1).work == [])
        #expect(driver.status.phase == .running)
        #expect(driver.exit("db", "db-1", 1, at: 2).work == [.ensureImage(container: "db")])
        driver.start("db", "db-2")
        driver.exit("db", "db-2", 0, at: 3)
        #expect(driver.status.phase == .succeeded)
        #expect(try driver.container("web").state.termination?.reason == "Completed")
        #expect(driver.machine.nextWake == nil)
    }

    @Test("Never: one failure among the ends makes the pod Failed")
    func never() {
        var driver = Driver(.of("web", "db", policy: .never))
        driver.sandboxUp()
        driver.start("web", "web-1")
        driver.start("db", "db-1")
        driver.exit("web", "web-1", 0, at: 1)
        #expect(driver.exit("db", "db-1", 3, at: 2).work == [])
        #expect(driver.status.phase == .failed)
    }

    @Test("When all main containers are done, sidecars end in reverse order")
    func sidecarsEndLast() {
        var driver = Driver(
            Pod.of("web", policy: .never).with { $0.initContainers = [.sidecar("a"), .sidecar("b")] })
        driver.sandboxUp()
        driver.start("a", "a-1")
        driver.start("b", "b-1")
        driver.start("web", "web-1")
        #expect(driver.exit("web", "web-1", 0, at: 1).work == [.signalStop(container: "b", id: "b-1")])
        #expect(driver.exit("b", "b-1", 0, at: 2).work == [.signalStop(container: "a", id: "a-1")])
        #expect(driver.exit("a", "a-1", 0, at: 3).work == [])
        #expect(driver.status.phase == .succeeded)
    }

    @Test("A rule that restarts all containers runs the init containers again, after everything has ended")
    func restartAll() throws {
        let rule = RestartRule(action: .restartAllContainers, isIn: true, codes: [42])
        var driver = Driver(
            Pod.of("web", "db").with {
                $0.initContainers = [.plainInit("fetch")]
                $0.containers[0].restartPolicy = .never
                $0.containers[0].restartRules = [rule]
            })
        driver.sandboxUp()
        driver.start("fetch", "fetch-1")
        driver.exit("fetch", "fetch-1", 0)
        driver.start("web", "web-1")
        driver.start("db", "db-1")
        #expect(driver.exit("web", "web-1", 42, at: 1).work == [.signalStop(container: "db", id: "db-1")])
        #expect(driver.exit("db", "db-1", 143, at: 2).work == [.ensureImage(container: "fetch")])
        driver.start("fetch", "fetch-2")
        let actions = driver.exit("fetch", "fetch-2", 0, at: 3)
        #expect(actions.work == [.ensureImage(container: "web"), .ensureImage(container: "db")])
        driver.start("web", "web-2")
        #expect(try driver.container("web").restartCount == 1)
    }

    @Test("Old news changes nothing: another id, an exit told twice, an answer nobody waits for")
    func oldNews() {
        var driver = Driver.running(.of("web"))
        #expect(driver.exit("web", "web-0", 1, at: 1) == [])
        #expect(driver.send("web", .imageReady) == [])
        #expect(driver.send("web", .startFailed(reason: "RunContainerError", message: "")) == [])
        #expect(driver.send("web", .started(id: "web-9", at: epoch.wall)) == [])
        #expect(driver.send("web", .hookFinished(id: "web-1", .preStop, error: nil)) == [])
        #expect(driver.send("web", .removed(id: "web-1")) == [])
        #expect(driver.send("web", .signalFailed(id: "web-1", message: "")) == [])
        #expect(driver.send("nobody", .imageReady) == [])
        #expect(driver.send(.sandboxRemoved) == [])
        #expect(driver.send(.sandboxDied(id: "another")) == [])
        #expect(driver.exit("web", "web-1", 1, at: 2).work == [.ensureImage(container: "web")])
        #expect(driver.exit("web", "web-1", 1, at: 2) == [])
        #expect(driver.send("web", .gone(id: "web-1")) == [])
    }

    @Test("A shorter longest wait shortens the wait that is under way, a longer one does not")
    func capChanges() throws {
        var driver = Driver.running(.of("web"))
        driver.exit("web", "web-1", 1, at: 1)
        driver.start("web", "web-2", at: 1)
        driver.exit("web", "web-2", 1, at: 2)
        #expect(driver.wake == 12)
        driver.machine.cap(backOff: .seconds(60))
        #expect(driver.wake == 12)
        driver.machine.cap(backOff: .seconds(4))
        #expect(driver.wake == 6)
        #expect(
            try driver.container("web").state
                == .waiting(
                    reason: "CrashLoopBackOff",
                    message: "back-off 4s restarting failed container=web pod=site_default"))
    }
}
