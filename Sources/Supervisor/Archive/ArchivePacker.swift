import CLinux
import Glibc

/// Makes a tar archive of a file or folder, piece by piece. Links are taken as they are.
package struct ArchivePacker {
    /// Takes the next bytes of the archive.
    package typealias Put = ([UInt8]) throws -> Void

    private let put: Put
    /// Sockets, pipes and devices, for people.
    package private(set) var skipped: [String] = []
    package private(set) var bytes: Int64 = 0

    package init(put: @escaping Put) { self.put = put }

    /// - Parameters:
    ///   - path: a link here is followed, as a person means what it points to.
    ///   - top: what it is called in the archive.
    package mutating func pack(_ path: String, as top: String) throws {
        try add(realPath(path) ?? path, top)
        try put([UInt8](repeating: 0, count: 2 * TarEntry.blockSize))
    }

    private mutating func add(_ path: String, _ name: String) throws {
        var found = linux_entry()
        let code = linux_entry_at(AT_FDCWD, path, &found)
        guard code == 0 else { throw FileError(path, code: -code) }
        let mode = found.mode & 0o7777
        switch found.mode & UInt32(S_IFMT) {
        case UInt32(S_IFREG): try addFile(path, name, mode)
        case UInt32(S_IFDIR):
            try put(TarEntry(name: name, kind: .folder, mode: mode, modified: found.modified).header)
            for child in try Files.names(in: path) { try add("\(path)/\(child)", "\(name)/\(child)") }
        case UInt32(S_IFLNK):
            let target = try target(of: path)
            try put(TarEntry(name: name, kind: .link(target), mode: 0o777, modified: found.modified).header)
        default: skipped.append(path)
        }
    }

    /// The size is that of the open file; one that shrinks meanwhile is filled up with zeros, and of one that
    /// grows the rest is left out, as tar does it.
    private mutating func addFile(_ path: String, _ name: String, _ mode: UInt32) throws {
        let file = linux_entry_open(AT_FDCWD, path, O_RDONLY, 0)
        guard file >= 0 else { throw FileError(path, code: -file) }
        defer { close(file) }
        var found = linux_entry()
        _ = linux_entry_at(AT_FDCWD, path, &found)
        let size = linux_file_size(file)
        try put(TarEntry(name: name, kind: .file, mode: mode, size: size, modified: found.modified).header)
        var left = size
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while left > 0 {
            let count = read(file, &buffer, min(buffer.count, Int(clamping: left)))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(path) }
            let piece =
                count == 0
                ? [UInt8](repeating: 0, count: min(buffer.count, Int(clamping: left)))
                : Array(buffer[..<count])
            try put(piece)
            left -= Int64(piece.count)
            bytes += Int64(piece.count)
        }
        let padding = TarEntry.padding(size)
        if padding > 0 { try put([UInt8](repeating: 0, count: padding)) }
    }

    private func target(of path: String) throws(FileError) -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes {
            readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
        }
        guard count >= 0 else { throw FileError(path) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
