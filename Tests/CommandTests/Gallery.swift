@testable import Podman
@testable import Supervisor

@testable import podsup

/// Pictures by command. What a command does not decide by values alone is shown by what it prints it with.
@MainActor
let gallery: [String: [Picture]] = [
    "up": upPictures, "down": downPictures, "status": statusPictures, "describe": describePictures,
    "logs": logsPictures, "events": eventsPictures, "top": topPictures, "exec": execPictures,
    "attach": attachPictures, "cp": copyPictures, "port-forward": portForwardPictures,
    "reload": [
        waiting("applied", ready: "is reloaded and ready", .ready),
        failing(
            "an app that is not running",
            NotRunning(unit: "podsup-site.service", app: "site", state: "inactive", scope: .system)),
    ],
    "restart": [
        waiting("done", ready: "is restarted and ready", .ready),
        waiting("stopped by Ctrl-C", ready: "", .interrupted),
    ],
    "pull": pullPictures, "update": updatePictures, "diff": diffPictures, "history": historyPictures,
    "rollback": [
        waiting("done", ready: "is back at revision 1 and ready", .ready),
        failing(
            "an image that is gone",
            Rollback.missing(
                RanImage(id: String(repeating: "c0ffee", count: 10), digest: "sha256:4711"), of: 1,
                as: "localhost:5000/tools/webhook:2.8")),
    ],
    "validate": validatePictures, "generate-units": generateUnitsPictures, "doctor": doctorPictures,
    "metrics": [
        Picture("an app in trouble", isRaw: true) { console in
            console.print(metricsText([try SiteInTrouble.entry()], SiteInTrouble.usages))
        }
    ],
    "completion": completionPictures,
    "version": [command("it", ["version"])],
    "help": [
        command("the list", ["help"]), command("of one command", ["help", "down"]),
        command("of one that is not there", ["help", "dwon"]),
    ],
]

/// The command itself, which does all of this without systemd and Podman.
@MainActor
func command(_ title: String, isRaw: Bool = false, _ words: [String]) -> Picture {
    Picture(title, isRaw: isRaw) { console in _ = await run(words, console) }
}

/// How a command that waits ends.
@MainActor
func waiting(_ title: String, ready: String, _ end: WaitEnd) -> Picture {
    Picture(title) { console in
        _ = WaitWords(app: "site", unit: "podsup-site.service", ready: ready, timeout: .seconds(600)).tell(
            end, console)
    }
}

/// What is said of an error, whatever the command.
@MainActor
func failing(_ title: String, _ error: @autoclosure @escaping @MainActor () throws -> any Error) -> Picture {
    Picture(title) { console in _ = report(try error(), console) }
}

/// The error of a search that finds nothing.
func problem(_ search: () throws -> some Any) -> any Error {
    do {
        return PartProblem("found \(try search())")
    } catch {
        return error
    }
}

@MainActor
private let upPictures = [
    Picture("while it comes up") { console in
        var progress = Progress(console, isQuiet: false)
        progress.show(try SiteInTrouble.document(), now: pictureNow)
        progress.show(try SiteInTrouble.document(), now: pictureNow + 1)
        progress.clear()
    },
    Picture("the last words of the container to blame", isRaw: true) { console in
        for line in lastWords(of: ("site", "webhook"), Array(SiteInTrouble.log.dropFirst())) {
            console.note(line)
        }
    },
    Picture("not ready in time") { console in
        _ = WaitWords(app: "site", unit: "podsup-site.service", ready: "", timeout: .seconds(600)).tell(
            .timedOut(try SiteInTrouble.document().podsup.summary), console)
    },
    waiting("ready", ready: "is ready", .ready), waiting("done for good", ready: "", .finished),
    waiting("its unit failed", ready: "", .failed("its supervisor ended with exit status 1", nil)),
    Picture("a wrong manifest", isRaw: true) { console in
        _ = report(problem { try SiteInTrouble.app(wrongManifest) }, console)
    },
    failing("not as root", ControlError.notRoot(doing: "run 'site'")),
    failing("without systemd", ControlError.noSystemd), failing("without Podman", ControlError.podmanMissing),
    command("no FILE", ["up"]),
    command("a FILE that is not there", isRaw: true, ["up", "nowhere/site.yaml"]),
]

private let wrongManifest = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: Site
    spec:
      containers:
        - name: web
          imagePullPolcy: Always
          ports:
            - containerPort: 80800
    """

@MainActor
private let downPictures = [
    Picture("an app with a volume") { console in
        var arguments = try Arguments(["site"], options: Down.help.options)
        let down = try Down(&arguments, Common(isUser: false))
        let removal = Remover.Removal(
            unit: true, files: true, leftovers: ["pod site"], keptVolumes: ["site-sources"],
            shippedManifest: "/etc/podsup/pods/site.yaml")
        for line in down.lines(removal) { console.say(line) }
    },
    Picture("with --volumes, and a second time") { console in
        var arguments = try Arguments(["site", "--volumes"], options: Down.help.options)
        let down = try Down(&arguments, Common(isUser: true))
        for removal in [Remover.Removal(unit: true, volumes: ["site-sources", "cache"]), Remover.Removal()] {
            for line in down.lines(removal) { console.say(line) }
        }
    },
]

@MainActor
private let statusPictures = [
    status("all apps") { $0.table([try SiteInTrouble.entry(), SiteInTrouble.dead("zoo")]) },
    status("all apps, wide", isWide: true) {
        $0.table([try SiteInTrouble.entry(), SiteInTrouble.dead("zoo")])
    },
    status("one app") { $0.detail(try SiteInTrouble.entry()) },
    status("one app, wide", isWide: true) { $0.detail(try SiteInTrouble.entry()) },
    status("an app that nobody supervises") { report in
        var entry = try SiteInTrouble.entry()
        entry.isSupervised = false
        entry.unit = SiteInTrouble.unit(.failed, exit: .killed(signal: 9))
        return report.detail(entry)
    },
    Picture("-o json", isRaw: true) { $0.print(encodedText(try SiteInTrouble.entry().trueDocument)) },
    Picture("-o yaml", isRaw: true) { $0.print(yamlText(try SiteInTrouble.entry().trueDocument)) },
    failing("an app that is not there", ControlError.noSuchApp("sight")),
]

@MainActor
private func status(
    _ title: String, isWide: Bool = false, _ lines: @escaping @MainActor (StatusReport) throws -> [String]
) -> Picture {
    Picture(title) { console in
        var report = StatusReport(
            now: pictureNow, isWide: isWide, hasColor: console.hasColor, width: console.tableWidth)
        report.usages = SiteInTrouble.usages
        console.print(try lines(report).joined(separator: "\n"))
    }
}

@MainActor
private let describePictures = [
    Picture("an app", isRaw: true) { console in
        var description = Description(
            entry: try SiteInTrouble.entry(), unit: SiteInTrouble.unit(.active), now: pictureNow,
            usages: SiteInTrouble.usages)
        description.app = try SiteInTrouble.app()
        description.events = SiteInTrouble.events.map { EventLine($0) }
        console.print(description.lines.joined(separator: "\n"))
    },
    Picture("one whose supervisor is gone", isRaw: true) { console in
        let description = Description(entry: SiteInTrouble.dead("zoo"), now: pictureNow)
        console.print(description.lines.joined(separator: "\n"))
    },
]

@MainActor
private let logsPictures =
    [nil, LogPrinter.Format.short, .iso, .json, .cat].map { format in
        Picture(format.map { "-o \($0.rawValue)" } ?? "two containers, with events", isRaw: true) { console in
            let printer = LogPrinter(console, names: .container(width: 7), format: format)
            for entry in SiteInTrouble.log + (format == nil ? SiteInTrouble.events.suffix(1) : []) {
                printer.add(entry)
            }
            printer.flush()
        }
    } + [
        command("a wrong TIME", ["logs", "site", "--since", "yesteryear"]),
        command("a wrong PATTERN", ["logs", "site", "--grep", "("]),
        command("a wrong LEVEL", ["logs", "site", "--priority", "loud"]),
    ]

@MainActor
private let eventsPictures = [
    Picture("of one app") { console in
        let table = eventTable(
            SiteInTrouble.events.map { EventLine($0) }, times: .ages(now: pictureNow), hasObject: true)
        console.print(
            table.lines(width: console.tableWidth, hasColor: console.hasColor).joined(separator: "\n"))
    },
    Picture("as they come") { console in
        let printer = EventPrinter(console, isJSON: false, follows: true)
        for event in SiteInTrouble.events {
            printer.add(event)
            printer.flush()
        }
    },
    Picture("-o json", isRaw: true) { console in
        let printer = EventPrinter(console, isJSON: true, follows: false)
        for event in SiteInTrouble.events { printer.add(event) }
    },
]

@MainActor
private let topPictures = [
    Picture("of all") { console in
        let usages = SiteInTrouble.usages
        let rows = [
            TopRow(
                app: "site", pod: "site", container: "nginx", share: 0.1234,
                usage: usages[SiteInTrouble.nginxID]!),
            TopRow(
                app: "site", pod: "site", container: "webhook", share: nil,
                usage: usages[SiteInTrouble.webhookID]!),
        ]
        console.print(
            topTable(rows).lines(width: console.tableWidth, hasColor: console.hasColor).joined(
                separator: "\n"))
    },
    Picture("--watch") { console in
        guard console.isTerminal else {
            console.complain("top: \(Top.needsTerminal); see 'podsup top --help'")
            return
        }
        console.write(Array(picture(["APP", "site"], height: 24).utf8))
    },
]
