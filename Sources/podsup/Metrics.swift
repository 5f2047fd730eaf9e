import Supervisor

/// `podsup metrics`: figures for Prometheus.
struct Metrics: Command {
    static let help = CommandHelp(
        name: "metrics", arguments: "[options]", summary: "print figures of all apps for Prometheus",
        details: """
            In Prometheus' text format, for node_exporter's textfile collector: 'systemctl enable --now
            prometheus-node-exporter-podsup.timer' writes them each minute to /var/lib/prometheus/node-exporter/podsup.prom, where
            Debian's prometheus-node-exporter looks.
            """,
        options: [
            Option("--output", "o", value: "FILE", "write to FILE, at one stroke, instead of printing")
        ],
        examples: [
            .init("podsup metrics", "all figures there are"),
            .init("podsup metrics -o /var/lib/prometheus/node-exporter/podsup.prom", "what the timer runs"),
        ],
        seeAlso: ["promtool(1)", "prometheus-node-exporter(1)"])

    let output: String?
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        output = arguments.option("--output")
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let entries = await AppListing(site.base, site.scope).all()
        var probes: [String: [ProbeFigure]] = [:]
        for entry in entries {
            probes[entry.name] = ProbeFigure.read(AppPaths(app: entry.name, base: site.base))
        }
        let text = metricsText(entries, usages(of: entries, site), probes)
        if let output {
            try Files.replace(output, Array(text.utf8), mode: 0o644)
        } else {
            console.print(text)
        }
        return ExitStatus.done
    }
}

/// The text format of prometheus.io/docs/instrumenting/exposition_formats.
func metricsText(
    _ entries: [AppEntry], _ usages: [String: Usage], _ probes: [String: [ProbeFigure]] = [:]
) -> String {
    var families = MetricFamilies()
    families.add("podsup_build_info", .gauge, "Which podsup this is.", ["version": version], 1)
    for entry in entries {
        add(entry, usages, to: &families)
        for figure in probes[entry.name] ?? [] where entry.has(figure) {
            add(figure, entry.name, to: &families)
        }
    }
    return families.text
}

private func add(_ entry: AppEntry, _ usages: [String: Usage], to families: inout MetricFamilies) {
    let labels = ["app": entry.name]
    families.add(
        "podsup_app_supervised", .gauge,
        "Whether the app's supervisor runs; what follows is old where it does not.",
        labels, entry.isSupervised ? 1 : 0)
    let document = entry.trueDocument
    families.add(
        "podsup_app_ready", .gauge, "Whether all pods of the app are ready.", labels,
        document.podsup.ready ? 1 : 0)
    families.add(
        "podsup_app_manifest_rejected", .gauge,
        "Whether the app's manifest on disk is wrong, so that the one before is in force.",
        labels, document.podsup.problem == nil ? 0 : 1)
    for pod in document.items { add(pod, labels, usages, to: &families) }
}

private func add(
    _ pod: PodDocument, _ app: [String: String], _ usages: [String: Usage], to families: inout MetricFamilies
) {
    var labels = app
    labels["pod"] = pod.metadata.name
    families.add("podsup_pod_ready", .gauge, "Whether the pod is ready.", labels, pod.isReady ? 1 : 0)
    for phase in ["Pending", "Running", "Succeeded", "Failed"] {
        labels["phase"] = phase
        families.add(
            "podsup_pod_status_phase", .gauge, "The pod's phase: 1 for the one it is in.", labels,
            pod.status.phase == phase ? 1 : 0)
    }
    labels["phase"] = nil
    if let start = seconds(pod.status.startTime) {
        families.add(
            "podsup_pod_start_time_seconds", .gauge, "When the pod was started, in seconds since 1970.",
            labels,
            Double(start))
    }
    // Where nobody supervises, the conditions say so.
    let isKnown = !pod.status.conditions.contains { $0.status == "Unknown" }
    for container in pod.allContainers {
        add(container, isKnown: isKnown, labels, shortID(container).flatMap { usages[$0] }, to: &families)
    }
}

private func add(
    _ container: ContainerDocument, isKnown: Bool, _ pod: [String: String], _ usage: Usage?,
    to families: inout MetricFamilies
) {
    var labels = pod
    labels["container"] = container.name
    let running = container.state.running
    families.add(
        "podsup_container_ready", .gauge, "Whether the container is ready.", labels,
        container.ready && isKnown ? 1 : 0)
    families.add(
        "podsup_container_running", .gauge, "Whether the container runs.", labels,
        running != nil && isKnown ? 1 : 0)
    families.add(
        "podsup_container_restarts_total", .counter, "How often the container was restarted.", labels,
        Double(container.restartCount))
    if let start = seconds(running?.startedAt) {
        families.add(
            "podsup_container_start_time_seconds", .gauge,
            "Since when the container has been up, in seconds since 1970.", labels, Double(start))
    }
    if let ended = container.state.terminated ?? container.lastState.terminated {
        families.add(
            "podsup_container_last_exit_code", .gauge, "How the container ended last.", labels,
            Double(ended.exitCode))
    }
    if let usage {
        families.add(
            "podsup_container_cpu_seconds_total", .counter,
            "CPU time that the container has used since it was started.",
            labels, Double(usage.cpu) / 1_000_000)
        families.add(
            "podsup_container_processes", .gauge, "How many processes the container has.", labels,
            Double(usage.processes))
        if let memory = usage.memory {
            families.add(
                "podsup_container_memory_working_set_bytes", .gauge,
                "Memory that the kernel could not take back at once.", labels, Double(memory))
        }
        if let limit = usage.memoryLimit {
            families.add(
                "podsup_container_memory_limit_bytes", .gauge, "The container's memory limit.", labels,
                Double(limit))
        }
    }
    if let waiting = container.state.waiting {
        labels["reason"] = waiting.reason
        families.add(
            "podsup_container_waiting", .gauge, "Containers that wait, and why.", labels, 1)
        labels["reason"] = nil
    }
    labels["image"] = container.image
    labels["image_id"] = container.imageID
    labels["container_id"] = shortID(container)
    families.add("podsup_container_info", .gauge, "What the container was made of.", labels, 1)
}

extension AppEntry {
    /// Figures of pods that are gone stay until the supervisor ends.
    fileprivate func has(_ figure: ProbeFigure) -> Bool {
        isSupervised
            && document?.items.contains { item in
                item.metadata.name == figure.pod
                    && item.allContainers.contains { $0.name == figure.container }
            } ?? false
    }
}

private func add(_ figure: ProbeFigure, _ app: String, to families: inout MetricFamilies) {
    var labels = [
        "app": app, "pod": figure.pod, "container": figure.container,
        "probe": figure.kind.rawValue.lowercased(),
    ]
    families.add(
        "podsup_probe_success", .gauge, "Whether the probe succeeded when it was last run.", labels,
        figure.succeeded ? 1 : 0)
    families.add(
        "podsup_probe_last_duration_seconds", .gauge, "How long the probe took when it was last run.", labels,
        Double(figure.nanoseconds) / 1_000_000_000)
    families.add(
        "podsup_probe_seconds_total", .counter, "How long all runs of the probe took together.", labels,
        Double(figure.totalNanoseconds) / 1_000_000_000)
    for (result, count) in [
        ("successful", figure.successes), ("failed", figure.failures), ("unknown", figure.unknown),
    ] {
        labels["result"] = result
        families.add(
            "podsup_probes_total", .counter, "Runs of the probe since the supervisor started, by result.",
            labels,
            Double(count))
    }
}

/// Figures by name: all of one name stand together, below what they mean.
struct MetricFamilies {
    enum Kind: String { case gauge, counter }

    private struct Family {
        var name: String
        var head: String
        var lines: [String]
    }
    private var families: [Family] = []

    mutating func add(
        _ name: String, _ kind: Kind, _ help: String, _ labels: [String: String], _ value: Double
    ) {
        let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(quoted($0.value))\"" }
        let whole = Int64(exactly: value).map(String.init)
        let line = "\(name){\(pairs.joined(separator: ","))} \(whole ?? "\(value)")"
        if let index = families.firstIndex(where: { $0.name == name }) {
            families[index].lines.append(line)
        } else {
            families.append(
                Family(
                    name: name, head: "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)", lines: [line]
                ))
        }
    }

    var text: String {
        families.map { ([$0.head] + $0.lines).joined(separator: "\n") + "\n" }.joined()
    }

    private func quoted(_ text: String) -> String {
        text.map { $0 == "\"" ? "\\\"" : $0 == "\\" ? "\\\\" : $0.isNewline ? "\\n" : String($0) }.joined()
    }
}
