import PodSpec
import Supervisor

/// What `diff` and `pull` work on: files as `up` takes them, or an app by its name.
struct AppOrFiles {
    static let arguments = "APP|FILE… [options]"
    static let options = [
        Option("--name", value: "NAME", "the app's name, instead of the first FILE's"),
        Option("--skip-unsupported", "pass over kinds that only mean something in a cluster"),
    ]

    private let words: [String]
    private let name: String?
    private let manifestOptions: ManifestOptions

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = arguments.option("--name")
        manifestOptions = ManifestOptions(skipUnsupported: arguments.flag("--skip-unsupported"))
        words = try arguments.positionals("APP")
    }

    /// The files, and the app that they make.
    @MainActor
    func read(_ site: Site) throws -> (files: [ManifestFile], app: App) {
        if words.count == 1, AppName.isValid(words[0]), !Files.exists(words[0]) {
            try Preflight.checkRights(site.scope, doing: "read the manifest of '\(words[0])'")
            let files = try ManifestStore.load(try site.app(words[0]))
            return (files, try decodeKept(files, of: words[0]))
        }
        let input = try ManifestInput(words, name: name)
        return (input.files, try decode(input, options: manifestOptions))
    }
}
