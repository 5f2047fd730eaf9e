/// The Huffman code of RFC 7541, Appendix B. It is canonical: codes of the same length count up in the order of
/// their symbols, so that the lengths say all.
enum HPACKHuffman {
    private static let lengths: [UInt8] = [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6,
        6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
        7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7,
        7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24,
        24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22,
        22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26, 20,
        19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26,
        28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27,
        27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30,
    ]
    private static let longest = 30
    private static let endOfString: UInt16 = 256

    /// The codes of one length: the first, and the symbols from it on.
    private struct Row {
        var first: UInt32 = 0
        var symbols: [UInt16] = []
    }

    private static let rows: [Row] = {
        var rows = [Row](repeating: Row(), count: longest + 1)
        for (symbol, length) in lengths.enumerated() { rows[Int(length)].symbols.append(UInt16(symbol)) }
        for length in 1...longest {
            rows[length].first = (rows[length - 1].first + UInt32(rows[length - 1].symbols.count)) << 1
        }
        return rows
    }()

    static func decode(_ bytes: ArraySlice<UInt8>, atMost limit: Int) throws(HTTP2Problem) -> [UInt8] {
        var text: [UInt8] = []
        var code: UInt32 = 0
        var length = 0
        for byte in bytes {
            for bit in (0..<8).reversed() {
                code = code << 1 | UInt32(byte >> UInt8(bit) & 1)
                length += 1
                guard length <= longest else { throw .compression("no such Huffman code") }
                let row = rows[length]
                guard code >= row.first, code - row.first < UInt32(row.symbols.count) else { continue }
                let symbol = row.symbols[Int(code - row.first)]
                guard symbol != endOfString, text.count < limit else {
                    throw .compression("a Huffman string without end")
                }
                text.append(UInt8(symbol))
                (code, length) = (0, 0)
            }
        }
        // What fills the last byte is the beginning of the end-of-string code, all ones (RFC 7541 §5.2).
        guard length < 8, code == (1 << UInt32(length)) - 1 else { throw .compression("Huffman padding") }
        return text
    }
}
