import PodSpec

/// What is due: the order in which containers start and end.
extension PodMachine {
    mutating func advance(at now: Now) -> [PodAction] {
        if case .unknown = sandbox { return [] }
        var actions = expire(at: now)
        actions += forEach { $0.wake(at: now) }
        switch sandbox {
        case .unknown, .creating, .removing:
            break
        case .absent:
            if wanted == .up && !isFinished && !isHeld { actions += createSandbox(failures: 0) }
        case .createFailed(let failures, let until):
            switch wanted {
            case .up where now.instant >= until: actions += createSandbox(failures: failures)
            case .up: break
            case .expired, .down: actions += removeSandbox(failures: 0)
            }
        case .ready, .dead:
            actions += live(at: now)
        case .leaving:
            actions += takeTurns(at: now)
            if !hasLive { actions += removeSandbox(failures: 0) }
        case .removeFailed(let failures, let until):
            if now.instant >= until { actions += removeSandbox(failures: failures) }
        }
        for name in machines.keys where machines[name]?.state == .gone { machines[name] = nil }
        return actions
    }

    /// In a sandbox that stays.
    private mutating func live(at now: Now) -> [PodAction] {
        switch wanted {
        case .up:
            if case .dead = sandbox { abandon(at: now) }
            guard !isFinished else { return finish(at: now) + takeTurns(at: now) }
            if case .dead = sandbox { return takeTurns(at: now) }
            return startInOrder(at: now) + takeTurns(at: now)
        case .expired(let deadline):
            return endAll(.end, deadline: deadline, at: now) + takeTurns(at: now)
        case .down(let deadline):
            let actions = endAll(.end, strays: true, deadline: deadline, at: now) + takeTurns(at: now)
            return actions + (hasLive ? [] : removeSandbox(failures: 0))
        }
    }

    /// Init containers one after the other, a sidecar until it has started; then all the others, at once except
    /// where one has a postStart hook.
    private mutating func startInOrder(at now: Now) -> [PodAction] {
        var actions: [PodAction] = []
        let isInitialized = hasInitialized
        for container in pod.initContainers {
            guard var machine = machines[container.name] else { continue }
            defer { machines[container.name] = machine }
            switch machine.role {
            case .plainInit:
                if machine.isDone { continue }
                if mainsLive { return actions + endMains(before: container, at: now) }
                actions += machine.begin(at: now)
                return actions
            case .sidecar:
                actions += machine.begin(at: now)
                if !machine.isUp && !isInitialized { return actions }
            case .main, .stray:
                continue
            }
        }
        var isHeldUp = false
        for container in pod.containers {
            guard let machine = machine(container), !machine.hasEnded else { continue }
            // Its restarts wait for nobody.
            if !isHeldUp || machine.hasBegun { actions += machines[container.name]?.begin(at: now) ?? [] }
            isHeldUp = isHeldUp || self.machine(container)?.isInPostStart == true
        }
        return actions
    }

    /// Once a main container has begun, a sidecar that restarts holds up nobody (kubelet:
    /// `HasAnyRegularContainerStarted`).
    var hasInitialized: Bool { pod.containers.contains { machine($0)?.hasBegun ?? false } }

    private var mainsLive: Bool { pod.containers.contains { machine($0)?.isLive ?? false } }

    /// Whether a container lives, or is about to.
    package var hasLive: Bool { machines.values.contains { $0.isLive } }

    /// Nothing is started any more: an init container failed for good, or all main containers ended.
    var isFinished: Bool {
        let initFailed = pod.plainInits.contains { container in
            machine(container).map { $0.hasEnded && !$0.isDone } ?? false
        }
        let mains = pod.containers.compactMap { machine($0) }
        return initFailed || (!mains.isEmpty && mains.allSatisfy(\.hasEnded))
    }

    /// Sidecars do not keep a pod alive that has nothing else to run.
    private mutating func finish(at now: Now) -> [PodAction] {
        forEach { machine in
            switch (machine.role, machine.state) {
            case (.sidecar, .stopping), (.sidecar, .starting(_, .some)), (.main, _), (.plainInit, _),
                (.stray, _):
                return []
            case (.sidecar, _):
                let name = machine.spec.name
                return machine.stop(
                    ContainerMachine.StopOrder(
                        next: .end, deadline: now.instant + machine.pod.grace, waitsForTurn: true,
                        why: "Stopping container \(name)"), at: now)
            }
        }
    }

    /// `next` for every container of the manifest; strays go on going.
    mutating func endAll(
        _ next: ContainerMachine.Next, strays: Bool = false, deadline: Instant, at now: Now
    ) -> [PodAction] {
        forEach { machine in
            if machine.role == .stray && !strays { return [] }
            return machine.stop(
                ContainerMachine.StopOrder(
                    next: machine.role == .stray ? .vanish(sandboxGoes: true) : next, deadline: deadline,
                    waitsForTurn: machine.role == .sidecar, why: "Stopping container \(machine.spec.name)"),
                at: now)
        }
    }

    /// The last sidecar may end when all main containers have; each earlier one after the later one.
    private mutating func takeTurns(at now: Now) -> [PodAction] {
        if mainsLive { return [] }
        guard let last = pod.sidecars.last(where: { machine($0)?.isLive ?? false }) else { return [] }
        return machines[last.name]?.takeTurn(at: now) ?? []
    }

    /// In a dead sandbox nothing begins any more; what never ran counts as lost, as in the kubelet.
    private mutating func abandon(at now: Now) {
        _ = forEach { machine in
            if machine.role != .stray, !machine.isLive, machine.history.last == nil {
                machine.record(.lost(at: now))
            }
            return []
        }
    }

    /// An init container runs again, since the manifest changed it: what it prepares is used by nobody then.
    private mutating func endMains(before initContainer: Container, at now: Now) -> [PodAction] {
        forEach { machine in
            guard machine.role == .main, case .running = machine.state else { return [] }
            let renewal = ContainerMachine.Renewal(fresh: true)
            let why = "Init container \(initContainer.name) runs again, will be restarted"
            return machine.stop(
                ContainerMachine.StopOrder(
                    next: .anew(renewal), deadline: now.instant + machine.pod.grace, waitsForTurn: false,
                    why: why), at: now)
        }
    }

    private mutating func expire(at now: Now) -> [PodAction] {
        guard let expiry = openExpiry, now.instant >= expiry else { return [] }
        wanted = .expired(deadline: now.instant + pod.terminationGracePeriod)
        return [report(.warning, "DeadlineExceeded", Self.deadlineMessage)]
    }

    /// The active deadline, while it matters.
    var openExpiry: Instant? {
        guard let expiry, wanted == .up, !isFinished else { return nil }
        return expiry
    }

    static let deadlineMessage = "Pod was active on the node longer than the specified deadline"

    /// A rule with `RestartAllContainers` matched: everything starts anew in the same sandbox.
    mutating func restartAll(because name: String, at now: Now) -> [PodAction] {
        guard wanted == .up, case .ready = sandbox else { return [] }
        let told = report(
            .warning, "RestartAllContainers", "Container \(name) ended; all containers start anew")
        return [told]
            + endAll(
                .anew(ContainerMachine.Renewal(fresh: false)),
                deadline: now.instant + pod.terminationGracePeriod, at: now)
    }
}

extension ContainerMachine {
    /// Whether it is on its way to the end of its postStart hook. Before that the kubelet starts none of the
    /// containers after it in the manifest (`SyncPod`; there are pods that count on it). One that fails on
    /// this way holds up nobody.
    var isInPostStart: Bool {
        guard spec.postStart != nil else { return false }
        switch state {
        case .pulling, .starting: return true
        case .running(let run): return run.stage == .hook
        case .absent, .imageBackOff, .stopping, .waiting, .ended, .removing, .removeFailed, .gone:
            return false
        }
    }

    /// Whether it was its turn already, in this sandbox.
    var hasBegun: Bool {
        switch state {
        case .pulling, .imageBackOff, .starting, .running, .stopping, .waiting: return true
        case .ended: return history.last != nil
        case .absent, .removing, .removeFailed, .gone: return false
        }
    }
}
