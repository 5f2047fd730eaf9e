import Dispatch
import PodEngine
import PodSpec

/// What is remembered of a set of pods between two plans.
struct PodSetState {
    /// The new template of pods that run an older one.
    var pending: [String: Pod] = [:]
    /// Pods that wait for their turn to start.
    var held: Set<String> = []
    /// Pods that the manifest no longer has.
    var surplus: Set<String> = []
    /// Pods wait for the new template that are to get it by themselves.
    var isUpdating = false
    /// Since when pods have been Ready.
    var readySince: [String: Instant] = [:]
    /// Since when nothing has moved, while not all is as it should be.
    var stuckSince: Instant?
    /// Pods that are not as they should be.
    var open = 0
    var isReportedStuck = false
}

extension AppSupervisor {
    /// Pods still wait for their new template or are given it, so that a reload is not over.
    var isUpdating: Bool {
        sets.values.contains(where: \.isUpdating) || !runners.allSatisfy(\.isSettled)
    }

    /// Starts, updates and stops the pods of sets as far as it is their turn.
    func planSets() {
        guard let app, !isStopping else { return }
        setTimer?.cancel()
        setTimer = nil
        var wake: Instant?
        for set in app.sets {
            let plan = plan(set)
            sets[set.owner]?.isUpdating = !plan.outdated.isEmpty
            for action in plan.actions { perform(action, of: set, app) }
            let next = [plan.nextWake, watchProgress(of: set)].compactMap { $0 }.min()
            if let next { wake = wake.map { min($0, next) } ?? next }
        }
        guard let wake else { return }
        setTimer = after(max(wake - Clock.instant, .zero) + .milliseconds(5)) { $0.changed() }
    }

    private func plan(_ set: PodSet) -> PodSetPlan {
        var state = sets[set.owner] ?? PodSetState()
        let now = Clock.instant
        var members: [PodSetPlan.Member] = []
        for runner in (runners + leaving).filter({ $0.pod.owner == set.owner }) {
            let name = runner.pod.name
            let isReady = runner.status().isReady && runner.isSettled
            state.readySince[name] = isReady ? state.readySince[name] ?? now : nil
            let place: PodSetPlan.Member.Place
            if leaving.contains(where: { $0 === runner }) {
                place = .stopping
            } else if state.surplus.contains(name) {
                place = .surplus
            } else {
                // One that runs already needs no turn.
                if runner.machine.sandboxIsThere, state.held.remove(name) != nil { runner.send(.release) }
                place = state.held.contains(name) ? .held : .started
            }
            members.append(
                PodSetPlan.Member(
                    name, place, readySince: state.readySince[name], isOutdated: state.pending[name] != nil))
        }
        sets[set.owner] = state
        members.sort { set.ordinal(of: $0.name) < set.ordinal(of: $1.name) }
        return PodSetPlan(set, members, at: now)
    }

    private func perform(_ action: PodSetPlan.Action, of set: PodSet, _ app: App) {
        switch action {
        case .start(let name):
            sets[set.owner]?.held.remove(name)
            runners.first { $0.pod.name == name }?.send(.release)
        case .update(let name):
            guard let pod = sets[set.owner]?.pending.removeValue(forKey: name),
                let runner = runners.first(where: { $0.pod.name == name })
            else { return }
            sets[set.owner]?.readySince[name] = nil
            if set.update == .recreate, set.replicas > 1 {
                letGo(runner)
            } else {
                runner.update(to: pod, of: app)
            }
        case .stop(let name):
            sets[set.owner]?.surplus.remove(name)
            runners.first { $0.pod.name == name }.map(letGo)
        }
    }

    private func letGo(_ runner: PodRunner) {
        runner.send(.stop(grace: nil))
        leaving.append(runner)
        runners.removeAll { $0 === runner }
    }

    /// Whether a pod must not be made yet: with `Recreate`, while an old one of its set is there.
    func waitsForOthers(_ pod: Pod, of app: App) -> Bool {
        guard let set = app.set(of: pod), set.update == .recreate else { return false }
        return leaving.contains { $0.pod.owner == pod.owner }
    }

    /// Takes over a changed manifest's pods, each at its set's pace.
    func applySets(_ app: App) {
        sets = sets.filter { owner, _ in app.sets.contains { $0.owner == owner } }
        for runner in runners {
            let set = app.sets.first { $0.owner == runner.pod.owner }
            guard
                let pod = app.pods.first(where: { $0.name == runner.pod.name && $0.owner == runner.pod.owner }
                )
            else {
                if let set {
                    sets[set.owner, default: PodSetState()].surplus.insert(runner.pod.name)
                    sets[set.owner]?.pending[runner.pod.name] = nil
                } else {
                    letGo(runner)
                }
                continue
            }
            guard let set else {
                runner.update(to: pod, of: app)
                continue
            }
            sets[set.owner, default: PodSetState()].surplus.remove(pod.name)
            sets[set.owner]?.stuckSince = nil
            sets[set.owner]?.isReportedStuck = false
            if runner.isReplaced(by: pod, of: app) {
                sets[set.owner]?.pending[pod.name] = pod
            } else {
                sets[set.owner]?.pending[pod.name] = nil
                runner.update(to: pod, of: app)
            }
        }
    }

    /// Says once that nothing moves any more (Kubernetes' condition `Progressing`, `ProgressDeadlineExceeded`).
    /// - Returns: when it would be said.
    private func watchProgress(of set: PodSet) -> Instant? {
        guard var state = sets[set.owner], let limit = set.progressDeadline else { return nil }
        let ready = runners.filter { $0.pod.owner == set.owner && state.readySince[$0.pod.name] != nil }
        let open = Int(set.replicas) - ready.count + state.pending.count
        if open != state.open { state.stuckSince = nil }
        state.open = open
        defer { sets[set.owner] = state }
        guard open > 0 else {
            state.stuckSince = nil
            state.isReportedStuck = false
            return nil
        }
        let since = state.stuckSince ?? Clock.instant
        state.stuckSince = since
        if state.isReportedStuck { return nil }
        guard Clock.instant >= since + limit else { return since + limit }
        state.isReportedStuck = true
        reporter.note(
            .warning, "ProgressDeadlineExceeded",
            "\(set.owner.name): no progress within \(limit.inWords), going on trying")
        return nil
    }

    // MARK: Stopping

    /// Stops what may stop now: of pods that start in order, the last first.
    func stopInOrder() {
        guard isStopping, knowsStopTime, let app else { return }
        for runner in runners {
            if let set = app.sets.first(where: { $0.owner == runner.pod.owner }), set.order == .oneByOne {
                let behind = runners.contains {
                    $0.pod.owner == set.owner && !$0.isGone
                        && set.ordinal(of: $0.pod.name) > set.ordinal(of: runner.pod.name)
                }
                if behind { continue }
            }
            if !runner.status().isTerminating { runner.send(.stop(grace: graceLeft(of: runner.pod))) }
        }
    }

    /// How long the graceful stop of everything may take.
    var longestStop: Duration {
        let all = allRunners
        let ordered = (app?.sets ?? []).filter { $0.order == .oneByOne }
        let inTurn = ordered.map { set in
            all.filter { $0.pod.owner == set.owner }.map(\.pod.longestGrace).reduce(.zero, +)
        }
        return (all.map(\.pod.longestGrace) + inTurn).max() ?? .zero
    }
}

extension PodRunner {
    /// Nothing about it is being changed.
    var isSettled: Bool {
        if isUpdating { return false }
        return !machine.machines.values.contains { machine in
            if case .stopping = machine.state { true } else { false }
        }
    }
}

extension PodMachine {
    /// Its namespaces are there or being made.
    var sandboxIsThere: Bool {
        switch sandbox {
        case .unknown, .absent: false
        case .creating, .createFailed, .ready, .dead, .leaving, .removing, .removeFailed: true
        }
    }
}
