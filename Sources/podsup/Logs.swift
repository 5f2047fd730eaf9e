import CLinux
import Glibc
import Supervisor
import Systemd

/// `podsup logs APP[/POD]`: what an app's containers wrote, from the journal.
struct Logs: Command {
    static let help = CommandHelp(
        name: "logs", arguments: "APP[/POD] [options]", summary: "show what an app's containers write",
        details: """
            Lines come from the journal, where 'journalctl -u podsup-APP' shows them too, in the order in which they
            were written. Lines of several containers have the container's name in front. On a terminal control
            characters are shown, not obeyed, except with -o cat.

            TIME is as in systemd.time(7): '2026-11-21 10:55', 'today', '10:55', '10 min ago', '-2h', '@1395716396';
            '10m' alone means so long ago, as in kubectl. PATTERN is an extended regular expression, see regex(7);
            without capital letters it ignores case.
            """,
        options: [
            Option("--container", "c", value: "NAME", "only this container; may be given several times"),
            Option("--follow", "f", "go on with new lines as they come, until Ctrl-C"),
            Option("--tail", "n", value: "N", "only the last N lines"),
            Option("--since", value: "TIME", "only what was written at TIME or later"),
            Option("--until", value: "TIME", "only what was written at TIME or before"),
            Option("--previous", "p", "what containers wrote before they were last restarted"),
            Option(
                "--priority", value: "LEVEL",
                "only lines of this level and worse, or FROM..TO: emerg, alert, crit, err, warning, notice, info, debug, or 0 to 7"
            ),
            Option("--grep", "g", value: "PATTERN", "only lines in which PATTERN occurs"),
            Option(
                "--output", "o", value: "FORMAT",
                "short: with time; iso: with exact time; json: as journalctl's; cat: bare lines, byte for byte"
            ).among(LogPrinter.Format.self),
            Option("--events", "also what podsup did: starts, restarts, probes that fail"),
        ],
        examples: [
            .init("podsup logs site -f", "what all containers of 'site' write, and go on"),
            .init(
                "podsup logs site -c nginx -n 20 -o iso", "the last 20 lines of one container, with the time"),
            .init("podsup logs site --since '10 min ago' --priority err --events", "what went wrong of late"),
            .init("podsup logs site --previous", "what a container that crashes said before it did"),
        ],
        seeAlso: ["journalctl(1)", "systemd.time(7)", "regex(7)"])

    let app: String
    let pod: String?
    let containers: [String]
    let follows: Bool
    let isPrevious: Bool
    let hasEvents: Bool
    let priorities: ClosedRange<UInt8>?
    let pattern: Pattern?
    let format: LogPrinter.Format?
    let span: LogSpan
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        containers = arguments.options("--container")
        follows = arguments.flag("--follow")
        isPrevious = arguments.flag("--previous")
        hasEvents = arguments.flag("--events")
        format = try arguments.choice("--output", LogPrinter.Format.self)
        priorities = try arguments.option("--priority").map(logPriorities)
        pattern = try arguments.option("--grep").map(logPattern)
        span = LogSpan(
            last: try arguments.number("--tail").map { UInt64($0) }, since: try arguments.time("--since"),
            until: try arguments.time("--until"))
        (app, pod) = appAndPod(try arguments.positional("APP"))
        if follows, span.until != nil { throw UsageError("--follow and --until exclude each other") }
        if follows, isPrevious {
            throw UsageError("--follow and --previous exclude each other: what has ended writes no more")
        }
        if let since = span.since, let until = span.until, since > until {
            throw UsageError("--since is later than --until")
        }
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        let document = StatusFile.read(paths)
        try check(document)
        var query = LogQuery(
            app: app, pod: pod, containers: containers, priorities: priorities, hasEvents: hasEvents)
        if isPrevious {
            query.hasEvents = false
            query.instances = try previousInstances(document, site.supervisorUser)
            if query.instances.isEmpty {
                console.complain("what was restarted of '\(app)' had written nothing before")
                return ExitStatus.done
            }
        }
        let reader = try JournalReader(
            matching: query.match(user: site.supervisorUser, unit: paths.unit), fields: LogEntry.fields)
        try span.begin(reader, pattern.map { pattern in { pattern.matches($0.message) } })
        let printer = LogPrinter(console, names: shown(document), format: format)
        let output = LogOutput(printer, span: span, pattern: pattern)
        while let entry = try reader.next(), output.take(entry) {}
        output.pause()
        if follows { try await follow(reader, output, printer) }
        if printer.isEmpty, document == nil { _ = try await AppListing(site.base, site.scope).one(app) }
        if printer.isEmpty, !mayReadJournal(common) { console.complain(noJournalAccess) }
        return ExitStatus.done
    }

    /// The IDs of the instances before the present ones.
    private func previousInstances(_ document: StatusDocument?, _ user: uid_t) throws -> [String] {
        guard let document else {
            throw NoSuchPart(
                text:
                    "'\(app)' does not run, so none of its containers has a previous instance; leave out --previous"
            )
        }
        var known = false
        var instances: [String] = []
        for item in document.items where pod == nil || item.metadata.name == pod {
            let all = (item.status.initContainerStatuses ?? []) + item.status.containerStatuses
            for container in all where containers.isEmpty || containers.contains(container.name) {
                // What waits to be restarted has no present instance.
                let isWaiting = container.state.waiting != nil && container.lastState.terminated != nil
                let number = container.restartCount - (isWaiting ? 0 : 1)
                if number < 0 { continue }
                known = true
                let match = JournalMatch(
                    .init("PODSUP_APP", app), .init("PODSUP_POD", item.metadata.name),
                    .init("PODSUP_CONTAINER", container.name), .init("PODSUP_RESTART", "\(number)"),
                    .init("PODSUP_STREAM", "stdout"), .init("PODSUP_STREAM", "stderr"),
                    .init("_UID", "\(user)"))
                let reader = try JournalReader(matching: match, fields: ["CONTAINER_ID_FULL"])
                try reader.seekToEnd()
                // An older pod had restarts of the same number.
                let start = seconds(item.status.startTime) ?? 0
                if let last = try reader.previous(), Int64(last.realtime / 1_000_000) >= start,
                    let id = last.fields["CONTAINER_ID_FULL"]
                {
                    instances.append(String(decoding: id, as: UTF8.self))
                }
            }
        }
        if !known {
            throw NoSuchPart(
                text:
                    "no container of '\(app)' has been restarted, so there is no previous one; leave out --previous"
            )
        }
        return instances
    }

    /// A name that the running app does not have is a slip, and would show nothing.
    private func check(_ document: StatusDocument?) throws {
        guard let document else { return }
        if let pod { _ = try LiveContainer.podDocument(in: document, pod) }
        let names = names(document)
        for container in containers where !names.contains(where: { $0.container == container }) {
            let known = names.map(\.container).joined(separator: ", ")
            throw NoSuchPart(text: "'\(app)' has no container '\(container)'; it has \(known)")
        }
    }

    private func names(_ document: StatusDocument) -> [(pod: String, container: String)] {
        document.items.filter { pod == nil || $0.metadata.name == pod }.flatMap { item in
            ((item.spec.initContainers ?? []) + item.spec.containers).map { (item.metadata.name, $0.name) }
        }
    }

    /// How a line's container is named in front of it.
    private func shown(_ document: StatusDocument?) -> LogPrinter.Names {
        let parts = document.map(names) ?? []
        let chosen = parts.filter { containers.isEmpty || containers.contains($0.container) }
        let isOne = containers.count == 1 || (document != nil && chosen.count == 1)
        if isOne, Set(chosen.map(\.pod)).count <= 1 { return .none }
        let withPod = pod == nil && Set(chosen.map(\.pod)).count > 1
        let names = chosen.map { withPod ? "\($0.pod)/\($0.container)" : $0.container }
        let width = (names + (hasEvents ? ["podsup"] : [])).map(\.count).max() ?? 0
        return withPod ? .podAndContainer(width: width) : .container(width: width)
    }

    private func follow(_ reader: JournalReader, _ output: LogOutput, _ printer: LogPrinter) async throws {
        let error: JournalError = try await withCheckedThrowingContinuation { continuation in
            do {
                let follower = try JournalFollower(
                    reader, onEntry: { _ = output.take($0) }, onPause: output.pause,
                    onError: { continuation.resume(returning: $0) })
                printer.keep(follower)
            } catch {
                continuation.resume(throwing: error)
            }
        }
        throw error
    }
}

/// From the journal to the printer: what is wanted, in order.
@MainActor
final class LogOutput {
    private let printer: LogPrinter
    private let span: LogSpan
    private let pattern: Pattern?
    private var order = LogOrder()

    init(_ printer: LogPrinter, span: LogSpan, pattern: Pattern?) {
        self.printer = printer
        self.span = span
        self.pattern = pattern
    }

    /// - Returns: false where all that follows is too late.
    func take(_ found: JournalEntry) -> Bool {
        let entry = LogEntry(found)
        if span.isOver(entry) { return false }
        guard span.contains(entry), pattern?.matches(entry.message) ?? true else { return true }
        order.add(entry, printer.add)
        return true
    }

    /// There is no more for now: nothing is held back.
    func pause() {
        order.finish(printer.add)
        printer.flush()
    }
}

struct NoSuchPart: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}

/// `APP` or `APP/POD`.
func appAndPod(_ word: String) -> (app: String, pod: String?) {
    let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil)
}

/// `err` (and worse), `3`, or a range: journalctl(1), `--priority`.
func logPriorities(_ text: String) throws(UsageError) -> ClosedRange<UInt8> {
    let names = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"]
    func level(_ word: String) -> UInt8? {
        if let number = UInt8(word), number <= 7 { return number }
        return names.firstIndex(of: word).map { UInt8($0) }
    }
    let bad = UsageError("--priority \(text): unknown; use \(names.joined(separator: ", ")), or 0 to 7")
    // `split` by a text would bring regular expressions into the binary.
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch words.count {
    case 1:
        guard let worst = level(text) else { throw bad }
        return 0...worst
    case 3 where words[1].isEmpty:
        guard let first = level(words[0]), let last = level(words[2]) else { throw bad }
        return min(first, last)...max(first, last)
    default: throw bad
    }
}

func logPattern(_ text: String) throws(UsageError) -> Pattern {
    do throws(PatternError) {
        return try Pattern(text)
    } catch {
        throw UsageError("--grep \(error)")
    }
}

extension Arguments {
    /// A moment, in microseconds since 1970.
    mutating func time(_ long: String) throws(UsageError) -> Int64? {
        guard let text = option(long) else { return nil }
        guard let time = Timestamp(text, now: linux_realtime_ns() / 1000) else {
            throw UsageError(
                "\(long) \(text): no time; write '2026-11-21 10:55', '10:55', 'today' or '10 min ago', see systemd.time(7)"
            )
        }
        return time.microseconds
    }
}

let noJournalAccess =
    "no lines, but you may not read the machine's journal; run it as root (sudo), or join the group systemd-journal"
let noEventAccess =
    "no events, but you may not read the machine's journal; run it as root (sudo), or join the group systemd-journal"

@MainActor
func mayReadJournal(_ common: Common) -> Bool {
    let folders: [String] = ["/var/log/journal", "/run/log/journal"]
    return folders.contains { access($0, R_OK | X_OK) == 0 }
        && (geteuid() == 0 || common.isUser || isInJournalGroup())
}

private func isInJournalGroup() -> Bool {
    var groups = [gid_t](repeating: 0, count: 256)
    let count = getgroups(Int32(groups.count), &groups)
    let names: [String] = ["systemd-journal", "adm"]
    let wanted = names.compactMap { getgrnam($0)?.pointee.gr_gid }
    return count > 0 && groups[..<Int(count)].contains { wanted.contains($0) }
}
