import Supervisor

/// `podsup supervise APP`: the main process of an app's unit.
struct Supervise: Command {
    static let help = CommandHelp(
        name: "supervise", arguments: "APP [--cron-job NAME [--again]] [--manifest-dir DIR]",
        summary: "look after an app; its systemd unit runs this",
        options: [
            Option("--cron-job", value: "NAME", "run a CronJob of the app once, to its end"),
            Option("--again", "end the run of the CronJob that goes on, and have its unit begin another"),
            Option(
                "--manifest-dir", value: "DIR", "where shipped manifests are, instead of /etc/podsup/pods"),
        ],
        isHidden: true)

    let app: String
    let manifestFolder: String?
    let cronJob: String?
    let isAgain: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        manifestFolder = arguments.option("--manifest-dir")
        cronJob = arguments.option("--cron-job")
        isAgain = arguments.flag("--again")
        if isAgain, cronJob == nil { throw UsageError("--again needs --cron-job") }
        app = try arguments.positional("APP")
    }

    func run(_ console: Console) async throws -> Int32 {
        var site = Site(common)
        if let manifestFolder { site.base.manifests = manifestFolder }
        guard let cronJob else { return await supervise(try site.app(app), .unit) }
        // It becomes part of paths.
        guard AppName.isObject(cronJob) else { throw UsageError("'\(cronJob)' is no CronJob's name") }
        let paths = AppPaths(app: try site.app(app).app, base: site.base, cronJob: cronJob)
        return await supervise(paths, .cronJob(cronJob))
    }

    @MainActor
    private func supervise(_ paths: AppPaths, _ mode: AppSupervisor.Mode) async -> Int32 {
        let supervisor = AppSupervisor(paths: paths, mode: mode)
        supervisor.trigger = AppSupervisor.triggerOfTimer
        if isAgain { return await supervisor.runAgain(common.isUser ? .user : .system) }
        supervisor.isFiltered = !common.isUser
        return await supervisor.run()
    }
}
