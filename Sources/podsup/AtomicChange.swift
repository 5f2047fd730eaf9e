import PodSpec
import Podman
import Supervisor
import Systemd

/// What `up --atomic` puts back: an app as it was before, or none at all.
@MainActor
struct AtomicChange {
    private let paths: AppPaths
    private let bus: Bus
    private let options: UnitOptions
    private let revision: Int64?
    /// Volumes with data in them stay.
    private let volumes: Set<String>

    init(_ paths: AppPaths, _ bus: Bus, _ options: UnitOptions) async throws {
        self.paths = paths
        self.bus = bus
        self.options = options
        revision = ManifestStore.current(paths)
        volumes = Set(try await Self.volumes(of: paths))
    }

    /// - Parameter code: of the change that failed, which is the command's too.
    func putBack(_ console: Console, _ wait: WaitOptions, code: Int32) async throws -> Int32 {
        let user = bus.scope == .user ? " --user" : ""
        guard let revision, let now = ManifestStore.current(paths) else {
            _ = try await Remover(paths, bus).down(removesVolumes: false)
            let podman = Podman(socketPath: paths.base.socket)
            for name in try await Self.volumes(of: paths) where !volumes.contains(name) {
                _ = try await podman.removeVolume(name, force: false)
            }
            console.complain("\(paths.app) is removed again, as it was not there before")
            return code
        }
        if now != revision { try ManifestStore.withdraw(now, paths) }
        let files = try ManifestStore.load(paths)
        let installer = Installer(paths, bus)
        let result = try await installer.up(
            try decodeKept(files, of: paths.app), files, isShipped: false, options)
        var quiet = wait
        quiet.isQuiet = true
        let goal = Goal(result, word: "is back")
        let back = try await installer.finish(result) {
            try await Waiter(paths, bus, goal, quiet, console).run()
        }
        console.complain(
            back == ExitStatus.done
                ? "\(paths.app) is as it was before, revision \(revision)"
                : "\(paths.app) works by revision \(revision) again, but is not ready; see 'podsup status "
                    + "\(paths.app)\(user)'")
        return code
    }

    private static func volumes(of paths: AppPaths) async throws -> [String] {
        try await Podman(socketPath: paths.base.socket).listVolumes(labels: [
            Label.filter(Label.app, paths.app)
        ])
        .map(\.name)
    }
}

/// Keeps with the current revision which images it runs, as far as Podman tells: only `rollback` misses them.
@MainActor
func recordImages(_ paths: AppPaths, _ site: Site) async {
    guard ManifestStore.current(paths) != nil, let files = try? ManifestStore.load(paths),
        let app = try? decodeKept(files, of: paths.app),
        let images = try? await runningImages(of: app, paths, Podman(socketPath: site.base.socket))
    else { return }
    try? ManifestStore.record(images, paths)
}
