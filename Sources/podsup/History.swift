import PodSpec
import Podman
import Supervisor
import Systemd

/// `podsup history APP`
struct History: Command {
    static let help = CommandHelp(
        name: "history", arguments: "APP [options]",
        summary: "list an app's revisions and the images they ran",
        details: "The last ten are kept. 'podsup rollback APP REVISION' goes back to one.",
        options: [Option("--output", "o", value: "json", "print a JSON document instead of a table")],
        examples: [
            .init("podsup history site", "which revisions there are, and which is in force")
        ])

    enum Format: String, CaseIterable { case json }

    let app: String
    let format: Format?
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        format = try arguments.choice("--output", Format.self)
        app = try arguments.positional("APP")
    }

    private struct Row: Encodable {
        var revision: Int64
        var current: Bool
        var at: Int64
        var cause: String
        var images: [String: RanImage]
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        try Preflight.checkRights(site.scope, doing: "read the revisions of '\(app)'")
        let revisions = try ManifestStore.history(paths)
        if revisions.isEmpty { throw NoRevisions.of(paths) }
        if format == .json {
            console.print(
                encodedText(
                    revisions.map {
                        Row(
                            revision: $0.number, current: $0.isCurrent, at: $0.note.at, cause: $0.note.cause,
                            images: $0.images)
                    }))
            return ExitStatus.done
        }
        let lines = historyTable(revisions, now: wallClock()).lines(
            width: console.tableWidth, hasColor: console.hasColor)
        console.print(lines.joined(separator: "\n"))
        return ExitStatus.done
    }
}

func historyTable(_ revisions: [Revision], now: Seconds) -> Table {
    var table = Table(header: ["REVISION", "AGE", "MADE BY", "IMAGES"], flexible: [3])
    for revision in revisions {
        let images = revision.images.sorted { $0.key < $1.key }.map { name, image in
            "\(name) (\(image.id.prefix(12)))"
        }
        table.add([
            Cell("\(revision.number)\(revision.isCurrent ? " *" : "")"),
            Cell(revision.note.at == 0 ? "-" : age(now - revision.note.at)), Cell(revision.note.cause),
            Cell(images.isEmpty ? "never seen ready" : images.joined(separator: ", ")),
        ])
    }
    return table
}

enum NoRevisions {
    @MainActor
    static func of(_ paths: AppPaths) -> any Error {
        if Files.exists(paths.shippedManifest) {
            return shipped(app: paths.app, paths.shippedManifest)
        }
        return ControlError.noSuchApp(paths.app)
    }

    static func shipped(app: String, _ path: String) -> PartProblem {
        PartProblem(
            "app '\(app)' is defined by \(path), of which podsup keeps no revisions; keep that file under version "
                + "control")
    }
}

/// `podsup rollback APP [REVISION]`
struct Rollback: Command {
    static let help = CommandHelp(
        name: "rollback", arguments: "APP [REVISION] [options]",
        summary: "go back to an earlier revision of an app",
        details: """
            Makes a new revision of the content of REVISION (the one before the current, if none is given) and the very
            images that it ran, and waits until it is ready. Only what differs is replaced.
            """,
        options: WaitOptions.options,
        examples: [
            .init("podsup rollback site", "back to what ran before the last change"),
            .init("podsup rollback site 1", "back to the first revision"),
        ])

    let app: String
    let revision: Int64?
    let wait: WaitOptions
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        wait = try WaitOptions(&arguments)
        app = try arguments.positional("APP")
        revision = try arguments.optionalPositional().map { word throws(UsageError) in
            guard let number = Int64(word), number > 0 else {
                throw UsageError("'\(word)' is no revision's number; see 'podsup history'")
            }
            return number
        }
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        try Preflight.checkRights(site.scope, doing: "change '\(app)'")
        guard let current = ManifestStore.current(paths) else { throw NoRevisions.of(paths) }
        let history = try ManifestStore.history(paths)
        let known = history.map { String($0.number) }.joined(separator: ", ")
        guard
            let wanted = history.last(where: { revision == nil ? $0.number < current : $0.number == revision }
            )
        else {
            throw PartProblem(
                revision.map { "app '\(app)' has no revision \($0); it has \(known)" }
                    ?? "app '\(app)' has no revision before \(current); see 'podsup history \(app)\(userOption)'"
            )
        }
        if wanted.number == current {
            throw PartProblem("revision \(current) of '\(app)' is in force already, nothing was changed")
        }
        let bus = try Preflight.connect(site.scope)
        try await Preflight.checkPodman(site.base, bus)
        await recordImages(paths, site)
        let files = try ManifestStore.files(of: wanted.number, paths)
        let target = try decodeKept(files, of: app)
        let pins = try await self.pins(of: wanted, Podman(socketPath: site.base.socket))
        return try await apply(
            target, files, pins: pins, cause: "rollback to \(wanted.number)", isShipped: false,
            word: "is back at revision \(wanted.number) and ready", site, paths, bus, wait, console)
    }

    nonisolated static func missing(_ image: RanImage, of revision: Int64, as name: String) -> PartProblem {
        PartProblem(
            "image \(image.id.prefix(12)), which revision \(revision) ran as \(name), is no longer on this machine, so "
                + "nothing was changed; run 'podman pull \(name.repository)@\(image.digest)' and try again")
    }

    /// Each image whose name points elsewhere by now is pinned to what the revision ran.
    private func pins(of revision: Revision, _ podman: Podman) async throws -> [String: String] {
        var pins: [String: String] = [:]
        for (name, ran) in revision.images {
            if let now = try? await podman.inspectImage(name), now.id == ran.id { continue }
            guard try await podman.imageExists(ran.id) else {
                throw Self.missing(ran, of: revision.number, as: name)
            }
            pins[name] = ran.id
        }
        return pins
    }
}

extension String {
    /// An image's name without tag and digest.
    var repository: String {
        let name = String(prefix { $0 != "@" })
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return name }
        return String(name[..<colon])
    }
}

/// `podsup update APP`
struct Update: Command {
    static let help = CommandHelp(
        name: "update", arguments: "APP [options]", summary: "take newer images of the same tags",
        details: """
            Asks the registries for the app's images, and replaces the containers whose image is another one now. What
            was built or imported here under 'localhost/' is compared, too. 'podsup rollback' takes it back.
            """,
        options: WaitOptions.options,
        examples: [
            .init("podsup update site", "newer images, if there are any")
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
        try Preflight.checkRights(site.scope, doing: "update '\(app)'")
        let files = try ManifestStore.load(paths)
        let manifest = try decodeKept(files, of: app)
        let bus = try Preflight.connect(site.scope)
        try await Preflight.checkPodman(site.base, bus)
        let podman = Podman(socketPath: site.base.socket)
        let puller = Puller(base: site.base, console: console, isQuiet: wait.isQuiet)
        let failed = try await puller.pull(imagesToPull(manifest).filter { !$0.isNever }, .always)
        guard failed.isEmpty else {
            console.complain("not pulled: \(failed.joined(separator: ", ")); nothing was changed")
            return ExitStatus.mayWorkLater
        }
        await recordImages(paths, site)
        let old = ManifestStore.pins(paths)
        var pins = old
        let running = try await runningImages(of: manifest, paths, podman)
        for image in imagesToPull(manifest) where !image.isNever {
            let latest = try await podman.inspectImage(image.reference).id
            guard let ran = running[image.reference], ran.id != latest else { continue }
            pins[image.reference] = latest
            if !wait.isQuiet {
                console.say(Self.change(image.reference, from: ran.id, to: latest))
            }
        }
        if pins == old {
            if !wait.isQuiet { console.print("\(app) runs the newest images") }
            return ExitStatus.done
        }
        return try await apply(
            manifest, files, pins: pins, cause: "update",
            isShipped: Files.exists(paths.shippedManifest),
            word: "is updated and ready", site, paths, bus, wait, console)
    }

    static func change(_ image: String, from old: String, to new: String) -> String {
        "\(image): \(old.prefix(12)) -> \(new.prefix(12))"
    }
}

/// Puts a manifest with its pins in force, and waits.
@MainActor
private func apply(
    _ app: App, _ files: [ManifestFile], pins: [String: String], cause: String, isShipped: Bool, word: String,
    _ site: Site, _ paths: AppPaths, _ bus: Bus, _ wait: WaitOptions, _ console: Console
) async throws -> Int32 {
    let options = site.unitOptions(paths)
    let installer = Installer(paths, bus)
    let result = try await installer.up(
        app, files, isShipped: isShipped, options, pins: pins, cause: cause)
    let goal = Goal(result, word: word)
    return try await installer.finish(result) {
        try await Waiter(paths, bus, goal, wait, console).run { await recordImages(paths, site) }
    }
}
