import Dispatch
import Glibc

/// Shows text that changes, on the whole terminal, until Ctrl-C. Each picture goes out in one write, over the
/// one before, so that nothing flickers; the terminal is left as it was.
@MainActor
final class Watch {
    private let console: Console
    private var signals: [any DispatchSourceSignal] = []
    private var isOver = false
    private var last: [String] = []

    init(_ console: Console) { self.console = console }

    /// - Parameters:
    ///   - interval: between two pictures.
    ///   - draw: what is to be seen now.
    func run(every interval: Duration, _ draw: () async throws -> [String]) async throws {
        start()
        defer { stop() }
        while !isOver {
            show(try await draw())
            try? await Task.sleep(for: interval)
        }
    }

    private func start() {
        // The alternate screen, without cursor.
        console.write(Array("\u{1b}[?1049h\u{1b}[?25l\u{1b}[H".utf8))
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
            source.setEventHandler { [self] in
                MainActor.assumeIsolated {
                    stop()
                    exit(number == SIGINT ? 0 : 128 + number)
                }
            }
            source.activate()
            signals.append(source)
        }
    }

    private func stop() {
        guard !isOver else { return }
        isOver = true
        console.write(Array("\u{1b}[?25h\u{1b}[?1049l".utf8))
        for source in signals { source.cancel() }
    }

    private func show(_ lines: [String]) { console.write(Array(picture(lines, height: console.height).utf8)) }
}

/// The bytes that put lines on the screen over older ones.
func picture(_ lines: [String], height: Int) -> String {
    var shown = lines
    if shown.count > height {
        let rest = shown.count - height + 1
        shown = shown.prefix(height - 1) + ["… \(rest) more lines"]
    }
    // Begin and end of a synchronized update, which terminals that do not know it pass over.
    return "\u{1b}[?2026h\u{1b}[H" + shown.map { $0 + "\u{1b}[K" }.joined(separator: "\r\n")
        + "\u{1b}[J\u{1b}[?2026l"
}
