import Supervisor

/// Shows how an app comes up: on a terminal a block that is painted anew, otherwise a line per change.
@MainActor
struct Progress {
    private let console: Console
    private let isQuiet: Bool
    /// Lines on the screen that belong to the block.
    private var painted: [String] = []
    /// What was said last of each container.
    private var told: [String: String] = [:]

    init(_ console: Console, isQuiet: Bool) {
        self.console = console
        self.isQuiet = isQuiet
    }

    mutating func show(_ document: StatusDocument, now: Seconds) {
        let states = containerStates(document, now: now)
        if console.showsProgress {
            let width = states.map(\.name.count).max() ?? 0
            let room = console.progressHeight - 1
            let all = states.flatMap { lines($0.name, $0.state, width: width) }
            paint(all.count <= room ? all : all.prefix(room - 1) + ["  … \(all.count - room + 1) more lines"])
        } else {
            for state in states where told[state.name] != state.state.lasting {
                told[state.name] = state.state.lasting
                let because = state.state.message.map { ": \(printable($0))" } ?? ""
                if !isQuiet { console.note("\(state.name): \(state.state.lasting)\(because)") }
            }
        }
    }

    /// A container's line, and what is behind its state in lines of their own where it is long.
    private func lines(_ name: String, _ state: ContainerState, width: Int) -> [String] {
        let room = console.width - 1
        // Clipped before it is coloured, so that no colour is left open.
        func shown(_ text: String) -> String {
            console.hasColor ? state.color.paint(text) : text
        }
        let lead = "  \(name.clipped(to: room - 3))\(spaces(width - name.count + 2))"
        let message = state.message.map(printable) ?? ""
        let whole = message.isEmpty ? state.text : "\(state.text): \(message)"
        if lead.count + whole.count <= room { return [lead + shown(whole)] }
        var lines = [lead + shown(state.text)]
        if lead.count + state.text.count > room {
            // A narrow terminal: the name alone, and below it what would be cut off beside it.
            lines = ["  \(name.clipped(to: room - 3))"]
            lines += wrapped(state.text, width: room - 4).map { "    " + shown($0.clipped(to: room - 4)) }
        }
        var below = message.isEmpty ? [] : wrapped("    \(message)", width: room, indent: 4)
        if below.count > 3 { below = Array(below.prefix(2)) + [below[2] + " …"] }
        return lines + below.map { $0.clipped(to: room) }
    }

    /// Something that is not about a container.
    mutating func show(_ text: String) {
        if console.showsProgress {
            paint(["  " + text.clipped(to: console.width - 3)])
        } else if told[""] != text, !isQuiet {
            told[""] = text
            console.note(text)
        }
    }

    /// Takes the block away.
    mutating func clear() { paint([]) }

    private mutating func paint(_ lines: [String]) {
        guard !isQuiet, lines != painted else { return }
        let up = painted.isEmpty ? "" : "\u{1b}[\(console.painted(painted))A\u{1b}[J"
        console.paint(up + lines.map { $0 + "\n" }.joined())
        painted = lines
    }
}

/// The containers of an app's pods in order, each with a name that tells it from the others.
func containerStates(_ document: StatusDocument, now: Seconds) -> [(name: String, state: ContainerState)] {
    document.items.flatMap { pod in
        let prefix = document.items.count > 1 ? "\(pod.metadata.name)/" : ""
        let inits = (pod.status.initContainerStatuses ?? []).map {
            ("\(prefix)\($0.name) (init)", ContainerState($0, isInit: true, now: now))
        }
        return inits + pod.status.containerStatuses.map { (prefix + $0.name, ContainerState($0, now: now)) }
    }
}
