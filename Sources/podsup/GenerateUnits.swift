import PodSpec
import Supervisor

/// `podsup generate-units FILE…`: the units that `up` would write, on a machine without Podman and systemd.
struct GenerateUnits: Command {
    static let help = CommandHelp(
        name: "generate-units", arguments: "FILE… [--output DIR | --check --output DIR] [options]",
        summary: "write the systemd units of manifests, here or for another machine",
        details: """
            Each FILE is an app of its own, named after the file, and so is each *.yaml and *.yml in a folder. The
            units expect the manifests in /etc/podsup/pods/ of the machine that they are for. The units
            that all apps share, such as podsup.target, come with them. Without --output they are printed. Neither
            Podman nor systemd is needed; equal manifests give equal bytes.
            """,
        options: [
            Option("--output", "o", value: "DIR", "write into this folder; it is made if it is not there"),
            Option("--print", "print the units (default)"),
            Option("--check", "write nothing; show what would change in DIR, and end with 1 if anything"),
            Option(
                "--manifest-dir", value: "DIR", "where the manifests will be, instead of /etc/podsup/pods"),
            Option(
                "--binary", value: "PATH", "where podsup will be, instead of \(UnitOptions.defaultBinary)"),
            Option("--skip-unsupported", "pass over kinds that only mean something in a cluster"),
            Option("--name", value: "NAME", "the app's name; only with one FILE"),
        ],
        examples: [
            .init(
                "podsup generate-units pods/*.yaml --output units",
                "units for a machine that has these manifests"),
            .init("podsup generate-units pods/*.yaml --output units --check", "whether they are still right"),
        ])

    let files: [String]
    let name: String?
    let output: String?
    let checks: Bool
    let options: UnitOptions
    let manifestOptions: ManifestOptions

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        output = arguments.option("--output")
        checks = arguments.flag("--check")
        manifestOptions = ManifestOptions(skipUnsupported: arguments.flag("--skip-unsupported"))
        let prints = arguments.flag("--print")
        name = arguments.option("--name")
        let binary = arguments.option("--binary") ?? UnitOptions.defaultBinary
        let folder = arguments.option("--manifest-dir")
        options = UnitOptions(binary: binary, manifestFolder: folder, isUser: common.isUser)
        files = try arguments.positionals("FILE")
        if prints, output != nil { throw UsageError("--print and --output exclude each other") }
        if checks, output == nil {
            throw UsageError("--check needs --output DIR, the folder to compare with")
        }
        if !binary.hasPrefix("/") { throw UsageError("--binary \(binary): write an absolute path") }
        if let folder, !folder.hasPrefix("/") {
            throw UsageError("--manifest-dir \(folder): write an absolute path")
        }
    }

    func run(_ console: Console) async throws -> Int32 {
        let (units, apps) = try texts()
        guard let output else {
            console.print(units.map { "# \($0.name)\n\($0.text)" }.joined(separator: "\n"))
            return ExitStatus.done
        }
        // Timers of cron jobs that a manifest no longer has.
        let wanted = Set(units.map(\.name))
        let outdated = apps.flatMap { UnitFolder.units(of: $0, in: output) }.filter { !wanted.contains($0) }
        if checks { return compare(units, outdated, with: output, console) }
        try Files.makeFolder(output)
        for unit in units {
            let path = "\(output)/\(unit.name)"
            let bytes = Array(unit.text.utf8)
            if (try? Files.read(path)) == bytes { continue }
            if unit.isDropIn { try Files.makeFolder(path.parentFolder) }
            try Files.replace(path, bytes, mode: 0o644)
        }
        for name in outdated { try Files.remove("\(output)/\(name)") }
        return ExitStatus.done
    }

    /// All texts before anything is written: one bad manifest changes nothing.
    private func texts() throws -> (units: [UnitText], apps: [String]) {
        let paths = try ManifestInput.expanded(files)
        if name != nil, paths.count > 1 { throw UsageError("--name goes with one FILE only") }
        var units: [UnitText] = []
        var apps: [String] = []
        var order = StartOrder()
        var bad = BadManifest(problems: [], files: [])
        for path in paths {
            let input = try ManifestInput([path], name: name)
            do {
                let app = try decode(input, options: manifestOptions)
                for unit in try AppUnit.all(of: app, options) {
                    if units.contains(where: { $0.name == unit.name }) {
                        throw UsageError("two of the files make the unit \(unit.name); rename one")
                    }
                    units.append(unit)
                }
                order.add(app.name, after: try AppSettings(app.annotations).after)
                apps.append(app.name)
            } catch let error as BadManifest {
                bad.add(error)
            }
        }
        if !bad.problems.isEmpty { throw bad }
        try order.check()
        return (units + (try SharedUnits.all(options)), apps)
    }

    private func compare(
        _ units: [UnitText], _ outdated: [String], with folder: String, _ console: Console
    ) -> Int32 {
        var text = ""
        for unit in units + outdated.map({ UnitText(name: $0, text: "") }) {
            let path = "\(folder)/\(unit.name)"
            let old = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) }
            text += UnifiedDiff(from: old ?? "", to: unit.text)
                .text(from: old == nil ? "/dev/null" : path, to: unit.text.isEmpty ? "/dev/null" : path)
        }
        if !text.isEmpty { console.print(text) }
        return text.isEmpty ? ExitStatus.done : ExitStatus.mayWorkLater
    }
}

extension BadManifest {
    /// Several manifests' problems in one list.
    fileprivate mutating func add(_ other: BadManifest) {
        problems += other.problems.map {
            var problem = $0
            problem.file += files.count
            return problem
        }
        files += other.files
    }
}
