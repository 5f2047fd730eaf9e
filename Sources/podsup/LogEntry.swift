import Podman
import Systemd

/// One line of a container, or one of podsup's own events, out of the journal.
struct LogEntry: Equatable {
    /// All that an entry is made of.
    static let fields = [
        "MESSAGE", "PODSUP_POD", "PODSUP_CONTAINER", "PODSUP_STREAM", "CONTAINER_ID_FULL", "SYSLOG_TIMESTAMP",
        "CONTAINER_PARTIAL_MESSAGE", "PRIORITY", "PODSUP_APP", "PODSUP_RESTART", "PODSUP_REASON", "UNIT",
    ]

    var app: String
    var pod: String
    var container: String
    /// The container's full ID; empty for events.
    var instance: String
    /// `stdout`, `stderr`; nil for an event.
    var stream: String?
    /// 0 (emerg) to 7 (debug).
    var priority: UInt8
    var restart: String?
    /// Of an event.
    var reason: String?
    /// The unit that systemd itself speaks of.
    var unit: String?
    var message: [UInt8]
    /// The line goes on in the container's next entry.
    var isPartial: Bool
    /// When the line was written, in nanoseconds since 1970.
    var time: Int64
    /// When journald received it, in microseconds since 1970.
    var received: UInt64

    init(_ entry: JournalEntry) {
        func text(_ name: String) -> String? {
            entry.fields[name].map { String(decoding: $0, as: UTF8.self) }
        }
        app = text("PODSUP_APP") ?? ""
        pod = text("PODSUP_POD") ?? ""
        container = text("PODSUP_CONTAINER") ?? ""
        instance = text("CONTAINER_ID_FULL") ?? ""
        stream = text("PODSUP_STREAM")
        priority = entry.fields["PRIORITY"]?.first.map { $0 &- 0x30 } ?? 6
        restart = text("PODSUP_RESTART")
        reason = text("PODSUP_REASON")
        unit = text("UNIT")
        message = entry.fields["MESSAGE"] ?? []
        isPartial = entry.fields["CONTAINER_PARTIAL_MESSAGE"] != nil
        received = entry.realtime
        let arrival = Int64(clamping: entry.realtime.multipliedReportingOverflow(by: 1000).partialValue)
        // The clock may have been set back between the two.
        time = min(arrival, text("SYSLOG_TIMESTAMP").flatMap { PodmanTime($0) }?.nanoseconds ?? arrival)
    }

    var isEvent: Bool { stream == nil }
}
