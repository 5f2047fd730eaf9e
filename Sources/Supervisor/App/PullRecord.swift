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
    func begin() {
        guard !exists else { return }
        try? write(here, durable: false)
        try? write(path, durable: true)
    }

    /// Its files are damaged, whoever pulled it.
    func markSuspect() {
        unlink(here)
        try? write(path, durable: true)
    }

    /// After the pull, when its files are on the disk.
    /// - Parameter durable: not to be found again should the power go right now.
    func end(durable: Bool) {
        unlink(path)
        if durable { Files.sync(folder: path.parentFolder) }
        unlink(here)
    }

    private func write(_ path: String, durable: Bool) throws(FileError) {
        try Files.makeFolder(path.parentFolder, mode: 0o700)
        try Files.replace(path, Array("\(image)\n".utf8), durable: durable)
    }
}
