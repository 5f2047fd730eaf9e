/// One entry of a tar archive: its header, and how its extended attributes (pax) and GNU's long names are
/// written and read. <https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html>
package struct TarEntry: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case file
        case folder
        /// A symbolic link and what it holds.
        case link(String)
        /// Another name of an entry before it.
        case hardLink(String)
        /// A device, a named pipe …: the type flag.
        case other(UInt8)
    }
    package var name: String
    package var kind: Kind
    /// Permissions with setuid, setgid and sticky bits.
    package var mode: UInt32
    /// Bytes that follow; 0 for all but files.
    package var size: Int64
    /// Seconds since 1970.
    package var modified: Int64

    package init(name: String, kind: Kind, mode: UInt32, size: Int64 = 0, modified: Int64 = 0) {
        self.name = name
        self.kind = kind
        self.mode = mode
        self.size = size
        self.modified = modified
    }

    package static let blockSize = 512

    /// How many zero bytes follow `size` bytes of content.
    package static func padding(_ size: Int64) -> Int { Int((512 - size % 512) % 512) }
}

// MARK: Writing

extension TarEntry {
    /// The header's blocks. What does not fit the old fields (names of more than 100 bytes, sizes from 8 GiB) goes
    /// into a pax header before them, which GNU tar, Go and busybox read.
    package var header: [UInt8] {
        var attributes: [(String, String)] = []
        let target: String =
            switch kind {
            case .link(let target), .hardLink(let target): target
            case .file, .folder, .other: ""
            }
        let shown = kind == .folder && !name.hasSuffix("/") ? name + "/" : name
        if shown.utf8.count > 100 { attributes.append(("path", shown)) }
        if target.utf8.count > 100 { attributes.append(("linkpath", target)) }
        if size >= 1 << 33 { attributes.append(("size", String(size))) }
        var blocks: [UInt8] = []
        if !attributes.isEmpty {
            let body = attributes.flatMap { Self.record($0.0, $0.1) }
            blocks += Self.block("PaxHeaders/entry", UInt8(ascii: "x"), 0o644, Int64(body.count), 0, "")
            blocks += body + [UInt8](repeating: 0, count: Self.padding(Int64(body.count)))
        }
        return blocks + Self.block(shown, flag, mode, size, modified, target)
    }

    private var flag: UInt8 {
        switch kind {
        case .file: UInt8(ascii: "0")
        case .hardLink: UInt8(ascii: "1")
        case .link: UInt8(ascii: "2")
        case .folder: UInt8(ascii: "5")
        case .other(let flag): flag
        }
    }

    /// `LENGTH KEY=VALUE\n`, where LENGTH counts itself.
    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = key.utf8.count + value.utf8.count + 3
        var length = rest + String(rest).count
        if rest + String(length).count != length { length += 1 }
        return Array("\(length) \(key)=\(value)\n".utf8)
    }

    private static func block(
        _ name: String, _ flag: UInt8, _ mode: UInt32, _ size: Int64, _ modified: Int64, _ target: String
    ) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: blockSize)
        func put(_ bytes: some Collection<UInt8>, at offset: Int, limit: Int) {
            for (index, byte) in bytes.prefix(limit).enumerated() { block[offset + index] = byte }
        }
        func octal(_ number: Int64, at offset: Int, digits: Int) {
            let text = String(max(0, number), radix: 8).suffix(digits)
            put(
                Array(repeating: UInt8(ascii: "0"), count: digits - text.count) + text.utf8, at: offset,
                limit: digits)
        }
        put(name.utf8, at: 0, limit: 100)
        octal(Int64(mode & 0o7777), at: 100, digits: 7)
        octal(0, at: 108, digits: 7)
        octal(0, at: 116, digits: 7)
        octal(size, at: 124, digits: 11)
        octal(modified, at: 136, digits: 11)
        put(Array(repeating: 0x20, count: 8), at: 148, limit: 8)
        block[156] = flag
        put(target.utf8, at: 157, limit: 100)
        put("ustar\u{0}00".utf8, at: 257, limit: 8)
        let sum = block.reduce(Int64(0)) { $0 + Int64($1) }
        octal(sum, at: 148, digits: 6)
        block[154] = 0
        return block
    }
}
