import CLinux
import Glibc

/// Binds and unbinds paths below volumes. A confined supervisor neither may mount, nor would anybody else see its
/// mount: the helper runs `podsup mount-helper` for it.
package enum MountHelper {
    /// The command's name.
    package static let command = "mount-helper"

    /// What `podsup mount-helper WORD…` does.
    ///
    /// - Returns: 0 or a negative errno; nil where the words make no sense.
    package static func run(_ words: [String]) -> Int32? {
        switch words.first {
        case "bind" where words.count == 5:
            guard let propagation = Int32(words[4]) else { return nil }
            return linux_bind_beneath(words[1], words[2], words[3], propagation)
        case "unmount" where words.count == 2: return linux_unmount(words[1])
        case "unmount-covered" where words.count == 1: return CoveredMount.unmountAll()
        default: return nil
        }
    }

    /// Makes `target` another place of `path` below `root`. Returns 0 or a negative errno; -EPERM: this user may
    /// mount nothing.
    static func bind(_ root: String, _ path: String, to target: String, propagation: Int32) -> Int32 {
        carryOut(["bind", root, path, target, "\(propagation)"])
    }

    /// Takes away what is mounted there, whoever still uses it. Returns 0 or a negative errno.
    static func unmount(_ path: String) -> Int32 { carryOut(["unmount", path]) }

    /// Unmounts what ``CoveredMount`` describes. Returns 0 or a negative errno; 0: there was something.
    static func unmountCovered() -> Int32 { carryOut(["unmount-covered"]) }

    private static func carryOut(_ words: [String]) -> Int32 {
        guard let isDone = HelperClient.runBriefly([ownBinary, command, "--"] + words) else {
            return run(words) ?? -EINVAL
        }
        return isDone ? 0 : -EIO
    }

    /// This program, or its successor after an upgrade.
    private static var ownBinary: String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes {
            readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
        }
        let path = String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
        let replaced = " (deleted)"
        return path.hasSuffix(replaced) ? String(path.dropLast(replaced.count)) : path
    }
}
