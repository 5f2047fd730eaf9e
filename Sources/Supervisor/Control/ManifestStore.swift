import Glibc
import PodSpec

/// The manifest that an app's supervisor works by: what the administrator ships, or else the revision that
/// `up` made last.
package enum ManifestStore {
    /// How many revisions are kept.
    package static let keptRevisions = 10

    /// - Throws: ``ControlError/noManifest(app:shipped:)``, `FileError`.
    package static func load(_ paths: AppPaths) throws -> [ManifestFile] {
        if Files.exists(paths.shippedManifest) { return [try file(paths.shippedManifest)] }
        let files = try self.files(in: paths.current)
        guard !files.isEmpty else {
            throw ControlError.noManifest(app: paths.app, shipped: paths.shippedManifest)
        }
        return files
    }

    /// The manifest of a folder; what begins with a dot is podsup's own.
    static func files(in folder: String) throws(FileError) -> [ManifestFile] {
        var files: [ManifestFile] = []
        for name in try Files.names(in: folder) where !name.hasPrefix(".") {
            files.append(try file("\(folder)/\(name)"))
        }
        return files
    }

    /// The same for the same content, whatever the files are called. Everybody may read it in the status, and
    /// manifests hold secrets: so it is made with this machine's key.
    ///
    /// - Parameter pins: of images, by the names in the manifest.
    package static func fingerprint(
        _ files: [ManifestFile], pins: [String: String] = [:], _ key: HashKey
    ) -> String {
        var hash = KeyedHash(key)
        for file in files { hash.add(file.bytes) }
        for (name, id) in pins.sorted(by: { $0.key < $1.key }) { hash.add(Array("\(name)=\(id)".utf8)) }
        return hash.text
    }

    /// The same, with the key of the machine; it is made where there is none.
    package static func fingerprint(
        _ files: [ManifestFile], pins: [String: String], _ paths: AppPaths
    ) throws(FileError) -> String {
        try Files.makeFolder(paths.base.state)
        return fingerprint(files, pins: pins, try HashKey.load(paths.key))
    }

    /// Keeps the files as a new revision and makes it the current one, at one stroke and on the disk.
    ///
    /// Manifests hold secrets: only their owner may read them.
    /// - Returns: the revision's number.
    @discardableResult
    package static func write(
        _ files: [ManifestFile], _ paths: AppPaths, note: RevisionNote = RevisionNote(cause: "up", at: 0)
    ) throws -> Int64 {
        try Files.makeFolder(paths.state, mode: 0o711)
        try Files.makeFolder(paths.revisions, mode: 0o700)
        let number = (try revisions(paths).last ?? 0) + 1
        let draft = "\(paths.revisions)/new"
        try Files.remove(draft)
        try Files.makeFolder(draft, mode: 0o700)
        for (index, file) in files.enumerated() {
            try Files.create(
                "\(draft)/\(storedName(file, index, of: files.count))", file.bytes, durable: true)
        }
        try Files.create("\(draft)/\(RevisionNote.file)", note.encoded, durable: true)
        let folder = "\(paths.revisions)/\(number)"
        sync(folder: draft)
        guard rename(draft, folder) == 0 else { throw FileError(folder) }
        sync(folder: paths.revisions)
        try Files.link(paths.current, to: "revisions/\(number)")
        sync(folder: paths.state)
        for old in try revisions(paths).dropLast(keptRevisions) {
            try Files.remove("\(paths.revisions)/\(old)")
        }
        return number
    }

    /// Takes a revision back that was never used: the one before it is current again, if there is one.
    package static func withdraw(_ number: Int64, _ paths: AppPaths) throws {
        if let before = try revisions(paths).last(where: { $0 < number }) {
            try Files.link(paths.current, to: "revisions/\(before)")
        } else {
            try Files.remove(paths.current)
        }
        try Files.remove("\(paths.revisions)/\(number)")
        // Only if nothing else is in them.
        rmdir(paths.revisions)
        rmdir(paths.state)
    }

    /// The numbers of the revisions there are, in order.
    package static func revisions(_ paths: AppPaths) throws -> [Int64] {
        try Files.names(in: paths.revisions).compactMap { Int64($0) }.sorted()
    }

    /// Names sort as the files were given. One file alone keeps its own name, for messages.
    static func storedName(_ file: ManifestFile, _ index: Int, of count: Int) -> String {
        var name = file.name.split(separator: "/").last.map(String.init) ?? ""
        if name == "-" || name.isEmpty || name.hasPrefix(".") { name = "manifest.yaml" }
        if count == 1 { return name }
        let digits = String(index)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + name
    }

    private static func file(_ path: String) throws(FileError) -> ManifestFile {
        ManifestFile(name: path, bytes: try Files.read(path))
    }

    /// Best effort: a file system that cannot do it has done what it can.
    private static func sync(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
