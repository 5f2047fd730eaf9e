import CSystemd
import Glibc

/// Writes entries that share most of their fields, e.g. all lines of one container.
///
/// The shared fields are prepared once; an entry adds its own with ``add(_:_:)`` and goes out with
/// ``send()``. Values are bytes: newlines, NUL and invalid UTF-8 survive. `sd_journal_sendv(3)` waits while
/// journald's queue is full, so a writer belongs on a queue of its own; it is not `Sendable`.
package final class JournalWriter {
    private let shared: UnsafeMutableRawBufferPointer
    private var vectors: [iovec]
    private let sharedCount: Int
    /// `NAME=value` of the fields added, one after the other, and where each ends.
    private var own: [UInt8] = []
    private var ends: [Int] = []

    /// More than this is given back after the entry that needed it.
    private static let keptCapacity = 16 << 10

    /// - Parameter shared: fields of every entry; names as `systemd.journal-fields(7)` wants them.
    package init(shared fields: [(name: String, value: String)]) {
        let lines = fields.map { Array("\($0.name)=\($0.value)".utf8) }
        shared = .allocate(byteCount: max(1, lines.reduce(0) { $0 + $1.count }), alignment: 1)
        vectors = []
        var start = 0
        for line in lines {
            let part = UnsafeMutableRawBufferPointer(rebasing: shared[start..<start + line.count])
            part.copyBytes(from: line)
            vectors.append(iovec(iov_base: part.baseAddress, iov_len: line.count))
            start += line.count
        }
        sharedCount = vectors.count
    }

    deinit { shared.deallocate() }

    /// Whether a journald listens on this machine. Without one libsystemd drops entries and reports success.
    package static var isAvailable: Bool { access("/run/systemd/journal/socket", W_OK) == 0 }

    /// Adds a field to the next entry.
    package func add(_ name: StaticString, _ value: some Collection<UInt8>) {
        name.withUTF8Buffer { own.append(contentsOf: $0) }
        own.append(UInt8(ascii: "="))
        own.append(contentsOf: value)
        ends.append(own.count)
    }

    /// Sends the entry, waiting where journald is busy. Whatever the outcome, the next entry starts empty.
    package func send() throws(JournalError) {
        defer {
            vectors.removeSubrange(sharedCount...)
            ends.removeAll(keepingCapacity: true)
            if own.capacity > Self.keptCapacity { own = [] } else { own.removeAll(keepingCapacity: true) }
        }
        let result = own.withUnsafeMutableBytes { bytes -> Int32 in
            var start = 0
            for end in ends {
                let base = bytes.baseAddress?.advanced(by: start)
                vectors.append(iovec(iov_base: base, iov_len: end - start))
                start = end
            }
            return vectors.withUnsafeBufferPointer { sd_journal_sendv($0.baseAddress, Int32($0.count)) }
        }
        try checkJournal(result, "sd_journal_sendv")
    }
}
