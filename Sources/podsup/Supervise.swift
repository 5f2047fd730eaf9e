import Supervisor

/// `podsup supervise APP`: the main process of an app's unit.
struct Supervise: Command {
    static let help = CommandHelp(
        name: "supervise", arguments: "APP [--manifest-dir DIR]",
        summary: "look after an app; its systemd unit runs this",
        options: [
            Option("--manifest-dir", value: "DIR", "where shipped manifests are, instead of /etc/podsup/pods")
        ],
        isHidden: true)

    let app: String
    let manifestFolder: String?
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        manifestFolder = arguments.option("--manifest-dir")
        app = try arguments.positional("APP")
    }

    func run(_ console: Console) async throws -> Int32 {
        var site = Site(common)
        if let manifestFolder { site.base.manifests = manifestFolder }
        return await AppSupervisor(paths: try site.app(app), mode: .unit).run()
    }
}
