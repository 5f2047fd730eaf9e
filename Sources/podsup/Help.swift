import PodSpec
import Supervisor

/// `podsup help [COMMAND]`
struct Help: Command {
    static let help = CommandHelp(
        name: "help", arguments: "[COMMAND]", summary: "show this text, or that of a command")

    let topic: String?

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        topic = arguments.optionalPositional()
    }

    func run(_ console: Console) async throws -> Int32 {
        guard let topic else {
            console.print(overview())
            return ExitStatus.done
        }
        guard let command = commands.first(where: { $0.help.name == topic }) else {
            throw UsageError(
                "unknown command '\(topic)'"
                    + (suggestion(for: topic).map { "; did you mean '\($0)'?" } ?? ""))
        }
        console.print(helpText(command.help))
        return ExitStatus.done
    }
}

/// `podsup version`
struct VersionCommand: Command {
    static let help = CommandHelp(name: "version", arguments: "", summary: "show which podsup this is")

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {}

    func run(_ console: Console) async throws -> Int32 {
        console.print(versionLine)
        return ExitStatus.done
    }
}

let versionLine = "podsup \(version)"

/// What `podsup` alone says.
@MainActor
func overview() -> String {
    let shown = commands.map { $0.help }.filter { !$0.isHidden }
    let rows = shown.map { ["  \($0.name)", $0.summary] }
    return """
        podsup runs Kubernetes pods on one machine with Podman and systemd.

        Usage: podsup COMMAND [options]

        Commands:
        \(aligned(rows).joined(separator: "\n"))

        'podsup COMMAND --help' tells more. First pod: podsup up pods/hello.yaml
        """
}

func helpText(_ help: CommandHelp) -> String {
    var lines = ["podsup \(help.name): \(help.summary)", ""]
    lines.append("Usage: podsup \(help.name)\(help.arguments.isEmpty ? "" : " ")\(help.arguments)")
    if !help.details.isEmpty { lines += ["", help.details] }
    let options = (help.options + Common.options).map { option in
        let short = option.short.map { "-\($0), " } ?? "    "
        return ["  \(short)\(option.long)\(option.value.map { " \($0)" } ?? "")", option.text]
    }
    return (lines + ["", "Options:"] + aligned(options)).joined(separator: "\n")
}

/// The command that a misspelt word most likely means.
@MainActor
func suggestion(for word: String) -> String? {
    nearest(word, in: commands.map { $0.help }.filter { !$0.isHidden }.map(\.name))
}
