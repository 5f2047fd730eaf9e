import Glibc

/// How a child process ended and what it wrote.
package struct ProcessResult: Equatable, Sendable {
    package enum End: Equatable, Sendable, CustomStringConvertible {
        case exited(Int32)
        case signaled(Int32)

        package var description: String {
            switch self {
            case .exited(let code): "exited with \(code)"
            case .signaled(let signal): "was ended by signal \(signal)"
            }
        }
    }
    package var end: End
    /// Standard output and standard error as they came, cut at the limit.
    package var output: [UInt8]
    /// It ran out of time and was killed with all that it had started.
    package var timedOut: Bool

    package init(end: End, output: [UInt8] = [], timedOut: Bool = false) {
        self.end = end
        self.output = output
        self.timedOut = timedOut
    }

    /// Ended by itself, in time, with 0.
    package var succeeded: Bool { end == .exited(0) && !timedOut }

    /// The output as text, bytes that are no UTF-8 replaced, without white space at its ends.
    package var text: String { trimmedText(output) }
}

/// `bytes` as text, bytes that are no UTF-8 replaced, without white space at its ends.
func trimmedText(_ bytes: [UInt8]) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
        let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
}

/// A program could not be started at all.
package struct ProcessError: Error, Equatable, CustomStringConvertible {
    /// What was to be done: a program's path, or the name of a call.
    package var what: String
    /// An `errno`.
    package var code: Int32

    package init(_ what: String, code: Int32) {
        self.what = what
        self.code = code
    }

    package var description: String { "\(what): \(String(cString: strerror(code)))" }
}
