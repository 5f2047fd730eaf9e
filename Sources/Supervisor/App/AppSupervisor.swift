import CLinux
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
    }

    /// How often Podman is asked for the truth although nothing happened.
    static let resyncPeriod = Duration.seconds(600)

    let paths: AppPaths
    let mode: Mode
    let reporter: Reporter
    var context: AppContext?
    var runners: [PodRunner] = []
    /// Runners of pods that the manifest no longer has, until they are gone.
    var leaving: [PodRunner] = []
    var manifest = ""
    var problem: String?
    var unitState: UnitState
    var isStopping = false
    /// Podman's, where it is ours.
    private var service: PodmanService?
    private var publishes = false
    private var signals: [any DispatchSourceSignal] = []
    private var resync: (any DispatchSourceTimer)?
    private var finish: CheckedContinuation<Int32, Never>?
    private var published: (status: [UInt8], memory: [UInt8]) = ([], [])

    package init(paths: AppPaths, mode: Mode) {
        self.paths = paths
        self.mode = mode
        if case .foreground = mode {
            reporter = Reporter(app: paths.app, output: .lines(Terminal.put))
        } else {
            reporter = Reporter(app: paths.app, output: .journal)
        }
        unitState = UnitState()
    }

    /// Supervises until the app is stopped or has ended.
    /// - Returns: the exit status of DESIGN §5.
    package func run() async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        let app: App
        do {
            app = try load()
            try Files.makeFolder(paths.runtime)
            try Files.makeFolder(paths.state)
            if case .foreground = mode { service = try await PodmanService.start(on: paths.base.socket) }
        } catch let wrong as WrongManifest {
            for line in wrong.lines { reporter.note(.warning, "BadManifest", line) }
            unitState.say("\(wrong)")
            return ExitStatus.badManifest
        } catch {
            reporter.note(.warning, "CannotStart", "\(error)")
            unitState.say("\(error)")
            return error is FileError ? ExitStatus.mayWorkLater : ExitStatus.badManifest
        }
        let context = makeContext(app)
        self.context = context
        unitState.begin(deadline: context.settings?.startDeadline ?? AppSettings.defaultStartDeadline)
        catchSignals()
        let memory = MemoryDocument.load(paths.memory)
        runners = app.pods.map { makeRunner($0, context, memory[$0.name]) }
        unitState.feedWatchdog()
        scheduleResync()
        publish()
        return await withCheckedContinuation { continuation in
            finish = continuation
            for runner in runners { runner.begin() }
            if runners.isEmpty { changed() }
        }
    }

    private func makeContext(_ app: App) -> AppContext {
        let sink: any LogSink
        if case .foreground = mode { sink = LineSink(Terminal.put) } else { sink = JournalSink() }
        let reporter = reporter
        let logs = LogPump(directory: paths.runtime, sink: sink) { log, error in
            Task { @MainActor in
                reporter.report(
                    PodReport(.warning, "LogFailed", container: log.container, "its log: \(error)"), pod: log.pod)
            }
        }
        let inherited = Dictionary(
            Notify.inherited().map { ($0.name, $0.fd) }, uniquingKeysWith: { first, _ in first })
        let context = AppContext(
            paths: paths, podman: Podman(socketPath: paths.base.socket), logs: logs, reporter: reporter, app: app,
            inherited: inherited)
        context.onPull = { [weak self] in self?.changed() }
        return context
    }

    func makeRunner(_ pod: Pod, _ context: AppContext, _ memory: PodMemory?) -> PodRunner {
        PodRunner(pod, context: context, memory: memory ?? PodMemory()) { [weak self] in self?.changed() }
    }

    // MARK: Changes

    /// Something happened: what people see is brought up to date at the end of this turn of the loop.
    func changed() {
        guard !publishes else { return }
        publishes = true
        DispatchQueue.main.async { [weak self] in
            MainActor.assumeIsolated {
                self?.publishes = false
                self?.publish()
            }
        }
        // What a successor must know is on record before the next step is taken.
        saveMemory()
    }

    private func publish() {
        for runner in leaving where runner.isGone { retire(runner) }
        leaving.removeAll(where: \.isGone)
        let now = Clock.now
        let statuses = runners.map { (name: $0.pod.name, status: $0.status()) }
        var line = summary(of: statuses, now: now)
        if let context, context.pulls > 0 { line = "pulling \(context.pulls == 1 ? "an image" : "images"); \(line)" }
        let isReady = !isStopping && statuses.allSatisfy(\.status.isReady)
        let document = StatusDocument(
            items: zip(runners, statuses).map { PodDocument($0.pod, $1.status, now: now) },
            podsup: .init(
                app: paths.app, summary: line, ready: isReady, manifest: manifest, problem: problem,
                supervisorPID: getpid(), version: version))
        save(document.encoded(), to: paths.status, \.status, mode: 0o644)
        unitState.update(
            line: problem.map { "\(line); manifest not applied: \($0)" } ?? line, isReady: isReady,
            isPulling: (context?.pulls ?? 0) > 0, reporter: reporter)
        if let status = endStatus(statuses.map(\.status)) { end(with: status) }
    }

    func saveMemory() {
        let document = MemoryDocument(
            boot: MemoryDocument.currentBoot,
            pods: Dictionary(
                runners.map { ($0.pod.name, MemoryDocument.Pod($0.memory)) }, uniquingKeysWith: { first, _ in first }))
        save(document.encoded(), to: paths.memory, \.memory, mode: 0o600)
    }

    private func save(
        _ bytes: [UInt8], to path: String,
        _ last: WritableKeyPath<(status: [UInt8], memory: [UInt8]), [UInt8]>, mode: UInt32
    ) {
        guard published[keyPath: last] != bytes else { return }
        do {
            try Files.replace(path, bytes, mode: mode)
            published[keyPath: last] = bytes
        } catch {
            unitState.complain("\(error)", reporter: reporter)
        }
    }

    // MARK: The end

    /// The exit status, once there is nothing left to supervise.
    private func endStatus(_ statuses: [PodStatus]) -> Int32? {
        if isStopping {
            return (runners + leaving).allSatisfy(\.isGone) ? ExitStatus.done : nil
        }
        guard !statuses.isEmpty, leaving.isEmpty else { return nil }
        let phases = statuses.map(\.phase)
        guard phases.allSatisfy({ $0 == .succeeded || $0 == .failed }) else { return nil }
        return phases.contains(.failed) ? ExitStatus.failed : ExitStatus.done
    }

    private func end(with status: Int32) {
        guard let finish else { return }
        self.finish = nil
        unitState.stop()
        resync?.cancel()
        let runners = runners
        Task {
            for runner in runners {
                await runner.closeLogs()
                runner.retire()
            }
            if isStopping {
                for runner in runners { try? runner.volumes.removeAll() }
                try? Files.remove(paths.status)
                try? Files.remove(paths.memory)
            }
            service?.stop()
            finish.resume(returning: status)
        }
    }

    private func retire(_ runner: PodRunner) {
        try? runner.volumes.removeAll()
        runner.retire()
        Task { await runner.closeLogs() }
    }

    /// Stops all pods gracefully; the end follows when they are gone.
    func stop() {
        guard !isStopping else { return }
        isStopping = true
        unitState.stopping()
        for runner in runners { runner.send(.stop(grace: nil)) }
        changed()
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
        let timer = DispatchSource.makeTimerSource(queue: .main)
        let period = Self.resyncPeriod / .seconds(1)
        timer.schedule(deadline: .now() + period, repeating: period, leeway: .seconds(30))
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                for runner in self?.runners ?? [] { runner.resync() }
            }
        }
        timer.activate()
        resync = timer
    }
}

/// DESIGN §5.
package enum ExitStatus {
    package static let done: Int32 = 0
    package static let mayWorkLater: Int32 = 1
    package static let usage: Int32 = 2
    package static let failed: Int32 = 3
    package static let badManifest: Int32 = 78
}
