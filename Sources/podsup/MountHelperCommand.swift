import Supervisor

/// `podsup mount-helper`: what podsup_exec.service runs for a supervisor that may not mount.
struct MountHelperCommand: Command {
    static let help = CommandHelp(
        name: MountHelper.command, arguments: "bind|unmount|unmount-covered [PATH…]",
        summary: "mount for supervisors; podsup_exec.service runs this", isHidden: true)

    let words: [String]

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        words = try arguments.positionals("bind|unmount|unmount-covered")
    }

    func run(_ console: Console) async throws -> Int32 {
        guard let code = MountHelper.run(words) else {
            console.complain("\(MountHelper.command): supervisors run this, and not with these words")
            return ExitStatus.usage
        }
        return code == 0 ? ExitStatus.done : ExitStatus.mayWorkLater
    }
}
