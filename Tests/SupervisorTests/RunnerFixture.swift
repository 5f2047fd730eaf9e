import Foundation
import PodEngine
import PodSpec
import Synchronization
import TestSupport

@testable import Podman
@testable import Supervisor

/// A runner with the real Podman client, the real log pump and a fake Podman.
@MainActor
final class RunnerFixture {
    let fake: FakePodman
    let context: AppContext
    let folder: String
    var app: App

    init(_ pod: Pod, images: [String] = ["img"]) throws {
        fake = try FakePodman(images: images)
        folder = FileManager.default.temporaryDirectory.path + "/runner-\(UUID().uuidString.prefix(8))"
        let base = Paths(
            runtime: folder + "/run", state: folder + "/state", manifests: folder + "/pods",
            units: folder + "/units", socket: fake.path)
        let paths = AppPaths(app: "site", base: base)
        try Files.makeFolder(paths.runtime)
        try Files.makeFolder(paths.state)
        app = App(name: "site", pods: [pod])
        let podman = Podman(socketPath: fake.path)
        podman.queryDeadline = .milliseconds(400)
        podman.workDeadline = .milliseconds(400)
        let told = Told()
        self.told = told
        context = AppContext(
            paths: paths, podman: podman,
            logs: LogPump(directory: paths.runtime, sink: LineSink { _, _ in }) { _, _ in },
            reporter: Reporter(app: "site", output: .lines { told.add($0) }), key: HashKey(1, 2),
            inherited: [:])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private let told: Told
    var reports: [String] { told.lines }

    func runner(memory: PodMemory = PodMemory()) -> PodRunner {
        PodRunner(app.pods[0], of: app, context: context, memory: memory) {}
    }

    /// Starts a runner and waits until its pod is ready.
    func started() async -> PodRunner {
        let runner = runner()
        runner.begin()
        _ = await comesTrue { runner.status().isReady }
        return runner
    }
}

/// What a reporter was told.
final class Told: Sendable {
    private let text = Mutex<[String]>([])
    var lines: [String] { text.withLock { $0 } }
    func add(_ line: String) { text.withLock { $0.append(line) } }
}

extension Pod {
    /// A pod of containers that nothing is special about.
    static func site(_ names: String..., change: (inout Pod) -> Void = { _ in }) -> Pod {
        var pod = Pod(name: "site")
        pod.containers = names.map { Container(name: $0, image: "img") }
        pod.terminationGracePeriod = .seconds(2)
        change(&pod)
        return pod
    }
}

extension ContainerStatus {
    var reason: String? {
        switch state {
        case .waiting(let reason, _): reason
        case .terminated(let exit): exit.reason
        case .running: nil
        }
    }
}

/// Whether `condition` becomes true soon.
@MainActor
func comesTrue(within limit: Duration = .seconds(8), _ condition: @MainActor () -> Bool) async -> Bool {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < limit {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return condition()
}
