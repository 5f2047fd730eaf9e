import PodSpec

/// Asking probes, and answers that change nothing: most of what ever happens to a pod, and done without a look
/// at the whole of it.
extension PodMachine {
    /// - Returns: `nil`, with nothing changed, where there is more to the event.
    mutating func handleQuietly(_ event: PodEvent, at now: Now) -> [PodAction]? {
        guard case .up = wanted, case .ready = sandbox else { return nil }
        switch event {
        case .timer:
            if let expiry = openExpiry, now.instant >= expiry { return nil }
            guard machines.values.allSatisfy(\.isSteady) else { return nil }
            return names.flatMap { name -> [PodAction] in
                guard let wake = machines[name]?.nextWake, wake <= now.instant else { return [] }
                return machines[name]?.wake(at: now) ?? []
            }
        case .container(let name, .probed(let id, let kind, let outcome)):
            // Another container's time may have come, too.
            if let wake = nextWake, wake <= now.instant { return nil }
            return machines[name]?.answered(id, kind, outcome, at: now) == true ? [] : nil
        case .observed, .sandboxReady, .sandboxFailed, .sandboxDied, .sandboxRemoved, .sandboxRemoveFailed,
            .container, .release, .stop, .update:
            return nil
        }
    }
}

extension ContainerMachine {
    /// Time brings it nothing but probes.
    fileprivate var isSteady: Bool {
        switch state {
        case .running, .ended: return true
        case .absent, .pulling, .imageBackOff, .starting, .stopping, .waiting, .removing, .removeFailed,
            .gone:
            return false
        }
    }

    /// Takes a probe's answer if that is no news: neither what is recorded nor what is shown changes.
    fileprivate mutating func answered(
        _ id: String, _ kind: Probe.Kind, _ outcome: ProbeOutcome, at now: Now
    ) -> Bool {
        guard case .running(var run) = state, run.id == id,
            let index = run.probes.firstIndex(where: { $0.kind == kind })
        else { return false }
        let before = run.probes[index]
        var probe = before
        var isTold = false
        let finding = probe.answered(outcome, at: now.instant) { _, _, _ in isTold = true }
        guard finding == .nothing, !isTold, probe.lastFailure == before.lastFailure,
            probe.result == before.result, probe.rememberedFailures == before.rememberedFailures
        else { return false }
        run.probes[index] = probe
        state = .running(run)
        return true
    }
}
