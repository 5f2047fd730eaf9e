/// How far the log of one container has been forwarded. Saved before each line, in one write, so that
/// whoever takes over knows everything but one thing: whether the line that was being sent has arrived.
struct LogProgress: Equatable {
    /// Where the first record begins that has not been dealt with. Of the records before it only those of
    /// the unfinished lines are still to be read.
    var next: Int64
    var starts: [Int64?] = [nil, nil]
    /// See ``LineJoiner/priority(of:)``.
    var priorities: [UInt8?] = [nil, nil]
    /// A line is being sent.
    var isSending = false
    /// Per stream, the stamp of the line sent last, and how many lines in a row had it. (Within a stream the
    /// stamps never go back to an earlier one.)
    var stamps: [[UInt8]] = [[], []]
    var sent: [Int64] = [0, 0]

    /// How many lines with the stamp of `line` have been sent before it.
    func sentBefore(_ line: LogLine) -> Int64 {
        let stream = Int(line.stream.rawValue)
        return line.stamp.elementsEqual(stamps[stream]) ? sent[stream] : 0
    }

    mutating func count(_ line: LogLine) {
        let stream = Int(line.stream.rawValue)
        if line.stamp.isEmpty { return }
        if line.stamp.elementsEqual(stamps[stream]) { return sent[stream] += 1 }
        stamps[stream] = Array(line.stamp)
        sent[stream] = 1
    }
}

extension LogProgress {
    /// Marks the layout; a file with another one is from a different version.
    private static let mark: UInt64 = 0x706F_6473_7570_0001
    /// In the machine's own byte order: it never leaves the machine, nor outlives a boot.
    static let encodedLength = 56 + 2 * LogRecord.longestStamp

    func encode(into bytes: UnsafeMutableRawBufferPointer) {
        bytes.storeBytes(of: Self.mark, as: UInt64.self)
        bytes.storeBytes(of: next, toByteOffset: 8, as: Int64.self)
        for stream in 0...1 {
            bytes.storeBytes(of: starts[stream] ?? -1, toByteOffset: 16 + 8 * stream, as: Int64.self)
            bytes.storeBytes(of: sent[stream], toByteOffset: 32 + 8 * stream, as: Int64.self)
            bytes[48 + stream] = priorities[stream] ?? .max
            bytes[50 + stream] = UInt8(stamps[stream].count)
            let start = 56 + stream * LogRecord.longestStamp
            UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + stamps[stream].count])
                .copyBytes(from: stamps[stream])
        }
        bytes[52] = isSending ? 1 : 0
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
        func word(_ offset: Int) -> Int64 { bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self) }
        guard bytes.count >= Self.encodedLength, bytes.loadUnaligned(as: UInt64.self) == Self.mark else {
            return nil
        }
        next = word(8)
        starts = [16, 24].map { word($0) < 0 ? nil : word($0) }
        sent = [word(32), word(40)]
        priorities = [48, 49].map { bytes[$0] > 7 ? nil : bytes[$0] }
        stamps = (0...1).map { stream in
            let start = 56 + stream * LogRecord.longestStamp
            return Array(bytes[start..<start + min(Int(bytes[50 + stream]), LogRecord.longestStamp)])
        }
        isSending = bytes[52] == 1
    }
}
