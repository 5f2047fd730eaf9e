import PodSpec

/// Decides everything about one pod. It does no I/O and reads no clock: the caller says what happened
/// and when, carries out what comes back, and calls with `.timer` when ``nextWake`` has come.
///
/// Each event changes what is known; then the whole pod is looked at and whatever is due is done
/// (``advance(at:)``), so that a lost event costs time and not correctness.
package struct PodMachine: Sendable {
    package enum Wanted: Equatable, Sendable {
        case up
        /// `activeDeadlineSeconds` is over: everything ends, the pod stays as Failed.
        case expired(deadline: Instant)
        /// The pod goes; `deadline` ends the grace period.
        case down(deadline: Instant)
    }

    package enum Sandbox: Equatable, Sendable {
        /// Nothing observed yet, so nothing is done.
        case unknown(PodMemory)
        case absent
        /// `stale`: the manifest has changed since, so it is replaced as soon as it is there.
        case creating(failures: Int32, stale: Bool)
        case createFailed(failures: Int32, until: Instant)
        case ready(id: String, address: String?)
        /// Its namespaces are gone and it is not made again, since its containers are not restarted.
        case dead(id: String)
        /// It is removed as soon as nothing lives in it any more.
        case leaving(deadline: Instant)
        case removing(failures: Int32)
        case removeFailed(failures: Int32, until: Instant)
    }

    package internal(set) var pod: Pod
    package internal(set) var wanted = Wanted.up
    package internal(set) var sandbox: Sandbox
    /// By name; the manifest's and strays.
    package internal(set) var machines: [String: ContainerMachine] = [:]
    package internal(set) var startTime: WallTime?
    /// When the pod's active deadline is over.
    var expiry: Instant?
    /// When a condition last changed, by type.
    var transitions: [String: PodMemory.Condition]
    /// Since when the sandbox is what it is: older observations say nothing about it.
    var sandboxChangedAt: Instant?
    private(set) var backOffCap: Duration
    /// It takes over what is there, and begins nothing before `.release`.
    var isHeld: Bool
    /// Whether the last event may have changed the status or the memory.
    package private(set) var hasNews = true

    /// - Parameter backOffCap: the longest wait between restarts (Kubernetes' `maxContainerRestartPeriod`).
    package init(
        pod: Pod, memory: PodMemory = PodMemory(), backOffCap: Duration = BackOff.defaultCap,
        isHeld: Bool = false
    ) {
        self.pod = pod
        self.isHeld = isHeld
        self.backOffCap = backOffCap
        sandbox = .unknown(memory)
        startTime = memory.startTime
        transitions = memory.conditions
        makeMachines(memory)
    }

    /// Takes one event and says what to do. Nothing is done before the first `.observed`.
    package mutating func handle(_ event: PodEvent, at now: Now) -> [PodAction] {
        let quiet = handleQuietly(event, at: now)
        hasNews = quiet == nil
        if let quiet { return quiet }
        let before = sandbox
        var actions = react(to: event, at: now)
        actions += advance(at: now)
        if sandbox != before { sandboxChangedAt = now.instant }
        noteConditions(at: now)
        return actions
    }

    private mutating func react(to event: PodEvent, at now: Now) -> [PodAction] {
        switch event {
        case .observed(let observed): return observe(observed, at: now)
        case .sandboxReady(let id, let address): return sandboxReady(id, address, at: now)
        case .sandboxFailed(let message): return sandboxFailed(message, at: now)
        case .sandboxDied(let id): return sandboxDied(id, at: now)
        case .sandboxRemoved: return sandboxRemoved(at: now)
        case .sandboxRemoveFailed(let message): return sandboxRemoveFailed(message, at: now)
        case .container(let name, let event): return containerEvent(name, event, at: now)
        case .timer: return []
        case .release:
            isHeld = false
            return []
        case .stop(let grace): return stop(grace: grace, at: now)
        case .update(let pod, let sandbox, let changed):
            return update(pod, sandbox: sandbox, changed: changed, at: now)
        }
    }

    /// When `.timer` is due; `nil`: nothing waits.
    package var nextWake: Instant? {
        var wakes = machines.values.compactMap(\.nextWake)
        switch sandbox {
        case .unknown: return nil
        case .createFailed(_, let until), .removeFailed(_, let until): wakes.append(until)
        case .absent, .creating, .ready, .dead, .leaving, .removing: break
        }
        if let expiry = openExpiry { wakes.append(expiry) }
        return wakes.min()
    }

    package var memory: PodMemory {
        if case .unknown(let memory) = sandbox { return memory }
        if isGone { return PodMemory() }
        return PodMemory(
            startTime: startTime, containers: machines.compactMapValues(\.memory), conditions: transitions)
    }

    /// Another longest wait between restarts; a container that waits longer than that waits no more.
    package mutating func cap(backOff cap: Duration) {
        guard cap != backOffCap else { return }
        backOffCap = cap
        for name in machines.keys { machines[name]?.cap(backOff: cap) }
    }

    /// Whether Podman has been looked at.
    package var isObserved: Bool { if case .unknown = sandbox { false } else { true } }

    /// Whether something of an older manifest still lives or is on its way out.
    package var isReplacing: Bool {
        switch (wanted, sandbox) {
        case (.up, .unknown), (.up, .leaving), (.up, .removing), (.up, .removeFailed),
            (.up, .creating(_, stale: true)):
            return true
        case (.up, .absent), (.up, .creating), (.up, .createFailed), (.up, .ready), (.up, .dead):
            return machines.values.contains(where: \.isReplaced)
        case (.expired, _), (.down, _): return false
        }
    }

    /// After `.stop`: everything of the pod is gone.
    package var isGone: Bool {
        switch (wanted, sandbox) {
        case (.down, .absent): return !machines.values.contains { $0.isLive }
        case (.up, _), (.expired, _), (.down, _): return false
        }
    }

    private mutating func containerEvent(
        _ name: String, _ event: ContainerEvent, at now: Now
    ) -> [PodAction] {
        if case .unknown = sandbox { return [] }
        guard let machine = machines[name] else { return [] }
        var restartsAll = false
        if case .exited(let id, let exit) = event { restartsAll = machine.restartsAll(id, exit) }
        let actions = machines[name]?.handle(event, at: now) ?? []
        return actions + (restartsAll ? restartAll(because: name, at: now) : [])
    }

    /// Every container of the pod, in the manifest's order, then strays by name.
    var names: [String] {
        let known = pod.allContainers.map(\.name)
        return known + machines.keys.filter { !known.contains($0) }.sorted()
    }

    func machine(_ container: Container) -> ContainerMachine? { machines[container.name] }

    /// Does something with every container, in order.
    mutating func forEach(
        _ body: (inout ContainerMachine) -> [PodAction]
    ) -> [PodAction] {
        var actions: [PodAction] = []
        for name in names {
            guard var machine = machines[name] else { continue }
            actions += body(&machine)
            machines[name] = machine
        }
        return actions
    }

    mutating func makeMachines(_ memory: PodMemory) {
        let context = ContainerMachine.PodContext(pod)
        machines = [:]
        for (container, role) in pod.roles {
            machines[container.name] = ContainerMachine(
                container, role: role, pod: context, memory: memory.containers[container.name],
                backOffCap: backOffCap)
        }
    }

    func report(_ severity: PodReport.Severity, _ reason: String, _ message: String) -> PodAction {
        .report(PodReport(severity, reason, message))
    }
}

extension Pod {
    /// The containers with their parts in the pod's life, in order.
    var roles: [(Container, ContainerMachine.Role)] {
        initContainers.map { ($0, $0.restartPolicy == .always ? .sidecar : .plainInit) }
            + containers.map { ($0, .main) }
    }

    var sidecars: [Container] { initContainers.filter { $0.restartPolicy == .always } }
    var plainInits: [Container] { initContainers.filter { $0.restartPolicy != .always } }
}
