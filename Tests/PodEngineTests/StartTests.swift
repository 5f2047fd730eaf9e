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
}
