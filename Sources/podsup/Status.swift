import FoundationEssentials
import Supervisor

/// `podsup status [APP]`: how apps are.
struct Status: Command {
    static let help = CommandHelp(
        name: "status", arguments: "[APP] [options]",
        summary: "show apps, their pods and containers, and why they wait",
        options: [
            Option(
                "--output", "o", value: "FORMAT",
                "json: Kubernetes' PodList; wide: more columns; name: APP/POD on each line")
        ])

    enum Format: String, CaseIterable { case json, wide, name }

    let app: String?
    let format: Format?
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        format = try arguments.choice("--output", Format.self)
        app = arguments.optionalPositional()
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let listing = AppListing(site.base, site.scope)
        let entries: [AppEntry]
        if let app { entries = [try await listing.one(app)] } else { entries = await listing.all() }
        switch format {
        case .json: console.print(json(entries))
        case .name: printNames(entries, console)
        case .wide, nil:
            let report = StatusReport(
                now: wallClock(), isWide: format == .wide, hasColor: console.hasColor, isUser: common.isUser)
            if app != nil {
                console.print(report.detail(entries[0]).joined(separator: "\n"))
            } else if entries.isEmpty {
                console.note("no apps; 'podsup up FILE' starts one")
            } else {
                console.print(report.table(entries).joined(separator: "\n"))
            }
        }
        return ExitStatus.done
    }

    /// One app: its status as its supervisor wrote it. All: one list of their pods.
    private func json(_ entries: [AppEntry]) -> String {
        if app != nil, let document = entries[0].document { return encodedText(document) }
        return encodedText(PodList(items: entries.flatMap { $0.document?.items ?? [] }))
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
