import JSON
import Supervisor

/// `podsup status [APP]`: how apps are.
struct Status: Command {
    static let help = CommandHelp(
        name: "status", arguments: "[APP] [options]",
        summary: "show apps, their pods and containers, and why they wait",
        details: """
            Of all apps a line for each pod; of one APP its pods and containers. An app whose supervisor does not
            run is said to be so, with what systemd knows of its unit: what is shown of its pods is what was seen
            last.
            """,
        options: [
            Option(
                "--output", "o", value: "FORMAT",
                "wide: more columns; json, yaml: Kubernetes' list of pods; name: APP/POD on each line"
            ).among(Format.self),
            Option("--watch", "w", "show it anew each second, until Ctrl-C"),
        ],
        examples: [
            .init("podsup status", "a line for each pod of this machine"),
            .init("podsup status site -o wide", "also image, memory and CPU time of each container"),
            .init(
                "podsup status site -o json | jq -r '.items[].status.phase'",
                "fields are those of 'kubectl get pods -o json'"),
        ],
        seeAlso: ["podsup describe", "podsup top", "systemctl(1)"])

    enum Format: String, CaseIterable { case wide, json, yaml, name }

    let app: String?
    let format: Format?
    let watches: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        format = try arguments.choice("--output", Format.self)
        watches = arguments.flag("--watch")
        app = arguments.optionalPositional()
        if watches, let format, format != .wide {
            throw UsageError("--watch is for people; it goes with no format but wide")
        }
    }

    func run(_ console: Console) async throws -> Int32 {
        if watches {
            guard console.isTerminal else {
                throw UsageError(
                    "--watch needs a terminal; in a script run 'podsup status -o json' again and again")
            }
            try await Watch(console).run(every: .seconds(1)) {
                let entries = try await listed()
                return entries.isEmpty ? [noApps] : report(entries, console)
            }
            return ExitStatus.done
        }
        let entries = try await listed()
        switch format {
        case .json: console.print(encodedText(document(entries)))
        case .yaml: console.print(yamlText(document(entries)))
        case .name: printNames(entries, console)
        case .wide, nil:
            if entries.isEmpty {
                console.note(noApps)
            } else {
                console.print(report(entries, console).joined(separator: "\n"))
            }
        }
        return ExitStatus.done
    }

    private var noApps: String { "no apps; 'podsup up FILE' starts one" }

    private func listed() async throws -> [AppEntry] {
        let site = Site(common)
        let listing = AppListing(site.base, site.scope)
        if let app { return [try await listing.one(app)] }
        return await listing.all()
    }

    private func report(_ entries: [AppEntry], _ console: Console) -> [String] {
        let site = Site(common)
        var report = StatusReport(
            now: wallClock(), isWide: format == .wide, hasColor: console.hasColor, isUser: common.isUser,
            width: console.tableWidth)
        if format == .wide { report.usages = usages(of: entries, site) }
        return app == nil ? report.table(entries) : report.detail(entries[0])
    }

    /// One app: its status as its supervisor wrote it. All: one list of their pods.
    private func document(_ entries: [AppEntry]) -> any Encodable {
        if app != nil { return entries[0].trueDocument }
        return PodList(items: entries.flatMap { $0.trueDocument.items })
    }

    private func printNames(_ entries: [AppEntry], _ console: Console) {
        for entry in entries {
            for pod in entry.document?.items ?? [] { console.print("\(entry.name)/\(pod.metadata.name)") }
        }
    }
}

/// Kubernetes' list of pods.
private struct PodList: Encodable {
    var apiVersion = "v1"
    var kind = "List"
    var items: [PodDocument]
}

/// What all containers use, by their IDs.
@MainActor
func usages(of entries: [AppEntry], _ site: Site) -> [String: Usage] {
    var usages: [String: Usage] = [:]
    for entry in entries {
        let reader = UsageReader(AppPaths(app: entry.name, base: site.base), site)
        for pod in entry.document?.items ?? [] {
            for container in (pod.status.initContainerStatuses ?? []) + pod.status.containerStatuses {
                if let id = shortID(container) { usages[id] = reader.usage(container) }
            }
        }
    }
    return usages
}

extension AppEntry {
    /// The status for programs. Where nobody keeps it up to date nothing in it is ready: conditions are
    /// `Unknown`, as Kubernetes has them of a node that it has lost.
    var trueDocument: StatusDocument {
        guard var document else {
            return StatusDocument(
                items: [],
                podsup: .init(
                    app: name, summary: "no supervisor runs: \(unitWord(self))", ready: false, manifest: "",
                    supervisorPID: 0, version: version))
        }
        if isSupervised || !document.items.isEmpty && document.items.allSatisfy(hasEnded) { return document }
        document.podsup.ready = false
        document.podsup.summary = "no supervisor runs: \(unitWord(self)); this was seen last"
        for item in document.items.indices where !hasEnded(document.items[item]) {
            for index in document.items[item].status.conditions.indices
            where ["Ready", "ContainersReady"].contains(document.items[item].status.conditions[index].type) {
                document.items[item].status.conditions[index].status = "Unknown"
                document.items[item].status.conditions[index].reason = "NoSupervisor"
            }
        }
        return document
    }
}
