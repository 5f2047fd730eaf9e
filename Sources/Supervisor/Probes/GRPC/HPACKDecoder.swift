/// A header field as HTTP/2 carries it; its name is in lower case already.
struct HTTP2Field: Equatable, Sendable {
    var name: String
    var value: String
}

/// The header fields of one direction of one connection (RFC 7541). It keeps what earlier blocks added to the
/// dynamic table, so every block must be decoded, wanted or not.
struct HPACKDecoder {
    /// Bytes of the dynamic table: the default of SETTINGS_HEADER_TABLE_SIZE, which we leave as it is.
    static let tableLimit = 4096
    /// Bytes of one block's fields, each with 32 more (RFC 9113 §6.5.2, SETTINGS_MAX_HEADER_LIST_SIZE).
    static let listLimit = 16 << 10

    /// The newest first.
    private var dynamic: [HTTP2Field] = []
    private var size = 0
    private var maximum = HPACKDecoder.tableLimit

    init() {}

    mutating func decode(_ block: some Collection<UInt8>) throws(HTTP2Problem) -> [HTTP2Field] {
        var reader = HPACKReader(ArraySlice(block))
        var fields: [HTTP2Field] = []
        var left = Self.listLimit
        while let first = reader.peek {
            if first & 0xE0 == 0x20 {
                // RFC 7541 §4.2: only in front of the fields.
                guard fields.isEmpty else { throw .compression("a table size between fields") }
                try resize(to: try reader.integer(prefix: 5))
                continue
            }
            let field = try field(first, from: &reader)
            left -= field.cost
            guard left >= 0 else { throw .tooLarge(part: "header", limit: Self.listLimit) }
            fields.append(field)
        }
        return fields
    }

    private mutating func field(
        _ first: UInt8, from reader: inout HPACKReader
    ) throws(HTTP2Problem) -> HTTP2Field {
        if first & 0x80 != 0 { return try entry(try reader.integer(prefix: 7)) }
        let isKept = first & 0x40 != 0
        let index = try reader.integer(prefix: isKept ? 6 : 4)
        let name = index == 0 ? try reader.string() : try entry(index).name
        let field = HTTP2Field(name: name, value: try reader.string())
        if isKept { add(field) }
        return field
    }

    private func entry(_ index: Int) throws(HTTP2Problem) -> HTTP2Field {
        let table = HPACKTable.entries
        switch index {
        case 1...table.count: return table[index - 1]
        case (table.count + 1)..<(table.count + 1 + dynamic.count): return dynamic[index - table.count - 1]
        default: throw .compression("no entry \(index)")
        }
    }

    private mutating func resize(to size: Int) throws(HTTP2Problem) {
        guard size <= Self.tableLimit else { throw .compression("a table of \(size) bytes") }
        maximum = size
        evict()
    }

    /// A field larger than the table empties it (RFC 7541 §4.4).
    private mutating func add(_ field: HTTP2Field) {
        dynamic.insert(field, at: 0)
        size += field.cost
        evict()
    }

    private mutating func evict() {
        while size > maximum, let last = dynamic.popLast() { size -= last.cost }
    }
}

extension HTTP2Field {
    /// RFC 7541 §4.1.
    fileprivate var cost: Int { name.utf8.count + value.utf8.count + 32 }
}

/// Integers and strings of RFC 7541 §5.
private struct HPACKReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var peek: UInt8? { rest.first }

    private mutating func byte() throws(HTTP2Problem) -> UInt8 {
        guard let byte = rest.popFirst() else { throw .compression("the block ends within a field") }
        return byte
    }

    /// Nothing that counts here needs more than 24 bits.
    mutating func integer(prefix: UInt8) throws(HTTP2Problem) -> Int {
        let mask = UInt8(truncatingIfNeeded: (1 << Int(prefix)) - 1)
        var value = Int(try byte() & mask)
        guard value == Int(mask) else { return value }
        var shift = 0
        while true {
            let next = try byte()
            guard shift <= 14 else { throw .compression("an integer of more than 24 bits") }
            value += Int(next & 0x7F) << shift
            if next & 0x80 == 0 { return value }
            shift += 7
        }
    }

    mutating func string() throws(HTTP2Problem) -> String {
        let isPacked = (peek ?? 0) & 0x80 != 0
        let length = try integer(prefix: 7)
        guard length <= rest.count else { throw .compression("the block ends within a string") }
        let bytes = rest.prefix(length)
        rest = rest.dropFirst(length)
        guard isPacked else { return String(decoding: bytes, as: UTF8.self) }
        return String(
            decoding: try HPACKHuffman.decode(bytes, atMost: HPACKDecoder.listLimit), as: UTF8.self)
    }
}
