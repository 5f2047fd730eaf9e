import Glibc
import Supervisor
import Systemd

/// `podsup logs APP[/POD]`: what an app's containers wrote, from the journal.
struct Logs: Command {
    static let help = CommandHelp(
        name: "logs", arguments: "APP[/POD] [options]", summary: "show what an app's containers write",
        details: """
            Lines come from the journal, where 'journalctl -u podsup-APP' shows them too. Lines of several containers
            have the container's name in front.
            """,
        options: [
            Option("--container", "c", value: "NAME", "only this container; may be given several times"),
            Option("--follow", "f", "go on with new lines as they come, until Ctrl-C"),
            Option("--tail", "n", value: "N", "only the last N lines"),
        ])

    let app: String
    let pod: String?
    let containers: [String]
    let follows: Bool
    let count: Int64?
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        containers = arguments.options("--container")
        follows = arguments.flag("--follow")
        count = try arguments.number("--tail")
        let parts = try arguments.positional("APP").split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        app = String(parts[0])
        pod = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        let document = StatusFile.read(paths)
        try check(document)
        let reader = try JournalReader(matching: match(paths.unit, site.scope), fields: LogPrinter.fields)
        if let count { try reader.seek(last: UInt64(count)) } else { try reader.seekToStart() }
        let printer = LogPrinter(console, names: shown(document))
        while let entry = try reader.next() { printer.add(entry) }
        printer.flush()
        if follows { try await follow(reader, printer) }
        if printer.isEmpty, document == nil { _ = try await AppListing(site.base, site.scope).one(app) }
        if printer.isEmpty, !mayReadJournal {
            console.complain(
                "no lines, but you may not read the machine's journal; run it as root (sudo), or join the group "
                    + "systemd-journal")
        }
        return ExitStatus.done
    }

    /// The lines of the app's containers, and nothing of what podsup says itself.
    func match(_ unit: String, _ scope: Bus.Scope) -> JournalMatch {
        var fields: [JournalMatch.Field] = [
            .init(scope == .system ? "_SYSTEMD_UNIT" : "_SYSTEMD_USER_UNIT", unit), .init("PODSUP_APP", app),
            .init("PODSUP_STREAM", "stdout"), .init("PODSUP_STREAM", "stderr"),
        ]
        if let pod { fields.append(.init("PODSUP_POD", pod)) }
        fields += containers.map { .init("PODSUP_CONTAINER", $0) }
        return JournalMatch(anyOf: [fields])
    }

    /// A name that the running app does not have is a slip, and would show nothing.
    private func check(_ document: StatusDocument?) throws {
        guard let document else { return }
        if let pod, !document.items.contains(where: { $0.metadata.name == pod }) {
            let names = document.items.map(\.metadata.name).joined(separator: ", ")
            throw NoSuchPart(text: "app '\(app)' has no pod '\(pod)'; it has \(names)")
        }
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
        let width = chosen.map { withPod ? "\($0.pod)/\($0.container)".count : $0.container.count }.max() ?? 0
        return withPod ? .podAndContainer(width: width) : .container(width: width)
    }

    private func follow(_ reader: JournalReader, _ printer: LogPrinter) async throws {
        let error: JournalError = try await withCheckedThrowingContinuation { continuation in
            do {
                let follower = try JournalFollower(reader) { entry in
                    printer.add(entry)
                    printer.flush()
                } onError: { error in
                    continuation.resume(returning: error)
                }
                printer.keep(follower)
            } catch {
                continuation.resume(throwing: error)
            }
        }
        throw error
    }

    private var mayReadJournal: Bool {
        let folders: [String] = ["/var/log/journal", "/run/log/journal"]
        return folders.contains { access($0, R_OK | X_OK) == 0 }
            && (geteuid() == 0 || common.isUser || isInJournalGroup)
    }

    private var isInJournalGroup: Bool {
        var groups = [gid_t](repeating: 0, count: 256)
        let count = getgroups(Int32(groups.count), &groups)
        let names: [String] = ["systemd-journal", "adm"]
        let wanted = names.compactMap { getgrnam($0)?.pointee.gr_gid }
        return count > 0 && groups[..<Int(count)].contains { wanted.contains($0) }
    }
}

struct NoSuchPart: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}
