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
            let colors = states.map { console.hasColor ? $0.state.color.paint($0.state.text) : $0.state.text }
            let width = states.map(\.name.count).max() ?? 0
            paint(
                zip(states, colors).map { state, text in
                    // Clipped before it is coloured, so that no colour is left open.
                    let room = console.width - width - 6
                    let fits = state.state.text.count <= room
                    let shown = fits ? text : state.state.text.clipped(to: room)
                    return "  \(state.name)\(spaces(width - state.name.count + 2))\(shown)"
                })
        } else {
            for state in states where told[state.name] != state.state.lasting {
                told[state.name] = state.state.lasting
                if !isQuiet { console.note("\(state.name): \(state.state.lasting)") }
            }
        }
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
        let up = painted.isEmpty ? "" : "\u{1b}[\(painted.count)A\u{1b}[J"
        console.paint(up + lines.map { $0 + "\n" }.joined())
        painted = lines
    }
}

/// The containers of an app's pods in order, each with a name that tells it from the others.
func containerStates(_ document: StatusDocument, now: Seconds) -> [(name: String, state: ContainerState)] {
    document.items.flatMap { pod in
        let prefix = document.items.count > 1 ? "\(pod.metadata.name)/" : ""
        let inits = (pod.status.initContainerStatuses ?? []).map { ($0, " (init)") }
        let main = pod.status.containerStatuses.map { ($0, "") }
        return (inits + main).map { container, suffix in
            (prefix + container.name + suffix, ContainerState(container, now: now))
        }
    }
}
