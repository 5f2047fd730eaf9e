import PodSpec

/// Events, timers, and what the pod asks of it.
extension ContainerMachine {
    package mutating func handle(_ event: ContainerEvent, at now: Now) -> [PodAction] {
        let before = state
        defer { note(before, at: now) }
        switch event {
        case .imageReady: return imageReady(at: now)
        case .imageFailed(let failure): return imageFailed(failure, at: now)
        case .started(let id, let startedAt): return started(id, startedAt, at: now)
        case .startFailed(let reason, let message): return startFailed(reason, message, at: now)
        case .exited(let id, let exit): return exited(id, exit, at: now)
        case .gone(let id): return gone(id, at: now)
        case .conmonLost(let id): return conmonLost(id, at: now)
        case .probed(let id, let kind, let outcome): return probed(id, kind, outcome, at: now)
        case .hookFinished(let id, let hook, let error): return hookFinished(id, hook, error, at: now)
        case .signalFailed(let id, _): return signalFailed(id, at: now)
        case .removed(let id): return removed(id)
        case .removeFailed(let id, let message): return removeFailed(id, message, at: now)
        }
    }

    /// Does what has become due.
    package mutating func wake(at now: Now) -> [PodAction] {
        let before = state
        defer { note(before, at: now) }
        switch state {
        case .waiting(_, let leftover, let until):
            return now.instant >= until ? pull(Pull(leftover: leftover)) : []
        case .imageBackOff(let pull, let failure, let until, let told):
            return wakeImage(pull, failure, until: until, told: told, at: now)
        case .running(var run):
            let actions = ask(&run, at: now, all: true)
            state = .running(run)
            return actions
        case .stopping(let run, let stop):
            return wakeStop(run, stop, at: now)
        case .removeFailed(let id, let then, let until):
            guard now.instant >= until else { return [] }
            state = .removing(id: id, then: then)
            return [.remove(container: spec.name, id: id)]
        case .absent, .pulling, .starting, .ended, .removing, .gone:
            return []
        }
    }

    /// When ``wake(at:)`` has something to do.
    package var nextWake: Instant? {
        switch state {
        case .waiting(_, _, let until), .removeFailed(_, _, let until): return until
        case .imageBackOff(_, _, let until, let told): return min(until, told ?? until)
        case .running(let run): return run.probes.compactMap(\.nextWake).min()
        case .stopping(let run, let stop):
            let readiness = run.probes.first { $0.kind == .readiness }
            return [readiness?.nextWake, stop.nextWake].compactMap { $0 }.min()
        case .absent, .pulling, .starting, .ended, .removing, .gone: return nil
        }
    }

    /// The container that lives, as far as we know.
    package var liveID: String? {
        switch state {
        case .running(let run), .stopping(let run, _): return run.id
        case .absent, .pulling, .imageBackOff, .starting, .waiting, .ended, .removing, .removeFailed, .gone:
            return nil
        }
    }

    /// Whether it lives or is about to: the sandbox must not go before it.
    package var isLive: Bool {
        switch state {
        case .starting, .running, .stopping: return true
        case .absent, .pulling, .imageBackOff, .waiting, .ended, .removing, .removeFailed, .gone: return false
        }
    }

    /// Ended for good, by itself or by us.
    package var hasEnded: Bool {
        switch state {
        case .ended: return true
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .removing,
            .removeFailed, .gone:
            return false
        }
    }

    /// An init container that has done its work.
    package var isDone: Bool { hasEnded && history.last?.exitCode == 0 }

    /// Started as Kubernetes means it: it runs, postStart has returned, the startup probe has succeeded.
    package var isStarted: Bool {
        switch state {
        case .running(let run), .stopping(let run, _): return run.stage == .started
        case .absent, .pulling, .imageBackOff, .starting, .waiting, .ended, .removing, .removeFailed, .gone:
            return false
        }
    }

    /// Started, and not being ended: what comes after a sidecar may begin.
    package var isUp: Bool {
        switch state {
        case .running(let run): return run.stage == .started
        case .absent, .pulling, .imageBackOff, .starting, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return false
        }
    }

    /// Notes when it came into this state; probes of a container that runs on are nothing new.
    mutating func note(_ before: State, at now: Now) {
        if !state.isSameLife(as: before) { changedAt = now.instant }
    }

    func report(_ severity: PodReport.Severity, _ reason: String, _ message: String) -> PodAction {
        .report(PodReport(severity, reason, container: spec.name, message))
    }
}

extension ContainerMachine.State {
    fileprivate func isSameLife(as other: Self) -> Bool {
        switch (self, other) {
        case (.running(let run), .running(let old)), (.stopping(let run, _), .stopping(let old, _)):
            return run.id == old.id
        case (.absent, _), (.pulling, _), (.imageBackOff, _), (.starting, _), (.running, _), (.stopping, _),
            (.waiting, _), (.ended, _), (.removing, _), (.removeFailed, _), (.gone, _):
            return self == other
        }
    }
}
