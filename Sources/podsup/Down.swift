import Glibc
import Supervisor
import Systemd

/// `podsup down APP`: stops an app and removes it.
struct Down: Command {
    static let help = CommandHelp(
        name: "down", arguments: "APP [options]", summary: "stop an app gracefully and remove it",
        details: """
            Stops the pods in order, with their hooks and grace periods, and removes the unit, the pods and what
            podsup keeps of them. Volumes of PersistentVolumeClaims stay. A second time there is nothing to do.
            """,
        options: [
            Option("--volumes", "remove the volumes of its PersistentVolumeClaims, with all that is in them"),
            Option(
                "--timeout", value: "SECONDS", "how long to wait for the pods (default: as long as it takes)"),
            Option("--quiet", "q", "say nothing but what is wrong"),
        ],
        examples: [
            .init("podsup down site", "stop it and take it away; its volumes stay")
        ])

    let app: String
    let removesVolumes: Bool
    let timeout: Duration?
    let isQuiet: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        removesVolumes = arguments.flag("--volumes")
        timeout = try arguments.seconds("--timeout")
        isQuiet = arguments.flag("--quiet")
        app = try arguments.positional("APP")
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        try Preflight.checkRights(site.scope, doing: "stop '\(app)'")
        let bus: Bus?
        do {
            bus = try Preflight.connect(site.scope)
        } catch ControlError.noSystemd {
            bus = nil
        }
        let timer = timeout.map { limit in
            Task {
                do { try await Task.sleep(for: limit) } catch { return }
                console.complain(
                    "\(app) has not stopped after \(limit.components.seconds) s; systemd goes on stopping it, run "
                        + "'podsup down \(app)\(user)' again later")
                exit(ExitStatus.mayWorkLater)
            }
        }
        defer { timer?.cancel() }
        let removal = try await Remover(paths, bus).down(removesVolumes: removesVolumes) { step in
            if !isQuiet, console.showsProgress { console.note("\(app): \(step) …") }
        }
        if !isQuiet { for line in lines(removal) { console.say(line) } }
        return ExitStatus.done
    }

    func lines(_ removal: Remover.Removal) -> [String] {
        var lines: [String] = []
        if removal.isNothing {
            lines.append("nothing to do: there is no app '\(app)'")
        } else {
            if !removal.leftovers.isEmpty {
                lines.append("removed \(removal.leftovers.joined(separator: ", "))")
            }
            if !removal.volumes.isEmpty {
                lines.append("removed \(volumes(removal.volumes)) and all that was in it")
            }
            if removal.unit || removal.files || !removal.leftovers.isEmpty { lines.append("\(app) is gone") }
        }
        if !removal.keptVolumes.isEmpty {
            lines.append(
                "kept \(volumes(removal.keptVolumes)) ('podsup down \(app) --volumes\(user)' removes what is kept)"
            )
        }
        if let path = removal.shippedManifest { lines.append("left \(path) alone") }
        return lines
    }

    /// For commands that a message tells to run.
    private var user: String { common.isUser ? " --user" : "" }

    private func volumes(_ names: [String]) -> String {
        "\(names.count == 1 ? "volume" : "volumes") \(names.joined(separator: ", "))"
    }
}
