import CLinux
import Glibc
import PodSpec

/// A path below a volume, in which containers may have put any symbolic link: followed as long as it stays
/// in the volume (kubelet, `pkg/volume/util/subpath`).
struct SubPath {
    let volume: String
    /// Of the volume on the host.
    let root: String
    let path: String

    /// Makes the folders that are missing, as the kubelet does.
    func make() throws(VolumeError) {
        try inRoot { linux_make_beneath($0, path) }
    }

    /// Makes `target` another place of it, which no link can be put in the way of any more: a container that shares
    /// the volume can swap a folder for a link at any time (kubelet, `doBindSubPath`).
    ///
    /// - Returns: the place to mount; `target`, or where it really is where this user may mount nothing. A container
    ///   that swaps it just then makes Podman follow the link, with no more rights than this user's.
    func bind(to target: String, _ propagation: VolumeMount.Propagation) throws(VolumeError) -> String {
        let place = try resolve()
        do throws(FileError) { try Files.makeFolder(target.parentFolder, mode: 0o700) } catch {
            throw .file(error)
        }
        let code = MountHelper.bind(root, path, to: target, propagation: propagation.kind)
        switch code {
        case 0: return target
        case -EPERM: return place
        default:
            // Swapped since, most likely.
            _ = try resolve()
            throw .file(FileError(target, code: -code))
        }
    }

    /// Where it really is, without a link in it.
    func resolve() throws(VolumeError) -> String {
        var resolved = ""
        try inRoot { root in
            let place = linux_open_beneath(root, path)
            guard place >= 0 else { return place }
            defer { close(place) }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = buffer.withUnsafeMutableBytes {
                readlink(
                    "/proc/self/fd/\(place)", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
            }
            guard count >= 0 else { return -errno }
            resolved = String(decoding: buffer[..<count], as: UTF8.self)
            return 0
        }
        return resolved
    }

    private func inRoot(_ body: (Int32) -> Int32) throws(VolumeError) {
        let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(FileError(root)) }
        defer { close(descriptor) }
        let code = body(descriptor)
        switch -code {
        case 0: return
        case EXDEV, ELOOP: throw .leavesVolume(volume: volume, subPath: path)
        case ENOENT: throw .noSubPath(volume: volume, subPath: path)
        case let code: throw .file(FileError("\(root)/\(path)", code: code))
        }
    }
}

extension VolumeMount.Propagation {
    fileprivate var kind: Int32 {
        switch self {
        case .none: Int32(LINUX_MOUNT_PRIVATE)
        case .hostToContainer: Int32(LINUX_MOUNT_SLAVE)
        case .bidirectional: Int32(LINUX_MOUNT_SHARED)
        }
    }
}
