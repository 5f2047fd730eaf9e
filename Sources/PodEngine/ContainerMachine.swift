import PodSpec

/// Decides what happens to one container of a pod.
///
/// It starts when the pod says so (``begin(at:)``) and then lives by itself: image, start, hooks, probes,
/// exits, back-off, restart. The pod stops it (``stop(_:at:)``) and says when a sidecar's turn to end has come.
package struct ContainerMachine: Equatable, Sendable {
    package enum Role: Equatable, Sendable {
        /// Runs to its end before the next one starts.
        case plainInit
        /// An init container with `restartPolicy: Always`.
        case sidecar
        case main
        /// The manifest does not know it (any more): it goes.
        case stray
    }

    package enum State: Equatable, Sendable {
        /// It is not its turn yet. `leftover`: an old container, to be replaced. Goes to `pulling`, `waiting`.
        case absent(leftover: String?)
        /// `ensureImage` is under way. Goes to `starting`, `imageBackOff`.
        case pulling(Pull)
        /// The image could not be had; it is tried again. Goes to `pulling`.
        case imageBackOff(Pull, ImageFailure, until: Instant, told: Instant?)
        /// `start` is under way; `order`: it is to be stopped as soon as it is there. Goes to `running`,
        /// `waiting`, `stopping`, `ended`.
        case starting(Start, order: StopOrder?)
        /// Goes to `stopping`, `waiting`, `pulling`, `ended`.
        case running(Run)
        /// It is being ended by us. Goes to `absent`, `pulling`, `waiting`, `ended`, `removing`, `gone`.
        case stopping(Run, Stop)
        /// It ended or could not be started, and is started again at `until`. Goes to `pulling`.
        case waiting(Wait, leftover: String?, until: Instant)
        /// It ended, or never began, and is not started again. Goes to `absent` when the manifest changes.
        case ended(leftover: String?)
        /// `remove` is under way. Goes to `gone`, `absent`, `removeFailed`.
        case removing(id: String, then: AfterRemoval)
        case removeFailed(id: String, then: AfterRemoval, until: Instant)
        /// Nothing is left of a stray.
        case gone
    }

    package enum AfterRemoval: Equatable, Sendable { case anew, gone }

    package struct Pull: Equatable, Sendable {
        var leftover: String?
        var failures: Int32 = 0
    }

    package struct Start: Equatable, Sendable {
        var restarts: Int32
        var leftover: String?
    }

    /// Why it waits, as Kubernetes words it.
    package struct Wait: Equatable, Sendable {
        var reason: String
        var message: String
    }

    /// A container that lives.
    package struct Run: Equatable, Sendable {
        package enum Stage: Equatable, Sendable {
            /// postStart runs.
            case hook
            /// The startup probe has not succeeded yet.
            case startup
            /// Started, as Kubernetes means it.
            case started
        }
        package let id: String
        package let startedAt: WallTime
        package let since: Instant
        package internal(set) var stage: Stage
        package internal(set) var probes: [ProbeMachine]
    }

    /// What a container was before and how often; outlives each of its containers.
    package struct History: Equatable, Sendable {
        /// Restart count of the current or last container, and the one that the next will carry.
        var restarts: Int32 = 0
        var next: Int32 = 0
        var backOff: BackOff
        var last: ContainerStatus.Termination?
        var previous: ContainerStatus.Termination?
        /// Told by the last supervisor of the container that ran then.
        var progress: PodMemory.Progress?
    }

    package internal(set) var spec: Container
    package internal(set) var role: Role
    package internal(set) var pod: PodContext
    package internal(set) var state = State.absent(leftover: nil)
    package internal(set) var history: History
    /// When something was last learnt or asked: older observations say nothing about it.
    package internal(set) var changedAt: Instant?

    package init(
        _ spec: Container, role: Role, pod: PodContext, memory: PodMemory.Container? = nil,
        backOffCap: Duration = BackOff.defaultCap
    ) {
        self.spec = spec
        self.role = role
        self.pod = pod
        let backOff = BackOff(
            cap: backOffCap, failures: memory?.failures ?? 0, lastExit: memory?.lastExit)
        history = History(backOff: backOff)
        guard let memory else { return }
        history.restarts = memory.restarts
        history.next = memory.restarts.addingReportingOverflow(1).partialValue
        history.last = memory.lastTermination
        history.progress = memory.progress
    }

    /// What a container must know of its pod.
    package struct PodContext: Equatable, Sendable {
        /// `name_namespace`, as in the kubelet's messages.
        var name: String
        var restartPolicy: Pod.RestartPolicy
        var grace: Duration

        package init(_ pod: Pod) {
            name = "\(pod.name)_\(pod.namespace)"
            restartPolicy = pod.restartPolicy
            grace = pod.terminationGracePeriod
        }
    }
}

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
