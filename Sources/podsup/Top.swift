import Supervisor

/// `podsup top [APP]`: what containers use.
struct Top: Command {
    static let help = CommandHelp(
        name: "top", arguments: "[APP] [options]", summary: "show what containers use of CPU and memory",
        details: """
            CPU is that of the last second: 100 % is one processor. Memory is what the kernel could not take back
            at once, as Kubernetes counts it; with ~ it is summed up from the processes, because this machine has
            no memory controller (on a Raspberry Pi add 'cgroup_enable=memory' to /boot/firmware/cmdline.txt).
            """,
        options: [Option("--watch", "w", "show it anew each second, until Ctrl-C")],
        examples: [
            .init("podsup top", "all containers of this machine"), .init("podsup top site", "one app's"),
        ],
        seeAlso: ["podsup status -o wide", "systemd-cgtop(1)"])

    static let needsTerminal = "--watch needs a terminal; in a script run 'podsup top' again and again"

    let app: String?
    let watches: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        watches = arguments.flag("--watch")
        app = arguments.optionalPositional()
    }

    /// What was used up to a moment.
    private struct Sample {
        var time: ContinuousClock.Instant
        var entries: [AppEntry]
        var usages: [String: Usage]
    }

    func run(_ console: Console) async throws -> Int32 {
        var before = try await sample()
        if watches {
            guard console.isTerminal else {
                throw UsageError(Self.needsTerminal)
            }
            try await Watch(console).run(every: .seconds(1)) {
                let now = try await sample()
                defer { before = now }
                return lines(before, now, console)
            }
        } else {
            if before.usages.isEmpty {
                console.note("nothing runs; 'podsup status' shows what there is")
                return ExitStatus.done
            }
            try? await Task.sleep(for: .seconds(1))
            console.print(lines(before, try await sample(), console).joined(separator: "\n"))
        }
        return ExitStatus.done
    }

    private func sample() async throws -> Sample {
        let site = Site(common)
        let listing = AppListing(site.base, site.scope)
        let entries: [AppEntry]
        if let app { entries = [try await listing.one(app)] } else { entries = await listing.all() }
        return Sample(time: .now, entries: entries, usages: usages(of: entries, site))
    }

    private func lines(_ before: Sample, _ now: Sample, _ console: Console) -> [String] {
        var rows: [TopRow] = []
        let elapsed = max(1, (now.time - before.time) / .microseconds(1))
        for entry in now.entries {
            for pod in entry.document?.items ?? [] {
                for container in pod.allContainers {
                    guard let id = shortID(container), let usage = now.usages[id] else { continue }
                    let share = before.usages[id].map { Double(usage.cpu - $0.cpu) / elapsed }
                    rows.append(
                        TopRow(
                            app: entry.name, pod: pod.metadata.name, container: container.name, share: share,
                            usage: usage))
                }
            }
        }
        return topTable(rows).lines(width: console.tableWidth, hasColor: console.hasColor)
    }
}

struct TopRow: Equatable {
    var app: String
    var pod: String
    var container: String
    /// Of one processor; nil: it has run too briefly.
    var share: Double?
    var usage: Usage
}

func topTable(_ rows: [TopRow]) -> Table {
    var table = Table(
        header: ["APP", "POD", "CONTAINER", "CPU", "MEMORY", "LIMIT", "PROCESSES"], lead: 3, flexible: [1, 2])
    for row in rows {
        let tenths = row.share.map { Int64(max(0, $0) * 1000 + 0.5) }
        table.add([
            Cell(row.app), Cell(row.pod), Cell(row.container),
            Cell(tenths.map { "\($0 / 10).\($0 % 10) %" } ?? "-"), Cell(memoryText(row.usage)),
            Cell(row.usage.memoryLimit.map(memorySize) ?? "-"), Cell("\(row.usage.processes)"),
        ])
    }
    return table
}
