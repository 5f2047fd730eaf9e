import PodEngine
import Testing

@testable import Supervisor

@Suite("The line on an app's state")
struct SummaryTests {
    private let now = Now(
        instant: Instant(sinceBoot: .zero), wall: WallTime(nanoseconds: 1_767_323_045_000_000_000))

    private func running(_ name: String, restarts: Int32 = 0) -> ContainerStatus {
        ContainerStatus(
            name: name, image: "i", state: .running(startedAt: now.wall), ready: true, started: true,
            restartCount: restarts)
    }

    private var triedTwice: ContainerStatus {
        let exit = ContainerStatus.Termination(exitCode: 0, reason: "Completed", finishedAt: now.wall)
        return ContainerStatus(
            name: "build", image: "i", state: .terminated(exit), ready: true, restartCount: 2)
    }

    @Test("sidecars are containers that it counts, with their restarts; what was done before them is not")
    func sidecars() {
        let ready = PodStatus.Condition(type: "Ready", status: true, lastTransition: now.wall)
        let status = PodStatus(
            phase: .running, conditions: [ready],
            initContainers: [triedTwice, running("proxy", restarts: 3)],
            containers: [running("web", restarts: 1)])
        #expect(summary(of: [("site", status)], now: now) == "ready: 2 containers, 4 restarts")
    }

    @Test("a pod that stops waits for its sidecars, too")
    func stopping() {
        let exit = ContainerStatus.Termination(exitCode: 0, reason: "Completed", finishedAt: now.wall)
        let web = ContainerStatus(name: "web", image: "i", state: .terminated(exit))
        let status = PodStatus(
            phase: .running, isTerminating: true, initContainers: [running("proxy")], containers: [web])
        #expect(summary(of: [("site", status)], now: now) == "stopping: proxy still running")
    }
}
