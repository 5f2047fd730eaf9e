import PodSpec

/// How it is ended: preStop, its turn, the stop signal, SIGKILL.
extension ContainerMachine {
    /// A container gets at least this long after its stop signal (kubelet `minimumGracePeriodInSeconds`).
    static let minimumGrace = Duration.seconds(2)
    /// A container that outlives SIGKILL (stuck in the kernel) gets it again.
    static let killAgainAfter = Duration.seconds(10)
    static let signalAgainAfter = Duration.seconds(1)

    /// What follows when it has ended.
    package enum Next: Equatable, Sendable {
        /// The restart policy decides.
        case byPolicy
        /// Starts anew when its turn comes.
        case anew(Renewal)
        /// It stays ended.
        case end
        /// Removed, unless it goes with the pod.
        case vanish(sandboxGoes: Bool)
    }

    package struct Renewal: Equatable, Sendable {
        /// Restarts and back-off count from 0: the manifest was changed.
        var fresh: Bool
        /// The old container goes with the pod's sandbox.
        var sandboxGoes = false
        /// What it is to become; until its end the old container keeps its old hooks and probes.
        var spec: Container?
        var role: Role?
    }

    package struct StopOrder: Equatable, Sendable {
        var next: Next
        /// When the grace period is over.
        var deadline: Instant
        /// A sidecar is signalled only when the pod says so, or at the deadline.
        var waitsForTurn: Bool
        /// For the journal (event `Killing`).
        var why: String
    }

    package struct Stop: Equatable, Sendable {
        package enum Stage: Equatable, Sendable {
            /// preStop runs.
            case hook
            /// preStop is done; others must end before it.
            case turn
            /// The stop signal was sent, and is sent again at `again` where it could not be delivered.
            case signalled(at: Instant, again: Instant?)
            case killed(again: Instant)
        }
        var order: StopOrder
        var stage: Stage

        var nextWake: Instant {
            switch stage {
            case .hook, .turn: return order.deadline
            case .signalled(let at, let again):
                let kill = killAt(signalled: at)
                return again.map { min($0, kill) } ?? kill
            case .killed(let again): return again
            }
        }

        func killAt(signalled: Instant) -> Instant { max(order.deadline, signalled + minimumGrace) }
    }

    /// Ends it if it lives, and settles what follows if it does not. Asking again changes nothing, except
    /// that a shorter grace period shortens the one that runs and the newer purpose counts.
    package mutating func stop(_ order: StopOrder, at now: Now) -> [PodAction] {
        let before = state
        defer { note(before, at: now) }
        switch state {
        case .absent(let leftover), .ended(let leftover), .waiting(_, let leftover, _):
            return settle(order.next, leftover: leftover, at: now)
        case .pulling(let pull), .imageBackOff(let pull, _, _, _):
            return settle(order.next, leftover: pull.leftover, at: now)
        case .starting(let start, let earlier):
            state = .starting(start, order: earlier?.merged(with: order) ?? order)
            return []
        case .running(let run):
            return beginStop(run, order, at: now)
        case .stopping(let run, var stop):
            stop.order = stop.order.merged(with: order)
            state = .stopping(run, stop)
            return wakeStop(run, stop, at: now)
        case .removing(let id, _):
            if let then = order.next.afterRemoval { state = .removing(id: id, then: then) }
            return []
        case .removeFailed(let id, _, let until):
            if let then = order.next.afterRemoval { state = .removeFailed(id: id, then: then, until: until) }
            return []
        case .gone:
            guard order.next.afterRemoval == .anew else { return [] }
            return settle(order.next, leftover: nil, at: now)
        }
    }

    private mutating func beginStop(_ run: Run, _ order: StopOrder, at now: Now) -> [PodAction] {
        let killing = report(.normal, "Killing", order.why)
        let grace = order.deadline - now.instant
        let stop = Stop(order: order, stage: .hook)
        guard spec.preStop != nil, grace > .zero else { return [killing] + hookDone(run, stop, at: now) }
        state = .stopping(run, stop)
        return [killing, .runHook(container: spec.name, id: run.id, .preStop, timeout: grace)]
    }

    mutating func hookDone(_ run: Run, _ stop: Stop, at now: Now) -> [PodAction] {
        var stop = stop
        stop.stage = .turn
        return wakeStop(run, stop, at: now)
    }

    /// All that had to end before this container has ended.
    package mutating func takeTurn(at now: Now) -> [PodAction] {
        switch state {
        case .stopping(let run, var stop) where stop.order.waitsForTurn:
            stop.order.waitsForTurn = false
            changedAt = now.instant
            return wakeStop(run, stop, at: now)
        case .starting(let start, var order?):
            order.waitsForTurn = false
            state = .starting(start, order: order)
            return []
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    mutating func wakeStop(_ run: Run, _ stop: Stop, at now: Now) -> [PodAction] {
        var (run, stop) = (run, stop)
        var actions = ask(&run, at: now, all: false)
        let isOver = now.instant >= stop.order.deadline
        switch stop.stage {
        case .hook where isOver, .turn where isOver || !stop.order.waitsForTurn:
            stop.stage = .signalled(at: now.instant, again: nil)
            actions.append(.signalStop(container: spec.name, id: run.id))
        case .signalled(let at, let again):
            if now.instant >= stop.killAt(signalled: at) {
                stop.stage = .killed(again: now.instant + Self.killAgainAfter)
                actions.append(.kill(container: spec.name, id: run.id))
            } else if let again, now.instant >= again {
                stop.stage = .signalled(at: at, again: nil)
                actions.append(.signalStop(container: spec.name, id: run.id))
            }
        case .killed(let again) where now.instant >= again:
            stop.stage = .killed(again: now.instant + Self.killAgainAfter)
            actions.append(.kill(container: spec.name, id: run.id))
        case .hook, .turn, .killed:
            break
        }
        state = .stopping(run, stop)
        return actions
    }

    mutating func signalFailed(_ id: String, at now: Now) -> [PodAction] {
        switch state {
        case .stopping(let run, var stop) where run.id == id:
            let again = now.instant + Self.signalAgainAfter
            switch stop.stage {
            case .signalled(let at, _): stop.stage = .signalled(at: at, again: again)
            case .killed: stop.stage = .killed(again: again)
            case .hook, .turn: break
            }
            state = .stopping(run, stop)
            return []
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }
}

extension ContainerMachine.StopOrder {
    func merged(with newer: Self) -> Self {
        var merged = newer
        merged.deadline = min(deadline, newer.deadline)
        merged.waitsForTurn = waitsForTurn && newer.waitsForTurn
        if case .anew(let old) = next, case .anew(var new) = newer.next {
            new.fresh = new.fresh || old.fresh
            new.sandboxGoes = new.sandboxGoes || old.sandboxGoes
            new.spec = new.spec ?? old.spec
            new.role = new.role ?? old.role
            merged.next = .anew(new)
        }
        return merged
    }
}

extension ContainerMachine.Next {
    /// What an order means to a container that is already being removed; `nil`: nothing new.
    var afterRemoval: ContainerMachine.AfterRemoval? {
        switch self {
        case .anew: return .anew
        case .vanish: return .gone
        case .byPolicy, .end: return nil
        }
    }
}
