import Dispatch
import Podman

/// Paints the layers of one pull: on a terminal a block, otherwise a line a second.
@MainActor
final class PullPainter {
    private let name: String
    private let console: Console
    private let isQuiet: Bool
    private var view = PullView()
    /// Lines on the screen that belong to the block.
    private var painted: [String] = []
    private var last = -1.0
    private var said = ""

    init(_ name: String, _ console: Console, isQuiet: Bool) {
        self.name = name
        self.console = console
        self.isQuiet = isQuiet
    }

    /// A registry may be slow to answer: a person sees what is waited for.
    func begin(_ text: String) {
        if console.showsProgress { say(text) }
    }

    /// - Parameter now: seconds of any clock that only goes forward.
    func take(_ step: PullStep, now: Double = Double(DispatchTime.now().uptimeNanoseconds) / 1e9) {
        view.take(step, now: now)
        guard !isQuiet else { return }
        if console.showsProgress {
            guard now - last >= 0.1 else { return }
            last = now
            repaint(
                [name] + view.lines(now: now, width: console.width - 1, height: console.progressHeight - 2))
        } else if now - last >= 1 {
            last = now
            say(view.summary)
        }
    }

    func say(_ text: String) {
        guard !isQuiet, text != said else { return }
        said = text
        if console.showsProgress { repaint([name, "  \(text)"]) } else { console.note("\(name): \(text)") }
    }

    func end() {
        if !painted.isEmpty { repaint([]) }
    }

    private func repaint(_ lines: [String]) {
        let up = painted.isEmpty ? "" : "\u{1b}[\(console.painted(painted))A\u{1b}[J"
        painted = lines.map { $0.clipped(to: console.width - 1) }
        console.paint(up + painted.map { $0 + "\n" }.joined())
    }
}
