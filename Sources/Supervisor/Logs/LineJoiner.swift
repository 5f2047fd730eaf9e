/// Makes lines of records: joins partial ones, per stream, and reads systemd's priority prefix.
///
/// It knows where in the log each unfinished line began, so that a supervisor that takes over can read the
/// beginning again.
struct LineJoiner {
    /// Lines longer than this come out in several pieces, all but the last marked as partial.
    static let longestLine = 1 << 20

    /// An unfinished line is given out when this much of the log has gone by since it began: it keeps
    /// everything after it in memory.
    static let longestWait: Int64 = 2 << 20

    private struct Unfinished {
        /// Where the first record that is still held began.
        var start: Int64?
        var bytes: [UInt8] = []
        var stamp: ArraySlice<UInt8> = []
        /// Of a line that has been given out in part.
        var priority: UInt8?
    }
    private var unfinished = [Unfinished](repeating: Unfinished(), count: LogStream.allCases.count)

    /// Where the unfinished line of a stream began; `nil`: there is none.
    func start(of stream: LogStream) -> Int64? { unfinished[stream].start }

    /// The priority of a line that has been given out in part only.
    func priority(of stream: LogStream) -> UInt8? { unfinished[stream].priority }

    /// Goes on with a line of which a part was given out before.
    mutating func resume(_ stream: LogStream, priority: UInt8) { unfinished[stream].priority = priority }

    /// Takes the record at `offset` of the log; returns the line that it completes.
    mutating func take(_ record: LogRecord, at offset: Int64) -> LogLine? {
        if !record.isPartial, unfinished[record.stream].start == nil {
            return line(record.content[...], record.stamp, record.stream, isPartial: false)
        }
        hold(record, at: offset)
        if record.isPartial, unfinished[record.stream].bytes.count <= Self.longestLine { return nil }
        return flush(record.stream, isPartial: record.isPartial)
    }

    /// Keeps a record's content for later, as `take` does with a partial one that is not too long.
    mutating func hold(_ record: LogRecord, at offset: Int64) {
        if unfinished[record.stream].start == nil { unfinished[record.stream].start = offset }
        unfinished[record.stream].bytes.append(contentsOf: record.content)
        unfinished[record.stream].stamp = ArraySlice(Array(record.stamp))
    }

    /// The stream whose unfinished line has waited too long when the log is read up to `offset`.
    func overdue(at offset: Int64) -> LogStream? {
        LogStream.allCases.first { stream in
            start(of: stream).map { offset - $0 > Self.longestWait } ?? false
        }
    }

    /// Gives out what there is of an unfinished line.
    mutating func flush(_ stream: LogStream, isPartial: Bool = true) -> LogLine? {
        guard unfinished[stream].start != nil else { return nil }
        let held = unfinished[stream]
        unfinished[stream].start = nil
        unfinished[stream].bytes = []
        return line(held.bytes[...], held.stamp, stream, isPartial: isPartial)
    }

    private mutating func line(
        _ bytes: ArraySlice<UInt8>, _ stamp: ArraySlice<UInt8>, _ stream: LogStream, isPartial: Bool
    ) -> LogLine {
        var message = bytes
        let priority: UInt8
        if let begun = unfinished[stream].priority {
            priority = begun
        } else if let prefix = Self.prefix(of: bytes) {
            priority = prefix
            message = bytes.dropFirst(3)
        } else {
            priority = stream == .stdout ? 6 : 3
        }
        unfinished[stream].priority = isPartial ? priority : nil
        return LogLine(
            stream: stream, priority: priority, stamp: stamp, message: message, isPartial: isPartial)
    }

    /// `<0>` to `<7>` at the start of a line: `SyslogLevelPrefix=` of systemd.exec(5), sd-daemon(3).
    private static func prefix(of line: ArraySlice<UInt8>) -> UInt8? {
        let start = line.startIndex
        guard line.count >= 3, line[start] == UInt8(ascii: "<"), line[start + 2] == UInt8(ascii: ">"),
            (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(line[start + 1])
        else { return nil }
        return line[start + 1] - UInt8(ascii: "0")
    }
}

extension Array {
    fileprivate subscript(stream: LogStream) -> Element {
        get { self[Int(stream.rawValue)] }
        _modify { yield &self[Int(stream.rawValue)] }
    }
}
