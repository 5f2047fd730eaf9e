import PodSpec

/// The pod's phase from its containers' states, as the kubelet's `getPhase` computes it.
enum PodPhase {
    /// - Parameters:
    ///   - isOver: the pod was stopped and nothing lives: its containers are not restarted, whatever the policy.
    ///   - isFinished: nothing is started any more, so that a sidecar which waits does not count as pending.
    ///     Without it the phase is not a final one: a pod whose sandbox was lost goes through the same states.
    ///   - hasInitialized: a main container has begun, so that sidecars which restart do not count as pending.
    static func of(
        _ pod: Pod, statuses: [ContainerStatus], isOver: Bool, hasInitialized: Bool, isFinished: Bool
    ) -> PodStatus.Phase {
        var count = Count()
        for container in pod.plainInits { count.addInit(container, pod, statuses.of(container)) }
        for container in pod.sidecars {
            count.addSidecar(statuses.of(container), isFinished: isFinished)
        }
        for container in pod.containers { count.addMain(container, pod, statuses.of(container)) }

        if count.failedForGood && isFinished { return .failed }
        if count.pendingInits > 0 || (count.pendingSidecars > 0 && !hasInitialized) || count.waiting > 0 {
            return .pending
        }
        if count.unknown > 0 { return .pending }
        if count.running > 0 { return .running }
        if count.stopped == 0 { return .pending }
        if !isOver && (!isFinished || count.stopped != count.stoppedForGood) { return .running }
        return count.stopped == count.succeeded ? .succeeded : .failed
    }

    private struct Count {
        var pendingInits = 0
        var pendingSidecars = 0
        var failedForGood = false
        var unknown = 0
        var running = 0
        var waiting = 0
        var stopped = 0
        var stoppedForGood = 0
        var succeeded = 0

        mutating func addInit(_ container: Container, _ pod: Pod, _ status: ContainerStatus?) {
            guard let status else {
                pendingInits += 1
                return
            }
            switch (status.state, status.lastTermination) {
            case (.running, _), (.waiting, nil):
                pendingInits += 1
            case (.terminated(let end), _), (.waiting, let end?):
                guard end.exitCode != 0 else { return }
                let verdict = container.verdict(onExit: end.exitCode, podPolicy: pod.restartPolicy)
                if verdict == .stay { failedForGood = true }
            }
        }

        mutating func addSidecar(_ status: ContainerStatus?, isFinished: Bool) {
            guard let status else {
                unknown += 1
                return
            }
            switch (status.state, status.lastTermination) {
            case (.running, _):
                if !status.started { pendingSidecars += 1 }
                running += 1
            case (.waiting, nil):
                if isFinished { return }
                pendingSidecars += 1
                waiting += 1
            case (.terminated, _), (.waiting, _):
                break  // Sidecars that ended say nothing about the pod.
            }
        }

        mutating func addMain(_ container: Container, _ pod: Pod, _ status: ContainerStatus?) {
            guard let status else {
                unknown += 1
                return
            }
            switch (status.state, status.lastTermination) {
            case (.running, _):
                running += 1
            case (.waiting, nil):
                waiting += 1
            case (.terminated(let end), _):
                add(end, of: container, pod)
                if end.exitCode == 0 { succeeded += 1 }
            case (.waiting, let end?):
                add(end, of: container, pod)
            }
        }

        private mutating func add(
            _ end: ContainerStatus.Termination, of container: Container, _ pod: Pod
        ) {
            stopped += 1
            let verdict = container.verdict(onExit: end.exitCode, podPolicy: pod.restartPolicy)
            if verdict == .stay { stoppedForGood += 1 }
        }
    }
}

extension [ContainerStatus] {
    fileprivate func of(_ container: Container) -> ContainerStatus? {
        first { $0.name == container.name }
    }
}
