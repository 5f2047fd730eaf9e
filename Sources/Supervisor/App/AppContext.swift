import PodEngine
import PodSpec
import Podman
import Systemd

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
    private var host: HostFacts?
    private var warnedOf: Set<String> = []
    /// Of which a container could not be made for want of files.
    var damagedImages: Set<String> = []
    private var isPodmanAway = false
    private(set) var pulls = 0
    /// Called when a pull begins or ends.
    var onPull: () -> Void = {}
    let machine = MachineFacts()
    let memoryKills = OOMTally()
    let probes: ProbeFigures
    /// The last container that was looked at, and its image's ID, by the container's name.
    private var images: [String: (container: String, image: String)] = [:]

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
        probes = ProbeFigures(folder: paths.runtime)
    }

    /// Keeps what image a container is of.
    func saw(_ container: ContainerInspect) { images[container.name] = (container.id, container.image) }

    /// IDs of images, by the IDs of their containers.
    var imagesByContainer: [String: String] {
        Dictionary(images.values.map { ($0.container, $0.image) }, uniquingKeysWith: { first, _ in first })
    }

    /// Containers of a pod whose logs our predecessor had open.
    func inheritedLogs(of pod: String) -> [String] {
        inherited.keys.filter { $0.hasPrefix(pod + "/") }.map { String($0.dropFirst(pod.utf8.count + 1)) }
            .sorted()
    }

    /// Forwards the rest of logs that nobody of this manifest has asked for, and forgets them.
    func closeInheritedLogs(except pods: Set<String>) async {
        for (name, descriptor) in inherited {
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, !pods.contains(parts[0]) else { continue }
            inherited[name] = nil
            let log = ContainerLog(app: paths.app, pod: parts[0], container: parts[1])
            do {
                _ = try logs.open(log, inherited: descriptor)
            } catch {
                reporter.note(
                    .warning, "LogFailed",
                    "\(name): the rest of its log cannot be read: \(error), going on without it")
            }
            await closeLog(log)
        }
    }

    func closeLog(_ log: ContainerLog) async {
        await logs.close(log)
        _ = try? Notify.removeDescriptor(name: "\(log.pod)/\(log.container)")
    }

    private func hostFacts() async throws(PodmanError) -> HostFacts {
        if let known = host ?? HostFacts.load(paths.base.hostFacts) {
            host = known
            return known
        }
        let turn = HostFacts.Turn(paths.base.hostFacts)
        defer { withExtendedLifetime(turn) {} }
        let start = Clock.instant
        while !turn.take(), Clock.instant - start < .seconds(30), !Task.isCancelled {
            try? await pause(for: .milliseconds(100))
        }
        // Who had the turn before has most likely kept the answer.
        let facts: HostFacts
        if let known = HostFacts.load(paths.base.hostFacts) {
            facts = known
        } else {
            facts = HostFacts(try await podman.info().host)
            facts.save(paths.base.hostFacts)
        }
        host = facts
        return facts
    }

    /// The path of the OCI runtime's binary. Only exec probes and hooks need it, so an answer that cannot be
    /// used holds up nothing.
    func ociRuntime(_ name: String) async throws(PodmanError) -> String {
        do throws(PodmanError) {
            let facts = try await hostFacts()
            if facts.runtimeName == name || name.isEmpty { return facts.runtimePath }
        } catch {
            if case .deadline = error { throw error }
            if error.isSocketProblem { throw error }
        }
        return name.hasPrefix("/") ? name : "/usr/bin/\(name)"
    }

    /// The slice for the app's containers; `nil` where Podman does not leave cgroups to systemd.
    func slice() async throws(PodmanError) -> String? {
        try await hostFacts().cgroupManager == "systemd" ? paths.slice : nil
    }

    /// The limits that this machine's cgroup controllers can enforce; says once which it cannot.
    func enforceable(_ resources: Resources) async throws(PodmanError) -> ResourceLimits? {
        guard !resources.limits.isEmpty || !resources.requests.isEmpty else { return nil }
        let controllers = try await hostFacts().controllers
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

    /// A container was killed, and not by us: says once where that may have been for want of memory and nobody
    /// can tell, since the kernel counts no memory of containers.
    func killedFromOutside(_ container: String, of pod: String) async {
        guard let facts = try? await hostFacts(), !facts.controllers.contains("memory"),
            warnedOf.insert("OOM").inserted
        else { return }
        reporter.report(
            PodReport(
                .warning, "OOMUnknown", container: container,
                "it was killed from outside. Whether memory had run out cannot be told here, since this machine has "
                    + "no cgroup controller 'memory': 'journalctl -k -g oom' may know. On a Raspberry Pi add "
                    + "'cgroup_enable=memory' to /boot/firmware/cmdline.txt and reboot"),
            pod: pod)
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
