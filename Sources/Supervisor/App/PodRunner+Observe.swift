import PodEngine
import PodSpec
import Podman

/// What Podman has of a pod, and what it takes to watch it.
struct Observation {
    struct Running {
        var found: ContainerInspect
        var runtimePath: String
    }
    var pod: ObservedPod
    var infra: ContainerInspect?
    /// By the container's name.
    var running: [String: Running] = [:]
}

extension PodRunner {
    /// Only looks; nothing is watched yet, since a start may be under way meanwhile.
    func observe() async throws(PodmanError) -> Observation {
        var observation = Observation(pod: ObservedPod(sandbox: .absent, asOf: Clock.instant))
        for found in try await podman.listPods(labels: ownLabels) where found.name == pod.name {
            try await look(at: found.id, &observation)
        }
        let isFirst = !machine.isObserved
        let summaries = try await podman.listContainers(labels: ownLabels, asksRuntime: true)
            .filter { !$0.isInfra }
        for summary in summaries {
            guard let name = summary.labels[Label.container] else { continue }
            let ownName = PodmanName.container(name, of: pod.name)
            var isOwn = summary.name == ownName
            if summary.name == PodmanName.setAside(name, of: pod.name, id: summary.id),
                kept[name] != summary.id
            {
                // Its supervisor died before it was removed, or even before there was another.
                isOwn = isFirst && !summaries.contains { $0.name == ownName }
                if !isOwn { try await discard(summary.id) }
            }
            // By name too: a clone that somebody made carries our labels.
            guard isOwn,
                let found = try await inspect(summary.id, name, state: summary.state)
            else { continue }
            observation.pod.containers[name] = try await look(at: found, name, &observation)
        }
        return observation
    }

    /// Tells the machine, and watches what it took over. No pause lies between, in which an end could be missed.
    func accept(_ observation: Observation) {
        send(.observed(observation.pod))
        if case .ready(let id, let address) = machine.sandbox, sandbox?.id != id,
            let infra = observation.infra,
            case .ready(id, _, _) = observation.pod.sandbox, !adopt(infra, of: id, address: address)
        {
            send(.sandboxDied(id: id))
        }
        for (name, running) in observation.running where machine.machines[name]?.liveID == running.found.id {
            watch(name, running.found, runtimePath: running.runtimePath)
            let (id, restarts) = (running.found.id, running.found.restarts)
            Task { await context.logs.setContainer(log(of: name), id: id, restart: restarts) }
            missConmon(name)
        }
    }

    /// Only what is certainly over counts as dead: a Podman that does not answer is asked again.
    private func look(at id: String, _ observation: inout Observation) async throws(PodmanError) {
        guard
            let found = try await unlessGone({ () async throws(PodmanError) in try await podman.inspectPod(id)
            })
        else { return }
        let member = found.containers.first { $0.id == found.infraContainerID }
        // A Podman that is killed while it removes a pod leaves one without its infra container.
        let infra =
            try await found.infraContainerID.isEmpty
            ? nil : inspect(found.infraContainerID, nil, state: member?.state)
        guard let infra, infra.state.running else {
            observation.pod.sandbox = .dead(id: id)
            return
        }
        observation.infra = infra
        let hash = try? sandboxHash(pod, app: app, key: context.key)
        observation.pod.sandbox = .ready(
            id: id, address: address(of: infra), isCurrent: hash == nil || found.labels[Label.hash] == hash)
        if mountpoints == nil, !isUpdating { await prepareAdopted() }
    }

    /// The manifest may have changed while nobody looked: containers that run see their new ConfigMaps.
    private func prepareAdopted() async {
        do throws(VolumeError) {
            _ = try await readyVolumes()
        } catch {
            note(.warning, "FailedMount", "\(error)")
        }
    }

    private func look(
        at found: ContainerInspect, _ name: String, _ observation: inout Observation
    ) async throws(PodmanError) -> ObservedContainer {
        context.saw(found)
        let wanted = pod.allContainers.first { $0.name == name }
        let hash = wanted.flatMap { try? containerHash($0, in: pod, app: app, key: context.key) }
        let state: ObservedContainer.State
        let lives = found.state.running || found.state.paused
        if lives, isProcess(found.state.pid, ofContainer: found.id) {
            observation.running[name] = Observation.Running(
                found: found, runtimePath: try await context.ociRuntime(found.ociRuntime))
            let started = found.state.startedAt.map(WallTime.init) ?? Clock.now.wall
            state = found.state.paused ? .paused(startedAt: started) : .running(startedAt: started)
        } else if found.state.startedAt == nil {
            state = .created
        } else {
            // Also after a power cut, when Podman 4.3.1 calls it «created» again.
            state = .exited(
                lives ? try await end(of: found.id, name: name) : await exit(of: found, name: name))
        }
        return ObservedContainer(
            id: found.id, state: state, restarts: found.restarts,
            isCurrent: hash == nil || found.config.labels[Label.hash] == hash)
    }

    /// - Parameters:
    ///   - name: the container's; nil: the pod's own.
    ///   - state: as Podman lists it; what lives is not given up for its storage.
    /// - Returns: nil where it is gone, or as good as that: what follows removes the rest.
    private func inspect(
        _ id: String, _ name: String?, state: String?
    ) async throws(PodmanError) -> ContainerInspect? {
        do throws(PodmanError) {
            return try await unlessGone { () async throws(PodmanError) in
                try await podman.inspectContainer(id)
            }
        } catch {
            guard error.isStorageDamaged, state != "running", state != "paused" else { throw error }
            note(
                .warning, "DamagedStorage", container: name,
                "Podman cannot read its storage, which a power loss may have damaged; making it anew (\(error))"
            )
            return nil
        }
    }

    private func unlessGone<Value: Sendable>(
        _ call: () async throws(PodmanError) -> Value
    ) async throws(PodmanError) -> Value? {
        do throws(PodmanError) {
            return try await call()
        } catch {
            if error.isNoSuchContainer || error.isNoSuchPod { return nil }
            throw error
        }
    }
}

extension ContainerInspect {
    var restarts: Int32 { config.labels[Label.restarts].flatMap { Int32($0) } ?? 0 }
}
