import JSON
import PodSpec
import Supervisor

/// `podsup validate FILE…`: checks a manifest; needs neither Podman nor systemd.
struct Validate: Command {
    static let help = CommandHelp(
        name: "validate", arguments: "FILE… [options]", summary: "check a manifest and change nothing",
        details: """
            Shows every problem as file:line:column: path: what is wrong; what to do, and ends with 78 if there is
            one. Several FILEs, or a folder of *.yaml and *.yml, make one app, as with 'up'; '-' is standard input.
            """,
        options: [
            Option("--verbose", "v", "also list the fields that have no effect on one machine"),
            Option("--output", "o", value: "json", "print a JSON document instead of lines"),
            Option("--name", value: "NAME", "the app's name, instead of the first FILE's"),
            Option("--other-machine", "do not look whether this machine has what the manifest asks for"),
            Option(
                "--for", value: "kubernetes",
                "accept only what a cluster takes, too: what passes is ready for 'kubectl apply'"),
            Option("--skip-unsupported", "pass over kinds that only mean something in a cluster"),
        ],
        examples: [
            .init("podsup validate pods/site.yaml", "all that is wrong with a manifest, each with its place"),
            .init(
                "podsup validate -v pods/hello.yaml",
                "also the fields that have no effect on one machine"),
        ])

    enum Cluster: String, CaseIterable { case kubernetes }

    enum Format: String, CaseIterable { case json }

    let files: [String]
    let name: String?
    let format: Format?
    let isVerbose: Bool
    let options: ManifestOptions
    let isElsewhere: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        isVerbose = arguments.flag("--verbose")
        format = try arguments.choice("--output", Format.self)
        name = arguments.option("--name")
        let cluster = try arguments.choice("--for", Cluster.self)
        options = ManifestOptions(
            skipUnsupported: arguments.flag("--skip-unsupported"), forKubernetes: cluster == .kubernetes)
        isElsewhere = arguments.flag("--other-machine") || cluster != nil
        files = try arguments.positionals("FILE")
    }

    func run(_ console: Console) async throws -> Int32 {
        var input = try ManifestInput(files, name: name ?? (files.first == "-" ? "stdin" : nil))
        // A check needs no name of its own; `up` says when it does.
        if name == nil, !AppName.isValid(input.name) { input.name = "manifest" }
        let verdict: Verdict
        do {
            let machine = isElsewhere ? nil : MachineCheck(Site(common).base)
            let app = try decode(input, options: options, machine: machine)
            // Annotations of podsup's own are part of the manifest, too.
            _ = try AppUnit.text(of: app)
            verdict = Verdict(app, input.files)
            if format == nil { show(app, input.files, console) }
        } catch let error as BadManifest {
            verdict = Verdict(error, name: input.name)
            if format == nil {
                for line in error.lines { console.note(line) }
                let count = error.problems.count
                console.complain("\(count) \(count == 1 ? "problem" : "problems")")
            }
        }
        if format == .json { console.print(verdict.json) }
        return verdict.valid ? ExitStatus.done : ExitStatus.badManifest
    }

    private func show(_ app: App, _ files: [ManifestFile], _ console: Console) {
        for note in app.warnings { console.note(files.line(note, "warning: ")) }
        if isVerbose {
            for note in app.withoutEffect { console.print(files.line(note, "")) }
        }
        console.print("\(app.name) is valid: \(contents(of: app))")
    }
}

/// `1 pod, 2 containers, 3 ConfigMaps`.
private func contents(of app: App) -> String {
    func count(_ number: Int, _ noun: String) -> String? {
        number == 0 ? nil : "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let parts = [
        count(app.pods.count, "pod"), count(app.pods.map(\.allContainers.count).reduce(0, +), "container"),
        count(app.jobs.count, "Job"), count(app.cronJobs.count, "CronJob"),
        count(app.services.count, "Service"),
        count(app.configMaps.count, "ConfigMap"), count(app.secrets.count, "Secret"),
        count(app.claims.count, "PersistentVolumeClaim"),
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
}

/// What `validate -o json` prints.
struct Verdict: Encodable {
    struct Problem: Encodable {
        var file: String
        var line: Int32
        var column: Int32
        var path: String
        var code: String
        var what: String
        var remedy: String
        /// Both in one.
        var message: String
    }
    struct Note: Encodable {
        var file: String
        var line: Int32
        var column: Int32
        var path: String
        var text: String
    }
    var app: String
    var valid: Bool
    var problems: [Problem] = []
    var warnings: [Note] = []
    var withoutEffect: [Note] = []

    init(_ app: App, _ files: [ManifestFile]) {
        self.app = app.name
        valid = true
        func notes(_ notes: [FieldNote]) -> [Note] {
            notes.map {
                Note(
                    file: files.nameOf($0.file), line: $0.mark.line, column: $0.mark.column, path: $0.path,
                    text: $0.text)
            }
        }
        warnings = notes(app.warnings)
        withoutEffect = notes(app.withoutEffect)
    }

    init(_ bad: BadManifest, name: String) {
        app = name
        valid = false
        problems = bad.problems.map {
            Problem(
                file: bad.files.nameOf($0.file), line: $0.mark.line, column: $0.mark.column, path: $0.path,
                code: $0.code.rawValue, what: $0.what, remedy: $0.remedy, message: $0.message)
        }
    }

    var json: String { encodedText(self) }
}

/// Stable JSON text: sorted keys, two-space indentation.
func encodedText(_ value: some Encodable) -> String {
    // All that is printed is plain text, numbers and booleans: it cannot fail to encode.
    guard let bytes = try? JSON.encode(value, .pretty) else {
        preconditionFailure("a document cannot be encoded")
    }
    return String(decoding: bytes, as: UTF8.self)
}
