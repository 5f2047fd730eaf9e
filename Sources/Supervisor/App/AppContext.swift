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
    private var host: HostFacts?
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

    private func hostFacts() async throws(PodmanError) -> HostFacts {
        if let known = host ?? HostFacts.load(paths.base.hostFacts) {
            host = known
            return known
        }
        let facts = HostFacts(try await podman.info().host)
        facts.save(paths.base.hostFacts)
        host = facts
        return facts
    }

    /// The path of the OCI runtime's binary.
    func ociRuntime(_ name: String) async throws(PodmanError) -> String {
        let facts = try await hostFacts()
        return facts.runtimeName == name || name.isEmpty ? facts.runtimePath : name
    }

    /// The slice for the app's containers; `nil` where Podman does not leave cgroups to systemd.
    func slice() async throws(PodmanError) -> String? {
        try await hostFacts().cgroupManager == "systemd" ? paths.slice : nil
    }

    /// The limits that this machine's cgroup controllers can enforce; says once which it cannot.
    func enforceable(_ resources: Resources) async -> ResourceLimits? {
        guard !resources.limits.isEmpty || !resources.requests.isEmpty else { return nil }
        guard let controllers = try? await hostFacts().controllers else { return nil }
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
