import Glibc

/// Lines on standard output, in the foreground. On a terminal nothing that a container writes is obeyed; elsewhere its
/// bytes come out as they are.
enum Terminal {
    private static let isTerminal = isatty(1) == 1

    /// A container's line, with its name in front as docker compose does it.
    @Sendable static func put(_ origin: LogOrigin, _ line: LogLine) {
        var bytes = Array("\(origin.pod)/\(origin.container) | ".utf8)
        bytes += isTerminal ? escaped(withoutColor(Array(line.message))) : Array(line.message)
        bytes.append(0x0A)
        write(bytes)
    }

    /// What podsup says itself, in lines that end. Messages quote containers.
    @Sendable static func put(_ text: String) {
        guard isTerminal else { return write(Array(text.utf8)) }
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        write(Array(lines.map { escaped(Array($0)) }.joined(separator: [0x0A])))
    }

    private static func write(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(1, $0.baseAddress! + written, $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            // Nobody reads any more.
            guard count > 0 else { return }
            written += count
        }
    }
}
