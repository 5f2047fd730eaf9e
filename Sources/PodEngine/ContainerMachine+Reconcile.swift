import PodSpec

/// Finding out what was missed.
extension ContainerMachine {
    /// A later look. Nothing is learnt about a container that is just being started.
    package mutating func reconcile(_ observed: ObservedContainer?, at now: Now) -> [PodAction] {
        let before = state
        defer { note(before, at: now) }
        switch state {
        case .starting, .gone:
            return []
        case .running(let run), .stopping(let run, _):
            guard let observed, observed.id == run.id else {
                let actions = gone(run.id, at: now)
                return observed == nil ? actions : actions + reconcile(observed, at: now)
            }
            switch observed.state {
            case .exited(let exit): return exited(run.id, exit.seen(at: now), at: now)
            case .created, .running, .paused: return []
            }
        case .removing(let id, _), .removeFailed(let id, _, _):
            return observed?.id == id ? [] : removed(id)
        case .absent, .pulling, .imageBackOff, .waiting, .ended:
            return reconcileIdle(observed, at: now)
        }
    }

    /// We think that nothing runs.
    private mutating func reconcileIdle(_ observed: ObservedContainer?, at now: Now) -> [PodAction] {
        guard let observed else { return leftover.map { gone($0, at: now) } ?? [] }
        switch observed.state {
        case .created, .exited:
            replaceLeftover(observed.id)
            return role == .stray
                ? settle(.vanish(sandboxGoes: false), leftover: observed.id, at: now) : []
        case .running(let startedAt), .paused(let startedAt):
            // Its start was reported as failed, or somebody else started it.
            let wasOver = hasEnded
            take(restarts: observed)
            let begins = observed.isCurrent && !wasOver
            return adoptRunning(observed, startedAt, begins: begins, at: now)
                + (wasOver ? stop(.unwanted(self, .end, at: now), at: now) : [])
        }
    }

    private var leftover: String? {
        switch state {
        case .absent(let leftover), .ended(let leftover), .waiting(_, let leftover, _): return leftover
        case .pulling(let pull), .imageBackOff(let pull, _, _, _): return pull.leftover
        case .starting(let start, _): return start.leftover
        case .running, .stopping, .removing, .removeFailed, .gone: return nil
        }
    }

    private mutating func replaceLeftover(_ id: String) {
        switch state {
        case .absent: state = .absent(leftover: id)
        case .ended: state = .ended(leftover: id)
        case .waiting(let wait, _, let until): state = .waiting(wait, leftover: id, until: until)
        case .pulling(var pull):
            pull.leftover = id
            state = .pulling(pull)
        case .imageBackOff(var pull, let failure, let until, let told):
            pull.leftover = id
            state = .imageBackOff(pull, failure, until: until, told: told)
        case .starting, .running, .stopping, .removing, .removeFailed, .gone: break
        }
    }
}
