import PodSpec

/// When the manifest changes, and what is kept for the next supervisor.
extension ContainerMachine {
    /// A new definition: the old container is ended gracefully, and a new one starts when its turn comes.
    package mutating func renew(_ spec: Container, role: Role, sandboxGoes: Bool, at now: Now) -> [PodAction]
    {
        let why = "Container \(spec.name) definition changed, will be restarted"
        let renewal = Renewal(fresh: true, sandboxGoes: sandboxGoes, spec: spec, role: role)
        switch state {
        case .removing, .removeFailed:
            self.spec = spec
            self.role = role
            history = History(backOff: BackOff(cap: history.backOff.cap))
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .gone:
            break
        }
        let order = StopOrder(
            next: .anew(renewal), deadline: now.instant + pod.grace,
            waitsForTurn: sandboxGoes && self.role == .sidecar, why: why)
        return stop(order, at: now)
    }

    /// The same container in a new manifest: only what needs no restart may differ, its probes above all.
    package mutating func keep(_ spec: Container, pod: PodContext, at now: Now) {
        self.pod = pod
        switch state {
        case .stopping(let run, var stop):
            guard stop.order.renew(to: spec) else { break }
            state = .stopping(run, stop)
            return
        case .starting(let start, var order?):
            guard order.renew(to: spec) else { break }
            state = .starting(start, order: order)
            return
        case .running(var run):
            run.probes = Probe.Kind.allCases.compactMap { kind in
                guard let probe = spec.probe(kind), role == .main || role == .sidecar else { return nil }
                guard var old = run.probes.first(where: { $0.kind == kind }) else {
                    return ProbeMachine(kind, probe)
                }
                old.adopt(probe)
                return old
            }
            if run.stage == .startup && spec.startupProbe == nil { run.stage = .started }
            openProbes(&run, now: now.instant)
            state = .running(run)
        case .absent, .pulling, .imageBackOff, .starting, .waiting, .ended, .removing, .removeFailed, .gone:
            break
        }
        self.spec = spec
    }

    /// Another longest wait between restarts, for the wait that is under way too.
    mutating func cap(backOff cap: Duration) {
        history.backOff.cap = cap
        switch state {
        case .waiting(var wait, let leftover, let until):
            guard let sooner = history.backOff.until, sooner < until else { break }
            if wait.reason == Self.backOffReason { wait.message = backOffMessage }
            state = .waiting(wait, leftover: leftover, until: sooner)
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .ended, .removing,
            .removeFailed,
            .gone:
            break
        }
    }

    /// Whether it is on its way out to make place for what a newer manifest says.
    var isReplaced: Bool {
        switch state {
        case .stopping(_, let stop): return stop.order.next.isReplacement
        case .starting(_, let order?): return order.next.isReplacement
        case .removing, .removeFailed: return true
        case .absent, .pulling, .imageBackOff, .starting, .running, .waiting, .ended, .gone: return false
        }
    }

    /// An earlier supervisor had got this far with the same container.
    func resume(_ run: inout Run, _ progress: PodMemory.Progress, now: Instant) {
        let hasStartup = run.probes.contains { $0.kind == .startup }
        run.stage = progress.isStarted || !hasStartup ? .started : .startup
        for index in run.probes.indices {
            switch run.probes[index].kind {
            case .startup where run.stage == .started: run.probes[index].assume(.success)
            case .readiness where progress.isReady: run.probes[index].assume(.success)
            case .startup, .readiness, .liveness: break
            }
            let kind = run.probes[index].kind
            run.probes[index].failures = progress.probeFailures[kind.rawValue] ?? 0
        }
        openProbes(&run, now: now)
    }

    /// `nil`: there is nothing to remember.
    package var memory: PodMemory.Container? {
        let progress: PodMemory.Progress? =
            switch state {
            case .running(let run), .stopping(let run, _):
                PodMemory.Progress(
                    id: run.id, hookDone: run.stage != .hook, isStarted: run.stage == .started,
                    isReady: isReady, probeFailures: run.probeFailures)
            case .absent, .pulling, .imageBackOff, .starting, .waiting, .ended, .removing, .removeFailed,
                .gone:
                nil
            }
        guard role != .stray, progress != nil || history.last != nil || history.restarts > 0 else {
            return nil
        }
        return PodMemory.Container(
            restarts: history.restarts, failures: history.backOff.failures, lastTermination: history.last,
            lastExit: history.backOff.lastExit, isDone: role == .plainInit && isDone, progress: progress)
    }
}

extension ContainerMachine.Run {
    /// What is worth remembering of the probes; none that never failed.
    fileprivate var probeFailures: [String: Int32] {
        var failures: [String: Int32] = [:]
        for probe in probes where probe.rememberedFailures > 0 {
            failures[probe.kind.rawValue] = probe.rememberedFailures
        }
        return failures
    }
}

extension ContainerMachine.Next {
    fileprivate var isReplacement: Bool {
        switch self {
        case .anew(let renewal): return renewal.fresh
        case .vanish: return true
        case .byPolicy, .end: return false
        }
    }
}

extension ContainerMachine.StopOrder {
    /// Whether it ends in a new definition, which is then replaced by a newer one.
    fileprivate mutating func renew(to spec: Container) -> Bool {
        switch next {
        case .anew(var renewal):
            guard renewal.spec != nil else { return false }
            renewal.spec = spec
            next = .anew(renewal)
            return true
        case .byPolicy, .end, .vanish:
            return false
        }
    }
}
