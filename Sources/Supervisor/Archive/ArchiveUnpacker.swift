import CLinux
import Glibc

/// Writes what a tar archive holds below a folder, and never outside of it: no name leads out, no link is
/// followed, and set-user-ID bits and devices are left out, since nobody vouches for a container's files.
package struct ArchiveUnpacker {
    private let root: Int32
    /// The archive's first part of each name, and what stands for it here.
    private let top: String
    private var reader = TarReader()
    private var file: Int32 = -1
    private var filePath = ""
    private var modified: Int64 = 0
    /// Folders get their permissions last: one that forbids writing would be in the way.
    private var folders: [(path: [String], mode: UInt32, modified: Int64)] = []
    /// Names that were left out, for people.
    package private(set) var skipped: [String] = []
    package private(set) var bytes: Int64 = 0

    /// - Parameters:
    ///   - folder: where to; must exist.
    ///   - top: what the archive's top entry is called here.
    package init(into folder: String, top: String) throws(FileError) {
        root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw FileError(folder) }
        self.top = top
    }

    package mutating func feed(_ data: [UInt8]) throws {
        for event in try reader.feed(data) {
            switch event {
            case .entry(let entry): try begin(entry)
            case .data(let piece): try write(piece)
            case .endOfFile: end()
            }
        }
    }

    /// - Throws: where the archive ended too early.
    package mutating func finish() throws {
        guard reader.isComplete else {
            throw TarReader.Problem(description: "the copy broke off: not all of it has come")
        }
        for folder in folders.reversed() {
            guard let descriptor = try? self.folder(folder.path) else { continue }
            _ = linux_entry_set_time(descriptor, folder.modified)
            fchmod(descriptor, folder.mode)
            Glibc.close(descriptor)
        }
        Glibc.close(root)
    }

    private mutating func begin(_ entry: TarEntry) throws {
        let path = try parts(entry.name)
        guard let name = path.last else { return }
        let parent = try folder(Array(path.dropLast()))
        defer { Glibc.close(parent) }
        let mode = entry.mode & 0o1777
        filePath = path.joined(separator: "/")
        switch entry.kind {
        case .folder:
            if mkdirat(parent, name, 0o700) != 0, errno != EEXIST { throw FileError(filePath) }
            folders.append((path, mode, entry.modified))
            Glibc.close(try folder(path))
        case .file:
            try clear(name, in: parent)
            file = linux_entry_open(parent, name, O_WRONLY | O_CREAT | O_EXCL, 0o600)
            guard file >= 0 else { throw FileError(filePath, code: -file) }
            fchmod(file, mode)
            modified = entry.modified
        case .link(let target):
            try clear(name, in: parent)
            guard symlinkat(target, parent, name) == 0 else { throw FileError(filePath) }
        case .hardLink(let target):
            let other = try parts(target)
            guard let otherName = other.last else { return }
            let otherParent = try folder(Array(other.dropLast()))
            defer { Glibc.close(otherParent) }
            try clear(name, in: parent)
            guard linkat(otherParent, otherName, parent, name, 0) == 0 else { throw FileError(filePath) }
        case .other:
            skipped.append(filePath)
        }
    }

    private mutating func write(_ piece: ArraySlice<UInt8>) throws(FileError) {
        guard file >= 0 else { return }
        var rest = piece
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError(filePath) }
            rest = rest.dropFirst(count)
        }
        bytes += Int64(piece.count)
    }

    private mutating func end() {
        guard file >= 0 else { return }
        _ = linux_entry_set_time(file, modified)
        Glibc.close(file)
        file = -1
    }

    /// The parts of an entry's name below the folder, its first part replaced.
    private func parts(_ name: String) throws -> [String] {
        var parts = name.split(separator: "/").map(String.init).filter { $0 != "." }
        guard !parts.contains("..") else {
            throw TarReader.Problem(
                description: "the container's archive names '\(name)', which leads out; refused")
        }
        if !parts.isEmpty { parts[0] = top } else { parts = [top] }
        return parts
    }

    /// Opens a folder below the root, making what is missing; a link on the way is refused.
    private func folder(_ path: [String]) throws(FileError) -> Int32 {
        var current = dup(root)
        for (index, name) in path.enumerated() {
            var next = linux_entry_open(current, name, O_RDONLY | O_DIRECTORY, 0)
            if next == -ENOENT {
                mkdirat(current, name, 0o755)
                next = linux_entry_open(current, name, O_RDONLY | O_DIRECTORY, 0)
            }
            Glibc.close(current)
            guard next >= 0 else {
                throw FileError(path[...index].joined(separator: "/"), code: -next)
            }
            current = next
        }
        return current
    }

    /// Takes away a file or link of that name; a folder is in the way.
    private func clear(_ name: String, in parent: Int32) throws(FileError) {
        if unlinkat(parent, name, 0) != 0, errno != ENOENT { throw FileError(filePath) }
    }
}
