import Supervisor
import Systemd

/// A pod's state in one word, as kubectl's STATUS column puts it (`printPod` in
/// `pkg/printers/internalversion/printers.go`).
func podWord(_ pod: PodDocument) -> String {
    if pod.metadata.deletionTimestamp != nil { return "Terminating" }
    let inits = pod.status.initContainerStatuses ?? []
    for (index, container) in inits.enumerated() where !isPast(container) {
        if let ended = container.state.terminated { return "Init:\(ended.reason)" }
        if let waiting = container.state.waiting, waiting.reason != "PodInitializing" {
            return "Init:\(waiting.reason)"
        }
        return "Init:\(index)/\(inits.count)"
    }
    var word = pod.status.reason ?? pod.status.phase
    var isRunning = false
    for container in pod.status.containerStatuses.reversed() {
        if let waiting = container.state.waiting {
            word = waiting.reason
        } else if let ended = container.state.terminated {
            word = ended.reason
        } else if container.state.running != nil, container.ready {
            isRunning = true
        }
    }
    if word == "Completed", isRunning { return pod.isReady ? "Running" : "NotReady" }
    return word
}

/// An init container that no longer holds the others up: done, or a sidecar that has started.
private func isPast(_ container: ContainerDocument) -> Bool {
    container.state.terminated?.exitCode == 0 || container.state.running != nil && container.started
}

/// For good: whatever happens, it is not started again.
func hasEnded(_ pod: PodDocument) -> Bool { pod.status.phase == "Succeeded" || pod.status.phase == "Failed" }

func podColor(_ pod: PodDocument) -> Color {
    if pod.isReady { return .good }
    if pod.status.phase == "Succeeded" { return .faint }
    let all = pod.allContainers
    let isBad = all.contains { ContainerState($0, now: 0).color == .bad } || pod.status.phase == "Failed"
    return isBad ? .bad : .busy
}

/// What systemd says of an app that no supervisor looks after.
func unitWord(_ entry: AppEntry) -> String {
    guard let unit = entry.unit else { return "not supervised" }
    if unit.loadState == .notFound { return "no unit" }
    if unit.loadState == .masked { return "masked" }
    guard unit.activeState == .failed || unit.subState == "auto-restart" else {
        if unit.service?.mainPID != nil { return "supervisor starting" }
        return unit.activeState == .inactive ? "stopped" : unit.activeState.rawValue
    }
    switch unit.service?.mainExit {
    case .exited(ExitStatus.badManifest): return "failed (wrong manifest)"
    case .exited(let code): return "failed (exit status \(code))"
    case .killed(let signal): return "failed (signal \(signal))"
    case nil: return "failed (\(unit.service?.result ?? "unknown"))"
    }
}

extension PodDocument {
    var allContainers: [ContainerDocument] { (status.initContainerStatuses ?? []) + status.containerStatuses }

    /// Those that run as long as the pod does: sidecars, then the main containers.
    var lastingContainers: [ContainerDocument] {
        let sidecars = (spec.initContainers ?? []).filter { $0.restartPolicy == "Always" }.map(\.name)
        return (status.initContainerStatuses ?? []).filter { sidecars.contains($0.name) }
            + status.containerStatuses
    }

    var isInitialized: Bool { has("Initialized") }
    var isReady: Bool { has("Ready") }

    private func has(_ condition: String) -> Bool {
        status.conditions.contains { $0.type == condition && $0.status == "True" }
    }
}
