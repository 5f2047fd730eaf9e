import PodSpec

/// What Podman has: taken over at first, compared with what we know later.
extension PodMachine {
    mutating func observe(_ observed: ObservedPod, at now: Now) -> [PodAction] {
        switch sandbox {
        case .unknown(let memory):
            begin(memory, at: now)
            return adopt(observed, memory, at: now)
        case .creating, .removing:
            return []  // Under way: the answer tells more.
        case .absent, .createFailed, .ready, .dead, .leaving, .removeFailed:
            if let asOf = observed.asOf, let changed = sandboxChangedAt, asOf < changed { return [] }
            return compare(observed, at: now)
        }
    }

    private mutating func begin(_ memory: PodMemory, at now: Now) {
        let start = startTime ?? now.wall
        startTime = start
        expiry = pod.activeDeadline.map { now.instant(of: start) + $0 }
    }

    private mutating func adopt(
        _ observed: ObservedPod, _ memory: PodMemory, at now: Now
    ) -> [PodAction] {
        for name in observed.containers.keys where machines[name] == nil { addStray(name) }
        switch observed.sandbox {
        case .ready(let id, let address, isCurrent: true):
            sandbox = .ready(id: id, address: address)
            return adoptContainers(observed, memory, at: now)
        case .ready(_, _, isCurrent: false):
            return adoptLeaving(observed, fresh: true, at: now)
        case .dead(let id):
            return adoptDead(id, observed, at: now)
        case .absent where observed.containers.isEmpty:
            if pod.restartPolicy == .never, !memory.containers.isEmpty, wanted == .up {
                return adoptDead("", observed, at: now)
            }
            sandbox = .absent
            return forEach { machine in
                machine.adoptLeaving(nil, fresh: false, order: .leaving(machine, fresh: false, now), at: now)
            }
        case .absent:
            return adoptLeaving(observed, fresh: false, at: now)
        }
    }

    private mutating func adoptContainers(
        _ observed: ObservedPod, _ memory: PodMemory, at now: Now
    ) -> [PodAction] {
        let ends = wanted != .up
        let actions = forEach { machine in
            let name = machine.spec.name
            return machine.adopt(
                observed.containers[name], remembered: memory.containers[name], ends: ends, at: now)
        }
        // A main container proves that the init containers were done (kubelet `HasAnyRegularContainerCreated`).
        let mainsBegan = pod.containers.contains { container in
            observed.containers[container.name].map { $0.state != .created } ?? false
        }
        guard mainsBegan else { return actions }
        for container in pod.plainInits where observed.containers[container.name] == nil {
            guard machine(container)?.hasEnded == false else { continue }
            machines[container.name]?.record(.completedUnseen(at: now))
            _ = machines[container.name]?.settle(.end, leftover: nil, at: now)
        }
        return actions
    }

    private mutating func adoptLeaving(
        _ observed: ObservedPod, fresh: Bool, at now: Now
    ) -> [PodAction] {
        let deadline = now.instant + pod.terminationGracePeriod
        sandbox = .leaving(deadline: deadline)
        let told: [PodAction] =
            wanted == .up
            ? [report(.normal, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.")]
            : []
        return told
            + forEach { machine in
                machine.adoptLeaving(
                    observed.containers[machine.spec.name], fresh: fresh,
                    order: .leaving(machine, fresh: fresh, deadline: deadline), at: now)
            }
    }

    /// After a reboot, or when its infra container died while nobody watched.
    private mutating func adoptDead(_ id: String, _ observed: ObservedPod, at now: Now) -> [PodAction] {
        let hasRun =
            machines.values.contains { $0.memory != nil }
            || observed.containers.values.contains { $0.state != .created }
        guard pod.restartPolicy == .never, hasRun, wanted == .up else {
            return adoptLeaving(observed, fresh: false, at: now)
        }
        sandbox = .dead(id: id)
        return forEach { machine in
            machine.adoptLeaving(
                observed.containers[machine.spec.name], fresh: false,
                order: .ending(machine, at: now), at: now)
        }
    }

    private mutating func compare(_ observed: ObservedPod, at now: Now) -> [PodAction] {
        for name in observed.containers.keys where machines[name] == nil { addStray(name) }
        switch (sandbox, observed.sandbox) {
        case (.ready(let id, _), .ready(let seen, let address, _)) where id == seen:
            sandbox = .ready(id: id, address: address)
            return compareContainers(observed, at: now)
        case (.ready(let id, _), .dead), (.ready(let id, _), .ready):
            return compareContainers(observed, at: now) + lose(id, at: now)
        case (.ready(let id, _), .absent):
            let actions = compareContainers(observed, at: now) + lose(id, at: now)
            return actions
        case (.absent, .ready(let id, let address, isCurrent: true)),
            (.createFailed, .ready(let id, let address, isCurrent: true)):
            sandbox = .ready(id: id, address: address)
            return compareContainers(observed, at: now)
        case (.absent, .ready), (.createFailed, .ready), (.absent, .dead), (.createFailed, .dead):
            return compareContainers(observed, at: now) + leave(fresh: false, at: now)
        case (.removeFailed, .absent) where observed.containers.isEmpty:
            sandbox = .absent
            return compareContainers(observed, at: now)
        case (.leaving, _), (.dead, _), (.absent, .absent), (.createFailed, .absent), (.removeFailed, _):
            return compareContainers(observed, at: now)
        case (.unknown, _), (.creating, _), (.removing, _):
            return []
        }
    }

    private mutating func compareContainers(_ observed: ObservedPod, at now: Now) -> [PodAction] {
        var restartsAll: String?
        let actions = forEach { machine in
            if let asOf = observed.asOf, let changed = machine.changedAt, asOf < changed { return [] }
            let seen = observed.containers[machine.spec.name]
            if let seen, case .exited(let exit) = seen.state, machine.restartsAll(seen.id, exit) {
                restartsAll = machine.spec.name
            }
            return machine.reconcile(seen, at: now)
        }
        return actions + (restartsAll.map { restartAll(because: $0, at: now) } ?? [])
    }

    /// A container with the pod's label that the manifest does not know.
    private mutating func addStray(_ name: String) {
        machines[name] = ContainerMachine(
            Container(name: name, image: ""), role: .stray, pod: ContainerMachine.PodContext(pod),
            backOffCap: backOffCap)
    }
}

extension ContainerMachine.StopOrder {
    fileprivate static func leaving(_ machine: ContainerMachine, fresh: Bool, _ now: Now) -> Self {
        .leaving(machine, fresh: fresh, deadline: now.instant + machine.pod.grace)
    }

    /// It stays where and as it is, ended.
    fileprivate static func ending(_ machine: ContainerMachine, at now: Now) -> Self {
        Self(
            next: machine.role == .stray ? .vanish(sandboxGoes: false) : .end,
            deadline: now.instant + machine.pod.grace, waitsForTurn: machine.role == .sidecar,
            why: "Stopping container \(machine.spec.name)")
    }
}
