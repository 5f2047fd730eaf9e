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
        let manifest = try decodeKept(files, of: app, machine: MachineCheck(site.base))
        let bus = try Preflight.connect(site.scope)
        let unit = try await bus.unitProperties(paths.unit)
        try check(unit, paths, bus.scope)
        let fingerprint = try ManifestStore.fingerprint(files, pins: ManifestStore.pins(paths), paths)
        switch unit.activeState {
        case .active, .reloading:
            let result = try await bus.reloadUnit(paths.unit)
            guard result == .done else { throw JobFailure("reload", paths.unit, result, bus.scope) }
        case .activating:
            // systemd refuses to reload what is not ready yet.
            _ = try await Installer(paths, bus).run(fingerprint)
        default:
            throw NotRunning(unit: paths.unit, app: app, state: unit.activeState.rawValue, scope: bus.scope)
        }
        warnOfUnits(manifest, paths, console)
        let goal = Goal(fingerprint: fingerprint, word: "is reloaded and ready")
        return try await Waiter(paths, bus, goal, wait, console).run()
    }

    /// A reload is for containers; a unit is what the administrator put there.
    private func warnOfUnits(_ manifest: App, _ paths: AppPaths, _ console: Console) {
        guard
            let units = try? AppUnit.all(of: manifest, Site(common).unitOptions(paths))
        else { return }
        let folder = paths.base.units
        let stale =
            units.filter { (try? Files.read("\(folder)/\($0.name)")) != Array($0.text.utf8) }.map(\.name)
            + UnitFolder.units(of: app, in: folder).filter { name in !units.contains { $0.name == name } }
        guard !stale.isEmpty else { return }
        let file = Files.exists(paths.shippedManifest) ? paths.shippedManifest : "FILE"
        console.complain(
            "the manifest asks for other units than there are (\(stale.joined(separator: ", "))), leaving them as they "
                + "are; 'podsup up \(file)\(common.isUser ? " --user" : "")' writes them")
    }
}

/// - Throws: where systemd has no such unit, or may not run it.
private func check(_ unit: UnitProperties, _ paths: AppPaths, _ scope: Bus.Scope) throws {
    if unit.loadState == .masked { throw SystemdError.masked(scope, unit: paths.unit) }
    guard unit.loadState == .loaded else { throw ControlError.noSuchApp(paths.app) }
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
        try check(unit, paths, bus.scope)
        if unit.activeState == .failed { try await bus.resetFailedUnit(paths.unit) }
        let job = try await bus.beginRestart(paths.unit)
        let goal = Goal(
            notPID: unit.service?.mainPID, oldRun: unit.invocationID, start: job,
            word: "is restarted and ready")
        return try await Waiter(paths, bus, goal, wait, console).run()
    }
}

struct NotRunning: Error, CustomStringConvertible {
    var unit: String
    var app: String
    var state: String
    var scope: Bus.Scope
    var description: String {
        let user = scope == .user ? " --user" : ""
        return
            "app '\(app)' does not run (its unit is \(state)); start it with 'systemctl\(user) start \(unit)'"
    }
}
