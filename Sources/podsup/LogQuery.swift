import Glibc
import Supervisor
import Systemd

/// Which of an app's entries are wanted. The journal's index finds them: its size does not matter.
struct LogQuery {
    var app: String
    var pod: String?
    var containers: [String] = []
    /// 0 to 7.
    var priorities: ClosedRange<UInt8>?
    /// podsup's own events, too.
    var hasEvents = false
    var hasLines = true
    /// Of one instance of a container each.
    var instances: [String] = []
    /// What systemd says of the app's unit, too.
    var hasUnit = false

    /// - Parameter user: who runs the app's supervisor. journald knows that of each entry from the kernel, so
    ///   that nobody else can slip lines in; the unit is not always known of a process that has just ended.
    func match(user: uid_t, unit: String) -> JournalMatch {
        var common: [JournalMatch.Field] = [.init("PODSUP_APP", app)]
        if let pod { common.append(.init("PODSUP_POD", pod)) }
        common += containers.map { .init("PODSUP_CONTAINER", $0) }
        common.append(.init("_UID", "\(user)"))
        let priorities = (self.priorities.map(Array.init) ?? []).map {
            JournalMatch.Field("PRIORITY", "\($0)")
        }
        common += priorities
        var groups: [[JournalMatch.Field]] = []
        let streams = [JournalMatch.Field("PODSUP_STREAM", "stdout"), .init("PODSUP_STREAM", "stderr")]
        if hasLines {
            groups.append(instances.map { .init("CONTAINER_ID_FULL", $0) } + common + streams)
        }
        if hasEvents { groups.append(common + [.init("PODSUP_EVENT", "1")]) }
        if hasUnit {
            let manager: [JournalMatch.Field] =
                user == 0
                ? [.init("_PID", "1"), .init("UNIT", unit)]
                : [.init("USER_UNIT", unit), .init("_UID", "\(user)")]
            groups.append(manager + priorities)
        }
        return JournalMatch(anyOf: groups)
    }
}

/// Which part of the time.
struct LogSpan {
    /// The newest so many of those that count.
    var last: UInt64?
    /// Microseconds since 1970.
    var since: Int64?
    var until: Int64?

    /// How late a line may reach the journal.
    private static let slack: UInt64 = 10_000_000

    func contains(_ entry: LogEntry) -> Bool {
        let time = entry.time / 1000
        return time >= since ?? .min && time <= until ?? .max
    }

    /// Whether everything from here on is too late.
    func isOver(_ entry: LogEntry) -> Bool { until.map { entry.received > UInt64($0) + Self.slack } ?? false }

    /// Goes to before the first entry.
    ///
    /// - Parameter counts: whether an entry is one of the last that are wanted; nil: all are.
    func begin(_ reader: JournalReader, _ counts: ((LogEntry) -> Bool)? = nil) throws(JournalError) {
        guard let last else {
            if let since { try reader.seek(since: UInt64(since)) } else { try reader.seekToStart() }
            return
        }
        if since == nil, until == nil, counts == nil { return try reader.seek(last: last) }
        try reader.seekToEnd(until: until.map { UInt64($0) + Self.slack })
        var left = last
        while let found = try reader.previous() {
            let entry = LogEntry(found)
            if let since, entry.received < UInt64(since) { return }
            if contains(entry), counts?(entry) ?? true {
                if left == 0 { return }
                left -= 1
            }
        }
    }
}
