/// The end of what a container has written, for `terminationMessagePolicy: FallbackToLogsOnError`.
package struct LogTail: Equatable {
    /// kubelet, `MaxContainerTerminationMessageLogLines` and `MaxContainerTerminationMessageLogLength`.
    static let lines = 80
    static let bytes = 2048

    private var kept: [UInt8] = []

    mutating func add(_ message: some Collection<UInt8>, isPartial: Bool) {
        let message = message.suffix(Self.bytes)
        // Cut seldom: a flood of lines must stay cheap.
        if kept.count + message.count >= 2 * Self.bytes { kept.removeFirst(max(kept.count - Self.bytes, 0)) }
        kept.append(contentsOf: message)
        if !isPartial { kept.append(UInt8(ascii: "\n")) }
    }

    /// The last lines, each with its newline.
    var text: String {
        var end = kept.suffix(Self.bytes)
        let newlines = end.indices.filter { end[$0] == UInt8(ascii: "\n") }
        // The newline before the first of the last lines; an unfinished line at the end is a line too.
        let finished = end.last == UInt8(ascii: "\n")
        let wanted = finished ? Self.lines + 1 : Self.lines
        if newlines.count >= wanted { end = end[(newlines[newlines.count - wanted] + 1)...] }
        // Not from the middle of a character.
        if end.count < kept.count { end = end.drop { $0 & 0xc0 == 0x80 } }
        return String(decoding: end, as: UTF8.self)
    }

    /// So much that nothing older could come out.
    var isFull: Bool { kept.count >= Self.bytes || kept.count { $0 == UInt8(ascii: "\n") } >= Self.lines }

    var isEmpty: Bool { kept.isEmpty }
}
