import PodSpec
import Supervisor

/// `podsup help [COMMAND]`
struct Help: Command {
    static let help = CommandHelp(
        name: "help", arguments: "[COMMAND] [options]", summary: "show this text, or that of a command",
        options: [
            Option(
                "--man", value: "PAGE",
                "print a page of the manual, podsup.1 or podsup-manifest.5, for man(1)"
            )
            .among(Manual.self)
        ],
        examples: [
            .init("podsup help logs", "the same as 'podsup logs --help'"),
            .init("podsup help --man podsup-manifest.5 | man -l -", "the manual, where it is not installed"),
        ])

    let topic: String?
    let page: Manual?

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        page = try arguments.choice("--man", Manual.self)
        topic = arguments.optionalPositional()
    }

    func run(_ console: Console) async throws -> Int32 {
        if let page {
            console.print(page.text)
            return ExitStatus.done
        }
        guard let topic else {
            console.print(overview(width: console.textWidth))
            return ExitStatus.done
        }
        guard let command = commands.first(where: { $0.help.name == topic }) else {
            throw UsageError(
                "unknown command '\(topic)'"
                    + (suggestion(for: topic).map { "; did you mean '\($0)'?" } ?? ""))
        }
        console.print(helpText(command.help, width: console.textWidth))
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
func overview(width: Int = 80) -> String {
    let shown = commands.map { $0.help }.filter { !$0.isHidden }
    let rows = shown.map { ("  \($0.name)", $0.summary) }
    return """
        podsup runs Kubernetes pods on one machine with Podman and systemd.

        Usage: podsup COMMAND [options]

        Commands:
        \(described(rows, width: width).joined(separator: "\n"))

        'podsup COMMAND --help' and 'man podsup' tell more. First pod: podsup up pods/hello.yaml
        """
}

/// - Parameter width: columns to fill.
func helpText(_ help: CommandHelp, width: Int = 80) -> String {
    var lines = wrapped("podsup \(help.name): \(help.summary)", width: width) + [""]
    lines += wrapped(
        "Usage: podsup \(help.name)\(help.arguments.isEmpty ? "" : " ")\(help.arguments)", width: width,
        indent: 4)
    if !help.details.isEmpty { lines += [""] + paragraphs(help.details, width: width) }
    let options = (help.options + Common.options).map { option in
        let short = option.short.map { "-\($0), " } ?? "    "
        return ("  \(short)\(option.long)\(option.value.map { " \($0)" } ?? "")", option.text)
    }
    lines += ["", "Options:"] + described(options, width: width)
    if !help.exits.isEmpty {
        lines +=
            ["", "Exit status:"] + described(help.exits.map { ("  \($0.status)", $0.text) }, width: width)
    }
    if !help.examples.isEmpty {
        lines += ["", "Examples:"]
        for example in help.examples {
            lines += ["  \(example.command)"]
            lines += wrapped("      \(example.text)", width: width, indent: 6)
        }
    }
    if !help.seeAlso.isEmpty {
        lines += [""] + wrapped("See also: \(help.seeAlso.joined(separator: ", "))", width: width, indent: 10)
    }
    return lines.joined(separator: "\n")
}

/// Text whose paragraphs have empty lines between them, each filled anew.
func paragraphs(_ text: String, width: Int) -> [String] {
    var result: [String] = []
    var paragraph: [Substring] = []
    func close() {
        if !result.isEmpty, !paragraph.isEmpty { result.append("") }
        result += wrapped(paragraph.joined(separator: " "), width: width)
        paragraph = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.isEmpty { close() } else { paragraph.append(line) }
    }
    close()
    return result
}

/// Words and what they mean, in two columns; where those would be too narrow, the meaning is below.
func described(_ rows: [(name: String, text: String)], width: Int) -> [String] {
    let column = min(rows.map(\.name.count).max() ?? 0, 34) + 3
    guard width - column >= 30 else {
        return rows.flatMap { [$0.name] + wrapped("      \($0.text)", width: width, indent: 6) }
    }
    return rows.flatMap { row in
        let gap = column - row.name.count
        if gap < 2 {
            return [row.name] + wrapped("\(spaces(column))\(row.text)", width: width, indent: column)
        }
        return wrapped("\(row.name)\(spaces(gap))\(row.text)", width: width, indent: column)
    }
}

/// The command that a misspelt word most likely means.
@MainActor
func suggestion(for word: String) -> String? {
    nearest(word, in: commands.map { $0.help }.filter { !$0.isHidden }.map(\.name))
}
