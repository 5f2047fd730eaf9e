import Glibc
import JSON
import PodSpec
import Podman

/// What is known of a revision besides its manifest; written with it and never again.
package struct RevisionNote: Codable, Equatable, Sendable {
    /// What made it: `up`, `update`, `rollback to 3`.
    package var cause: String
    /// Seconds since 1970; 0: not known.
    package var at: Int64
    /// IDs of images that stand for their names in the manifest.
    package var pins: [String: String]

    package init(cause: String, at: Int64, pins: [String: String] = [:]) {
        self.cause = cause
        self.at = at
        self.pins = pins
    }

    static let file = ".revision.json"

    var encoded: [UInt8] {
        guard let bytes = try? JSON.encode(self, .pretty) else { preconditionFailure("texts always encode") }
        return bytes + [0x0A]
    }
}

/// An image that a revision ran.
package struct RanImage: Codable, Equatable, Sendable {
    package var id: String
    /// `sha256:…` of its manifest in the registry.
    package var digest: String

    package init(id: String, digest: String) {
        self.id = id
        self.digest = digest
    }
}

/// One applied state of an app.
package struct Revision: Equatable, Sendable {
    package var number: Int64
    package var note: RevisionNote
    /// By their names in the manifest; empty where it was never seen to run.
    package var images: [String: RanImage]
    package var isCurrent: Bool
}

extension ManifestStore {
    private static let imagesFile = ".images.json"

    /// The number of the revision in force; nil: there is none, or the manifest is the administrator's.
    package static func current(_ paths: AppPaths) -> Int64? {
        guard !Files.exists(paths.shippedManifest), let path = realPath(paths.current) else { return nil }
        return path.split(separator: "/").last.flatMap { Int64($0) }
    }

    /// All that are kept, in order.
    package static func history(_ paths: AppPaths) throws -> [Revision] {
        let current = current(paths)
        return try revisions(paths).map { number in
            Revision(
                number: number, note: note(number, paths), images: images(number, paths),
                isCurrent: number == current)
        }
    }

    package static func files(of number: Int64, _ paths: AppPaths) throws(FileError) -> [ManifestFile] {
        try files(in: "\(paths.revisions)/\(number)")
    }

    private static func note(_ number: Int64, _ paths: AppPaths) -> RevisionNote {
        let none = RevisionNote(cause: "up", at: 0)
        guard let bytes = try? Files.read("\(paths.revisions)/\(number)/\(RevisionNote.file)") else {
            return none
        }
        return (try? JSON.decode(RevisionNote.self, from: bytes)) ?? none
    }

    // MARK: Images

    /// Where podsup keeps the pins of an app whose manifest is the administrator's.
    private static func shippedPins(_ paths: AppPaths) -> String { "\(paths.state)/pins.json" }

    /// The images that are in force instead of what their names point to.
    package static func pins(_ paths: AppPaths) -> [String: String] {
        if Files.exists(paths.shippedManifest) {
            guard let bytes = try? Files.read(shippedPins(paths)) else { return [:] }
            return (try? JSON.decode([String: String].self, from: bytes)) ?? [:]
        }
        return current(paths).map { note($0, paths).pins } ?? [:]
    }

    /// - Returns: whether they differ from before.
    static func pinShipped(_ pins: [String: String], _ paths: AppPaths) throws -> Bool {
        if pins == Self.pins(paths) { return false }
        try Files.makeFolder(paths.state, mode: 0o711)
        try Files.replace(shippedPins(paths), try JSON.encode(pins), durable: true)
        return true
    }

    private static func images(_ number: Int64, _ paths: AppPaths) -> [String: RanImage] {
        guard let bytes = try? Files.read("\(paths.revisions)/\(number)/\(imagesFile)") else { return [:] }
        return (try? JSON.decode([String: RanImage].self, from: bytes)) ?? [:]
    }

    /// Keeps what the current revision runs, once.
    package static func record(_ images: [String: RanImage], _ paths: AppPaths) throws {
        guard let number = current(paths), !images.isEmpty else { return }
        let path = "\(paths.revisions)/\(number)/\(imagesFile)"
        if Files.exists(path) { return }
        try Files.replace(path, try JSON.encode(images, .pretty) + [0x0A], durable: true)
    }

    // MARK: What is in force

    /// Keeps what a supervisor works by. It may hold secrets: only its owner may read it.
    static func writeApplied(_ files: [ManifestFile], _ paths: AppPaths) throws {
        try Files.remove(paths.applied)
        try Files.makeFolder(paths.applied, mode: 0o700)
        for (index, file) in files.enumerated() {
            try Files.create("\(paths.applied)/\(storedName(file, index, of: files.count))", file.bytes)
        }
    }

    /// What the app's supervisor works by; where none has run since the boot, what the next one would.
    package static func applied(_ paths: AppPaths) throws -> [ManifestFile] {
        let files = (try? files(in: paths.applied)) ?? []
        return try files.isEmpty ? load(paths) : files
    }
}

/// The images of an app's containers, as they run.
@MainActor
package func runningImages(of app: App, _ paths: AppPaths, _ podman: Podman) async throws -> [String:
    RanImage]
{
    var ids: [String: String] = [:]
    for container in try await podman.listContainers(labels: [Label.filter(Label.app, paths.app)]) {
        guard !container.isInfra, let name = container.labels[Label.container],
            let pod = container.labels[Label.pod], let found = app.unitPods.first(where: { $0.name == pod }),
            let spec = found.allContainers.first(where: { $0.name == name })
        else { continue }
        ids[spec.image] = container.imageID
    }
    var images: [String: RanImage] = [:]
    for (name, id) in ids {
        guard let image = try? await podman.inspectImage(id) else { continue }
        images[name] = RanImage(id: image.id, digest: image.digest)
    }
    return images
}
