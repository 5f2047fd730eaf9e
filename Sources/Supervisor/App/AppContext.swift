import PodEngine
import PodSpec
import Podman

/// What the runners of one app's pods share.
@MainActor
final class AppContext {
    let paths: AppPaths
    let podman: Podman
    let logs: LogPump
    let reporter: Reporter
    /// The manifest as it is now; a reload replaces it.
    var app: App
    /// Descriptors that systemd kept of our predecessor, by name; taken once.
    var inherited: [String: Int32]
    /// Path of the OCI runtime's binary; learnt from Podman once.
    private var runtimePath: String?
    private(set) var pulls = 0
    /// Called when a pull begins or ends.
    var onPull: () -> Void = {}
    let machine = MachineFacts()

    init(
        paths: AppPaths, podman: Podman, logs: LogPump, reporter: Reporter, app: App, inherited: [String: Int32]
    ) {
        self.paths = paths
        self.podman = podman
        self.logs = logs
        self.reporter = reporter
        self.app = app
        self.inherited = inherited
    }

    func ociRuntime(_ name: String) async throws(PodmanError) -> String {
        if let runtimePath { return runtimePath }
        let runtime = try await podman.info().host.ociRuntime
        let path = runtime.name == name || name.isEmpty ? runtime.path : name
        runtimePath = path
        return path
    }

    func pulling(_ body: () async throws(PodmanError) -> Void) async throws(PodmanError) {
        pulls += 1
        onPull()
        defer {
            pulls -= 1
            onPull()
        }
        try await body()
    }
}
