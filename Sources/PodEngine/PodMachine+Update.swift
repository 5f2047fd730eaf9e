import PodSpec

/// A new manifest, with the least change.
extension PodMachine {
    mutating func update(
        _ pod: Pod, sandbox isNew: Bool, changed: Set<String>, at now: Now
    ) -> [PodAction] {
        switch wanted {
        case .down: return []
        case .up, .expired: break
        }
        let old = self.pod
        self.pod = pod
        if case .unknown(let memory) = sandbox {
            makeMachines(memory)
            return []
        }
        wanted = .up
        if isNew { startTime = now.wall }
        expiry = pod.activeDeadline.flatMap { limit in startTime.map { now.instant(of: $0) + limit } }
        let isNew = isNew || (isDead && (pod != old || !changed.isEmpty))
        let replaces = replacesSandbox(isNew, at: now)
        var actions = retire(old, sandboxGoes: replaces, at: now)
        let context = ContainerMachine.PodContext(pod)
        // What an init container prepares is prepared before the others start: they all start anew.
        let initChanged = pod.plainInits.contains {
            changed.contains($0.name) || machines[$0.name]?.role != .plainInit
        }
        let all = isNew || initChanged
        for (container, role) in pod.roles {
            guard var machine = machines[container.name] else {
                machines[container.name] = ContainerMachine(
                    container, role: role, pod: context, backOffCap: backOffCap)
                continue
            }
            if all || changed.contains(container.name) || machine.role != role {
                actions += machine.renew(container, role: role, sandboxGoes: replaces, at: now)
                machine.pod = context
            } else {
                machine.keep(container, pod: context, at: now)
            }
            machines[container.name] = machine
        }
        return actions
    }

    /// A pod that was over; a changed manifest gives it a new life.
    private var isDead: Bool { if case .dead = sandbox { true } else { false } }

    /// Whether the sandbox goes; says so to the sandbox.
    private mutating func replacesSandbox(_ isNew: Bool, at now: Now) -> Bool {
        let deadline = now.instant + pod.terminationGracePeriod
        switch sandbox {
        case .ready, .dead:
            guard isNew else { return false }
            sandbox = .leaving(deadline: deadline)
            return true
        case .creating(let failures, let stale):
            sandbox = .creating(failures: failures, stale: stale || isNew)
            return isNew
        case .createFailed:
            if isNew { sandbox = .createFailed(failures: 0, until: now.instant) }
            return true
        case .leaving, .removing, .removeFailed, .absent, .unknown:
            return true
        }
    }

    /// What the new manifest does not have any more ends and is removed.
    private mutating func retire(_ old: Pod, sandboxGoes: Bool, at now: Now) -> [PodAction] {
        let kept = Set(pod.allContainers.map(\.name))
        var actions: [PodAction] = []
        for container in old.allContainers where !kept.contains(container.name) {
            guard var machine = machines[container.name] else { continue }
            let order = ContainerMachine.StopOrder(
                next: .vanish(sandboxGoes: sandboxGoes), deadline: now.instant + machine.pod.grace,
                waitsForTurn: false, why: "Stopping container \(container.name)")
            actions += machine.stop(order, at: now)
            machine.role = .stray
            machines[container.name] = machine
        }
        return actions
    }
}
