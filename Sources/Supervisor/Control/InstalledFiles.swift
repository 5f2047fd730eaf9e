import CLinux
import Glibc
import PodSpec
import Systemd

/// What `up` writes for one app, and can take back.
package struct InstalledFiles {
    let paths: AppPaths
    private var revision: Int64?
    /// Unit files that were not there before.
    private var created: [String] = []

    /// There was no unit of the app's before.
    package var hasCreatedUnit: Bool { created.contains(paths.unitFile) }

    package init(_ paths: AppPaths) { self.paths = paths }

    /// Keeps the manifest as a new revision unless it is the current one already.
    ///
    /// - Parameters:
    ///   - pins: of images; nil: those of before, as far as the manifest still names the images.
    ///   - cause: what made it, for `history`.
    /// - Returns: whether it differs from before.
    /// - Throws: ``ControlError/shippedManifest(app:path:)`` where the administrator's own manifest has other
    ///   content: it would win over this one.
    package mutating func keep(
        _ files: [ManifestFile], pins: [String: String]? = nil, images: Set<String> = [],
        cause: String = "up"
    ) throws -> Bool {
        if Files.exists(paths.shippedManifest) {
            throw ControlError.shippedManifest(app: paths.app, path: paths.shippedManifest)
        }
        let oldPins = ManifestStore.pins(paths)
        let newPins = pins ?? oldPins.filter { images.contains($0.key) }
        if let old = try? ManifestStore.load(paths), old.map(\.bytes) == files.map(\.bytes),
            oldPins == newPins
        {
            return false
        }
        let now = linux_realtime_ns() / 1_000_000_000
        revision = try ManifestStore.write(
            files, paths, note: RevisionNote(cause: cause, at: now, pins: newPins))
        return true
    }

    /// Writes the units whose text differs.
    ///
    /// - Returns: whether there were any.
    package mutating func write(_ units: [UnitText]) throws(FileError) -> Bool {
        var hasWritten = false
        for unit in units {
            let path = "\(paths.base.units)/\(unit.name)"
            let bytes = Array(unit.text.utf8)
            let old = try? Files.read(path)
            if old == bytes { continue }
            try Files.makeFolder(path.parentFolder)
            if old == nil { created.append(path) }
            try Files.replace(path, bytes, mode: 0o644, durable: true)
            hasWritten = true
        }
        return hasWritten
    }

    /// Takes back all that was written, as far as that goes.
    package func removeAll() {
        for path in created { try? Files.remove(path) }
        if let revision { try? ManifestStore.withdraw(revision, paths) }
    }
}

/// The unit files of apps in systemd's folder.
package enum UnitFolder {
    /// The names of an app's own units, whatever its manifest says now.
    package static func units(of app: String, in folder: String) -> [String] {
        let names = (try? Files.names(in: folder)) ?? []
        let slice = AppUnit.slice(app)
        return names.filter { name in
            guard name.hasPrefix("podsup-\(app).") || name.hasPrefix("podsup-\(app)-") || name == slice,
                let bytes = try? Files.read("\(folder)/\(name)")
            else { return false }
            return bytes.starts(with: AppUnit.mark(app).utf8)
        }
    }

    /// The apps that have a service there. `podsup-a-b.service` may be that of an app or of a CronJob, which its
    /// first line tells.
    package static func apps(in folder: String) -> [String] {
        ((try? Files.names(in: folder)) ?? []).compactMap { name in
            guard let app = AppName.of(unit: name), let bytes = try? Files.read("\(folder)/\(name)") else {
                return nil
            }
            let isOfOther =
                bytes.starts(with: AppUnit.anyMark.utf8) && !bytes.starts(with: AppUnit.mark(app).utf8)
            return isOfOther ? nil : app
        }
    }

    /// Where things of an app are. Its unit may name another folder of manifests than `base` has.
    package static func paths(of app: String, _ base: Paths) -> AppPaths {
        var base = base
        if let folder = manifestFolder(AppPaths(app: app, base: base).unitFile) { base.manifests = folder }
        return AppPaths(app: app, base: base)
    }

    private static func manifestFolder(_ unitFile: String) -> String? {
        guard let bytes = try? Files.read(unitFile) else { return nil }
        let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        let words = lines.first { $0.hasPrefix("ExecStart=") }?.split(separator: " ") ?? []
        guard let option = words.firstIndex(of: "--manifest-dir"), option + 1 < words.count else {
            return nil
        }
        let folder = words[option + 1]
        // One that has to be quoted is not understood, rather than wrongly.
        return folder.hasPrefix("/") && !folder.contains { "\\\"%$".contains($0) } ? String(folder) : nil
    }

    /// Whether any app has a unit there.
    package static func hasApps(_ folder: String) -> Bool {
        ((try? Files.names(in: folder)) ?? []).contains { $0.hasPrefix("podsup-") && !$0.hasSuffix(".d") }
    }
}

extension Bus {
    /// Stops and disables a unit and removes its file. Call ``reload()`` afterwards.
    ///
    /// - Parameter forgets: a timer of that name, should there be one again, has missed nothing.
    func retire(_ unit: String, in folder: String, forgets: Bool) async throws {
        let state = try await unitProperties(unit).activeState
        if state != .inactive, state != .failed {
            let result = try await stopUnit(unit)
            guard result == .done else { throw JobFailure("stop", unit, result, scope) }
        }
        // What is left of one that cannot be cleaned is a file without a byte in it.
        if forgets, unit.hasSuffix(".timer") { try? await cleanUnit(unit) }
        do throws(SystemdError) {
            try await disableUnitFiles([unit])
        } catch {
            guard case .noSuchUnit = error else { throw error }
        }
        try Files.remove("\(folder)/\(unit)")
    }
}

/// The status that an app's supervisor publishes.
package enum StatusFile {
    /// Nil where there is none, or none that can be read.
    package static func read(_ paths: AppPaths) -> StatusDocument? {
        guard let bytes = try? Files.read(paths.status) else { return nil }
        return try? StatusDocument(decoding: bytes)
    }

    /// Whether the supervisor that wrote a status still runs. A process of another kind may have its number.
    package static func isAlive(_ document: StatusDocument) -> Bool {
        guard let bytes = try? Files.read("/proc/\(document.podsup.supervisorPID)/cmdline") else {
            return false
        }
        let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return words.contains("supervise") && words.contains(document.podsup.app)
            || words.contains { $0.hasPrefix("--foreground") }
    }
}
