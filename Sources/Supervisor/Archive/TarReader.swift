/// Takes a tar archive apart, in whatever pieces it comes. It does no I/O and believes nothing of what it reads:
/// names may be anything.
package struct TarReader: Sendable {
    package enum Event: Equatable, Sendable {
        case entry(TarEntry)
        /// Content of the last file.
        case data(ArraySlice<UInt8>)
        /// The last file is complete.
        case endOfFile
    }

    package struct Problem: Error, Equatable, CustomStringConvertible {
        package var description: String
    }

    private enum State {
        case header
        /// In the content of a file; `padding` bytes follow it.
        case content(left: Int64, padding: Int)
        /// In an extended header or a long name.
        case attributes(UInt8, left: Int, padding: Int)
        case skip(left: Int64)
        case end
    }

    /// The longest extended header or name taken, in bytes.
    static let attributeLimit = 1 << 20

    private var state = State.header
    private var block: [UInt8] = []
    private var attributes: [String: String] = [:]

    package init() {}

    /// Whether it ended where an archive may end.
    package var isComplete: Bool {
        switch state {
        case .header: block.isEmpty
        case .end: true
        case .content, .attributes, .skip: false
        }
    }

    package mutating func feed(_ bytes: [UInt8]) throws(Problem) -> [Event] {
        var events: [Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            switch state {
            case .end: return events
            case .header:
                take(&rest, upTo: 512)
                if block.count == 512 { try header(&events) }
            case .content(let left, let padding):
                let piece = rest.prefix(Int(clamping: left))
                rest = rest.dropFirst(piece.count)
                events.append(.data(piece))
                if left == Int64(piece.count) {
                    endOfFile(padding, &events)
                } else {
                    state = .content(left: left - Int64(piece.count), padding: padding)
                }
            case .attributes(let flag, let size, let padding):
                take(&rest, upTo: size + padding)
                if block.count == size + padding { try attribute(flag, size) }
            case .skip(let left):
                let count = rest.prefix(Int(clamping: left)).count
                rest = rest.dropFirst(count)
                state = left == Int64(count) ? .header : .skip(left: left - Int64(count))
            }
        }
        return events
    }

    private mutating func take(_ rest: inout ArraySlice<UInt8>, upTo count: Int) {
        let piece = rest.prefix(count - block.count)
        block += piece
        rest = rest.dropFirst(piece.count)
    }

    private mutating func endOfFile(_ padding: Int, _ events: inout [Event]) {
        events.append(.endOfFile)
        state = padding == 0 ? .header : .skip(left: Int64(padding))
    }

    private mutating func header(_ events: inout [Event]) throws(Problem) {
        defer { block = [] }
        if block.allSatisfy({ $0 == 0 }) {
            state = .end
            return
        }
        let sum = block.enumerated().reduce(Int64(0)) {
            $0 + ((148..<156).contains($1.offset) ? 32 : Int64($1.element))
        }
        guard number(148, 8) == sum else {
            throw Problem(description: "the archive is damaged: a checksum is wrong")
        }
        let flag = block[156]
        var size = number(124, 12)
        if let text = attributes["size"], let large = Int64(text) { size = large }
        guard size >= 0, size < 1 << 50 else {
            throw Problem(description: "the archive is damaged: a size is wrong")
        }
        if "xgLK".utf8.contains(flag) {
            guard size <= Self.attributeLimit else {
                throw Problem(description: "the archive has a name of more than \(Self.attributeLimit) bytes")
            }
            attributes["size"] = nil
            state =
                size == 0
                ? .header : .attributes(flag, left: Int(size), padding: TarEntry.padding(size))
            return
        }
        let entry = entry(flag, size)
        attributes = [:]
        events.append(.entry(entry))
        if entry.size > 0 {
            state = .content(left: entry.size, padding: TarEntry.padding(entry.size))
        } else {
            if entry.kind == .file { events.append(.endOfFile) }
            // Only files have content, but a size may stand in any header.
            state =
                entry.kind == .file || size == 0 || !hasBody(flag)
                ? .header : .skip(left: size + Int64(TarEntry.padding(size)))
        }
    }

    /// Links and folders have none, whatever their header says.
    private func hasBody(_ flag: UInt8) -> Bool { !"123456".utf8.contains(flag) }

    private func entry(_ flag: UInt8, _ size: Int64) -> TarEntry {
        var name = text(0, 100)
        let prefix = text(345, 155)
        if block[257..<263].elementsEqual("ustar\u{0}".utf8), !prefix.isEmpty { name = "\(prefix)/\(name)" }
        name = attributes["path"] ?? name
        let target = attributes["linkpath"] ?? text(157, 100)
        let kind: TarEntry.Kind =
            switch flag {
            case UInt8(ascii: "0"), 0, UInt8(ascii: "7"): name.hasSuffix("/") ? .folder : .file
            case UInt8(ascii: "1"): .hardLink(target)
            case UInt8(ascii: "2"): .link(target)
            case UInt8(ascii: "5"): .folder
            default: .other(flag)
            }
        var modified = number(136, 12)
        if let time = attributes["mtime"], let seconds = Int64(time.prefix { $0 != "." }) {
            modified = seconds
        }
        return TarEntry(
            name: name, kind: kind, mode: UInt32(truncatingIfNeeded: number(100, 8)) & 0o7777,
            size: kind == .file ? size : 0, modified: modified)
    }

    private mutating func attribute(_ flag: UInt8, _ size: Int) throws(Problem) {
        let body = block[..<size]
        block = []
        state = .header
        switch flag {
        case UInt8(ascii: "L"): attributes["path"] = String(decoding: body.prefix { $0 != 0 }, as: UTF8.self)
        case UInt8(ascii: "K"):
            attributes["linkpath"] = String(decoding: body.prefix { $0 != 0 }, as: UTF8.self)
        case UInt8(ascii: "x"):
            var rest = body
            while let space = rest.firstIndex(of: 0x20) {
                guard let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > 0,
                    length <= rest.count,
                    rest.startIndex + length > space + 1
                else { throw Problem(description: "the archive is damaged: an extended header is wrong") }
                let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
                rest = rest.dropFirst(length)
                guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
                attributes[String(decoding: record[..<equals], as: UTF8.self)] =
                    String(decoding: record[(equals + 1)...], as: UTF8.self)
            }
        default: break
        }
    }

    private func text(_ offset: Int, _ length: Int) -> String {
        String(decoding: block[offset..<(offset + length)].prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits, or with the high bit set big-endian bytes (GNU).
    private func number(_ offset: Int, _ length: Int) -> Int64 {
        let field = block[offset..<(offset + length)]
        if let first = field.first, first & 0x80 != 0 {
            return field.dropFirst().suffix(7).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        }
        return field.reduce(Int64(0)) { (0x30...0x37).contains($1) ? $0 << 3 | Int64($1 - 0x30) : $0 }
    }
}
