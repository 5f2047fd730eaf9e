import CLinux
import Descriptors
import Dispatch
import Glibc
import PodEngine
import PodSpec
import Podman
import Systemd

/// One app's supervisor: the main process of its unit, or the foreground of a terminal.
///
/// One loop on the main queue. It ends when the app is stopped, or has done all its work.
@MainActor
package final class AppSupervisor {
    package enum Mode {
        /// Started by systemd; the manifest is the shipped one or `up`'s last.
        case unit
        /// In a terminal, with the manifest at hand.
        case foreground(files: [ManifestFile])
        /// Started by a timer: one run of a CronJob of the app.
        case cronJob(String)
    }

    /// How often Podman is asked for the truth although nothing happened.
    static let resyncPeriod = Duration.seconds(600)
    /// What a stop may take beyond the longest grace period; less than what the unit adds to it.
    static var stopMargin = Duration.seconds(20)
    /// When a file that could not be written is tried again; each time after twice as long, up to the longest.
    static let firstRetryPause = Duration.seconds(1)
    static let longestRetryPause = Duration.seconds(30)
    /// What removing pods may take after their grace periods, where the time for both is short.
    static let cutMargin = Duration.seconds(10)
    /// How long the rest of the logs is waited for at the end.
    static let logMargin = Duration.seconds(5)

    let paths: AppPaths
    let mode: Mode
    let reporter: Reporter
    var context: AppContext?
    /// The manifest as it is now.
    var app: App?
    var runners: [PodRunner] = []
    /// Runners of pods that the manifest no longer has, until they are gone.
    var leaving: [PodRunner] = []
    var jobs: [JobRunner] = []
    /// What is on disk of Jobs.
    var jobFile: [String: JobEntry] = [:]
    var isJobFileSaved = true
    /// The run of the CronJob that this supervisor is for.
    var run: Job?
    var sets: [Pod.Owner: PodSetState] = [:]
    var setTimer: (any DispatchSourceTimer)?
    /// What a predecessor remembered of pods that are not looked after yet.
    var inheritedMemory: [String: PodMemory] = [:]
    /// Fingerprint of the manifest that is in force: nothing of an older one lives any more.
    var manifest = ""
    /// Of the manifest that is on its way to the containers.
    var pending: Pending?
    var problem: String?
    var unitState: UnitState
    var isStopping = false
    /// How the app ended by itself, in the foreground.
    var outcome: Int32?
    /// How long the stop may take has been asked; no pod is stopped before.
    var knowsStopTime = false
    /// When grace periods end, where the unit has less time than they say.
    var stopDeadline: Instant?
    /// How long systemd waits for the unit to stop; nil where nobody knows.
    var stopTimeout: @MainActor () async -> Duration?
    /// Podman's, where it is ours.
    var service: PodmanService?
    var publishes = false
    /// Confined to the system calls that it needs, with the whole process, once it has started.
    package var isFiltered = false
    /// Which time its timer asked for this run of a CronJob; nil: a person did.
    package var trigger: String?
    /// Tells of calls that were denied.
    var denials: DescriptorSource?
    private var signals: [any DispatchSourceSignal] = []
    var timers: [any DispatchSourceTimer] = []
    var finish: CheckedContinuation<Int32, Never>?
    var published: Published?
    var savedMemory: [String: PodMemory]?
    /// Runs while something could not be written.
    var retry: (any DispatchSourceTimer)?
    var retryPause = AppSupervisor.firstRetryPause

    package init(paths: AppPaths, mode: Mode) {
        self.paths = paths
        self.mode = mode
        if case .foreground = mode {
            reporter = Reporter(app: paths.app, output: .lines(Terminal.put))
        } else {
            reporter = Reporter(app: paths.app, output: .journal)
        }
        if case .unit = mode {
            stopTimeout = { await Self.unitStopTimeout(paths) }
        } else {
            stopTimeout = { nil }
        }
        unitState = UnitState(app: paths.app)
    }

    /// Supervises until the app is stopped or has ended.
    /// - Returns: the exit status of DESIGN §5.
    package func run() async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        linux_run_tasks_on_main_queue()
        let (app, files): (App, [ManifestFile])
        let key: HashKey
        // journald may find a process that ends at once gone already.
        reporter.unit = mode.unit(of: paths)
        do {
            (app, files) = try load()
            try Files.makeFolder(paths.runtime)
            try Files.makeFolder(paths.state)
            key = try HashKey.load(paths.key)
            if case .foreground = mode { service = try await PodmanService.start(on: paths.base.socket) }
        } catch let wrong as WrongManifest {
            for line in wrong.lines { reporter.note(.warning, "BadManifest", line) }
            unitState.say("\(wrong)")
            return give(up: ExitStatus.badManifest)
        } catch {
            reporter.note(.warning, "CannotStart", "\(error)")
            unitState.say("\(error)")
            return give(up: error is FileError ? ExitStatus.mayWorkLater : ExitStatus.badManifest)
        }
        jobFile = JobDocument.load(paths.jobs)
        if case .cronJob(let name) = mode {
            let isTimed = isNewTrigger()
            if !hasOpenRun, isTimed, isTooLate(app) { return give(up: ExitStatus.done) }
            run = chooseRun(of: app)
            guard run != nil else {
                reporter.note(
                    .warning, "BadManifest",
                    "the manifest has no CronJob '\(name)'; see 'systemctl\(userOption) list-timers'")
                return give(up: ExitStatus.badManifest)
            }
        } else {
            jobFile = jobFile.filter { name, _ in app.jobs.contains { $0.name == name } }
        }
        reporter.unit = nil
        let context = makeContext(key)
        self.context = context
        self.app = app
        accept(files, of: app, key, isReload: false)
        // A wrong annotation is refused before a unit is written; here the default will do.
        let settings = try? AppSettings(app.annotations)
        unitState.begin(deadline: settings?.startDeadline ?? AppSettings.defaultStartDeadline)
        catchSignals()
        inheritedMemory = MemoryDocument.load(paths.memory)
        runners = wantedPods(of: app).map {
            makeRunner($0, of: app, context, inheritedMemory.removeValue(forKey: $0.name))
        }
        unitState.feedWatchdog()
        scheduleResync()
        if isFiltered { filterSystemCalls() }
        publish()
        return await withCheckedContinuation { continuation in
            finish = continuation
            for runner in runners { runner.begin() }
            startMissingJobs()
            removeStrays(context)
            if runners.isEmpty { changed() }
        }
    }

    /// The process ends with that: what was told must be in the journal first.
    func give(up status: Int32) -> Int32 {
        reporter.flush()
        return status
    }

    private func makeContext(_ key: HashKey) -> AppContext {
        let sink: any LogSink
        if case .foreground = mode { sink = LineSink(Terminal.put) } else { sink = JournalSink() }
        let reporter = reporter
        let logs = LogPump(directory: paths.runtime, sink: sink) { log, error in
            Task { @MainActor in
                reporter.report(
                    PodReport(
                        .warning, "LogFailed", container: log.container,
                        "its log cannot be forwarded: \(error)"),
                    pod: log.pod)
            }
        }
        let inherited = Dictionary(
            Notify.inherited().map { ($0.name, $0.fd) }, uniquingKeysWith: { first, _ in first })
        let context = AppContext(
            paths: paths, podman: Podman(socketPath: paths.base.socket), logs: logs, reporter: reporter,
            key: key,
            inherited: inherited)
        context.onPull = { [weak self] in self?.changed() }
        context.podman.unmountCovered { reporter.report(PodReport(.warning, "Unmounted", $0), pod: nil) }
        return context
    }

    func makeRunner(_ pod: Pod, of app: App, _ context: AppContext, _ memory: PodMemory?) -> PodRunner {
        let isHeld = app.set(of: pod)?.order == .oneByOne
        if isHeld { sets[pod.owner, default: PodSetState()].held.insert(pod.name) }
        return PodRunner(
            pod, of: app, context: context, memory: memory ?? PodMemory(), isHeld: isHeld,
            onChange: { [weak self] in self?.changed() })
    }

    // MARK: Signals and timers

    private func catchSignals() {
        on(SIGTERM) { $0.stop() }
        on(SIGINT) { $0.stop() }
        on(SIGHUP) { $0.reload() }
    }

    private func on(_ number: Int32, _ act: @escaping @MainActor (AppSupervisor) -> Void) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
        source.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                if let self { act(self) }
            }
        }
        source.activate()
        signals.append(source)
    }

    private func scheduleResync() {
        timers.append(
            after(Self.resyncPeriod, repeating: true) { supervisor in
                for runner in supervisor.allRunners { runner.resync() }
            })
    }

    func after(
        _ time: Duration, repeating: Bool = false, _ act: @escaping @MainActor (AppSupervisor) -> Void
    ) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(
            deadline: .now() + time.seconds, repeating: repeating ? time.seconds : .infinity,
            leeway: .milliseconds(100))
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                if let self { act(self) }
            }
        }
        timer.activate()
        return timer
    }
}
