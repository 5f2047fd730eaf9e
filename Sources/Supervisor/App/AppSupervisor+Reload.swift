import PodEngine
import PodSpec
import Podman

extension AppSupervisor {
    /// Reads and checks the manifest.
    func load() throws -> (App, [ManifestFile]) {
        let files: [ManifestFile]
        if case .foreground(let given) = mode { files = given } else { files = try ManifestStore.load(paths) }
        var app: App
        do {
            // Whether such kinds may be passed over was for `up` or `generate-units` to ask.
            app = try Manifest.decode(files, name: paths.app, options: ManifestOptions(skipUnsupported: true))
        } catch {
            throw WrongManifest(files: files.map(\.name), problems: error.list)
        }
        let problems = MachineCheck(paths.base).verdict(on: app).problems
        if !problems.isEmpty { throw WrongManifest(files: files.map(\.name), problems: problems) }
        if case .unit = mode { app.imagePins = ManifestStore.pins(paths) }
        return (app, files)
    }

    /// Keeps in memory what the app works by, for `podsup diff`. Where that fails, only that is missing.
    private func keepApplied(_ files: [ManifestFile]) {
        guard case .unit = mode, (try? Files.makeFolder(paths.runtime)) != nil else { return }
        try? ManifestStore.writeApplied(files, paths)
    }

    /// From now on the app is on its way to this manifest; ``settle()`` ends that.
    func accept(_ files: [ManifestFile], of app: App, _ key: HashKey, isReload: Bool) {
        let fingerprint = ManifestStore.fingerprint(files, pins: app.imagePins, key)
        pending = Pending(fingerprint: fingerprint, isReload: isReload)
        keepApplied(files)
    }

    /// Applies the manifest's new content with the least change; ``settle()`` ends that. A wrong one changes
    /// nothing.
    func reload() {
        guard let context, !isStopping, run == nil else { return }
        unitState.reloading()
        defer { changed() }
        do {
            let (app, files) = try load()
            problem = nil
            accept(files, of: app, context.key, isReload: true)
            apply(app)
        } catch {
            let lines = (error as? WrongManifest)?.lines ?? ["\(error)"]
            for line in lines { reporter.note(.warning, "BadManifest", "\(line); the old manifest stays") }
            problem = "\(error)"
            if pending?.isReload != true { unitState.reloaded() }
        }
    }

    /// A manifest is in force once nothing of an older one lives any more: that is told then, not before.
    func settle() {
        guard let pending, leaving.isEmpty, !isStopping, !runners.contains(where: \.isReplacing) else {
            return
        }
        self.pending = nil
        manifest = pending.fingerprint
        guard pending.isReload else { return }
        unitState.reloaded()
        reporter.note(.normal, "Reloaded", "manifest applied")
    }

    private func apply(_ app: App) {
        self.app = app
        applySets(app)
        applyJobs(app)
        startMissing()
    }

    /// Starts the manifest's pods that nobody looks after yet, but those of which a namesake is still leaving.
    func startMissing() {
        guard let app, let context, !isStopping else { return }
        startMissingJobs()
        for pod in wantedPods(of: app) where !(runners + leaving).contains(where: { $0.pod.name == pod.name })
        {
            if waitsForOthers(pod, of: app) { continue }
            let runner = makeRunner(pod, of: app, context, nil)
            runners.append(runner)
            runner.begin()
        }
        // In the manifest's order, for people.
        let order = Dictionary(
            app.pods.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        runners.sort { (order[$0.pod.name] ?? 0) < (order[$1.pod.name] ?? 0) }
    }

    /// Pods of this app that the manifest no longer has, since it changed while nobody looked or a
    /// supervisor died while they were leaving: they go.
    func removeStrays(_ context: AppContext) {
        Task {
            var wait = Duration.milliseconds(200)
            while !isStopping {
                do throws(PodmanError) {
                    let label = Label.filter(Label.app, paths.app)
                    for found in try await context.podman.listPods(labels: [label]) {
                        guard let name = found.labels[Label.pod], found.name == name else { continue }
                        // The runs of CronJobs have supervisors of their own.
                        guard found.labels[Label.cronJob] == paths.cronJob else { continue }
                        removeStray(name, context)
                    }
                    await context.closeInheritedLogs(except: Set((runners + leaving).map(\.pod.name)))
                    return
                } catch {
                    context.noAnswer(error)
                }
                await sleep(wait)
                wait = min(wait * 2, .seconds(10))
            }
        }
    }

    private func removeStray(_ name: String, _ context: AppContext) {
        guard let app, !allRunners.contains(where: { $0.pod.name == name }) else { return }
        reporter.note(.normal, "Stray", "\(name): not in the manifest any more, removing it")
        let runner = makeRunner(Pod(name: name), of: app, context, nil)
        leaving.append(runner)
        runner.send(.stop(grace: nil))
        runner.begin()
    }
}

/// A manifest that is on its way to the containers.
struct Pending {
    var fingerprint: String
    /// systemd waits to hear that it is done.
    var isReload: Bool
}

/// A manifest's problems with the names of its files.
struct WrongManifest: Error, CustomStringConvertible {
    let files: [String]
    let problems: [ManifestProblem]

    /// `FILE:LINE:COLUMN: PATH: what is wrong; what to do`
    var lines: [String] { problems.map { "\(files[$0.file]):\($0)" } }

    var description: String {
        let first = lines.first ?? "the manifest is wrong"
        return lines.count > 1 ? "\(first) (and \(lines.count - 1) more)" : first
    }
}
