import PodSpec

/// The pod as Kubernetes' `PodStatus` shows it (kubelet `status/generate.go`).
extension PodMachine {
    package func status(at now: Now) -> PodStatus {
        var status = bareStatus
        status.conditions = conditions(of: status, at: now)
        return status
    }

    /// Keeps the times at which conditions changed.
    mutating func noteConditions(at now: Now) {
        for condition in conditions(of: bareStatus, at: now) {
            transitions[condition.type] = PodMemory.Condition(
                isTrue: condition.status, since: condition.lastTransition)
        }
    }

    private var bareStatus: PodStatus {
        let hasInit = !pod.initContainers.isEmpty
        let inits = pod.initContainers.compactMap { machine($0)?.status(hasInit: hasInit) }
        let mains = pod.containers.compactMap { machine($0)?.status(hasInit: hasInit) }
        var status = PodStatus(
            phase: phase(inits: inits, mains: mains), startTime: startTime, initContainers: inits,
            containers: mains)
        if case .ready(_, let address) = sandbox { status.address = address }
        switch wanted {
        case .up: break
        case .down: status.isTerminating = true
        case .expired:
            (status.phase, status.reason) = (.failed, "DeadlineExceeded")
            status.message = Self.deadlineMessage
        }
        return status
    }

    private func phase(inits: [ContainerStatus], mains: [ContainerStatus]) -> PodStatus.Phase {
        let isDown = if case .down = wanted { true } else { false }
        return PodPhase.of(
            pod, statuses: inits + mains, isOver: isDown && !hasLive, hasInitialized: hasInitialized,
            isFinished: isFinished)
    }

    private func conditions(of status: PodStatus, at now: Now) -> [PodStatus.Condition] {
        let isReady = if case .ready = sandbox { true } else { false }
        let containersReady = readyVerdict(of: status)
        let all = [
            ("PodReadyToStartContainers", Verdict(isTrue: isReady)),
            ("Initialized", initializedVerdict(of: status)),
            ("Ready", containersReady),
            ("ContainersReady", containersReady),
            ("PodScheduled", Verdict(isTrue: true)),
        ]
        return all.map { type, verdict in
            let known = transitions[type]
            let since = known.flatMap { $0.isTrue == verdict.isTrue ? $0.since : nil } ?? now.wall
            return PodStatus.Condition(
                type: type, status: verdict.isTrue, reason: verdict.reason, message: verdict.message,
                lastTransition: since)
        }
    }

    private struct Verdict {
        var isTrue: Bool
        var reason: String?
        var message: String?
    }

    private func readyVerdict(of status: PodStatus) -> Verdict {
        switch status.phase {
        case .succeeded: return Verdict(isTrue: false, reason: "PodCompleted")
        case .failed: return Verdict(isTrue: false, reason: "PodFailed")
        case .pending, .running: break
        }
        let sidecars = Set(pod.sidecars.map(\.name))
        let counted = status.initContainers.filter { sidecars.contains($0.name) } + status.containers
        let unready = counted.filter { !$0.ready }.map(\.name)
        if unready.isEmpty { return Verdict(isTrue: true) }
        return Verdict(
            isTrue: false, reason: "ContainersNotReady",
            message: "containers with unready status: [\(unready.joined(separator: " "))]")
    }

    private func initializedVerdict(of status: PodStatus) -> Verdict {
        if status.phase == .succeeded { return Verdict(isTrue: true, reason: "PodCompleted") }
        if hasInitialized { return Verdict(isTrue: true) }
        let sidecars = Set(pod.sidecars.map(\.name))
        let incomplete = status.initContainers.filter {
            sidecars.contains($0.name) ? !$0.started : !$0.ready
        }
        if incomplete.isEmpty { return Verdict(isTrue: true) }
        let names = incomplete.map(\.name).joined(separator: " ")
        return Verdict(
            isTrue: false, reason: "ContainersNotInitialized",
            message: "containers with incomplete status: [\(names)]")
    }
}
