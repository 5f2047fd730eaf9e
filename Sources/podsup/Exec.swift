import Glibc
import Podman
import Supervisor

/// `podsup exec APP -- COMMAND`: runs a command in a container.
struct Exec: Command {
    static let help = CommandHelp(
        name: "exec", arguments: "APP[/POD] [options] -- COMMAND [ARGUMENT…]",
        summary: "run a command in a container",
        details: """
            It has the user, environment and working directory of the container's own process. Ends with the command's
            exit code; 126: it may not be run, 127: there is no such program, 125: the container cannot be reached.
            """,
        options: [
            Option("--container", "c", value: "NAME", "in this container (default: the pod's first)"),
            Option("--stdin", "i", "pass standard input on"),
            Option("--tty", "t", "with a terminal; standard input is passed on, too"),
        ],
        examples: [
            .init("podsup exec -it site -c nginx -- sh", "a shell in a container"),
            .init("podsup exec site -c nginx -- cat /etc/hostname", "one command, for a script"),
        ])

    let target: Target
    let container: String?
    let readsInput: Bool
    let wantsTerminal: Bool
    let command: [String]
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        container = arguments.option("--container")
        readsInput = arguments.flag("--stdin")
        wantsTerminal = arguments.flag("--tty")
        target = try Target(try arguments.positional("APP"))
        command = try arguments.positionals("COMMAND")
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        try Preflight.checkRights(site.scope, doing: "run a command in '\(target.app)'")
        let found = try await target.container(container, site, console)
        let reached: RuntimeContainer
        do {
            reached = try await .of(found, Podman(socketPath: site.base.socket), site.base)
            if site.scope == .user { try await ScopeOfOwn.enter() }
        } catch {
            console.complain("\(error)")
            return 125
        }
        var streams = RuntimeSession.Streams.pipes(input: readsInput || wantsTerminal)
        if wantsTerminal {
            if isatty(0) != 0 {
                streams = .terminal(getenv("TERM").map { String(cString: $0) } ?? "xterm")
            } else {
                console.complain("standard input is no terminal, going on without one")
            }
        }
        switch try await RuntimeSession().run(command, in: reached, streams) {
        case .ended(let code):
            return code
        case .notStarted(_, let code):
            // Both runtimes have said why on standard error.
            return code
        case .runtimeFailed(let why):
            console.complain(
                "container '\(found.name)': \(why); see 'podsup status \(target.app)\(userOption)'")
            return 125
        }
    }
}
