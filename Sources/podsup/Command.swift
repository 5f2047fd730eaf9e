import Supervisor

/// One of podsup's commands.
@MainActor
protocol Command {
    static var help: CommandHelp { get }
    /// Takes what belongs to it. What is common to all commands has been taken already.
    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError)
    /// - Returns: the exit status.
    func run(_ console: Console) async throws -> Int32
}

/// What a person is told of a command, and what its arguments are parsed by.
struct CommandHelp: Sendable {
    let name: String
    /// What stands behind the name.
    let arguments: String
    /// One line, for the list of commands.
    let summary: String
    var details = ""
    var options: [Option] = []
    /// Units run it, people don't.
    var isHidden = false
    var examples: [Example] = []
    /// Exit statuses that it has besides those of all commands, or that mean something of its own.
    var exits: [Exit] = []
    /// Pages of the manual: `journalctl(1)`.
    var seeAlso: [String] = []

    struct Example: Sendable {
        let command: String
        /// What it does, without a full stop.
        let text: String

        init(_ command: String, _ text: String) {
            self.command = command
            self.text = text
        }
    }

    struct Exit: Sendable {
        let status: Int32
        let text: String

        init(_ status: Int32, _ text: String) {
            self.status = status
            self.text = text
        }
    }
}

/// What every command understands.
struct Common: Sendable {
    static let options = [
        Option("--user", "look at this user's apps instead of the machine's"),
        Option("--no-color", "no colours; so does the variable NO_COLOR"),
        Option("--help", "h", "show this text"),
    ]

    var isUser: Bool
}

/// In the order in which the help text lists them.
@MainActor
let commands: [any Command.Type] = [
    Up.self, Down.self, Status.self, Describe.self, Logs.self, Events.self, Top.self, Exec.self, Attach.self,
    Copy.self, PortForward.self, Reload.self, Restart.self, Pull.self, Update.self, Diff.self, History.self,
    Rollback.self, Validate.self, GenerateUnits.self, Doctor.self, Metrics.self, Completion.self,
    VersionCommand.self, Help.self, Supervise.self, Complete.self, ExecHelper.self,
    MountHelperCommand.self,
]

/// Runs the command that the words ask for.
///
/// - Parameter words: the command line without the program's name.
/// - Returns: the exit status of DESIGN §5.
@MainActor
func run(_ words: [String], _ console: Console) async -> Int32 {
    var words = words
    // `podsup --user status` is `podsup status --user`.
    let leading = words.prefix { $0.hasPrefix("-") }
    words = Array(words.dropFirst(leading.count))
    guard let name = words.first else { return noCommand(Array(leading), console) }
    guard let command = commands.first(where: { $0.help.name == name }) else {
        let hint = suggestion(for: name).map { "did you mean '\($0)'?" } ?? "see 'podsup help'"
        console.complain("unknown command '\(name)'; \(hint)")
        return ExitStatus.usage
    }
    do {
        var arguments = try Arguments(
            Array(leading + words.dropFirst()), options: command.help.options + Common.options)
        if arguments.flag("--help") {
            console.print(helpText(command.help, width: console.textWidth))
            return ExitStatus.done
        }
        let console = arguments.flag("--no-color") ? console.withoutColor : console
        let common = Common(isUser: arguments.flag("--user"))
        let parsed = try command.init(&arguments, common)
        try arguments.finish()
        return try await parsed.run(console)
    } catch let error as UsageError {
        let help = error.message.hasSuffix("?") ? "" : "; see 'podsup \(name) --help'"
        console.complain("\(name): \(error.message)\(help)")
        return ExitStatus.usage
    } catch {
        return report(error, console)
    }
}

@MainActor
private func noCommand(_ options: [String], _ console: Console) -> Int32 {
    if options.contains("--version") {
        console.print(versionLine)
        return ExitStatus.done
    }
    if options.isEmpty || options.contains("--help") || options.contains("-h") {
        console.print(overview(width: console.textWidth))
        return options.isEmpty ? ExitStatus.usage : ExitStatus.done
    }
    console.complain("\(options[0]): no command given; see 'podsup help'")
    return ExitStatus.usage
}
