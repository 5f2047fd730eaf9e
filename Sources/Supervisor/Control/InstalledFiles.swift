import Glibc
import PodSpec

/// What `up` writes for one app, and can take back.
package struct InstalledFiles {
    let paths: AppPaths
    private var revision: Int64?
    /// There was no unit file before.
    package private(set) var hasCreatedUnit = false

    package init(_ paths: AppPaths) { self.paths = paths }

    /// Keeps the manifest as a new revision unless it is the current one already.
    ///
    /// - Returns: whether it differs from before.
    /// - Throws: ``ControlError/shippedManifest(app:path:)`` where the administrator's own manifest has other
    ///   content: it would win over this one.
    package mutating func keep(_ files: [ManifestFile]) throws -> Bool {
        if Files.exists(paths.shippedManifest) {
            throw ControlError.shippedManifest(app: paths.app, path: paths.shippedManifest)
        }
        if let old = try? ManifestStore.load(paths),
            ManifestStore.fingerprint(old) == ManifestStore.fingerprint(files)
        {
            return false
        }
        revision = try ManifestStore.write(files, paths)
        return true
    }

    /// Writes the unit file if its text differs.
    ///
    /// - Returns: whether it did.
    package mutating func writeUnit(_ text: String) throws(FileError) -> Bool {
        let bytes = Array(text.utf8)
        let old = try? Files.read(paths.unitFile)
        if old == bytes { return false }
        try Files.makeFolder(paths.base.units)
        try Files.replace(paths.unitFile, bytes, mode: 0o644, durable: true)
        hasCreatedUnit = old == nil
        return true
    }

    /// Takes back all that was written, as far as that goes.
    package func removeAll() {
        if hasCreatedUnit { try? Files.remove(paths.unitFile) }
        if let revision { try? ManifestStore.withdraw(revision, paths) }
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
