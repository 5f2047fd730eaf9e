import CLinux
import Glibc
import Podman

/// A container's root that is mounted where no path leads any more: something was mounted over a folder above it.
///
/// Podman mounts its folder of layers on itself while it works, and unmounts it where it sees no container's root
/// mounted below (containers/storage, `overlay.Driver.Cleanup`). Where that goes wrong (seen with 4.3.1), a root gets
/// mounted below the bare folder, and the folder over it. Podman then can't unmount that root: removing the container
/// fails. With 4.3.1 that takes ten seconds, and every later call of Podman by anybody tries again for as long; with
/// 5.4.2 the container's name stays taken.
struct CoveredMount: Equatable {
    /// Where it is mounted: `…/overlay/LAYER/merged`.
    var path: String
    /// A place of the mount in which it is mounted.
    var parent: String
}

extension CoveredMount {
    /// Those of this process's mount namespace.
    ///
    /// - Parameters:
    ///   - mountinfo: as proc(5) has it.
    ///   - mountID: the mount that a path leads to; nil: to none.
    static func all(in mountinfo: String, mountID: (String) -> UInt64?) -> [Self] {
        let mounts = mountinfo.split(separator: "\n").compactMap(Line.init)
        return mounts.compactMap { mount in
            guard mount.isContainerRoot else { return nil }
            let folder = mount.path.parentFolder
            guard let visible = mountID(folder), visible != mount.parent,
                let parent = mounts.first(where: { $0.id == mount.parent })?.path,
                mountID(parent) == mount.parent
            else { return nil }
            return Self(path: mount.path, parent: parent)
        }
    }
}

/// A line of mountinfo, as far as it matters here.
private struct Line {
    var id: UInt64
    var parent: UInt64
    var path: String

    init?(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 5)
        guard words.count == 6, let id = UInt64(words[0]), let parent = UInt64(words[1]) else { return nil }
        self.id = id
        self.parent = parent
        path = String(words[4])
    }

    /// `…/overlay/LAYER/merged`, and nothing else of anybody's.
    var isContainerRoot: Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count > 4 && parts.last == "merged" && parts[parts.count - 3] == "overlay"
            && isLayer(parts[parts.count - 2])
    }
}

/// SHA-256, or as random as that.
private func isLayer(_ name: Substring) -> Bool {
    name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
}

extension CoveredMount {
    /// Unmounts them all. A running container keeps its root: it has a mount of its own.
    ///
    /// - Returns: 0, or a negative errno; -ENOENT: there was none.
    static func unmountAll() -> Int32 {
        guard let mountinfo = try? Files.read("/proc/self/mountinfo") else { return -EIO }
        let found = all(in: String(decoding: mountinfo, as: UTF8.self)) { path in
            let id = linux_mount_id(path)
            return id < 0 ? nil : UInt64(id)
        }
        var result = found.isEmpty ? -ENOENT : 0
        for mount in found {
            let code = linux_unmount_covered(mount.parent, mount.path.parentFolder, "merged")
            if code != 0 { result = code }
        }
        return result
    }
}

extension Podman {
    /// From now on looks for covered mounts where a call is slow or something busy, and unmounts them: Podman then succeeds
    /// after all, or the next time.
    ///
    /// - Parameter tell: told where there were some, in a sentence.
    func unmountCovered(_ tell: @escaping (String) -> Void = { _ in }) {
        whenStuck = {
            guard MountHelper.unmountCovered() == 0 else { return }
            tell(
                "Podman could not unmount roots of containers, by which calls would fail or take 10 s; unmounted them"
            )
        }
    }
}
