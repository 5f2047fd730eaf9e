import PodSpec
import Podman
import Supervisor

/// `podsup diff APP|FILE…`: what `up` would change.
struct Diff: Command {
    static let help = CommandHelp(
        name: "diff", arguments: AppOrFiles.arguments, summary: "show what 'up' of a manifest would change",
        details: """
            Compares with what the app works by now, and lists what would be replaced, and what changes without a
            restart. For an APP its own manifest is meant, which may have been edited since. Values of Secrets are not
            shown. Ends with 0 if nothing would change, 1 if something would.
            """,
        options: AppOrFiles.options + [Option("--quiet", "q", "print nothing")],
        examples: [
            .init("podsup diff pods/site.yaml", "what 'podsup up pods/site.yaml' would do")
        ])

    let subject: AppOrFiles
    let isQuiet: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        isQuiet = arguments.flag("--quiet")
        subject = try AppOrFiles(&arguments)
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        var (files, new) = try subject.read(site)
        let paths = try site.app(new.name)
        try Preflight.checkRights(site.scope, doing: "read the manifest of '\(new.name)'")
        let oldFiles: [ManifestFile]
        do {
            oldFiles = try ManifestStore.applied(paths)
        } catch ControlError.noManifest {
            oldFiles = []
        }
        var lines: [String] = []
        for index in 0..<max(oldFiles.count, files.count) {
            let old = oldFiles.indices.contains(index) ? oldFiles[index] : nil
            let file = files.indices.contains(index) ? files[index] : nil
            lines += unifiedDiff(
                textLines(old), textLines(file), from: old?.name ?? "/dev/null", to: file?.name ?? "/dev/null"
            )
        }
        if lines.isEmpty { return ExitStatus.done }
        if isQuiet { return 1 }
        let old = oldFiles.isEmpty ? nil : try? decodeKept(oldFiles, of: new.name)
        let pins = ManifestStore.pins(paths)
        new.imagePins = pins
        var before = old ?? App(name: new.name)
        before.imagePins = pins
        show(lines, ChangePlan(from: before, to: new).changes, console)
        return 1
    }

    func show(_ lines: [String], _ changes: [ChangePlan.Change], _ console: Console) {
        for line in lines { console.print(colored(printable(line), console)) }
        console.print("")
        for change in changes { console.print("\(change.thing): \(change.effect.rawValue)") }
        if changes.isEmpty { console.print("nothing that runs is touched") }
    }

    /// The lines of a file; what a Secret holds is covered up.
    private func textLines(_ file: ManifestFile?) -> [String] {
        guard let file else { return [] }
        return SecretCover.lines(String(decoding: file.bytes, as: UTF8.self))
    }

    private func colored(_ line: String, _ console: Console) -> String {
        guard console.hasColor else { return line }
        switch line.first {
        case "+": return Color.good.paint(line)
        case "-": return Color.bad.paint(line)
        case "@": return Color.faint.paint(line)
        default: return line
        }
    }
}

/// Covers what Secrets hold, in the text of a manifest: of documents with `kind: Secret` all behind `data:` and
/// `stringData:` becomes a hash of it, so that a change still shows. Documents that are not plain block style are
/// covered as a whole.
enum SecretCover {
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var document: [String] = []
        func end() {
            lines += isSecret(document) ? covered(document) : document
            document = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("---") { end() }
            document.append(line)
        }
        if document.last == "" { document.removeLast() }
        end()
        return lines
    }

    /// Nothing to try words against: the hash means something in this run of the program alone.
    private static let salt: [UInt8] = (0..<16).map { _ in UInt8.random(in: .min ... .max) }

    private static func isSecret(_ lines: [String]) -> Bool {
        // Anything that names the kind: better too much covered than too little.
        lines.contains { line in
            let bytes = Array(line.utf8)
            return bytes.contains(text: "Secret") && bytes.contains(text: "kind")
        }
    }

    private static func covered(_ lines: [String]) -> [String] {
        let isFlow = lines.contains { $0.first == "{" || $0.first == "[" }
        var inside = false
        return lines.map { line in
            if line.first.map({ $0 != " " && $0 != "\t" && $0 != "#" }) ?? false {
                let name = line.prefix { $0 != ":" }
                inside =
                    name != "apiVersion" && name != "kind" && name != "metadata" && name != "type"
                    && name != "---"
                if inside || isFlow {
                    let rest = line.dropFirst(name.count)
                    return rest == ":" && !isFlow ? line : "\(isFlow ? "" : name): \(hash(line))"
                }
                return line
            }
            guard inside || isFlow, !line.isEmpty else { return line }
            return "\(line.prefix { $0 == " " })\(hash(line))"
        }
    }

    private static func hash(_ line: String) -> String {
        var hash = Fingerprint()
        hash.add(salt)
        hash.add(line.utf8)
        return "(hidden \(hash.text.prefix(8)))"
    }
}
