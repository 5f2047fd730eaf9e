/// Turns offsets into marks. Asked in the order of the text it reads every byte once, whatever the line lengths.
struct Places {
    private let bytes: [UInt8]
    private var offset: Int
    private var mark = Mark.start

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        offset = Encoding.startsWithByteOrderMark(bytes) ? 3 : 0
    }

    /// The place of the byte at `target`. An offset before the one asked for last starts over.
    mutating func mark(at target: Int) -> Mark {
        if target < offset { self = Places(bytes) }
        var line = mark.line
        var column = mark.column
        let end = min(target, bytes.count)
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            if byte == Byte.lineFeed || (byte == Byte.carriageReturn && !isLineFeed(at: offset)) {
                line &+= 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column &+= 1
            }
        }
        mark = Mark(line: line, column: column)
        return mark
    }

    private func isLineFeed(at index: Int) -> Bool {
        index < bytes.count && bytes[index] == Byte.lineFeed
    }
}
