import PodEngine
import Systemd

/// One line on the state of an app, for `systemctl status` and the head of `podsup status`: the reason that
/// matters most, or that all is well.
func summary(of pods: [(name: String, status: PodStatus)], now: Now) -> String {
    let statuses = pods.map(\.status)
    if statuses.contains(where: \.isTerminating) {
        let left = statuses.flatMap(\.lasting).filter(\.isRunning).map(\.name)
        return left.isEmpty ? "stopping" : "stopping: \(left.joined(separator: ", ")) still running"
    }
    let several = pods.count > 1
    var troubles: [(rank: Int, text: String)] = []
    for (name, status) in pods {
        for container in status.initContainers + status.containers {
            guard let trouble = trouble(with: container, now: now) else { continue }
            let place = several ? "\(name)/\(container.name)" : container.name
            troubles.append((trouble.rank, "\(place): \(trouble.text)"))
        }
        if let message = status.message, !status.isReady { troubles.append((1, "\(name): \(message)")) }
    }
    if let worst = troubles.min(by: { $0.rank < $1.rank }) {
        let more = troubles.count - 1
        return more > 0 ? "\(worst.text) (and \(more) more)" : worst.text
    }
    let phases = Set(statuses.map(\.phase))
    if phases == [.succeeded] { return "succeeded" }
    if phases.contains(.failed) { return "failed" }
    let containers = statuses.flatMap(\.lasting)
    if statuses.allSatisfy(\.isReady) {
        let restarts = containers.reduce(0) { $0 + Int($1.restartCount) }
        let history = restarts == 0 ? "" : ", \(restarts) \(restarts == 1 ? "restart" : "restarts")"
        let pods = several ? "\(pods.count) pods, " : ""
        return
            "ready: \(pods)\(containers.count) \(containers.count == 1 ? "container" : "containers")\(history)"
    }
    return "starting"
}

extension PodStatus {
    /// The main containers, and what runs beside them: sidecars.
    fileprivate var lasting: [ContainerStatus] { initContainers.filter(\.isRunning) + containers }
}

extension ContainerStatus {
    var isRunning: Bool { if case .running = state { true } else { false } }
}

/// What keeps a container from being ready, and how much that matters (least first).
private func trouble(with container: ContainerStatus, now: Now) -> (rank: Int, text: String)? {
    switch container.state {
    case .waiting(let reason, let message):
        let again = container.retryAt.map { ", again at \(clockTime(of: $0, now: now))" } ?? ""
        switch reason {
        case "PodInitializing", "ContainerCreating": return (9, "waiting to start")
        case "CrashLoopBackOff":
            let exit = container.lastTermination.map { " (\($0.reason), exit code \($0.exitCode))" } ?? ""
            return (0, "CrashLoopBackOff\(exit)\(again)")
        default: return (0, "\(reason)\(message.map { ": \($0)" } ?? "")\(again)")
        }
    case .running:
        if !container.started { return (5, "started, its startup probe has not succeeded yet") }
        if container.ready { return nil }
        return (4, container.unready.map { "running, not ready: \($0)" } ?? "running, not ready yet")
    case .terminated(let exit):
        return exit.exitCode == 0 ? nil : (2, "\(exit.reason), exit code \(exit.exitCode)")
    }
}

/// `14:05:09` in this machine's time zone. Said instead of «in 40 s» where the text stays on show.
private func clockTime(of instant: Instant, now: Now) -> String {
    let wait = max(instant - now.instant, .zero)
    let time = CalendarTime((now.wall.nanoseconds + wait.nanoseconds + 999_999_999) / 1_000_000_000)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(time.hour)):\(two(time.minute)):\(two(time.second))"
}
