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
        var watch: ProcessWatch?
        /// Its conmon, where Podman told which that is.
        var conmon: ProcessWatch?

        @MainActor func stopWatching() {
            watch?.stop()
            conmon?.stop()
        }
    }

    let context: AppContext
    private(set) var pod: Pod
    private var machine: PodMachine
    private var timer: (any DispatchSourceTimer)?
    private let onChange: () -> Void

    /// By the container's name.
    var live: [String: Live] = [:]
    var infraWatch: ProcessWatch?
    var sandbox: (id: String, address: String?)?
    /// Where Podman keeps the pod's named volumes, by name.
    var mountpoints: [String: String] = [:]
    /// Container logs that are open.
    var openLogs: Set<String> = []

    /// - Parameter onChange: called after each event.
    init(_ pod: Pod, context: AppContext, memory: PodMemory, onChange: @escaping () -> Void) {
        self.pod = pod
        self.context = context
        self.onChange = onChange
        machine = PodMachine(
            pod: pod, memory: memory, backOffCap: context.settings?.maxRestartPeriod ?? BackOff.defaultCap)
    }

    var podman: Podman { context.podman }
    var memory: PodMemory { machine.memory }
    var isGone: Bool { machine.isGone }
    func status() -> PodStatus { machine.status(at: Clock.now) }

    var places: VolumePlaces {
        VolumePlaces(runtime: context.paths.runtime, state: context.paths.state, pod: pod.name)
    }
    var volumes: VolumeStore {
        VolumeStore(podman: podman, places: places, app: context.app, pod: pod)
    }
    var facts: RuntimeFacts {
        context.machine.facts(pod: pod, address: sandbox?.address, sandbox: sandbox?.id ?? "")
    }

    /// Looks at what Podman has and starts from there.
    func begin() {
        for container in pod.allContainers { openLog(container.name) }
        resync()
    }

    /// Asks Podman for the truth, until it answers.
    func resync() {
        Task {
            var wait = Duration.milliseconds(200)
            while true {
                do throws(PodmanError) {
                    send(.observed(try await observe()))
                    for (name, container) in live {
                        missConmon(name)
                        // It ended before the machine listened.
                        if container.watch == nil { Task { await ended(name, container.id) } }
                    }
                    return
                } catch {
                    note(.warning, "PodmanUnavailable", "\(error), trying again in \(wait.inWords)")
                }
                await sleep(wait)
                wait = min(wait * 2, .seconds(10))
            }
        }
    }

    func send(_ event: PodEvent) {
        if case .update(let pod, _, _) = event {
            self.pod = pod
            for container in pod.allContainers { openLog(container.name) }
        }
        let actions = machine.handle(event, at: Clock.now)
        for action in actions { perform(action) }
        arm()
        onChange()
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
        timer?.cancel()
        timer = nil
        guard let wake = machine.nextWake else { return }
        let left = max(wake - Clock.instant, .zero)
        let timer = DispatchSource.makeTimerSource(queue: .main)
        // Rounded up, so that the machine is not asked a moment too early.
        timer.schedule(deadline: .now() + (left / .seconds(1)) + 0.001, leeway: .milliseconds(5))
        timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.send(.timer) } }
        timer.activate()
        self.timer = timer
    }

    /// The end of the runner: nothing is watched any more. Containers are left as they are.
    func retire() {
        timer?.cancel()
        timer = nil
        infraWatch?.stop()
        for container in live.values { container.stopWatching() }
        live = [:]
    }
}

extension Duration {
    /// `200 ms`, `10 s`
    var inWords: String {
        self < .seconds(1) ? "\(Int64(self / .milliseconds(1))) ms" : "\(Int64(self / .seconds(1))) s"
    }
}
