import PodEngine
import PodSpec
import Podman

extension PodRunner {
    func createSandbox() async {
        do {
            mountpoints = nil
            _ = try await readyVolumes()
            if pod.resolvesNames { try await context.makeNetwork() }
            let hash = try sandboxHash(pod, app: app, key: context.key)
            let spec = PodCreate(pod, app: app.name, slice: try await context.slice(), hash: hash)
            let id = try await create(spec)
            try await podman.startPod(id)
            let infra = try await podman.inspectContainer(try await podman.inspectPod(id).infraContainerID)
            let address = address(of: infra)
            guard adopt(infra, of: id, address: address) else {
                throw PodmanError.badAnswer(
                    call: "start pod \(pod.name)", "its infra container has ended at once")
            }
            // Now the pod's uid is known.
            try volumes.refresh(facts: facts)
            send(.sandboxReady(id: id, address: address))
        } catch {
            send(.sandboxFailed(message: "\(error)"))
        }
    }

    /// A pod of this name that is ours is a leftover of an interrupted start; any other is somebody's.
    private func create(_ spec: PodCreate) async throws -> String {
        do throws(PodmanError) {
            return try await podman.createPod(spec)
        } catch {
            guard error.isNameInUse else { throw error }
            let other: PodInspect
            do throws(PodmanError) {
                other = try await podman.inspectPod(spec.name)
            } catch {
                // Pods and containers share their names.
                throw error.isNoSuchPod ? NameTaken(kind: "container", name: spec.name) : error
            }
            guard other.labels[Label.app] == app.name, other.labels[Label.pod] == pod.name else {
                throw NameTaken(kind: "pod", name: spec.name)
            }
            _ = try await podman.removePod(other.id, force: true, timeout: 0)
            return try await podman.createPod(spec)
        }
    }

    /// `nil` with the host's network.
    func address(of infra: ContainerInspect) -> String? { pod.hostNetwork ? nil : infra.network.anyAddress }

    /// Watches the infra container.
    /// - Returns: whether it lives.
    func adopt(_ infra: ContainerInspect, of id: String, address: String?) -> Bool {
        sandbox?.watch.stop()
        sandbox = nil
        let container = infra.id
        inRuntime.insert(container)
        let watch = ProcessWatch(pid: infra.state.pid, belongs: { isProcess($0, ofContainer: container) }) {
            [weak self] in
            guard let self, sandbox?.id == id else { return }
            sandbox = nil
            send(.sandboxDied(id: id))
        }
        guard let watch else { return false }
        sandbox = Sandbox(id: id, address: address, pid: infra.state.pid, watch: watch)
        return true
    }

    func removeSandbox() async {
        sandbox?.watch.stop()
        sandbox = nil
        do throws(PodmanError) {
            let known = try await podman.listContainers(labels: ownLabels).map(\.id)
            for found in try await podman.listPods(labels: ownLabels) {
                _ = try await podman.removePod(found.id, force: true, timeout: 0)
            }
            for found in try await podman.listContainers(labels: ownLabels) where !found.isInfra {
                try await discard(found.id)
            }
            // Also of what somebody removed by hand: Podman sometimes leaves it there, ended.
            for id in inRuntime.union(known) {
                await takeFromRuntime(id)
                takeFromRuntimeLater(id)
            }
            for (name, container) in live { forget(name, container.id) }
            send(.sandboxRemoved)
        } catch {
            // Of some Podman may know no more than their storage now.
            for container in pod.allContainers {
                _ = try? await podman.removeStorageLeftover(
                    named: PodmanName.container(container.name, of: pod.name))
            }
            send(.sandboxRemoveFailed(message: "\(error)"))
        }
    }

    var ownLabels: [String] {
        [Label.filter(Label.app, app.name), Label.filter(Label.pod, pod.name)]
    }
}

/// Podman has an object of a name that we need, and it is not ours.
struct NameTaken: Error, CustomStringConvertible {
    let kind: String
    let name: String

    var description: String {
        "Podman has a \(kind) '\(name)' that is not podsup's; remove it with "
            + "'podman \(kind == "pod" ? "pod " : "")rm -f \(name)', or give yours another name"
    }
}
