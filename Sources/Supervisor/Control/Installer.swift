import Glibc
import PodSpec
import Systemd

/// Installs an app's unit and has systemd run it.
@MainActor
package struct Installer {
    package enum Change: String, Equatable, Sendable { case created, changed, unchanged }

    /// What `up` did.
    package struct Result {
        package var change: Change
        /// The start that systemd was asked for.
        package var start: UnitJob?
    }

    let paths: AppPaths
    let bus: Bus

    package init(_ paths: AppPaths, _ bus: Bus) {
        self.paths = paths
        self.bus = bus
    }

    /// Writes what differs from before, and has systemd start the app, or apply its new manifest. Does not
    /// wait until it is ready. When it fails on an app that never ran, nothing of it is left.
    ///
    /// - Parameter isShipped: the files are ``AppPaths/shippedManifest``, which is used in place.
    package func up(
        _ app: App, _ files: [ManifestFile], isShipped: Bool, _ options: UnitOptions
    ) async throws -> Result {
        let units = try AppUnit.all(of: app, options)
        try checkOrder(app)
        let before = try await bus.unitProperties(paths.unit)
        if before.loadState == .masked { throw ControlError.masked(unit: paths.unit) }
        var draft = InstalledFiles(paths)
        do {
            let newManifest = try isShipped ? false : draft.keep(files)
            let newUnit = try draft.write(units)
            let newShared = try await draft.write(missingShared())
            if newUnit || before.unitFileState != "enabled" {
                // Enabling works on the files alone: one reload, which is slow, does for both.
                try await bus.enableUnitFiles([paths.unit])
                try await bus.reload()
            } else if newShared || before.needsReload {
                try await bus.reload()
            }
            let step = try await run(ManifestStore.fingerprint(files, paths))
            let change: Change = newManifest || newUnit ? .changed : .unchanged
            let result =
                switch step {
                case .nothing: Result(change: change)
                case .reloaded: Result(change: .changed)
                case .started(let job): Result(change: .changed, start: job)
                }
            return draft.hasCreatedUnit ? Result(change: .created, start: result.start) : result
        } catch {
            let now = try? await bus.unitProperties(paths.unit)
            if draft.hasCreatedUnit, now?.service?.mainPID == nil { await undo(draft) }
            throw error
        }
    }

    /// The units of all apps, but those that a package brought.
    private func missingShared() async throws -> [UnitText] {
        var missing: [UnitText] = []
        for unit in SharedUnits.all {
            let path = try await bus.unitProperties(unit.name).fragmentPath
            if path.isEmpty || path == "\(paths.base.units)/\(unit.name)" { missing.append(unit) }
        }
        return missing
    }

    private func checkOrder(_ app: App) throws(ControlError) {
        var order = StartOrder(installedIn: paths.base.units)
        order.add(app.name, after: try AppSettings(app.annotations).after)
        try order.check()
    }

    private enum Step { case nothing, reloaded, started(UnitJob) }

    /// Starts the unit, or tells its supervisor of a manifest that it does not work by yet.
    private func run(_ fingerprint: String) async throws -> Step {
        let unit = try await bus.unitProperties(paths.unit)
        switch unit.activeState {
        case .active, .reloading:
            if StatusFile.read(paths)?.podsup.manifest == fingerprint { return .nothing }
            let result = try await bus.reloadUnit(paths.unit)
            guard result == .done else { throw JobFailure(doing: "reload", unit: paths.unit, result: result) }
            return .reloaded
        case .activating:
            guard let status = StatusFile.read(paths), status.podsup.supervisorPID == unit.service?.mainPID
            else {
                // Its supervisor is only starting, and reads the manifest then.
                return .started(try await bus.beginStart(paths.unit))
            }
            if status.podsup.manifest == fingerprint { return .nothing }
            // systemd refuses to reload a unit that is not active yet.
            try await bus.killUnit(paths.unit, signal: SIGHUP)
            return .reloaded
        default:
            if unit.activeState == .failed { try await bus.resetFailedUnit(paths.unit) }
            return .started(try await bus.beginStart(paths.unit))
        }
    }

    private func undo(_ draft: InstalledFiles) async {
        // The reason why it failed is what the operator must hear of, not what else fails now.
        _ = try? await bus.disableUnitFiles([paths.unit])
        draft.removeAll()
        try? await bus.reload()
    }
}

/// A job of systemd's that ended badly.
package struct JobFailure: Error, Equatable, CustomStringConvertible {
    package var doing: String
    package var unit: String
    package var result: JobResult

    package init(doing: String, unit: String, result: JobResult) {
        self.doing = doing
        self.unit = unit
        self.result = result
    }

    package var description: String {
        "the \(doing) of \(unit) \(result); see 'systemctl status \(unit)' and 'journalctl -u \(unit)'"
    }
}
