import Glibc
import PodSpec

/// A folder of files that changes as a whole, as the kubelet's atomic writer does it: files in a folder
/// of their own, `..data` pointing at it, and a link by each name that goes through `..data`.
struct VolumeFolder {
    let path: String
    /// Who may read beside root: the pod's fsGroup.
    var group: UInt32?

    /// Makes the folder hold exactly these files, also where an earlier try was interrupted. Nothing
    /// happens where it does already.
    /// - Returns: whether a file changed.
    @discardableResult
    func update(_ files: [VolumeFile]) throws(FileError) -> Bool {
        let version = "..\(fingerprint(files))"
        let isNew = target(of: "\(path)/..data") != version
        let wanted = Set(files.map { String($0.path.prefix { $0 != "/" }) })
        try Files.makeFolder(path, mode: 0o755)
        if isNew { try write(files, into: "\(path)/\(version)") }
        // Before `..data` turns, so that there is no moment at which a file is said to be there and is not.
        for name in wanted where target(of: "\(path)/\(name)") != "..data/\(name)" {
            try Files.link("\(path)/\(name)", to: "..data/\(name)")
        }
        if isNew { try Files.link("\(path)/..data", to: version) }
        for name in try Files.names(in: path)
        where !wanted.contains(name) && name != "..data" && name != version {
            try Files.remove("\(path)/\(name)")
        }
        return isNew
    }

    private func write(_ files: [VolumeFile], into folder: String) throws(FileError) {
        try Files.remove(folder)
        try Files.makeFolder(folder, mode: 0o755)
        for file in files {
            let place = "\(folder)/\(file.path)"
            try Files.makeFolder(place.parentFolder)
            var mode = UInt32(file.mode)
            // As the kubelet: a volume with an fsGroup is readable by that group.
            if group != nil { mode |= 0o040 }
            try Files.create(place, file.bytes, mode: mode)
            if let group, lchown(place, UInt32.max, group) != 0 { throw FileError(place) }
        }
    }

    private func fingerprint(_ files: [VolumeFile]) -> String {
        var hash = Fingerprint()
        for file in files {
            hash.add(file.path.utf8)
            hash.add(file.bytes)
            hash.add("\(file.mode) \(group.map { "\($0)" } ?? "")".utf8)
        }
        return hash.text
    }

    private func target(of link: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = buffer.withUnsafeMutableBytes {
            readlink(link, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
