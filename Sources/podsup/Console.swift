import Glibc

/// Standard output and standard error, and what they are.
@MainActor
struct Console {
    /// Whether a person reads standard output.
    var isTerminal = isatty(1) != 0
    /// Whether a person reads standard error, where progress is shown.
    var showsProgress = isatty(2) != 0
    var hasColor = isatty(1) != 0 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    /// Instead of the terminal's own.
    private var columns: Int?
    private var rows: Int?
    private let put: @MainActor (Int32, [UInt8]) -> Void

    init() { put = writeAll }

    /// For tests: everything goes to `put`, with 1 or 2 for where to.
    init(
        isTerminal: Bool = false, columns: Int? = nil, rows: Int? = nil,
        put: @escaping @MainActor (Int32, [UInt8]) -> Void
    ) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.rows = rows
        showsProgress = isTerminal
        hasColor = isTerminal
        self.put = put
    }

    var withoutColor: Console {
        var console = self
        console.hasColor = false
        return console
    }

    /// A line, or lines, on standard output.
    func print(_ text: String) { put(1, Array((text.hasSuffix("\n") ? text : text + "\n").utf8)) }

    /// A sentence on standard output; broken between words on a terminal.
    func say(_ text: String) {
        print((tableWidth.map { wrapped(text, width: $0, indent: 2) } ?? [text]).joined(separator: "\n"))
    }

    func write(_ bytes: [UInt8]) { put(1, bytes) }

    func writeError(_ bytes: [UInt8]) { put(2, bytes) }

    /// A line on standard error as it is.
    func note(_ text: String) { put(2, Array((text + "\n").utf8)) }

    /// A sentence on standard error; broken between words on a terminal.
    func mention(_ text: String) {
        note((showsProgress ? wrapped(text, width: width, indent: 2) : [text]).joined(separator: "\n"))
    }

    /// Bytes on standard error, for progress that is painted over.
    func paint(_ text: String) { put(2, Array(text.utf8)) }

    /// What went wrong, and what to do; broken between words on a terminal.
    func complain(_ text: String) {
        let lines = showsProgress ? wrapped("podsup: \(text)", width: width, indent: 2) : ["podsup: \(text)"]
        note(lines.joined(separator: "\n"))
    }

    /// Columns of the terminal that shows progress.
    var width: Int { columns ?? terminalSize(2)?.columns ?? 80 }

    /// Lines of the terminal that painted lines take: one each, unless it has become narrower since and broke them.
    func painted(_ lines: [String]) -> Int {
        lines.reduce(0) { $0 + max(1, ($1.visibleWidth + width - 1) / width) }
    }

    /// Columns of the terminal that a table is for; nil: none, so that lines may be as long as they are.
    var tableWidth: Int? { isTerminal ? columns ?? terminalSize(1)?.columns ?? 80 : nil }

    /// Columns to fill with running text.
    var textWidth: Int { min(100, tableWidth ?? 80) }

    /// Lines of the terminal that a table is for.
    var height: Int { terminalSize(1)?.lines ?? 24 }

    /// Lines of the terminal that shows progress: what is painted over must not be taller.
    var progressHeight: Int { rows ?? terminalSize(2)?.lines ?? 24 }
}

private func terminalSize(_ descriptor: Int32) -> (columns: Int, lines: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return nil }
    return (Int(size.ws_col), size.ws_row > 3 ? Int(size.ws_row) : 24)
}

private func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
        if count < 0, errno == EINTR { continue }
        if count < 0, errno == EAGAIN {
            var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&wait, 1, -1)
            continue
        }
        // Nobody reads any more.
        guard count > 0 else { return }
        written += count
    }
}

/// Colours by meaning.
enum Color: String {
    case good = "32", busy = "33", bad = "31", faint = "2", bold = "1"

    func paint(_ text: String) -> String { "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" }
}
