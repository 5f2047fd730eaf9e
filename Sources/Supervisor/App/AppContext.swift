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
    /// For the hashes in labels.
    let key: HashKey
    /// Descriptors that systemd kept of our predecessor, by name; taken once.
    var inherited: [String: Int32]
    /// What Podman says of this machine; asked once, it takes 0.1 s.
    private var host: PodmanInfo.Host?
    private var warnedOf: Set<String> = []
    private var isPodmanAway = false
    private(set) var pulls = 0
    /// Called when a pull begins or ends.
    var onPull: () -> Void = {}
    let machine = MachineFacts()

    init(
        paths: AppPaths, podman: Podman, logs: LogPump, reporter: Reporter, key: HashKey,
        inherited: [String: Int32]
    ) {
        self.paths = paths
        self.podman = podman
        self.logs = logs
        self.reporter = reporter
        self.key = key
        self.inherited = inherited
    }

    private func hostInfo() async throws(PodmanError) -> PodmanInfo.Host {
        if let host { return host }
        let info = try await podman.info().host
        host = info
        return info
    }

    /// The path of the OCI runtime's binary. Only exec probes and hooks need it, so an answer that cannot be
    /// used holds up nothing.
    func ociRuntime(_ name: String) async throws(PodmanError) -> String {
        do throws(PodmanError) {
            let runtime = try await hostInfo().ociRuntime
            if runtime.name == name || name.isEmpty { return runtime.path }
        } catch {
            if case .deadline = error { throw error }
            if error.isSocketProblem { throw error }
        }
        return name.hasPrefix("/") ? name : "/usr/bin/\(name)"
    }

    /// The limits that this machine's cgroup controllers can enforce; says once which it cannot.
    func enforceable(_ resources: Resources) async throws(PodmanError) -> ResourceLimits? {
        guard !resources.limits.isEmpty || !resources.requests.isEmpty else { return nil }
        let controllers = try await hostInfo().cgroupControllers
        for name in ["cpu", "memory"] where resources.limits[name] != nil && !controllers.contains(name) {
            guard warnedOf.insert(name).inserted else { continue }
            let remedy =
                name == "memory"
                ? "; on a Raspberry Pi add 'cgroup_enable=memory' to /boot/firmware/cmdline.txt and reboot"
                : ""
            reporter.note(
                .warning, "LimitNotEnforced",
                "this machine has no cgroup controller '\(name)', so \(name) limits are not enforced\(remedy)"
            )
        }
        return ResourceLimits(resources, controllers: Set(controllers))
    }

    /// Podman gave no answer, and is asked again. Told once, until it answers.
    func noAnswer(_ error: PodmanError) {
        guard !isPodmanAway else { return }
        isPodmanAway = true
        reporter.note(.warning, "PodmanUnavailable", "\(error), trying again until it answers")
    }

    func answered() {
        guard isPodmanAway else { return }
        isPodmanAway = false
        reporter.note(.normal, "PodmanAvailable", "Podman answers again")
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
