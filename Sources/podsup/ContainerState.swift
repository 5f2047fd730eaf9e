import Supervisor

/// What a container does, in words.
struct ContainerState: Equatable {
    /// `CrashLoopBackOff (Error, exit code 1), again in 40s`
    var text: String
    /// The same without what changes each second, to tell news from old news.
    var lasting: String
    /// What else is known: Podman's or the program's own words.
    var message: String?
    var color: Color

    init(_ container: ContainerDocument, now: Seconds) {
        if let waiting = container.state.waiting {
            self.init(waiting, last: container.lastState.terminated, now: now)
        } else if let ended = container.state.terminated {
            self.init(
                ended.exitCode == 0 ? "Completed" : Self.words(ended), ended.exitCode == 0 ? .faint : .bad)
            message = ended.exitCode == 0 ? nil : ended.message
        } else if container.state.running == nil {
            self.init("waiting to start", .faint)
        } else if !container.started {
            self.init("running, its startup probe has not succeeded yet", .busy)
        } else {
            self.init(container.ready ? "ready" : "running, not ready yet", container.ready ? .good : .busy)
        }
    }

    private init(_ text: String, _ color: Color) {
        self.text = text
        lasting = text
        message = nil
        self.color = color
    }

    private init(
        _ waiting: ContainerDocument.State.Waiting, last: ContainerDocument.State.Terminated?, now: Seconds
    ) {
        message = waiting.message
        switch waiting.reason {
        case "PodInitializing", "ContainerCreating":
            lasting = "waiting to start"
            color = .faint
        case "CrashLoopBackOff":
            lasting = "CrashLoopBackOff" + (last.map { " (\(Self.words($0)))" } ?? "")
            message = last?.message ?? waiting.message
            color = .bad
        default:
            lasting = waiting.reason
            color = .bad
        }
        text = lasting
        if let retry = seconds(waiting.retryAt) { text += ", again in \(age(max(0, retry - now)))" }
    }

    private static func words(_ ended: ContainerDocument.State.Terminated) -> String {
        if let signal = ended.signal, signal != 0 { return "\(ended.reason), signal \(signal)" }
        return "\(ended.reason), exit code \(ended.exitCode)"
    }
}
