import Glibc
import Podman
import Systemd

/// Takes an app off the machine, whatever state it is in.
@MainActor
package struct Remover {
    /// What was there and is gone, for people.
    package struct Removal: Equatable, Sendable {
        package var unit = false
        package var files = false
        /// Pods and containers that no supervisor had stopped.
        package var leftovers: [String] = []
        package var volumes: [String] = []
        /// Named volumes that were left alone.
        package var keptVolumes: [String] = []
        /// The administrator's own manifest, left alone.
        package var shippedManifest: String?

        package var isNothing: Bool { !unit && !files && leftovers.isEmpty && volumes.isEmpty }
    }

    let paths: AppPaths
    /// Nil where systemd does not run.
    let bus: Bus?

    package init(_ paths: AppPaths, _ bus: Bus?) {
        self.paths = paths
        self.bus = bus
    }

    /// Stops the app gracefully and removes its unit, pods and files; a second time there is nothing to do.
    ///
    /// - Parameter onStep: told what is waited for.
    package func down(
        removesVolumes: Bool, onStep: @MainActor (String) -> Void = { _ in }
    ) async throws -> Removal {
        var removal = Removal()
        removal.unit = try await removeUnit(onStep)
        do {
            try await removeRest(&removal, removesVolumes: removesVolumes)
        } catch {
            // What went wrong is what the operator must hear of.
            if removal.unit { try? await forgetUnit() }
            throw error
        }
        // Last, as systemd answers nobody until it has read all units again.
        if removal.unit { try await forgetUnit() }
        return removal
    }

    private func removeRest(_ removal: inout Removal, removesVolumes: Bool) async throws {
        if Preflight.isInstalled("podman") {
            if let bus { try await Preflight.checkPodman(paths.base, bus) }
            let podman = Podman(socketPath: paths.base.socket)
            // A list waits for whatever else is being removed, of other apps too.
            podman.queryDeadline = podman.workDeadline
            podman.unmountCovered()
            removal.leftovers = try await removeLeftovers(podman)
            _ = try await podman.removeNetwork(PodmanName.network(of: paths.app))
            (removal.volumes, removal.keptVolumes) = try await volumes(podman, remove: removesVolumes)
        }
        // Empty by now; otherwise it stays in memory, without what the next unit file says of it.
        if removal.unit, let bus { _ = try await bus.stopUnit(paths.slice) }
        for folder in [paths.runtime, paths.state] where Files.exists(folder) {
            try Files.remove(folder)
            removal.files = true
        }
        if Files.exists(paths.shippedManifest) { removal.shippedManifest = paths.shippedManifest }
    }

    /// Has systemd forget the unit whose file is gone.
    private func forgetUnit() async throws(SystemdError) {
        guard let bus else { return }
        // systemd keeps a unit that failed; one that did not, it may have forgotten already.
        try? await bus.resetFailedUnit(paths.unit)
        // Of several apps that go together one asks for all.
        let rest = try await bus.unitProperties(paths.unit)
        if rest.loadState != .notFound || rest.needsReload { try await bus.reload() }
    }

    /// Stops the unit, and takes its files away.
    private func removeUnit(_ onStep: @MainActor (String) -> Void) async throws -> Bool {
        guard let bus else {
            let existed = Files.exists(paths.unitFile)
            try removeFiles()
            return existed
        }
        let unit = try await bus.unitProperties(paths.unit)
        let hasFile = Files.exists(paths.unitFile)
        guard hasFile || unit.loadState == .loaded || unit.activeState != .inactive else { return false }
        if unit.activeState != .inactive, unit.activeState != .failed {
            onStep("stopping")
            let result = try await bus.stopUnit(paths.unit)
            guard result == .done else { throw JobFailure("stop", paths.unit, result, bus.scope) }
        }
        // Timers first: none may begin another run.
        let others = UnitFolder.units(of: paths.app, in: paths.base.units)
            .filter { $0.hasSuffix(".timer") || ($0.hasSuffix(".service") && $0 != paths.unit) }
        for name in others.sorted(by: >) { try await bus.retire(name, in: paths.base.units, forgets: true) }
        do throws(SystemdError) {
            try await bus.disableUnitFiles([paths.unit])
        } catch {
            guard case .noSuchUnit = error else { throw error }
        }
        try removeFiles()
        if !UnitFolder.hasApps(paths.base.units) {
            for unit in ["podsup_exec.socket", "podsup_exec.service"] { _ = try? await bus.stopUnit(unit) }
        }
        return true
    }

    /// The app's unit files, and with the last app those that all share.
    private func removeFiles() throws(FileError) {
        let folder = paths.base.units
        for name in UnitFolder.units(of: paths.app, in: folder) { try Files.remove("\(folder)/\(name)") }
        try Files.remove(paths.unitFile)
        guard !UnitFolder.hasApps(folder) else { return }
        for unit in (try? SharedUnits.all()) ?? [] {
            let path = "\(folder)/\(unit.name)"
            // Its first line tells that it is ours: the rest may name a binary elsewhere.
            let firstLine = unit.text.utf8.prefix { $0 != UInt8(ascii: "\n") }
            if let bytes = try? Files.read(path), bytes.starts(with: firstLine) {
                try Files.remove(path)
                // Left where an administrator has more in it.
                if unit.isDropIn { rmdir(path.parentFolder) }
            }
        }
    }

    /// Pods and containers that are still there when the supervisor has gone, as after a `kill -9`.
    private func removeLeftovers(_ podman: Podman) async throws -> [String] {
        let label = Label.filter(Label.app, paths.app)
        var names: [String] = []
        for pod in try await podman.listPods(labels: [label]) {
            if try await podman.removePod(pod.name, force: true, timeout: nil) {
                names.append("pod \(pod.name)")
            }
        }
        for container in try await podman.listContainers(labels: [label]) {
            if try await podman.removeContainer(container.id, force: true, volumes: true, timeout: 10) {
                names.append("container \(container.names.first ?? container.id)")
            }
        }
        return names
    }

    private func volumes(
        _ podman: Podman, remove: Bool
    ) async throws -> (removed: [String], kept: [String]) {
        let all = try await podman.listVolumes(labels: [Label.filter(Label.app, paths.app)]).map(\.name)
            .sorted()
        guard remove else { return ([], all) }
        for name in all { _ = try await podman.removeVolume(name, force: false) }
        return (all, [])
    }
}
