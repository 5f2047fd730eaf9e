import Podman

/// What an OCI runtime said went wrong, from its log (`--log FILE --log-format json`): one JSON object
/// a line with `level` and `msg`, of crun and runc alike. What the command itself wrote is elsewhere.
struct RuntimeLog: Equatable {
    /// The last line of level `error` or worse.
    let error: String?

    init(_ text: [UInt8]) {
        let entries = text.split(separator: UInt8(ascii: "\n")).compactMap { JSONObject($0) }
        let bad = entries.last { !["warning", "info", "debug"].contains($0.string("level")) }
        error = bad?.string("msg")
    }

    /// Whether the command is what is wrong (not in the image, not executable), and neither the container
    /// nor the runtime. Neither runtime has more than its words to tell that: seen of crun 1.8.1 to 1.21
    /// and runc 1.1.5.
    var blamesCommand: Bool {
        guard let error else { return false }
        return Self.crun.contains { error.hasPrefix($0) }
            || Self.runc.contains { error.contains(text: $0) }
    }

    /// Whether it is missing, in contrast to being there and not executable.
    var saysMissing: Bool {
        guard let error else { return false }
        let words = ["No such file or directory", "no such file or directory", "not found", "cannot find"]
        return words.contains { error.contains(text: $0) }
    }

    private static let crun = [
        "executable file `", "open executable", "the path `", "cannot find `", "exec `", "exec: ", "chdir `",
    ]
    private static let runc = ["unable to start container process: exec: ", "exec user process caused: "]
}
