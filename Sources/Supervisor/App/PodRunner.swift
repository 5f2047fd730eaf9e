import Dispatch
import PodEngine
import PodSpec
import Podman
import Systemd

/// Carries out what one pod's machine decides and tells it what came of it. Decides nothing itself.
@MainActor
final class PodRunner {
    /// A container as the runner needs to know it to reach it.
    struct Live {
        var id: String
        var stopSignal: String
        var runtime: RuntimeContainer
        /// `nil` once its process is gone.
        var watch: ProcessWatch?
        /// Its conmon; 0 where Podman did not tell.
        var conmonPID: Int32
        /// `nil` once its conmon is gone.
        var conmon: ProcessWatch?

        @MainActor func stopWatching() {
            watch?.stop()
            conmon?.stop()
        }
    }
    struct Sandbox {
        var id: String
        /// `nil` with the host's network.
        var address: String?
        /// Of its infra container.
        var pid: Int32
        var watch: ProcessWatch
    }

    let context: AppContext
    private(set) var pod: Pod
    /// The manifest that `pod` is of.
    private(set) var app: App
    private(set) var machine: PodMachine
    private var timer: (any DispatchSourceTimer)?
    /// When `timer` fires.
    private var armed: Instant?
    private let onChange: () -> Void
    private var isResyncing = false
    /// Counts the manifests that were applied.
    private(set) var revision: Int32 = 0
    private(set) var isRetired = false

    /// A manifest that waits to be applied, and whether one is being applied.
    var next: (pod: Pod, app: App)?
    var isUpdating = false
    /// By the container's name.
    var live: [String: Live] = [:]
    var sandbox: Sandbox?
    /// Containers of which Podman is being asked how they ended.
    var ending: Set<String> = []
    /// Containers that the OCI runtime may know, the sandbox's own included: their ids.
    var inRuntime: Set<String> = []
    /// Ended containers whose successors could not be made: their ids, by the container's name.
    var kept: [String: String] = [:]
    /// Where Podman keeps the pod's named volumes, by name; `nil`: the volumes are not ready.
    var mountpoints: [String: String]?
    /// Container logs that are open.
    var openLogs: Set<String> = []
    /// Container logs that are being closed.
    var closingLogs: [String: Task<Void, Never>] = [:]

    /// - Parameters:
    ///   - onChange: called after each event.
    ///   - isHeld: it starts nothing before `.release`.
    init(
        _ pod: Pod, of app: App, context: AppContext, memory: PodMemory, isHeld: Bool = false,
        onChange: @escaping () -> Void
    ) {
        self.pod = pod
        self.app = app
        self.context = context
        self.onChange = onChange
        machine = PodMachine(pod: pod, memory: memory, backOffCap: app.backOffCap, isHeld: isHeld)
    }

    var podman: Podman { context.podman }
    var memory: PodMemory { machine.memory }
    var isGone: Bool { machine.isGone }
    /// Whether a container lives, if only to its end.
    var hasLive: Bool { machine.hasLive }
    /// Whether a new manifest is still on its way to the containers: something of the old one lives.
    var isReplacing: Bool { isUpdating || machine.isReplacing }
    func status() -> PodStatus { machine.status(at: Clock.now) }

    /// The definition that a container lives by; an update replaces it only when the old container has ended.
    func spec(_ container: String) -> Container? { machine.machines[container]?.spec }

    /// Looks at what Podman has and starts from there.
    func begin() {
        for container in pod.allContainers { openLog(container.name) }
        // Of containers that have left the manifest too, as long as there is something to read.
        for container in context.inheritedLogs(of: pod.name) { openLog(container) }
        resync()
    }

    /// Asks Podman for the truth, until it answers.
    func resync() {
        guard !isResyncing else { return }
        isResyncing = true
        Task {
            var wait = Duration.milliseconds(200)
            while !isRetired {
                let asked = revision
                do throws(PodmanError) {
                    let found = try await observe()
                    context.answered()
                    // Seen with the eyes of a manifest that no longer counts: look again.
                    if asked != revision { continue }
                    accept(found)
                    break
                } catch {
                    context.noAnswer(error)
                }
                await sleep(wait)
                wait = min(wait * 2, .seconds(10))
            }
            isResyncing = false
        }
    }

    /// - Parameter app: the manifest of an `.update`.
    func send(_ event: PodEvent, of app: App? = nil) {
        guard !isRetired else { return }
        if case .update(let pod, _, _) = event, let app {
            self.pod = pod
            self.app = app
            revision &+= 1
            machine.cap(backOff: app.backOffCap)
            for container in pod.allContainers { openLog(container.name) }
        }
        let actions = machine.handle(event, at: Clock.now)
        for action in actions { perform(action) }
        closeUnknownLogs()
        arm()
        if machine.hasNews { onChange() }
    }

    func send(_ container: String, _ event: ContainerEvent) { send(.container(container, event)) }

    func note(_ severity: PodReport.Severity, _ reason: String, container: String? = nil, _ message: String) {
        context.reporter.report(PodReport(severity, reason, container: container, message), pod: pod.name)
    }

    private func perform(_ action: PodAction) {
        switch action {
        case .createSandbox: Task { await createSandbox() }
        case .removeSandbox: Task { await removeSandbox() }
        case .ensureImage(let container): Task { await ensureImage(container) }
        case .start(let container, let restarts, let replacing):
            Task { await start(container, restarts: restarts, replacing: replacing) }
        case .probe(let container, let id, let kind): Task { await probe(container, id, kind) }
        case .runHook(let container, let id, let hook, let timeout):
            Task { await runHook(container, id, hook, timeout) }
        case .signalStop(let container, let id):
            Task { await signal(container, id, live[container]?.stopSignal ?? "SIGTERM") }
        case .kill(let container, let id): Task { await signal(container, id, "SIGKILL") }
        case .remove(let container, let id): Task { await remove(container, id) }
        case .report(let report): context.reporter.report(report, pod: pod.name)
        }
    }

    private func arm() {
        let wake = machine.nextWake
        guard wake != armed else { return }
        armed = wake
        guard let wake else {
            timer?.schedule(deadline: .distantFuture)
            return
        }
        let left = max(wake - Clock.instant, .zero)
        let timer = timer ?? makeTimer()
        // Rounded up, so that the machine is not asked a moment too early.
        timer.schedule(deadline: .now() + left.seconds + 0.001, leeway: .milliseconds(5))
        if self.timer == nil { timer.activate() }
        self.timer = timer
    }

    private func makeTimer() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                self?.armed = nil
                self?.send(.timer)
            }
        }
        return timer
    }

    /// The end of the runner: nothing is watched any more, and no answer counts. Containers are left as
    /// they are.
    func retire() {
        isRetired = true
        timer?.cancel()
        timer = nil
        sandbox?.watch.stop()
        sandbox = nil
        for container in live.values { container.stopWatching() }
        live = [:]
    }
}

extension App {
    /// A wrong annotation is refused before a unit is written; here the default will do.
    fileprivate var backOffCap: Duration {
        (try? AppSettings(annotations))?.maxRestartPeriod ?? BackOff.defaultCap
    }
}

extension Duration {
    /// `200 ms`, `10 s`
    var inWords: String {
        self < .seconds(1) ? "\(Int64(seconds * 1000)) ms" : "\(components.seconds) s"
    }
}
