import Glibc
import PodSpec

/// A folder of files that changes as a whole, as the kubelet's atomic writer does it: files in a folder
/// of their own, `..data` pointing at it, and a link by each name that goes through `..data`.
struct VolumeFolder {
    let path: String
    /// Who may read beside root: the pod's fsGroup.
    var group: Int64?

    /// Makes the folder hold exactly these files. Nothing happens where it does already.
    /// - Returns: whether something changed.
    @discardableResult
    func update(_ files: [VolumeFile]) throws(FileError) -> Bool {
        let version = "..\(fingerprint(files))"
        let data = "\(path)/..data"
        try Files.makeFolder(path, mode: 0o755)
        if target(of: data) == version { return false }

        let folder = "\(path)/\(version)"
        try Files.remove(folder)
        try Files.makeFolder(folder, mode: 0o755)
        for file in files {
            let place = "\(folder)/\(file.path)"
            try Files.makeFolder(place.parentFolder)
            var mode = UInt32(file.mode)
            // As the kubelet: a volume with an fsGroup is readable by that group.
            if group != nil { mode |= 0o040 }
            try Files.create(place, file.bytes, mode: mode)
            if let group, lchown(place, 0, UInt32(group)) != 0 { throw FileError(place) }
        }
        let old = target(of: data)
        try Files.link(data, to: version)

        let wanted = Set(files.map { String($0.path.prefix { $0 != "/" }) })
        for name in wanted where !Files.exists("\(path)/\(name)") {
            try Files.link("\(path)/\(name)", to: "..data/\(name)")
        }
        for name in try Files.names(in: path) where !name.hasPrefix("..") && !wanted.contains(name) {
            try Files.remove("\(path)/\(name)")
        }
        if let old { try Files.remove("\(path)/\(old)") }
        return true
    }

    private func fingerprint(_ files: [VolumeFile]) -> String {
        var hash = Fingerprint()
        for file in files {
            hash.add(file.path.utf8)
            hash.add(file.bytes)
            hash.add("\(file.mode) \(group ?? -1)".utf8)
        }
        return hash.text
    }

    private func target(of link: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = buffer.withUnsafeMutableBytes {
            readlink(link, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
