import CLinux
import Dispatch
import Glibc
import Supervisor
import Systemd

/// How a command that waits was told to wait.
struct WaitOptions {
    static let options = [
        Option("--timeout", value: "SECONDS", "how long to wait until it is ready (default 600)"),
        Option("--no-wait", "do not wait until it is ready"),
        Option("--quiet", "q", "say nothing but what is wrong"),
    ]

    var timeout = Duration.seconds(600)
    var waits = true
    var isQuiet = false

    init(_ arguments: inout Arguments) throws(UsageError) {
        if let timeout = try arguments.seconds("--timeout") { self.timeout = timeout }
        waits = !arguments.flag("--no-wait")
        isQuiet = arguments.flag("--quiet")
    }
}

/// What is waited for.
struct Goal {
    /// Of the manifest that must be in force; nil: whatever the supervisor works by.
    var fingerprint: String?
    /// A supervisor that is to go; what it says does not count.
    var notPID: Int32?
    /// The unit's run that was over before: how it ended is no news.
    var oldRun: String?
    /// The start that systemd was asked for.
    var start: UnitJob?
    /// What the last line says: `is ready`.
    var word: String
    /// Ready counts once it has lasted, not from the first moment on.
    var lasts = false
}

extension Goal {
    /// What an installer has begun.
    init(_ result: Installer.Result, word: String, lasts: Bool = false) {
        self.init(
            fingerprint: result.fingerprint, oldRun: result.oldRun, start: result.start, word: word,
            lasts: lasts)
    }
}

/// Waits until an app is ready, and shows what it waits for.
@MainActor
final class Waiter {
    private let paths: AppPaths
    private let bus: Bus
    private let goal: Goal
    private let options: WaitOptions
    private let console: Console
    private var progress: Progress
    private var isInterrupted = false
    /// How systemd ended the start.
    private var started: JobResult?
    /// The wait between two looks.
    private var nap: Task<Void, any Error>?

    init(_ paths: AppPaths, _ bus: Bus, _ goal: Goal, _ options: WaitOptions, _ console: Console) {
        self.paths = paths
        self.bus = bus
        self.goal = goal
        self.options = options
        self.console = console
        progress = Progress(console, isQuiet: options.isQuiet)
    }

    /// - Parameter atReady: what is to be done once it is ready for the first time.
    /// - Returns: the exit status.
    func run(atReady: @MainActor () async -> Void = {}) async throws -> Int32 {
        let app = paths.app
        let user = bus.scope == .user ? " --user" : ""
        guard options.waits else {
            if !options.isQuiet {
                console.say("\(app) is started; 'podsup status \(app)\(user)' shows how it is")
            }
            return ExitStatus.done
        }
        let interrupts = catchInterrupts()
        defer { interrupts.cancel() }
        if let job = goal.start {
            Task { [self] in
                let result = try? await job.result
                self.started = result
                self.nap?.cancel()
            }
        }
        let end = try await wait(atReady)
        progress.clear()
        switch end {
        case .failed(_, let unit):
            if !tellBlame(), let unit { tellLastLines(of: paths.unit, in: unit.invocationID, console) }
        case .timedOut: tellBlame()
        case .ready, .finished, .interrupted: break
        }
        return WaitWords(
            app: app, unit: paths.unit, ready: goal.word, timeout: options.timeout, user: user,
            isQuiet: options.isQuiet
        ).tell(end, console)
    }

    private func wait(_ atReady: @MainActor () async -> Void) async throws -> WaitEnd {
        let start = ContinuousClock.now
        var steadiness = Steadiness(needsProof: goal.lasts)
        var verdict = Steadiness.Verdict.notReady
        var wasReady = false
        var turn = 0
        var why = "its supervisor has not started yet"
        while true {
            if isInterrupted { return .interrupted }
            let nextLook = ContinuousClock.now + .milliseconds(25)
            let document = currentDocument()
            if let document {
                let isGoal = goal.fingerprint == nil || document.podsup.manifest == goal.fingerprint
                let isReady = isGoal && document.podsup.ready
                // What is ready at first sight needs no words.
                if turn > 0 || !isReady { progress.show(document, now: wallClock()) }
                if isReady, !wasReady {
                    wasReady = true
                    await atReady()
                }
                verdict = steadiness.verdict(document, isReady: isReady, at: .now, wall: wallClock())
                if verdict == .settled { return .ready }
                why =
                    !isGoal
                    ? "the new manifest has not taken effect yet"
                    : isReady ? "it has not stayed ready for 5 s yet" : document.podsup.summary
            }
            // systemd is asked less often than the file is read.
            if turn % 20 == 0 {
                let unit = try await bus.unitProperties(paths.unit)
                if let end = end(unit) { return end }
                if document == nil, unit.activeState == .activating, let text = Self.trouble(unit) {
                    why = text
                    progress.show(text)
                }
            }
            if ContinuousClock.now - start >= options.timeout {
                return verdict == .unproven && !steadiness.hasCrashed ? .ready : .timedOut(why)
            }
            turn += 1
            let nap = Task { try await Task.sleep(until: nextLook) }
            self.nap = nap
            _ = await nap.result
        }
    }

    /// What the supervisor says, once it is the one.
    private func currentDocument() -> StatusDocument? {
        guard let document = StatusFile.read(paths), document.podsup.supervisorPID != goal.notPID,
            StatusFile.isAlive(document)
        else { return nil }
        return document
    }

    /// Whether the unit has come to an end since we began.
    private func end(_ unit: UnitProperties) -> WaitEnd? {
        guard unit.activeState == .failed || unit.activeState == .inactive else { return nil }
        if unit.invocationID == goal.oldRun {
            // It has not run yet: systemd may wait for other units first, or have given up.
            guard let started, started != .done else { return nil }
            return .failed("its start \(started)", unit)
        }
        if unit.activeState == .failed { return .failed(Self.reason(unit), unit) }
        // A supervisor that is stopped takes its status away; one that has no more to do leaves it.
        let isDone = StatusFile.read(paths)?.podsup.exitStatus == ExitStatus.done
        return isDone ? .finished : .failed("it was stopped meanwhile", unit)
    }

    private static func trouble(_ unit: UnitProperties) -> String? {
        unit.subState == "auto-restart" ? "\(reason(unit)), systemd starts it again" : nil
    }

    private static func reason(_ unit: UnitProperties) -> String {
        guard let service = unit.service else { return "its unit failed" }
        switch service.mainExit {
        case .exited(ExitStatus.badManifest): return "its supervisor refuses the manifest"
        case .exited(ExitStatus.failed):
            return "it failed for good: a Job, or a pod that is not restarted, ended badly"
        case .exited(let code): return "its supervisor ended with exit status \(code)"
        case .killed(let signal): return "its supervisor was killed by signal \(signal)"
        case nil: return "its unit failed (\(service.result))"
        }
    }

    /// The last lines of the container that keeps the app from being ready.
    ///
    /// - Returns: whether there is one that has said anything.
    @discardableResult
    private func tellBlame() -> Bool {
        guard let document = StatusFile.read(paths), let blame = containerToBlame(document) else {
            return false
        }
        let query = LogQuery(app: paths.app, pod: blame.pod, containers: [blame.container])
        let user = bus.scope == .user ? geteuid() : 0
        // Without the journal, the reason alone must do.
        let entries =
            (try? JournalReader.entries(
                matching: query.match(user: user, unit: paths.unit), fields: LogEntry.fields, last: 10)) ?? []
        for line in lastWords(of: blame, entries.map { LogEntry($0) }) { console.note(line) }
        return !entries.isEmpty
    }

    /// Until cancelled, Ctrl-C ends the waiting alone.
    private func catchInterrupts() -> any DispatchSourceSignal {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .main)
        source.setEventHandler { [self] in MainActor.assumeIsolated { isInterrupted = true } }
        source.activate()
        return source
    }
}

/// How waiting for an app ended.
enum WaitEnd {
    case ready, finished, interrupted
    /// Its unit is kept where it has run.
    case failed(String, UnitProperties?)
    case timedOut(String)
}

/// What a command that waited says last, and its exit status.
struct WaitWords {
    var app: String
    var unit: String
    /// `is ready`
    var ready: String
    var timeout: Duration
    /// ` --user`, for commands that a message tells to run.
    var user = ""
    var isQuiet = false

    @MainActor
    func tell(_ end: WaitEnd, _ console: Console) -> Int32 {
        switch end {
        case .ready:
            if !isQuiet { console.say("\(app) \(ready)") }
            return ExitStatus.done
        case .finished:
            if !isQuiet { console.print("\(app) has done its work") }
            return ExitStatus.done
        case .failed(let reason, _):
            console.complain("\(app): \(reason); see 'journalctl\(user) -u \(unit)'")
            return ExitStatus.mayWorkLater
        case .timedOut(let why):
            console.complain(
                "\(app) is not ready after \(timeout.components.seconds) s: \(why); it goes on trying by itself, "
                    + "see 'podsup status \(app)\(user)'")
            return ExitStatus.mayWorkLater
        case .interrupted:
            console.complain("stopped waiting; \(app) goes on by itself, see 'podsup status \(app)\(user)'")
            return 130
        }
    }
}

/// What the container to blame wrote last, as lines for people; nothing where it wrote nothing.
func lastWords(of blame: (pod: String, container: String), _ entries: [LogEntry]) -> [String] {
    if entries.isEmpty { return [] }
    return ["the last lines of \(blame.pod)/\(blame.container):"]
        + entries.map { entry in
            let line = String(decoding: escaped(withoutColor(entry.message)), as: UTF8.self)
            return "  | \(line.clipped(to: 500))"
        }
}

/// Of the containers that are not as they should be the one that matters most: one that failed before one that is
/// not ready, and in the order in which they are started.
func containerToBlame(_ document: StatusDocument) -> (pod: String, container: String)? {
    var busy: (pod: String, container: String)?
    for item in document.items {
        let inits = item.status.initContainerStatuses ?? []
        let all = inits.map { ($0, true) } + item.status.containerStatuses.map { ($0, false) }
        for (container, isInit) in all {
            let place = (pod: item.metadata.name, container: container.name)
            switch ContainerState(container, isInit: isInit, now: 0).color {
            case .bad: return place
            case .busy: busy = busy ?? place
            case .good, .faint, .bold: break
            }
        }
    }
    return busy
}

/// Now, in seconds since 1970.
func wallClock() -> Seconds { Seconds(linux_realtime_ns() / 1_000_000_000) }
