import Supervisor
import Systemd

/// `podsup events [APP[/POD]]`: what happened to apps, from the journal.
struct Events: Command {
    static let help = CommandHelp(
        name: "events", arguments: "[APP[/POD]] [options]", summary: "show what happened to apps, and why",
        details: """
            Starts, ends, restarts, probes that fail, images pulled; and what systemd says of the apps' units.
            They are entries of the journal: 'journalctl PODSUP_EVENT=1' shows them, too.
            """,
        options: [
            Option("--follow", "f", "go on with new events as they come, until Ctrl-C"),
            Option("--tail", "n", value: "N", "only the last N (default 100)"),
            Option("--since", value: "TIME", "only what happened at TIME or later, see 'podsup logs --help'"),
            Option("--output", "o", value: "FORMAT", "json: an object on each line").among(Format.self),
        ],
        examples: [
            .init("podsup events site", "the last hundred events of one app"),
            .init("podsup events -f", "what happens from now on, with what happened last"),
        ],
        seeAlso: ["podsup describe", "podsup logs", "journalctl(1)"])

    enum Format: String, CaseIterable { case json }

    let app: String?
    let pod: String?
    let follows: Bool
    let format: Format?
    let span: LogSpan
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        follows = arguments.flag("--follow")
        format = try arguments.choice("--output", Format.self)
        let since = try arguments.time("--since")
        let count = try arguments.number("--tail").map { UInt64($0) } ?? (since == nil ? 100 : nil)
        span = LogSpan(last: count, since: since)
        let word = arguments.optionalPositional().map(appAndPod)
        (app, pod) = (word?.app, word?.pod)
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let listing = AppListing(site.base, site.scope)
        let entries: [AppEntry]
        if let app { entries = [try await listing.one(app)] } else { entries = await listing.all() }
        // Without a status nobody knows which pods there were.
        if let pod, let document = entries.first?.document {
            _ = try LiveContainer.podDocument(in: document, pod)
        }
        if entries.isEmpty {
            console.note("no apps; 'podsup up FILE' starts one")
            return ExitStatus.done
        }
        let reader = try EventLine.reader(entries.map(\.name), pod: pod, site)
        try span.begin(reader)
        let printer = EventPrinter(console, isJSON: format == .json, follows: follows)
        while let entry = try reader.next() {
            if span.contains(LogEntry(entry)) { printer.add(LogEntry(entry)) }
        }
        printer.flush()
        if printer.isEmpty, !mayReadJournal(common) { console.complain(noJournalAccess) }
        if follows { throw try await follow(reader, printer) }
        if printer.isEmpty, mayReadJournal(common) { console.note("no events") }
        return ExitStatus.done
    }

    private func follow(_ reader: JournalReader, _ printer: EventPrinter) async throws -> JournalError {
        try await withCheckedThrowingContinuation { continuation in
            do {
                let follower = try JournalFollower(
                    reader, onEntry: { printer.add(LogEntry($0)) }, onPause: printer.flush,
                    onError: { continuation.resume(returning: $0) })
                printer.keep(follower)
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}

/// Prints events as a table, those that come later below it.
@MainActor
final class EventPrinter {
    private let console: Console
    private let isJSON: Bool
    /// A table that grows has times in it, not ages.
    private let follows: Bool
    private var waiting: [EventLine] = []
    private var widths: [Int] = []
    private var follower: JournalFollower?
    private(set) var isEmpty = true

    init(_ console: Console, isJSON: Bool, follows: Bool) {
        self.console = console
        self.isJSON = isJSON
        self.follows = follows
    }

    func keep(_ follower: JournalFollower) { self.follower = follower }

    func add(_ entry: LogEntry) {
        isEmpty = false
        if isJSON { console.write(logJSON(entry) + [0x0A]) } else { waiting.append(EventLine(entry)) }
    }

    func flush() {
        guard !waiting.isEmpty else { return }
        var table = eventTable(waiting, times: follows ? .clock : .ages(now: wallClock()), hasObject: true)
        table.showsHeader = widths.isEmpty
        table.leastWidths = widths.isEmpty ? [] : Array(widths.dropLast())
        widths = table.widths
        console.print(
            table.lines(width: console.tableWidth, hasColor: console.hasColor).joined(separator: "\n"))
        waiting = []
    }
}

enum EventTimes {
    case clock
    case ages(now: Seconds)
}

func eventTable(_ events: [EventLine], times: EventTimes, hasObject: Bool) -> Table {
    let first: String
    if case .clock = times { first = "TIME" } else { first = "LAST SEEN" }
    var table = Table(
        header: [first, "TYPE", "REASON"] + (hasObject ? ["OBJECT"] : []) + ["MESSAGE"], lead: 1,
        flexible: hasObject ? [3, 4] : [3])
    for event in events {
        let time: String
        switch times {
        case .clock: time = CalendarTime(event.time).plain
        case .ages(let now): time = age(now - event.time)
        }
        let color: Color? = event.type == "Warning" ? .busy : nil
        table.add(
            [Cell(time), Cell(event.type, color), Cell(event.reason)]
                + (hasObject ? [Cell(event.object)] : [])
                + [Cell(event.message)])
    }
    return table
}
