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
    /// What Podman says of this machine; asked once, it takes 0.1 s.
    private var host: PodmanInfo.Host?
    private var warnedOf: Set<String> = []
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

    /// A wrong annotation is refused before a unit is written; here the defaults will do.
    var settings: AppSettings? { try? AppSettings(app.annotations) }

    private func hostInfo() async throws(PodmanError) -> PodmanInfo.Host {
        if let host { return host }
        let info = try await podman.info().host
        host = info
        return info
    }

    /// The path of the OCI runtime's binary.
    func ociRuntime(_ name: String) async throws(PodmanError) -> String {
        let runtime = try await hostInfo().ociRuntime
        return runtime.name == name || name.isEmpty ? runtime.path : name
    }

    /// The slice for the app's containers; `nil` where Podman does not leave cgroups to systemd.
    func slice() async throws(PodmanError) -> String? {
        try await hostInfo().cgroupManager == "systemd" ? paths.slice : nil
    }

    /// The limits that this machine's cgroup controllers can enforce; says once which it cannot.
    func enforceable(_ resources: Resources) async -> ResourceLimits? {
        guard !resources.limits.isEmpty || !resources.requests.isEmpty else { return nil }
        guard let controllers = try? await hostInfo().cgroupControllers else { return nil }
        for name in ["cpu", "memory"] where resources.limits[name] != nil && !controllers.contains(name) {
            guard warnedOf.insert(name).inserted else { continue }
            let remedy =
                name == "memory"
                ? "; on a Raspberry Pi add 'cgroup_enable=memory' to /boot/firmware/cmdline.txt and reboot" : ""
            reporter.note(
                .warning, "LimitNotEnforced",
                "this machine has no cgroup controller '\(name)', so \(name) limits are not enforced\(remedy)")
        }
        return ResourceLimits(resources, controllers: Set(controllers))
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
