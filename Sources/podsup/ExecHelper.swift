import Supervisor

/// `podsup exec-helper`: the main process of podsup_exec.service.
struct ExecHelper: Command {
    static let help = CommandHelp(
        name: "exec-helper", arguments: "",
        summary: "run OCI runtimes for supervisors; podsup_exec.service runs this", isHidden: true)

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {}

    func run(_ console: Console) async throws -> Int32 {
        guard let server = HelperServer() else {
            console.complain("exec-helper: systemd handed over no socket; podsup_exec.socket starts it")
            return ExitStatus.usage
        }
        await server.run()
        return ExitStatus.done
    }
}
