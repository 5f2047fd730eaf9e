import Systemd

/// The journal as the place where containers' lines go; one entry each, as an entry of the unit this
/// process runs in.
package struct JournalSink: LogSink {
    package init() {}

    package func channel(for origin: LogOrigin) -> any LogChannel { JournalChannel(origin) }
}

private final class JournalChannel: LogChannel {
    private let origin: LogOrigin
    private let writer: JournalWriter

    init(_ origin: LogOrigin) {
        self.origin = origin
        writer = JournalWriter(shared: Self.shared(origin))
    }

    /// `CONTAINER_*` are conmon's own field names (`podman logs` and others know them);
    /// `SYSLOG_TIMESTAMP`, «as specified in the original datagram» (systemd.journal-fields(7)), is
    /// when the line was written, to the nanosecond: the journal's own time is when it arrived there.
    private static func shared(_ origin: LogOrigin) -> [(name: String, value: String)] {
        [
            ("PODSUP_APP", origin.app), ("PODSUP_POD", origin.pod), ("PODSUP_CONTAINER", origin.container),
            ("PODSUP_RESTART", "\(origin.restart)"),
            ("CONTAINER_NAME", "\(origin.pod)-\(origin.container)"),
            ("CONTAINER_ID", String(origin.containerID.prefix(12))),
            ("CONTAINER_ID_FULL", origin.containerID),
            ("SYSLOG_IDENTIFIER", "\(origin.pod)/\(origin.container)"),
        ]
    }

    func write(_ line: LogLine) throws {
        writer.add("MESSAGE", line.message)
        writer.add("PRIORITY", CollectionOfOne(UInt8(ascii: "0") + line.priority))
        writer.add("PODSUP_STREAM", line.stream.name.utf8)
        if !line.stamp.isEmpty { writer.add("SYSLOG_TIMESTAMP", line.stamp) }
        if line.isPartial { writer.add("CONTAINER_PARTIAL_MESSAGE", "true".utf8) }
        try writer.send()
    }

    func arrived(_ stream: LogStream, stamp: ArraySlice<UInt8>) -> Int64? {
        guard (try? settle()) == true else { return nil }
        let match = JournalMatch(
            .init("CONTAINER_ID_FULL", origin.containerID), .init("PODSUP_STREAM", stream.name),
            .init("SYSLOG_TIMESTAMP", String(decoding: stamp, as: UTF8.self)))
        do {
            let reader = try JournalReader(matching: match, fields: [])
            try reader.seekToStart()
            return try reader.count(atMost: .max)
        } catch {
            return nil
        }
    }

    func tail() -> LogTail? {
        guard (try? settle()) == true else { return nil }
        let match = JournalMatch(
            .init("CONTAINER_ID_FULL", origin.containerID),
            .init("PODSUP_STREAM", LogStream.stdout.name), .init("PODSUP_STREAM", LogStream.stderr.name))
        let found = try? JournalReader.entries(
            matching: match, fields: ["MESSAGE", "CONTAINER_PARTIAL_MESSAGE"], last: UInt64(LogTail.lines))
        guard let found else { return nil }
        var tail = LogTail()
        for entry in found {
            tail.add(
                entry.fields["MESSAGE"] ?? [], isPartial: entry.fields["CONTAINER_PARTIAL_MESSAGE"] != nil)
        }
        return tail
    }

    /// Waits until journald has written all that was sent before, by our predecessor too: it takes entries
    /// from one queue, so that a last one is in the journal after all others.
    ///
    /// - Returns: false where that does not happen within ``patience``.
    private func settle() throws -> Bool {
        let mark = String(UInt64.random(in: .min ... .max), radix: 16)
        let last = JournalWriter(
            shared: Self.shared(origin) + [
                ("MESSAGE", "The supervisor was killed while it forwarded this log; going on where it was"),
                ("PRIORITY", "7"), ("PODSUP_MARK", mark),
            ])
        let reader = try JournalReader(matching: JournalMatch(.init("PODSUP_MARK", mark)), fields: [])
        try reader.seekToStart()
        try last.send()
        let clock = ContinuousClock()
        let deadline = clock.now + Self.patience
        while try reader.next() == nil {
            if clock.now > deadline { return false }
            _ = try reader.wait(milliseconds: 1000)
        }
        return true
    }

    private static let patience: Duration = .seconds(20)
}

extension LogStream {
    package var name: String {
        switch self {
        case .stdout: "stdout"
        case .stderr: "stderr"
        }
    }
}
