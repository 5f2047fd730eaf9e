import Supervisor
import Systemd

/// What podsup did, or systemd to podsup's unit, as kubectl shows events.
struct EventLine: Equatable {
    var time: Seconds
    /// `Normal`, `Warning`
    var type: String
    var reason: String
    /// `POD/CONTAINER`, the pod, the app, or the unit that systemd speaks of.
    var object: String
    var message: String

    init(_ entry: LogEntry) {
        time = entry.time / 1_000_000_000
        type = entry.priority <= 4 ? "Warning" : "Normal"
        reason = entry.reason ?? "Unit"
        let text = podsup.printable(String(decoding: entry.message, as: UTF8.self))
        let place = [entry.pod, entry.container].filter { !$0.isEmpty }.joined(separator: "/")
        object = entry.unit ?? (place.isEmpty ? entry.app : place)
        // It begins with its place, which has a column of its own here.
        message = text.hasPrefix("\(object): ") ? String(text.dropFirst(object.count + 2)) : text
    }

    /// The newest events of apps, oldest first.
    @MainActor
    static func read(
        _ apps: [String], pod: String? = nil, span: LogSpan, _ site: Site
    ) throws -> [EventLine] {
        let reader = try reader(apps, pod: pod, site)
        try span.begin(reader)
        var lines: [EventLine] = []
        while let found = try reader.next(), case let entry = LogEntry(found), !span.isOver(entry) {
            if span.contains(entry) { lines.append(EventLine(entry)) }
        }
        return lines
    }

    @MainActor
    static func reader(_ apps: [String], pod: String?, _ site: Site) throws -> JournalReader {
        let groups = apps.flatMap { app in
            LogQuery(app: app, pod: pod, hasEvents: true, hasLines: false, hasUnit: pod == nil)
                .match(
                    user: site.supervisorUser, unit: AppPaths(app: app, base: site.base).unit
                ).alternatives
        }
        return try JournalReader(matching: JournalMatch(anyOf: groups), fields: LogEntry.fields)
    }
}
