import PodSpec

/// The pod's own namespaces: made, lost, removed.
extension PodMachine {
    private static let firstDelay = Duration.seconds(2)
    private static let delayCap = Duration.seconds(60)

    mutating func createSandbox(failures: Int32) -> [PodAction] {
        sandbox = .creating(failures: failures, stale: false)
        return [.createSandbox]
    }

    mutating func removeSandbox(failures: Int32) -> [PodAction] {
        sandbox = .removing(failures: failures)
        return [.removeSandbox]
    }

    mutating func sandboxReady(_ id: String, _ address: String?, at now: Now) -> [PodAction] {
        switch sandbox {
        case .creating(_, stale: false):
            sandbox = .ready(id: id, address: address)
            return []
        case .creating(_, stale: true):
            return leave(fresh: true, at: now)
        case .unknown, .absent, .createFailed, .ready, .dead, .leaving, .removing, .removeFailed:
            return []
        }
    }

    mutating func sandboxFailed(_ message: String, at now: Now) -> [PodAction] {
        switch sandbox {
        case .creating(let failures, let stale):
            let failures = min(failures, .max - 1) + 1
            let delay =
                stale
                ? .zero
                : BackOff.delay(afterFailures: failures, first: Self.firstDelay, cap: Self.delayCap)
            sandbox = .createFailed(failures: stale ? 0 : failures, until: now.instant + delay)
            let text = "Failed to create pod sandbox: \(message); trying again in \(delay.plainText)"
            return [report(.warning, "FailedCreatePodSandBox", text)]
        case .unknown, .absent, .createFailed, .ready, .dead, .leaving, .removing, .removeFailed:
            return []
        }
    }

    mutating func sandboxDied(_ id: String, at now: Now) -> [PodAction] {
        switch sandbox {
        case .ready(id, _): return lose(id, at: now)
        case .unknown, .absent, .creating, .createFailed, .ready, .dead, .leaving, .removing, .removeFailed:
            return []
        }
    }

    /// The sandbox was lost, not given up: everything that is restarted at all starts anew in another one.
    mutating func lose(_ id: String, at now: Now) -> [PodAction] {
        guard isMadeAgain else {
            sandbox = .dead(id: id)
            return endAll(.end, deadline: now.instant + pod.terminationGracePeriod, at: now)
        }
        return leave(fresh: false, at: now)
    }

    /// A pod that is never restarted gets no second sandbox once anything has run in it, nor does one that
    /// has nothing left to run (kubelet `computePodActions`).
    var isMadeAgain: Bool {
        if pod.restartPolicy == .never && machines.values.contains(where: { $0.memory != nil }) {
            return false
        }
        return !isFinished
    }

    /// Ends everything in the sandbox, removes it, and makes another if the pod is wanted.
    mutating func leave(fresh: Bool, at now: Now) -> [PodAction] {
        let deadline = now.instant + pod.terminationGracePeriod
        sandbox = .leaving(deadline: deadline)
        let told: [PodAction] =
            wanted == .up
            ? [report(.normal, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.")]
            : []
        return told
            + forEach { machine in
                if !fresh && machine.role == .main && machine.hasEnded { return [] }
                return machine.stop(.leaving(machine, fresh: fresh, deadline: deadline), at: now)
            }
    }

    mutating func sandboxRemoved(at now: Now) -> [PodAction] {
        switch sandbox {
        case .removing:
            sandbox = .absent
            return forEach { $0.reconcile(nil, at: now) }
        case .unknown, .absent, .creating, .createFailed, .ready, .dead, .leaving, .removeFailed:
            return []
        }
    }

    mutating func sandboxRemoveFailed(_ message: String, at now: Now) -> [PodAction] {
        switch sandbox {
        case .removing(let failures):
            let failures = min(failures, .max - 1) + 1
            let delay = BackOff.delay(afterFailures: failures, first: Self.firstDelay, cap: Self.delayCap)
            sandbox = .removeFailed(failures: failures, until: now.instant + delay)
            let text = "Could not remove the pod: \(message); trying again in \(delay.plainText)"
            return [report(.warning, "FailedKillPod", text)]
        case .unknown, .absent, .creating, .createFailed, .ready, .dead, .leaving, .removeFailed:
            return []
        }
    }

    /// The pod is to go. Once more with a shorter grace period shortens it; a longer one changes nothing.
    mutating func stop(grace: Duration?, at now: Now) -> [PodAction] {
        let deadline = now.instant + max(grace ?? pod.terminationGracePeriod, .zero)
        switch wanted {
        case .up: wanted = .down(deadline: deadline)
        case .expired(let earlier), .down(let earlier): wanted = .down(deadline: min(earlier, deadline))
        }
        switch (sandbox, wanted) {
        case (.leaving, .down(let deadline)):
            return endAll(.end, strays: true, deadline: deadline, at: now)
        case (.unknown, _), (.absent, _), (.creating, _), (.createFailed, _), (.ready, _), (.dead, _),
            (.leaving, _), (.removing, _), (.removeFailed, _):
            return []
        }
    }
}

extension ContainerMachine.StopOrder {
    /// Ends with the sandbox; starts anew in the next one, unless the manifest does not know it.
    static func leaving(_ machine: ContainerMachine, fresh: Bool, deadline: Instant) -> Self {
        let renewal = ContainerMachine.Renewal(fresh: fresh, sandboxGoes: true)
        return Self(
            next: machine.role == .stray ? .vanish(sandboxGoes: true) : .anew(renewal), deadline: deadline,
            waitsForTurn: machine.role == .sidecar, why: "Stopping container \(machine.spec.name)")
    }
}
