import PodSpec
import Supervisor

/// The pages of the manual, made of the same source as `--help`, in man(7)'s language.
enum Manual: String, CaseIterable {
    case podsup = "podsup.1"
    case manifest = "podsup-manifest.5"

    @MainActor
    var text: String {
        switch self {
        case .podsup: commandPage()
        case .manifest: manifestPage()
        }
    }
}

/// Text as troff sets it: no character of it is a request.
func troff(_ text: String) -> String {
    var result = ""
    for character in text {
        switch character {
        case "\\": result += "\\e"
        case "-": result += "\\-"
        case "'": result += "\\(aq"
        case "`": result += "\\(ga"
        case "^": result += "\\(ha"
        case "~": result += "\\(ti"
        case "…": result += "..."
        case "→": result += "\\(->"
        case "«", "»": result += "\""
        default: result.append(character)
        }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
}

private struct Page {
    private var lines: [String] = []
    var text: String { lines.joined(separator: "\n") + "\n" }

    init(_ name: String, _ section: Int, _ summary: String) {
        lines = [
            ".\\\" Made by scripts/man; do not edit.",
            ".TH \(name.uppercased()) \(section) \"\" \"podsup \(version)\"",
            ".SH NAME", "\(troff(name)) \\- \(troff(summary))",
        ]
    }

    mutating func section(_ title: String) { lines.append(".SH \(title.uppercased())") }
    mutating func part(_ title: String) { lines.append(".SS \(troff(title))") }
    mutating func paragraph(_ text: String) { lines += [".PP"] + filled(text) }
    mutating func text(_ text: String) { lines += filled(text) }

    /// - Parameter tag: troff already.
    mutating func item(_ tag: String, _ text: String) { lines += [".TP", tag] + filled(text) }

    mutating func paragraphs(_ text: String) {
        for paragraph in podsup.paragraphs(text, width: 100_000) where !paragraph.isEmpty {
            self.paragraph(paragraph)
        }
    }

    mutating func example(_ command: String, _ text: String) {
        lines += [".PP"] + filled(text + ":") + [".PP", ".in +4n", ".EX", troff(command), ".EE", ".in"]
    }

    mutating func verbatim(_ text: String) {
        lines += [".PP", ".in +4n", ".EX"]
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { troff(String($0)) }
        lines += [".EE", ".in"]
    }

    private func filled(_ text: String) -> [String] { wrapped(text, width: 78).map(troff) }
}

private func bold(_ text: String) -> String { "\\fB\(troff(text))\\fR" }
private func italic(_ text: String) -> String { "\\fI\(troff(text))\\fR" }

private func tag(_ option: Option) -> String {
    let short = option.short.map { bold("-\($0)") + ", " } ?? ""
    return short + bold(option.long) + (option.value.map { " " + italic($0) } ?? "")
}

@MainActor
private func commandPage() -> String {
    var page = Page("podsup", 1, "run Kubernetes pods on one machine with Podman and systemd")
    page.section("synopsis")
    page.text("podsup COMMAND [arguments] [options]")
    page.section("description")
    for text in aboutPodsup { page.paragraph(text) }
    page.section("commands")
    for help in commands.map({ $0.help }) where !help.isHidden {
        page.part("podsup \(help.name)\(help.arguments.isEmpty ? "" : " ")\(help.arguments)")
        page.text(sentence(help.summary))
        page.paragraphs(help.details)
        for option in help.options { page.item(tag(option), sentence(option.text)) }
        for exit in help.exits { page.item("Exit status \(exit.status)", sentence(exit.text)) }
        for example in help.examples {
            page.example(example.command, sentence(example.text, ".", ends: false))
        }
        if !help.seeAlso.isEmpty { page.paragraph("See also \(help.seeAlso.joined(separator: ", ")).") }
    }
    page.section("options of all commands")
    for option in Common.options { page.item(tag(option), sentence(option.text)) }
    page.section("exit status")
    for exit in exitStatuses { page.item(bold("\(exit.status)"), sentence(exit.text)) }
    page.section("files")
    for (path, text) in manualFiles { page.item(italic(path), sentence(text)) }
    page.section("environment")
    page.item(bold("NO_COLOR"), "Where it is set and not empty, nothing is coloured.")
    page.item(bold("TZ"), "The time zone of times that are shown and read.")
    page.section("see also")
    page.text("podsup-manifest(5), podman(1), systemctl(1), journalctl(1), systemd.time(7)")
    return page.text
}

private let aboutPodsup = [
    """
    podsup runs Kubernetes-style pods on a single small machine, with nothing but systemd and Podman. An app is what
    one manifest describes: a file, named after the file, or several files. It is one systemd unit, podsup-APP.service,
    whose main process supervises the app's pods: it starts containers in order, probes them, restarts them with
    Kubernetes' back-off and stops them gracefully.
    """,
    """
    There is no daemon. Kill a supervisor and the containers run on; systemd starts the next, which adopts them.
    """,
].map { $0.split(separator: "\n").joined(separator: " ") }

/// What DESIGN promises of every command.
let exitStatuses: [CommandHelp.Exit] = [
    .init(0, "done, or the app's pods have succeeded"), .init(1, "it did not work, but may later"),
    .init(2, "wrong usage"), .init(3, "the app failed for good"), .init(78, "the manifest is wrong"),
    .init(130, "stopped by Ctrl-C; what was begun goes on"),
]

private let manualFiles = [
    ("/etc/podsup/pods/APP.yaml", "manifests, shipped by hand or by Ansible"),
    ("/etc/systemd/system/podsup-APP.service", "the unit of an app"),
    ("/var/lib/podsup/APP/", "what 'podsup up' was given, by revision"),
    (
        "/run/podsup/APP/status.json",
        "what is, written at each change, in the shape of 'kubectl get pods -o json'"
    ),
]

/// With a capital letter and a full stop.
private func sentence(_ text: String, _ stop: String = ".", ends: Bool = true) -> String {
    guard let first = text.first else { return text }
    // A name in small letters stays so.
    let word = text.prefix { $0 != " " }
    let isName = word.contains { !$0.isLetter }
    let start = isName ? text : first.uppercased() + text.dropFirst()
    return start + (ends && !start.hasSuffix(stop) ? stop : "")
}

// MARK: podsup-manifest(5)

@MainActor
private func manifestPage() -> String {
    var page = Page("podsup-manifest", 5, "Kubernetes manifests as podsup reads them")
    page.section("description")
    page.text(
        "A manifest is Kubernetes' own YAML, one or several documents. podsup carries a field out, or knows that it has "
            + "no effect on one machine ('podsup validate -v' lists those), or refuses it with its place and a remedy. "
            + "Nothing is passed over in silence.")
    page.paragraph(
        "What a field means is said in Kubernetes' reference; this page says what podsup does with it.")
    page.section("example")
    page.verbatim(exampleManifest)
    page.section("annotations")
    page.text("Annotations of a pod that podsup reads:")
    for (name, text) in annotationTexts { page.item(bold(name), text) }
    page.section("fields")
    var types: [String] = []
    let table = Manifest.fieldTable()
    for entry in table where !types.contains(entry.type) { types.append(entry.type) }
    for type in types {
        page.part(type)
        var seen: Set<String> = []
        for entry in table where entry.type == type && seen.insert(entry.field).inserted {
            page.item(bold(entry.field), treatmentText(entry.treatment))
        }
    }
    page.section("limits")
    page.text(
        "4 MiB a manifest, 100 levels, 10,000 alias expansions, 10,000 objects; 1 MiB a ConfigMap or Secret.")
    page.section("see also")
    page.text("podsup(1), systemd.service(5)")
    return page.text
}

private func treatmentText(_ treatment: FieldTreatment) -> String {
    switch treatment {
    case .carriedOut: "Carried out."
    case .withoutEffect: "Accepted; it has no effect on one machine."
    case .refused(let remedy): "Refused: \(remedy)."
    }
}

let annotationTexts: [(name: String, text: String)] = [
    (
        "podsup.io/after",
        "Other apps that are to be ready before this one is started, with commas between: 'db, registry'."
    ),
    (
        "podsup.io/start-deadline",
        "How long systemd waits until the pods are ready before it counts the app as started all the same (default 5 minutes)."
    ),
    (
        "podsup.io/max-restart-period",
        "The longest wait before a container that fails again and again is restarted, instead of 5 minutes: '30s'."
    ),
    ("podsup.io/unit.SECTION.KEY", "A line of the app's unit: 'podsup.io/unit.Service.Nice: \"5\"'."),
]

private let exampleManifest = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: hello
    spec:
      containers:
        - name: web
          image: localhost/podsup/busybox:1
          command: [httpd, -f, -p, "8080"]
          ports:
            - containerPort: 8080
              hostPort: 8080
          readinessProbe:
            tcpSocket:
              port: 8080
    """
