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
        /// What the supervisor says it works by, once it does.
        package var fingerprint = ""
        /// The start that systemd was asked for.
        package var start: UnitJob?
        /// The unit's run that was over before.
        package var oldRun: String?
        /// The units that targets want: see ``Installer/finish(_:after:)``.
        package var enabled: [String] = []
    }

    let paths: AppPaths
    let bus: Bus

    package init(_ paths: AppPaths, _ bus: Bus) {
        self.paths = paths
        self.bus = bus
    }

    /// Writes what differs from before, and has systemd start the app, or apply its new manifest. Does not
    /// wait until it is ready. When it fails on an app that never ran, nothing of it is left. Where it succeeds,
    /// ``finish(_:after:)`` follows.
    ///
    /// - Parameter isShipped: the files are ``AppPaths/shippedManifest``, which is used in place.
    package func up(
        _ app: App, _ files: [ManifestFile], isShipped: Bool, _ options: UnitOptions,
        pins: [String: String]? = nil, cause: String = "up"
    ) async throws -> Result {
        let units = try AppUnit.all(of: app, options)
        let timers = units.map(\.name).filter { $0.hasSuffix(".timer") }
        let enabled = [paths.unit] + timers
        try checkOrder(app)
        try check(units, app)
        let before = try await bus.unitProperties(paths.unit)
        if before.loadState == .masked { throw SystemdError.masked(bus.scope, unit: paths.unit) }
        var draft = InstalledFiles(paths)
        do {
            let images = Set(app.unitPods.flatMap { $0.allContainers.map(\.image) })
            var newManifest = false
            if isShipped {
                if let pins { newManifest = try ManifestStore.pinShipped(pins, paths) }
            } else {
                newManifest = try draft.keep(files, pins: pins, images: images, cause: cause)
            }
            let fingerprint = try ManifestStore.fingerprint(
                files, pins: ManifestStore.pins(paths), paths)
            let newUnit = try draft.write(units)
            let newShared = try await draft.write(missingShared(options))
            let hasRemoved = try await removeOutdated(besides: units)
            // A reload is slow, and a unit that is not in memory yet is read from its file without one.
            var mustReload = hasRemoved || newShared
            if !mustReload { mustReload = try await !hasRead(units, isNew: before.loadState == .notFound) }
            if newUnit || before.unitFileState != "enabled" {
                try await bus.enableUnitFiles(enabled)
            }
            if mustReload { try await bus.reload() }
            let step = try await run(fingerprint)
            for timer in timers {
                let result = try await bus.startUnit(timer)
                guard result == .done else { throw JobFailure("start", timer, result, bus.scope) }
            }
            let change: Change = newManifest || newUnit || hasRemoved ? .changed : .unchanged
            var result =
                switch step {
                case .nothing: Result(change: change)
                case .reloaded: Result(change: .changed)
                case .started(let job): Result(change: .changed, start: job)
                }
            if draft.hasCreatedUnit { result.change = .created }
            result.fingerprint = fingerprint
            if before.activeState == .inactive || before.activeState == .failed {
                result.oldRun = before.invocationID
            }
            result.enabled = enabled
            return result
        } catch {
            let now = try? await bus.unitProperties(paths.unit)
            if draft.hasCreatedUnit, now?.service?.mainPID == nil { await undo(draft) }
            throw error
        }
    }

    /// The units of all apps, but those that a package brought.
    private func missingShared(_ options: UnitOptions) async throws -> [UnitText] {
        var missing: [UnitText] = []
        for unit in try SharedUnits.all(options) {
            // A drop-in is where the slice is: a package brings all or none.
            let name = unit.isDropIn ? SharedUnits.slice.name : unit.name
            let path = try await bus.fragmentPath(of: name)
            if path.isEmpty || path == "\(paths.base.units)/\(name)" { missing.append(unit) }
        }
        return missing
    }

    /// What the manifest alone cannot tell: names that another app has, time zones that this machine lacks.
    private func check(_ units: [UnitText], _ app: App) throws(ControlError) {
        for unit in units {
            let bytes = (try? Files.read("\(paths.base.units)/\(unit.name)")) ?? []
            if bytes.starts(with: AppUnit.anyMark.utf8), !bytes.starts(with: AppUnit.mark(app.name).utf8) {
                throw .unitTaken(unit.name)
            }
        }
        for cronJob in app.cronJobs {
            guard let zone = cronJob.timeZone, zone != "UTC",
                !Files.exists("/usr/share/zoneinfo/\(zone)")
            else { continue }
            throw .unknownTimeZone(zone, cronJob: cronJob.name)
        }
    }

    /// Units of CronJobs that the manifest no longer has.
    private func removeOutdated(besides units: [UnitText]) async throws -> Bool {
        let wanted = Set(units.map(\.name))
        let outdated = UnitFolder.units(of: paths.app, in: paths.base.units).filter { !wanted.contains($0) }
        for name in outdated.sorted(by: >) {
            // Of a suspended CronJob it is remembered when it ran last, as Kubernetes does.
            let isSuspended = wanted.contains(name.dropLast(".timer".count) + ".service")
            try await bus.retire(name, in: paths.base.units, forgets: !isSuspended)
        }
        return !outdated.isEmpty
    }

    private func checkOrder(_ app: App) throws(ControlError) {
        var order = StartOrder(installedIn: paths.base.units)
        order.add(app.name, after: try AppSettings(app.annotations).after)
        try order.check()
    }

    package enum Step { case nothing, reloaded, started(UnitJob) }

    /// Starts the unit, or tells its supervisor of a manifest that it does not work by yet.
    package func run(_ fingerprint: String) async throws -> Step {
        let unit = try await bus.unitProperties(paths.unit)
        switch unit.activeState {
        case .active, .reloading:
            if StatusFile.read(paths)?.podsup.manifest == fingerprint { return .nothing }
            let result = try await bus.reloadUnit(paths.unit)
            guard result == .done else { throw JobFailure("reload", paths.unit, result, bus.scope) }
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
