import PodSpec

/// The container as Kubernetes' `ContainerStatus` shows it.
extension ContainerMachine {
    /// - Parameter hasInit: whether the pod has init containers, which names the first waiting reason.
    package func status(hasInit: Bool) -> ContainerStatus {
        ContainerStatus(
            name: spec.name, image: spec.image, containerID: containerID,
            state: shown(hasInit: hasInit), lastTermination: lastTermination, ready: isReady,
            started: isStarted, restartCount: history.restarts, retryAt: retryAt, unready: unready)
    }

    /// Why a container that runs is not ready, in the words of the probe that it waits for.
    private var unready: String? {
        switch state {
        case .running(let run) where !isReady && role != .plainInit:
            let awaited: Probe.Kind = run.stage == .started ? .readiness : .startup
            guard let probe = run.probes.first(where: { $0.kind == awaited }) else { return nil }
            guard let failure = probe.lastFailure else { return nil }
            return "\(awaited.rawValue) probe failed: \(failure)"
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return nil
        }
    }

    /// A plain init container is ready when it is done, any other when its readiness probe says so.
    package var isReady: Bool {
        switch role {
        case .plainInit: return isDone
        case .stray: return false
        case .sidecar, .main:
            switch state {
            case .running(let run), .stopping(let run, _):
                guard run.stage == .started else { return false }
                return run.probes.first { $0.kind == .readiness }.map { $0.result == .success } ?? true
            case .absent, .pulling, .imageBackOff, .starting, .waiting, .ended, .removing, .removeFailed,
                .gone:
                return false
            }
        }
    }

    private func shown(hasInit: Bool) -> ContainerStatus.State {
        let initial = ContainerStatus.State.waiting(
            reason: hasInit ? "PodInitializing" : "ContainerCreating", message: nil)
        switch state {
        case .absent, .removing, .removeFailed, .gone:
            return initial
        case .pulling(let pull):
            // Between two tries the kubelet goes on showing what it showed.
            return pull.failures == 0 ? lastShown ?? initial : initial
        case .starting:
            return lastShown ?? initial
        case .imageBackOff(_, let failure, _, let told):
            let text = failure.message(image: spec.image)
            let message = told == nil ? "Back-off pulling image \"\(spec.image)\": \(text)" : text
            return .waiting(reason: failure.waitingReason(inBackOff: told == nil), message: message)
        case .running(let run):
            // Not running, for Kubernetes, before postStart has returned.
            return run.stage == .hook ? initial : .running(startedAt: run.startedAt)
        case .stopping(let run, _):
            return .running(startedAt: run.startedAt)
        case .waiting(let wait, _, _):
            return .waiting(reason: wait.reason, message: wait.message)
        case .ended:
            return lastShown ?? initial
        }
    }

    private var lastShown: ContainerStatus.State? { history.last.map { .terminated($0) } }

    /// The end before the one that ``shown(hasInit:)`` shows, or the last one.
    private var lastTermination: ContainerStatus.Termination? {
        switch state {
        case .starting, .ended: return history.previous
        case .pulling(let pull): return pull.failures == 0 ? history.previous : history.last
        case .absent, .imageBackOff, .running, .stopping, .waiting, .removing, .removeFailed, .gone:
            return history.last
        }
    }

    private var containerID: String? {
        switch state {
        case .running(let run), .stopping(let run, _): return run.id
        case .absent(let leftover), .ended(let leftover), .waiting(_, let leftover, _): return leftover
        case .pulling(let pull), .imageBackOff(let pull, _, _, _): return pull.leftover
        case .starting(let start, _): return start.leftover
        case .removing, .removeFailed, .gone: return nil
        }
    }

    private var retryAt: Instant? {
        switch state {
        case .waiting(_, _, let until), .imageBackOff(_, _, let until, _): return until
        case .absent, .pulling, .starting, .running, .stopping, .ended, .removing, .removeFailed, .gone:
            return nil
        }
    }
}
