import PodSpec
import Supervisor
import Systemd

/// `podsup reload APP`: applies the manifest's new content.
struct Reload: Command {
    static let help = CommandHelp(
        name: "reload", arguments: "APP [options]",
        summary: "apply an app's edited manifest in /etc/podsup/pods",
        details: "Checks the manifest first. Only what it changes is replaced.", options: WaitOptions.options,
        examples: [
            .init("podsup reload site", "after an edit of /etc/podsup/pods/site.yaml")
        ])

    let app: String
    let wait: WaitOptions
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        wait = try WaitOptions(&arguments)
        app = try arguments.positional("APP")
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        try Preflight.checkRights(site.scope, doing: "reload '\(app)'")
        let files = try ManifestStore.load(paths)
        // As the supervisor reads it.
        _ = try decodeKept(files, of: app, machine: MachineCheck(site.base))
        let bus = try Preflight.connect(site.scope)
        let unit = try await bus.unitProperties(paths.unit)
        guard unit.loadState == .loaded else { throw ControlError.noSuchApp(app) }
        guard unit.activeState == .active || unit.activeState == .reloading else {
            throw NotRunning(app: app, state: unit.activeState.rawValue, isUser: common.isUser)
        }
        let result = try await bus.reloadUnit(paths.unit)
        guard result == .done else { throw JobFailure(doing: "reload", unit: paths.unit, result: result) }
        let goal = Goal(
            fingerprint: try ManifestStore.fingerprint(files, pins: ManifestStore.pins(paths), paths),
            word: "is reloaded and ready")
        return try await Waiter(paths, bus, goal, wait, console).run()
    }
}

/// `podsup restart APP`: stops an app's pods gracefully and starts them anew.
struct Restart: Command {
    static let help = CommandHelp(
        name: "restart", arguments: "APP [options]",
        summary: "stop an app's pods gracefully and start them anew",
        options: WaitOptions.options,
        examples: [
            .init("podsup restart site", "all of its pods, in order, with their hooks")
        ])

    let app: String
    let wait: WaitOptions
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        wait = try WaitOptions(&arguments)
        app = try arguments.positional("APP")
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        try Preflight.checkRights(site.scope, doing: "restart '\(app)'")
        let bus = try Preflight.connect(site.scope)
        let unit = try await bus.unitProperties(paths.unit)
        guard unit.loadState == .loaded else { throw ControlError.noSuchApp(app) }
        if unit.activeState == .failed { try await bus.resetFailedUnit(paths.unit) }
        let job = try await bus.beginRestart(paths.unit)
        let goal = Goal(
            notPID: unit.service?.mainPID, oldRun: unit.invocationID, start: job,
            word: "is restarted and ready")
        return try await Waiter(paths, bus, goal, wait, console).run()
    }
}

struct NotRunning: Error, CustomStringConvertible {
    var app: String
    var state: String
    var isUser: Bool

    var description: String {
        "app '\(app)' does not run (its unit is \(state)); start it with 'systemctl\(isUser ? " --user" : "") start "
            + "podsup-\(app)'"
    }
}
