import Glibc
import PodSpec
import Supervisor
import Systemd

/// `podsup describe APP[/POD]`: everything known.
struct Describe: Command {
    static let help = CommandHelp(
        name: "describe", arguments: "APP[/POD] [options]",
        summary: "show all that is known of an app or a pod",
        details: """
            Its unit, its pods with containers, probes, mounts and conditions, what containers use, and the last
            events, in the layout of 'kubectl describe'. Values of Secrets are not shown. Who may not read the
            manifest is shown what the status has.
            """,
        options: [Option("--tail", "n", value: "N", "the last N events (default 20)")],
        examples: [
            .init("podsup describe site", "an app with all its pods"),
            .init("podsup describe site/site -n 100", "one pod, with more of its events"),
        ],
        seeAlso: ["podsup status", "podsup events", "podsup logs"])

    let app: String
    let pod: String?
    let events: UInt64
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        events = try arguments.number("--tail").map { UInt64($0) } ?? 20
        (app, pod) = appAndPod(try arguments.positional("APP"))
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let paths = try site.app(app)
        let entry = try await AppListing(site.base, site.scope).one(app)
        if let pod { _ = try LiveContainer.podDocument(in: entry.trueDocument, pod) }
        let unit = try? await Preflight.connect(site.scope).unitProperties(paths.unit)
        var description = Description(
            entry: entry, unit: unit, pod: pod, now: wallClock(), usages: usages(of: [entry], site))
        do {
            let files = try ManifestStore.load(paths)
            description.app = try? Manifest.decode(files, name: app)
        } catch let error as FileError where error.isPermission {
            console.complain("the manifest is only for its owner to read; run it as root (sudo) to see all")
        } catch {}
        // Without the journal the rest is still worth having.
        description.events = (try? EventLine.read([app], pod: pod, span: LogSpan(last: events), site)) ?? []
        if description.events.isEmpty, !mayReadJournal(common) {
            console.complain(noEventAccess)
        }
        console.print(description.lines.joined(separator: "\n"))
        return ExitStatus.done
    }
}

/// An app in kubectl's layout. A function of what is known.
struct Description {
    var entry: AppEntry
    var unit: UnitProperties?
    /// Only this pod.
    var pod: String?
    var now: Seconds
    var usages: [String: Usage] = [:]
    /// What the manifest says, where it can be read.
    var app: App?
    var events: [EventLine] = []

    var lines: [String] {
        var outline = Outline()
        let document = entry.trueDocument
        if pod == nil { addApp(document, to: &outline) }
        for item in document.items where pod == nil || item.metadata.name == pod {
            if !outline.lines.isEmpty { outline.add("") }
            add(item, to: &outline)
        }
        outline.add("")
        if events.isEmpty {
            outline.block([("Events", "<none>")])
        } else {
            outline.title("Events")
            outline.add(eventTable(events, times: .ages(now: now), hasObject: true), level: 1)
        }
        return outline.lines.map { String(decoding: escaped(Array($0.utf8)), as: UTF8.self) }
    }

    private func addApp(_ document: StatusDocument, to outline: inout Outline) {
        let state = unit.map {
            "\($0.activeState.rawValue) (\($0.subState)), \($0.unitFileState.isEmpty ? "not installed" : $0.unitFileState)"
        }
        outline.block([
            ("App", entry.name), ("Status", document.podsup.summary),
            ("Unit", "podsup-\(entry.name).service" + (state.map { ": \($0)" } ?? "")),
            (
                "Supervisor",
                entry.isSupervised
                    ? "process \(document.podsup.supervisorPID), podsup \(document.podsup.version)" : "none"
            ),
            ("Supervisor restarts", unit?.service.flatMap { $0.restarts > 0 ? "\($0.restarts)" : nil }),
            ("Manifest", document.podsup.manifest.isEmpty ? nil : "fingerprint \(document.podsup.manifest)"),
            ("Not applied", document.podsup.problem),
        ])
    }

    private func add(_ item: PodDocument, to outline: inout Outline) {
        let spec = app?.pods.first { $0.name == item.metadata.name }
        outline.block(
            [
                ("Name", item.metadata.name), ("Namespace", item.metadata.namespace), ("App", entry.name),
                ("Start Time", item.status.startTime.map(date)), ("Labels", pairs(item.metadata.labels, "=")),
                ("Annotations", pairs(item.metadata.annotations, ": ")),
                ("Status", item.metadata.deletionTimestamp == nil ? item.status.phase : "Terminating"),
                ("Reason", item.status.reason), ("Message", item.status.message), ("IP", item.status.podIP),
                ("Restart Policy", item.spec.restartPolicy),
            ], least: 18)
        let inits = item.status.initContainerStatuses ?? []
        if !inits.isEmpty {
            outline.title("Init Containers")
            for container in inits {
                add(container, item.spec.initContainers ?? [], spec?.initContainers ?? [], to: &outline)
            }
        }
        outline.title("Containers")
        for container in item.status.containerStatuses {
            add(container, item.spec.containers, spec?.containers ?? [], to: &outline)
        }
        outline.title("Conditions")
        var conditions = Table(header: ["Type", "Status", "Reason", "Message"], flexible: [3])
        for condition in item.status.conditions {
            conditions.add([
                Cell(condition.type), Cell(condition.status), Cell(condition.reason ?? ""),
                Cell(condition.message ?? ""),
            ])
        }
        outline.add(conditions, level: 1)
        guard let volumes = spec?.volumes, !volumes.isEmpty else { return }
        outline.title("Volumes")
        for volume in volumes {
            outline.title(volume.name, level: 1)
            outline.block(volumeTexts(volume), level: 2)
        }
    }

    private func add(
        _ status: ContainerDocument, _ shown: [PodDocument.Spec.Container], _ specs: [Container],
        to outline: inout Outline
    ) {
        let spec = specs.first { $0.name == status.name }
        let ports = shown.first { $0.name == status.name }?.ports ?? []
        let usage = shortID(status).flatMap { usages[$0] }
        outline.title(status.name, level: 1)
        outline.block(
            [
                ("Container ID", status.containerID), ("Image", status.image), ("Image ID", status.imageID),
                ("Port", list(ports.map { "\($0.containerPort)/\($0.protocol)" }) ?? "<none>"),
                (
                    "Host Port",
                    list(ports.compactMap { port in port.hostPort.map { "\($0)/\(port.protocol)" } })
                ),
                ("Command", spec?.command.map { $0.joined(separator: "\n") }),
                ("Args", spec?.args.map { $0.joined(separator: "\n") }),
            ], level: 2, least: 16)
        state("State", status.state, to: &outline)
        state("Last State", status.lastState, to: &outline)
        outline.block(
            [
                ("Ready", status.ready ? "True" : "False"), ("Not Ready", status.unready),
                ("Restart Count", "\(status.restartCount)"),
                ("Limits", amounts(spec?.resources.limits)), ("Requests", amounts(spec?.resources.requests)),
                ("Memory", usage.map { memoryText($0) }), ("CPU Time", usage.map { cpuTimeText($0) }),
                ("Processes", usage.map { "\($0.processes)" }),
                ("Liveness", spec?.livenessProbe.map(probeText)),
                ("Readiness", spec?.readinessProbe.map(probeText)),
                ("Startup", spec?.startupProbe.map(probeText)),
                ("Post Start", spec?.postStart.map(handlerText)),
                ("Pre Stop", spec?.preStop.map(handlerText)),
            ], level: 2, least: 16)
        guard let spec else { return }
        outline.list("Environment Variables from", environmentSourceTexts(spec), level: 2)
        outline.list("Environment", environmentTexts(spec), level: 2)
        outline.list("Mounts", mountTexts(spec), level: 2)
    }

    private func state(_ name: String, _ state: ContainerDocument.State, to outline: inout Outline) {
        if let running = state.running {
            outline.block([(name, "Running")], level: 2, least: 16)
            outline.block([("Started", date(running.startedAt))], level: 3, least: 14)
        } else if let waiting = state.waiting {
            outline.block([(name, "Waiting")], level: 2, least: 16)
            let again = seconds(waiting.retryAt).map { "in \(age(max(0, $0 - now)))" }
            outline.block(
                [("Reason", waiting.reason), ("Message", waiting.message), ("Again", again)], level: 3,
                least: 14)
        } else if let ended = state.terminated {
            outline.block([(name, "Terminated")], level: 2, least: 16)
            outline.block(
                [
                    ("Reason", ended.reason), ("Message", ended.message.map(printable)),
                    ("Exit Code", "\(ended.exitCode)"),
                    ("Signal", ended.signal.flatMap { $0 == 0 ? nil : "\($0)" }),
                    ("Started", ended.startedAt.map(date)), ("Finished", date(ended.finishedAt)),
                ], level: 3, least: 14)
        }
    }

    private func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: ", ") }

    private func pairs(_ values: [String: String]?, _ mark: String) -> String {
        guard let values, !values.isEmpty else { return "<none>" }
        return values.sorted { $0.key < $1.key }.map { "\($0.key)\(mark)\(printable($0.value))" }.joined(
            separator: "\n")
    }

    private func amounts(_ values: [String: Quantity]?) -> String? {
        guard let values, !values.isEmpty else { return nil }
        return values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }.joined(separator: ", ")
    }

    /// `2026-11-21 10:55:01 (4m ago)`, in the machine's time.
    private func date(_ timestamp: String) -> String {
        guard let time = seconds(timestamp) else { return timestamp }
        return "\(CalendarTime(time).plain) (\(age(now - time)) ago)"
    }
}

extension FileError {
    fileprivate var isPermission: Bool { code == EACCES || code == EPERM }
}
