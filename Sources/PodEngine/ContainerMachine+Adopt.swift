import PodSpec

/// Taking over what an earlier supervisor left.
extension ContainerMachine {
    /// The first look, in a sandbox that stays. `ends`: the pod is to go, so nothing is begun any more.
    package mutating func adopt(
        _ observed: ObservedContainer?, remembered: PodMemory.Container?, ends: Bool, at now: Now
    ) -> [PodAction] {
        guard let observed else { return adoptNothing(remembered, at: now) }
        take(restarts: observed)
        switch observed.state {
        case .created:
            if !observed.isCurrent { history = History(backOff: BackOff(cap: history.backOff.cap)) }
            return role == .stray
                ? settle(.vanish(sandboxGoes: false), leftover: observed.id, at: now)
                : settle(.anew(Renewal(fresh: false)), leftover: observed.id, at: now)
        case .running(let startedAt), .paused(let startedAt):
            return adoptRunning(observed, startedAt, begins: observed.isCurrent && !ends, at: now)
        case .exited(let exit):
            if role == .stray { return settle(.vanish(sandboxGoes: false), leftover: observed.id, at: now) }
            guard observed.isCurrent else {
                return settle(.anew(Renewal(fresh: true)), leftover: observed.id, at: now)
            }
            return adoptExited(observed.id, exit.seen(at: now), at: now)
        }
    }

    /// The first look, in a sandbox that goes. What runs is ended gracefully; what ended for good stays so
    /// unless the manifest was changed (`fresh`).
    package mutating func adoptLeaving(
        _ observed: ObservedContainer?, fresh: Bool, order: StopOrder, at now: Now
    ) -> [PodAction] {
        if let observed {
            take(restarts: observed)
            switch observed.state {
            case .created: break
            case .running(let startedAt), .paused(let startedAt):
                return adoptRunning(observed, startedAt, begins: false, at: now) + stop(order, at: now)
            case .exited(let exit):
                if history.last?.finishedAt != exit.finishedAt { recordSeen(exit.seen(at: now)) }
            }
        }
        if !fresh, role == .main, let last = history.last, !restartsItself(after: last.exitCode) {
            return settle(.end, leftover: observed?.id, at: now)
        }
        return settle(order.next, leftover: observed?.id, at: now)
    }

    private mutating func adoptNothing(_ remembered: PodMemory.Container?, at now: Now) -> [PodAction] {
        guard let remembered else { return [] }
        if role == .plainInit, remembered.isDone {
            if history.last == nil { record(.completedUnseen(at: now)) }
            return settle(.end, leftover: nil, at: now)
        }
        let wasRunning = remembered.progress != nil
        if wasRunning {
            record(
                .lost(at: now))
            history.backOff.ended(at: now.instant, ranFor: .zero)
        }
        let staysDown =
            history.last.map { last in
                // An init container that succeeded and is not done did so in a sandbox that is gone.
                role == .plainInit && last.exitCode == 0 ? false : !restartsItself(after: last.exitCode)
            } ?? false
        return settle(staysDown ? .end : .anew(Renewal(fresh: false)), leftover: nil, at: now)
    }

    /// `begins`: it goes on living here; otherwise it is ended.
    mutating func adoptRunning(
        _ observed: ObservedContainer, _ startedAt: WallTime, begins: Bool, at now: Now
    ) -> [PodAction] {
        let since = now.instant(of: startedAt)
        guard begins, role != .stray else {
            state = .running(
                Run(id: observed.id, startedAt: startedAt, since: since, stage: .started, probes: []))
            if role == .stray { return stop(.unwanted(self, .vanish(sandboxGoes: false), at: now), at: now) }
            guard !observed.isCurrent else { return [] }
            return stop(.unwanted(self, .anew(Renewal(fresh: true)), at: now), at: now)
        }
        var (run, actions) = launch(observed.id, startedAt, since: since)
        if let progress = history.progress, progress.id == observed.id, progress.hookDone {
            actions = []
            resume(&run, progress, now: now.instant)
        }
        actions += ask(&run, at: now, all: true)
        state = .running(run)
        return actions
    }

    private mutating func adoptExited(_ id: String, _ exit: Exit, at now: Now) -> [PodAction] {
        let isNews = history.last?.finishedAt != exit.finishedAt
        var actions: [PodAction] = []
        if isNews {
            recordSeen(exit)
            let ranFor = exit.startedAt.map { exit.finishedAt - $0 } ?? .zero
            if restartsItself(after: exit.code) {
                history.backOff.ended(at: now.instant(of: exit.finishedAt), ranFor: ranFor)
            }
            actions.append(
                report(
                    exit.code == 0 ? .normal : .warning, exit.reason,
                    "exited with code \(exit.code) while it was not watched"))
        }
        let staysDown = !restartsItself(after: exit.code)
        return actions + settle(staysDown ? .end : .anew(Renewal(fresh: false)), leftover: id, at: now)
    }

    private mutating func recordSeen(_ exit: Exit) {
        record(ContainerStatus.Termination(exit, startedAt: nil))
        if exit.code == Exit.unseenCode, exit.message == Exit.unseenMessage {
            history.last?.reason = "Unknown"
        }
    }

    /// The label tells how often it was restarted; one that never started has not used its number.
    mutating func take(restarts observed: ObservedContainer) {
        history.restarts = observed.restarts
        history.next = observed.restarts
        if observed.state != .created {
            history.next = observed.restarts.addingReportingOverflow(1).partialValue
        }
    }
}

extension Exit {
    static let unseenCode: Int32 = 255
    static let unseenMessage = "Its end was not seen: the machine lost power, or Podman was killed"

    /// Podman 4 notes the start after the container may already have ended: by this much at most an end lies
    /// before its start.
    private static let startNotedLate = Duration.seconds(1)

    /// After a power loss Podman shows what ran as exited with an old code and an end before its start.
    /// containerd tells Kubernetes 255, reason Unknown, then.
    func seen(at now: Now) -> Exit {
        let isSeen =
            finishedAt.nanoseconds > 0 && startedAt.map { $0 - finishedAt <= Self.startNotedLate } ?? true
        if isSeen { return self }
        return Exit(
            code: Self.unseenCode, startedAt: startedAt, finishedAt: now.wall, message: Self.unseenMessage)
    }
}

extension ContainerMachine.StopOrder {
    /// For a container that nobody wants in this form.
    static func unwanted(_ machine: ContainerMachine, _ next: ContainerMachine.Next, at now: Now) -> Self {
        let name = machine.spec.name
        let why =
            switch next {
            case .anew: "Container \(name) definition changed, will be restarted"
            case .byPolicy, .end, .vanish: "Stopping container \(name)"
            }
        return Self(next: next, deadline: now.instant + machine.pod.grace, waitsForTurn: false, why: why)
    }
}

extension ContainerStatus.Termination {
    /// It ran, or should have, and nothing is known of its end.
    static func lost(at now: Now) -> Self {
        Self(
            exitCode: 137, reason: "ContainerStatusUnknown",
            message: "The container could not be located when the pod was terminated", finishedAt: now.wall)
    }

    /// An init container whose end only the memory knows.
    static func completedUnseen(at now: Now) -> Self {
        Self(
            exitCode: 0, reason: "Completed",
            message: "Removed since; the pod has been initialized, so it exited normally",
            finishedAt: now.wall)
    }
}
