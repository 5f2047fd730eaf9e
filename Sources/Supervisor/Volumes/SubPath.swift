import CLinux
import Glibc

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

    /// Where it really is, without a link in it.
    ///
    /// A container that shares the volume and swaps a folder for a link between this and the mount still
    /// wins, as only a mount made from the open folder could prevent.
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
