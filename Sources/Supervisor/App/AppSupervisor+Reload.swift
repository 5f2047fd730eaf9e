import PodEngine
import PodSpec

extension AppSupervisor {
    /// Reads and checks the manifest.
    func load() throws -> App {
        let files: [ManifestFile]
        if case .foreground(let given) = mode { files = given } else { files = try ManifestStore.load(paths) }
        let app: App
        do {
            app = try Manifest.decode(files, name: paths.app)
        } catch {
            throw WrongManifest(files: files.map(\.name), problems: error.list)
        }
        manifest = ManifestStore.fingerprint(files)
        return app
    }

    /// Applies the manifest's new content with the least change. A wrong one changes nothing.
    func reload() {
        guard let context, !isStopping else { return }
        unitState.reloading()
        defer {
            unitState.reloaded()
            changed()
        }
        let app: App
        do {
            app = try load()
            problem = nil
        } catch {
            let lines = (error as? WrongManifest)?.lines ?? ["\(error)"]
            for line in lines { reporter.note(.warning, "BadManifest", "\(line); the old manifest stays") }
            problem = "\(error)"
            return
        }
        let old = context.app
        context.app = app
        for runner in runners where !app.pods.contains(where: { $0.name == runner.pod.name }) {
            runner.send(.stop(grace: nil))
            leaving.append(runner)
        }
        runners.removeAll { runner in leaving.contains { $0 === runner } }
        for pod in app.pods {
            if let runner = runners.first(where: { $0.pod.name == pod.name }) {
                update(runner, to: pod, from: old)
            } else {
                let runner = makeRunner(pod, context, nil)
                runners.append(runner)
                runner.begin()
            }
        }
        // In the manifest's order, for people.
        let order = Dictionary(
            app.pods.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        runners.sort { (order[$0.pod.name] ?? 0) < (order[$1.pod.name] ?? 0) }
        reporter.note(.normal, "Reloaded", "manifest applied")
    }

    private func update(_ runner: PodRunner, to pod: Pod, from old: App) {
        guard let app = context?.app else { return }
        let before = runner.pod
        let sandbox = Result { try sandboxHash(before, app: old) } != Result { try sandboxHash(pod, app: app) }
        var changed: Set<String> = []
        for container in pod.allContainers {
            guard let was = before.allContainers.first(where: { $0.name == container.name }) else { continue }
            let hashes = (
                Result { try containerHash(was, in: before, app: old) },
                Result { try containerHash(container, in: pod, app: app) }
            )
            if hashes.0 != hashes.1 { changed.insert(container.name) }
        }
        runner.update(to: pod, sandbox: sandbox, changed: changed)
    }
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

extension Result where Success == String, Failure == any Error {
    /// A hash that cannot be had differs from every other.
    fileprivate static func != (left: Self, right: Self) -> Bool {
        guard case .success(let one) = left, case .success(let other) = right else { return true }
        return one != other
    }
}

extension PodRunner {
    /// Brings the volumes up to date, then has the machine replace what changed.
    func update(to pod: Pod, sandbox: Bool, changed: Set<String>) {
        Task {
            do {
                let volumes = VolumeStore(podman: podman, places: places, app: context.app, pod: pod)
                mountpoints = try await volumes.prepare(facts: facts)
            } catch {
                note(.warning, "VolumeFailed", "\(error)")
            }
            send(.update(pod, sandbox: sandbox, changed: changed))
        }
    }
}
