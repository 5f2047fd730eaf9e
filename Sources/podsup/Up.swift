import Glibc
import PodSpec
import Podman
import Supervisor
import Systemd

/// `podsup up FILE…`: runs an app and waits until it is ready.
struct Up: Command {
    static let help = CommandHelp(
        name: "up", arguments: "FILE… [options]", summary: "run an app, or apply its changed manifest",
        details: """
            Checks the manifest, writes a systemd unit that starts the app at every boot, starts it, and waits until
            its pods are ready. For an app that runs, only what the manifest changes is replaced. Several FILEs, or a
            folder of *.yaml and *.yml, make one app, named after the first FILE; '-' is standard input.
            Ctrl-C ends the waiting, not the app.
            """,
        options: [
            Option("--name", value: "NAME", "the app's name, instead of the first FILE's"),
            Option("--foreground", "run it in this terminal until it ends or Ctrl-C; needs no systemd"),
            Option("--timeout", value: "SECONDS", "how long to wait until it is ready (default 600)"),
            Option("--skip-unsupported", "pass over kinds that only mean something in a cluster"),
            Option(
                "--pull", value: "WHEN", alone: "always",
                "fetch images first: 'always' (also --pull alone), 'missing', or 'never'"),
            Option(
                "--atomic",
                "if it does not get ready and stay so for 5 s, put everything back as it was before"),
            Option("--no-wait", "return as soon as systemd has been told to start it"),
            Option("--quiet", "q", "say nothing but what is wrong"),
        ],
        examples: [
            .init("podsup up pods/site.yaml", "run an app, now and at every boot; or apply the edited file"),
            .init("podsup up --atomic --timeout 120 pods/site.yaml", "the same, or leave all as it was"),
        ])

    let files: [String]
    let name: String?
    let isForeground: Bool
    let options: ManifestOptions
    let pull: PullWhen?
    let isAtomic: Bool
    let wait: WaitOptions
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        name = arguments.option("--name")
        isForeground = arguments.flag("--foreground")
        options = ManifestOptions(skipUnsupported: arguments.flag("--skip-unsupported"))
        pull = try arguments.choice("--pull", PullWhen.self)
        isAtomic = arguments.flag("--atomic")
        wait = try WaitOptions(&arguments)
        if isAtomic, !wait.waits || isForeground {
            throw UsageError("--atomic needs to wait; leave out --no-wait and --foreground")
        }
        files = try arguments.positionals("FILE")
    }

    func run(_ console: Console) async throws -> Int32 {
        let input = try ManifestInput(files, name: name)
        let site = Site(common)
        let app = try decode(input, options: options, machine: MachineCheck(site.base))
        for note in app.warnings where !wait.isQuiet { console.note(input.files.line(note, "warning: ")) }
        let paths = try site.app(app.name)
        if isForeground {
            try Preflight.checkRights(site.scope, doing: "run '\(app.name)'")
            try Preflight.checkInstalled()
            return await AppSupervisor(paths: paths, mode: .foreground(files: input.files)).run()
        }
        let unit = site.unitOptions(paths)
        // Its annotations are part of the manifest: what is wrong with them changes nothing.
        _ = try AppUnit.text(of: app, unit)
        try Preflight.checkRights(site.scope, doing: "run '\(app.name)'")
        let bus = try Preflight.connect(site.scope)
        try await Preflight.checkPodman(site.base, bus)
        if let pull {
            let puller = Puller(base: site.base, console: console, isQuiet: wait.isQuiet)
            let failed = try await puller.pull(imagesToPull(app), pull)
            guard failed.isEmpty else {
                console.complain("not pulled: \(failed.joined(separator: ", ")); nothing was changed")
                return ExitStatus.mayWorkLater
            }
        }
        let shipped = isShipped(paths)
        if isAtomic, shipped {
            throw PartProblem(
                "--atomic can't put \(files[0]) back, which is the app's own manifest; leave it out")
        }
        let atomic = isAtomic ? try await AtomicChange(paths, bus, unit) : nil
        await recordImages(paths, site)
        let installer = Installer(paths, bus)
        let result = try await installer.up(app, input.files, isShipped: shipped, unit)
        warnAboutLingering(console)
        let goal = Goal(
            result, word: result.change == .unchanged ? "is unchanged and ready" : "is ready", lasts: isAtomic
        )
        let code = try await installer.finish(result) {
            try await Waiter(paths, bus, goal, wait, console).run { await recordImages(paths, site) }
        }
        if let atomic, code != ExitStatus.done, code != 130 {
            return try await atomic.putBack(console, wait, code: code)
        }
        return code
    }

    /// Whether the one file given is the one that the administrator ships.
    private func isShipped(_ paths: AppPaths) -> Bool {
        guard files.count == 1, let shipped = realPath(paths.shippedManifest) else { return false }
        return realPath(files[0]) == shipped
    }

    private func warnAboutLingering(_ console: Console) {
        guard common.isUser, let user = getpwuid(geteuid()).map({ String(cString: $0.pointee.pw_name) }),
            !Files.exists("/var/lib/systemd/linger/\(user)")
        else { return }
        console.complain(
            "lingering is off: your apps end when you log out and do not start at boot; turn it on with "
                + "'loginctl enable-linger'")
    }
}
