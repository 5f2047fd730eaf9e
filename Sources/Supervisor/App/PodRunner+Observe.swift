import PodEngine
import PodSpec
import Podman

extension PodRunner {
    /// What Podman has of this pod; containers that run are watched from then on.
    func observe() async throws(PodmanError) -> ObservedPod {
        let asked = Clock.instant
        var sandbox = ObservedPod.Sandbox.absent
        for found in try await podman.listPods(labels: ownLabels) { sandbox = try await look(at: found.id) }

        var newest: [String: ContainerInspect] = [:]
        for found in try await podman.listContainers(labels: ownLabels) where !found.isInfra {
            guard let name = found.labels[Label.container] else { continue }
            guard let container = try await inspect(found.id) else { continue }
            guard let other = newest[name] else {
                newest[name] = container
                continue
            }
            // Two of one name: a start was interrupted between making the new and removing the old one.
            let (kept, stale) = container.restarts > other.restarts ? (container, other) : (other, container)
            newest[name] = kept
            try await discard(stale.id)
        }

        var containers: [String: ObservedContainer] = [:]
        for (name, container) in newest { containers[name] = try await adopt(name, container) }
        return ObservedPod(sandbox: sandbox, containers: containers, asOf: asked)
    }

    private func inspect(_ id: String) async throws(PodmanError) -> ContainerInspect? {
        do throws(PodmanError) {
            return try await podman.inspectContainer(id)
        } catch {
            if error.isNoSuchContainer { return nil }
            throw error
        }
    }

    private func look(at id: String) async throws(PodmanError) -> ObservedPod.Sandbox {
        let found = try await podman.inspectPod(id)
        do throws(PodmanError) {
            let infra = try await podman.inspectContainer(found.infraContainerID)
            guard infra.state.running else { return .dead(id: id) }
            let address = try await watchInfra(of: id)
            sandbox = (id, address)
            if mountpoints.isEmpty { try await learnMountpoints() }
            let isCurrent = found.labels[Label.hash] == (try? sandboxHash(pod, app: context.app))
            return .ready(id: id, address: address, isCurrent: isCurrent)
        } catch {
            if error.isSocketProblem { throw error }
            return .dead(id: id)
        }
    }

    private func learnMountpoints() async throws(PodmanError) {
        for volume in pod.volumes {
            guard case .claim(let name, _) = volume.source else { continue }
            mountpoints[name] = try await podman.inspectVolume(name).mountpoint
        }
    }

    private func adopt(_ name: String, _ found: ContainerInspect) async throws(PodmanError)
        -> ObservedContainer
    {
        let wanted = pod.allContainers.first { $0.name == name }
        let hash = wanted.flatMap { try? containerHash($0, in: pod, app: context.app) }
        let state: ObservedContainer.State
        let lives = found.state.running || found.state.paused
        if lives, isProcess(found.state.pid, ofContainer: found.id) {
            try await watch(name, found)
            await context.logs.setContainer(log(of: name), id: found.id, restart: found.restarts)
            let started = found.state.startedAt.map(WallTime.init) ?? Clock.now.wall
            state = found.state.paused ? .paused(startedAt: started) : .running(startedAt: started)
        } else if found.state.startedAt == nil {
            state = .created
        } else {
            // Also after a power cut, when Podman 4.3.1 calls it «created» again.
            state = .exited(lives ? try await end(of: found.id, name: name) : exit(of: found, name: name))
        }
        return ObservedContainer(
            id: found.id, state: state, restarts: found.restarts,
            isCurrent: hash == nil || found.config.labels[Label.hash] == hash)
    }
}

extension ContainerInspect {
    var restarts: Int32 { config.labels[Label.restarts].flatMap { Int32($0) } ?? 0 }
}
