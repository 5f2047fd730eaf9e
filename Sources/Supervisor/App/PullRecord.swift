import CLinux
import Glibc
import Podman

/// That an image is being pulled, on the disk: after a power loss Podman takes layers for whole whose files never got
/// there.
///
/// Podman's storage syncs its lists of layers and not the layers (c/storage, `drivers/overlay`), so that for half a
/// minute ext4 has their files empty, should the power go.
package struct PullRecord: Sendable {
    /// On the disk.
    private let path: String
    /// In memory, so that it is gone after a reboot.
    private let here: String
    private let image: String

    package init(_ image: String, _ base: Paths) {
        var hash = KeyedHash(HashKey(0, 0))
        hash.add(image.utf8)
        path = "\(base.state)/\(Self.folder)/\(hash.text)"
        here = "\(base.runtime)/\(Self.folder)/\(hash.text)"
        self.image = image
    }

    /// No app's name.
    private static let folder = ".pulls"

    /// Whether a pull of it is under way, or did not come to its end.
    var exists: Bool { Files.exists(path) }

    /// Whether a pull of it was begun before the last reboot and did not come to its end, or its files were seen damaged.
    package var isSuspect: Bool { exists && !Files.exists(here) }

    /// Before the pull. What was suspect stays so.
    ///
    /// Where it cannot be written, a full disk or a read-only one will fail the pull too.
    /// - Returns: what this pull is known by; a later one of the same image takes the record over.
    func begin() -> String {
        let pull = "\(getpid()) \(linux_boottime_ns())"
        guard !isSuspect else { return pull }
        try? write(pull, to: here, durable: false)
        if !exists { try? write(image, to: path, durable: true) }
        return pull
    }

    /// Its files are damaged, whoever pulled it.
    func markSuspect() {
        unlink(here)
        try? write(image, to: path, durable: true)
    }

    /// After the pull, when its files are on the disk. Nothing happens where another pull of the image has begun.
    /// - Parameter durable: not to be found again should the power go right now.
    func end(_ pull: String, durable: Bool) {
        if let other = try? Files.read(here, limit: 4096), other != Array("\(pull)\n".utf8) { return }
        unlink(path)
        if durable { Files.sync(folder: path.parentFolder) }
        unlink(here)
    }

    private func write(_ text: String, to path: String, durable: Bool) throws(FileError) {
        try Files.makeFolder(path.parentFolder, mode: 0o700)
        try Files.replace(path, Array("\(text)\n".utf8), durable: durable)
    }
}
