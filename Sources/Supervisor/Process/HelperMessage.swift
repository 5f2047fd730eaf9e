/// What a supervisor asks the helper to run, and what it hears of it: one packet each.
///
/// The words are separated by NUL, which no word of a command can hold.
enum HelperMessage {
    /// Bytes of a packet; what is longer is refused.
    static let sizeLimit: Int32 = 96 << 10
    /// Of a program's output, so that an answer fits a packet.
    static let outputLimit = 64 << 10

    struct Request: Equatable {
        /// The program's path, then its arguments.
        var words: [String]
        /// Bytes of output to keep.
        var limit: Int
        /// Milliseconds.
        var timeout: Int64

        var bytes: [UInt8] { Array((["\(timeout)", "\(limit)"] + words).joined(separator: "\0").utf8) }

        init(words: [String], limit: Int, timeout: Duration) {
            self.words = words
            self.limit = min(limit, HelperMessage.outputLimit)
            let parts = timeout.components
            self.timeout = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
        }

        init?(_ bytes: some Sequence<UInt8>) {
            let words = Array(bytes).split(separator: 0, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard words.count >= 3, let timeout = Int64(words[0]), timeout >= 0, let limit = Int(words[1]),
                (0...HelperMessage.outputLimit).contains(limit), words[2].hasPrefix("/")
            else { return nil }
            self.words = Array(words.dropFirst(2))
            self.limit = limit
            self.timeout = timeout
        }
    }

    enum Answer: Equatable {
        case ended(ProcessResult)
        case notStarted(ProcessError)

        var bytes: [UInt8] {
            switch self {
            case .ended(let result):
                let end =
                    switch result.end {
                    case .exited(let code): "exited\0\(code)"
                    case .signaled(let signal): "signaled\0\(signal)"
                    }
                return Array("\(end)\0\(result.timedOut ? "late" : "")\0".utf8) + result.output
            case .notStarted(let error):
                return Array("failed\0\(error.code)\0\0\(error.what)".utf8)
            }
        }

        init?(_ bytes: some Sequence<UInt8>) {
            let parts = Array(bytes).split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, let number = Int32(String(decoding: parts[1], as: UTF8.self)) else {
                return nil
            }
            let timedOut = parts[2].elementsEqual("late".utf8)
            switch String(decoding: parts[0], as: UTF8.self) {
            case "exited":
                self = .ended(
                    ProcessResult(end: .exited(number), output: Array(parts[3]), timedOut: timedOut))
            case "signaled":
                self = .ended(
                    ProcessResult(end: .signaled(number), output: Array(parts[3]), timedOut: timedOut))
            case "failed":
                self = .notStarted(ProcessError(String(decoding: parts[3], as: UTF8.self), code: number))
            default: return nil
            }
        }
    }
}
