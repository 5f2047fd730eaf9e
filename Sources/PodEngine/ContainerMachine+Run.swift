import PodSpec

/// While it runs: postStart, probes.
extension ContainerMachine {
    /// The kubelet waits for postStart without end; a hook that takes this long has failed.
    private static let postStartLimit = Duration.seconds(3600)

    mutating func started(_ id: String, _ startedAt: WallTime, at now: Now) -> [PodAction] {
        switch state {
        case .starting(let start, let order):
            history.restarts = start.restarts
            history.next = start.restarts.addingReportingOverflow(1).partialValue
            var (run, actions) = launch(id, startedAt, since: now.instant)
            actions.insert(report(.normal, "Started", "Started container \(spec.name)"), at: 0)
            if let order {
                state = .running(run)
                return [actions[0]] + stop(order, at: now)
            }
            actions += ask(&run, at: now, all: true)
            state = .running(run)
            return actions
        case .absent, .pulling, .imageBackOff, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    /// A run from its beginning. Plain init containers have neither hooks nor probes.
    func launch(_ id: String, _ startedAt: WallTime, since: Instant) -> (Run, [PodAction]) {
        var run = Run(id: id, startedAt: startedAt, since: since, stage: .hook, probes: [])
        switch role {
        case .plainInit, .stray: run.stage = .started
        case .sidecar, .main:
            run.probes = Probe.Kind.allCases.compactMap { kind in
                spec.probe(kind).map { ProbeMachine(kind, $0) }
            }
            if let hook = spec.postStart {
                var limit = Self.postStartLimit
                if case .sleep(let duration) = hook { limit = max(limit, duration + .seconds(1)) }
                return (run, [.runHook(container: spec.name, id: id, .postStart, timeout: limit)])
            }
            settleStage(&run, now: since)
        }
        return (run, [])
    }

    /// postStart is over: the startup probe comes next, or it is started.
    private func settleStage(_ run: inout Run, now: Instant) {
        let hasStartup = run.probes.contains { $0.kind == .startup }
        run.stage = hasStartup ? .startup : .started
        openProbes(&run, now: now)
    }

    /// Opens those probes whose time has come, and closes startup once it has.
    func openProbes(_ run: inout Run, now: Instant) {
        for index in run.probes.indices {
            switch (run.stage, run.probes[index].kind) {
            case (.started, .liveness), (.started, .readiness), (.startup, .startup):
                run.probes[index].open(startedAt: run.since, now: now)
            case (.started, .startup), (.hook, _), (.startup, .liveness), (.startup, .readiness):
                run.probes[index].close()
            }
        }
    }

    /// Asks what is due. `all`: every probe, else readiness only (a container that is being stopped).
    func ask(_ run: inout Run, at now: Now, all: Bool) -> [PodAction] {
        var actions: [PodAction] = []
        for index in run.probes.indices where all || run.probes[index].kind == .readiness {
            guard run.probes[index].asks(at: now.instant) else { continue }
            actions.append(.probe(container: spec.name, id: run.id, run.probes[index].kind))
        }
        return actions
    }

    mutating func hookFinished(_ id: String, _ hook: Hook, _ error: String?, at now: Now) -> [PodAction] {
        switch (state, hook) {
        case (.running(var run), .postStart) where run.id == id && run.stage == .hook:
            if let error {
                let told = report(.warning, "FailedPostStartHook", "PostStartHook failed: \(error)")
                return [told] + kill(why: "FailedPostStartHook", grace: nil, at: now)
            }
            settleStage(&run, now: now.instant)
            let actions = ask(&run, at: now, all: true)
            state = .running(run)
            return actions
        case (.stopping(let run, let stop), .preStop) where run.id == id && stop.stage == .hook:
            let failed = error.map { report(.warning, "FailedPreStopHook", "PreStopHook failed: \($0)") }
            return (failed.map { [$0] } ?? []) + hookDone(run, stop, at: now)
        case (.absent, _), (.pulling, _), (.imageBackOff, _), (.starting, _), (.running, _), (.stopping, _),
            (.waiting, _), (.ended, _), (.removing, _), (.removeFailed, _), (.gone, _):
            return []
        }
    }

    mutating func probed(
        _ id: String, _ kind: Probe.Kind, _ outcome: ProbeOutcome, at now: Now
    ) -> [PodAction] {
        switch state {
        case .running(var run) where run.id == id:
            var actions: [PodAction] = []
            guard let finding = take(outcome, of: kind, in: &run, at: now, into: &actions) else { return [] }
            state = .running(run)
            switch (finding, kind) {
            case (.passed, .startup):
                run.stage = .started
                openProbes(&run, now: now.instant)
                actions += ask(&run, at: now, all: true)
                state = .running(run)
            case (.failed, .startup), (.failed, .liveness):
                let grace = spec.probe(kind)?.terminationGracePeriod
                let name = kind == .startup ? "startup" : "liveness"
                actions += kill(why: "failed \(name) probe", grace: grace, at: now)
            case (.nothing, _), (.passed, .liveness), (.passed, .readiness), (.failed, .readiness):
                break
            }
            return actions
        case .stopping(var run, let stop) where run.id == id && kind == .readiness:
            var actions: [PodAction] = []
            _ = take(outcome, of: kind, in: &run, at: now, into: &actions)
            state = .stopping(run, stop)
            return actions
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    /// As for containerd, whose shim's death is its container's.
    mutating func conmonLost(_ id: String, at now: Now) -> [PodAction] {
        switch state {
        case .running(let run) where run.id == id:
            return kill(why: "lost its conmon, which takes its log and its exit code", grace: nil, at: now)
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    private func take(
        _ outcome: ProbeOutcome, of kind: Probe.Kind, in run: inout Run, at now: Now,
        into actions: inout [PodAction]
    ) -> ProbeMachine.Finding? {
        guard let index = run.probes.firstIndex(where: { $0.kind == kind }) else { return nil }
        return run.probes[index].answered(outcome, at: now.instant) { severity, reason, message in
            actions.append(report(severity, reason, message))
        }
    }

    /// Ends it because it failed; the restart policy says what follows.
    private mutating func kill(why: String, grace: Duration?, at now: Now) -> [PodAction] {
        let subject = why == "FailedPostStartHook" ? why : "Container \(spec.name) \(why)"
        let restarts = role == .sidecar || pod.restartPolicy != .never || spec.restartPolicy != nil
        let order = StopOrder(
            next: .byPolicy, deadline: now.instant + (grace ?? pod.grace), waitsForTurn: false,
            why: restarts ? "\(subject), will be restarted" : subject)
        return stop(order, at: now)
    }
}

extension Container {
    func probe(_ kind: Probe.Kind) -> Probe? {
        switch kind {
        case .startup: return startupProbe
        case .liveness: return livenessProbe
        case .readiness: return readinessProbe
        }
    }
}
