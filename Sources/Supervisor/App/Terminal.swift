import Glibc

/// Lines on a terminal, in the foreground.
enum Terminal {
    /// A container's line, with its name in front as docker compose does it.
    @Sendable static func put(_ origin: LogOrigin, _ line: LogLine) {
        var bytes = Array("\(origin.pod)/\(origin.container) | ".utf8)
        bytes += line.message
        bytes.append(0x0A)
        write(bytes)
    }

    @Sendable static func put(_ line: String) { write(Array(line.utf8)) }

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
