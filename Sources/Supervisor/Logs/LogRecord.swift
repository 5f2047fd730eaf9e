import Glibc

/// Which of its two streams a container wrote to.
package enum LogStream: UInt8, Equatable, Sendable, CaseIterable {
    case stdout, stderr
}

/// One record of conmon's `k8s-file` log format, `TIME STREAM F|P CONTENT\n`.
///
/// conmon reads 8 KiB at a time and writes one record per line in it, all with the time of that read; what
/// has no newline at the end of a read is tagged P (partial) and goes on in that stream's next record
/// (conmon, `ctr_logging.c`).
struct LogRecord: Equatable {
    /// As conmon wrote it: RFC 3339 with nanoseconds. Empty where the bytes are no record.
    var stamp: ArraySlice<UInt8>
    var stream: LogStream
    /// The line goes on in the stream's next record.
    var isPartial: Bool
    var content: ArraySlice<UInt8>

    /// Takes the first record, newline included, off `bytes`; `nil`: it isn't there in full yet.
    ///
    /// Bytes that are no record (conmon was killed within one) come out as a line of their own: a line that
    /// looks odd is better than a lost one.
    static func take(from bytes: inout ArraySlice<UInt8>) -> LogRecord? {
        guard let end = bytes.firstNewline else { return nil }
        let line = bytes[bytes.startIndex..<end]
        bytes = bytes[(end + 1)...]
        return LogRecord(line) ?? LogRecord(malformed: line)
    }

    init(malformed line: ArraySlice<UInt8>) {
        self.init(stamp: [], stream: .stdout, isPartial: false, content: line)
    }

    init(stamp: ArraySlice<UInt8>, stream: LogStream, isPartial: Bool, content: ArraySlice<UInt8>) {
        self.stamp = stamp
        self.stream = stream
        self.isPartial = isPartial
        self.content = content
    }

    /// The longest stamp taken for one; conmon's has 35 bytes.
    static let longestStamp = 40

    private init?(_ line: ArraySlice<UInt8>) {
        guard let space = line.prefix(Self.longestStamp + 1).firstIndex(of: UInt8(ascii: " ")),
            space > line.startIndex, line[line.startIndex].isDigit
        else { return nil }
        let rest = line[(space + 1)...]
        if rest.starts(with: "stdout ".utf8) {
            stream = .stdout
        } else if rest.starts(with: "stderr ".utf8) {
            stream = .stderr
        } else {
            return nil
        }
        let tag = rest.dropFirst(7)
        if tag.starts(with: "F ".utf8) {
            isPartial = false
        } else if tag.starts(with: "P ".utf8) {
            isPartial = true
        } else {
            return nil
        }
        stamp = line[line.startIndex..<space]
        content = tag.dropFirst(2)
    }
}

extension ArraySlice<UInt8> {
    /// Where the first newline is.
    fileprivate var firstNewline: Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let hit = memchr(base, 10, bytes.count) else { return nil }
            return startIndex + (UnsafeRawPointer(hit) - base)
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
