import CLinux
import Glibc

/// A file operation that failed.
package struct FileError: Error, Equatable, CustomStringConvertible {
    package var path: String
    package var code: Int32

    package init(_ path: String, code: Int32 = errno) {
        self.path = path
        self.code = code
    }

    package var description: String {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "; make room there"
            case EROFS: "; have it mounted writable"
            default: ""
            }
        return "\(path): \(String(cString: strerror(code)))\(remedy)"
    }
}

/// Small files, whole, without Foundation.
package enum Files {
    /// - Parameter limit: bytes; a larger file is an error (`EFBIG`).
    package static func read(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw FileError(path, code: EFBIG) }
        }
    }

    /// The last bytes of a file, at most `count`.
    package static func tail(_ path: String, count: Int64) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(path) }
        defer { close(descriptor) }
        let size = linux_file_size(descriptor)
        guard size >= 0 else { throw FileError(path, code: Int32(-size)) }
        var bytes = [UInt8](repeating: 0, count: Int(min(size, count)))
        let length = linux_file_read(descriptor, &bytes, Int64(bytes.count), size - Int64(bytes.count))
        guard length >= 0 else { throw FileError(path, code: Int32(-length)) }
        return Array(bytes.prefix(Int(length)))
    }

    /// A new file, on the disk when this returns if `durable`. Never follows a link, never replaces.
    package static func create(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600, durable: Bool = false
    ) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError(path) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress! + written, $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(path) }
            written += count
        }
        // The process's umask does not count.
        guard fchmod(descriptor, mode) == 0 else { throw FileError(path) }
        if durable, fsync(descriptor) != 0 { throw FileError(path) }
    }

    /// Replaces a file so that a reader sees the old or the new one, whole; after a power cut too if `durable`.
    package static func replace(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600, durable: Bool = false
    ) throws(FileError) {
        let draft = path + ".new"
        unlink(draft)
        do throws(FileError) {
            try create(draft, bytes, mode: mode, durable: durable)
            guard rename(draft, path) == 0 else { throw FileError(path) }
        } catch {
            unlink(draft)
            throw error
        }
        if durable { sync(folder: path.parentFolder) }
    }

    /// Points a symbolic link at `target`, atomically.
    package static func link(_ path: String, to target: String) throws(FileError) {
        let draft = path + ".new"
        unlink(draft)
        guard symlink(target, draft) == 0, rename(draft, path) == 0 else { throw FileError(path) }
    }

    /// Makes a folder and those above it; one that is there is fine, and keeps its mode.
    package static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(FileError) {
        if mkdir(path, mode) != 0 {
            switch errno {
            case EEXIST: return
            case ENOENT where path.parentFolder != path:
                try makeFolder(path.parentFolder)
                if mkdir(path, mode) != 0 {
                    if errno == EEXIST { return }
                    throw FileError(path)
                }
            default: throw FileError(path)
            }
        }
        // The process's umask does not count.
        guard chmod(path, mode) == 0 else { throw FileError(path) }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Names in a folder, sorted; a folder that is not there has none.
    package static func names(in path: String) throws(FileError) -> [String] {
        var names: [String] = []
        let code = withUnsafeMutablePointer(to: &names) { list in
            linux_folder_names(path, list) { context, name in
                guard let context, let name else { return }
                context.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
            }
        }
        guard code == 0 || code == -ENOENT else { throw FileError(path, code: -code) }
        return names.sorted()
    }

    /// Removes a file or a folder with all in it; never follows a link. What is mounted there is unmounted, and what
    /// is in it left alone. What is not there is fine.
    package static func remove(_ path: String) throws(FileError) {
        if linux_is_mount(path) == 1 {
            let code = MountHelper.unmount(path)
            guard code == 0 else { throw FileError(path, code: -code) }
            // Of something mounted over a mount, or one that this process does not see go.
            guard linux_is_mount(path) != 1 else { throw FileError(path, code: EBUSY) }
        }
        if unlink(path) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw FileError(path) }
        for name in try names(in: path) { try remove("\(path)/\(name)") }
        guard rmdir(path) == 0 || errno == ENOENT else { throw FileError(path) }
    }

    /// What was made, renamed or removed in it is so on the disk.
    static func sync(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

extension String {
    /// `/a` for `/a/b`, `/` for `/a`.
    package var parentFolder: String {
        guard let slash = lastIndex(of: "/") else { return "." }
        return slash == startIndex ? "/" : String(self[..<slash])
    }
}
