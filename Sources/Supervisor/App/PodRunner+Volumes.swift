import PodEngine
import PodSpec
import Podman

extension PodRunner {
    var places: VolumePlaces {
        VolumePlaces(runtime: context.paths.runtime, state: context.paths.state, pod: pod.name)
    }
    var volumes: VolumeStore {
        VolumeStore(podman: podman, places: places, app: app, pod: pod)
    }
    var facts: RuntimeFacts {
        context.machine.facts(pod: pod, address: sandbox?.address, sandbox: sandbox?.id ?? "")
    }

    /// Where Podman keeps the named volumes, once all volumes are ready.
    func readyVolumes() async throws(VolumeError) -> [String: String] {
        if let mountpoints { return mountpoints }
        let asked = revision
        let found = try await volumes.prepare(facts: facts)
        // Of a manifest that no longer counts: its update has made them ready or will.
        if asked == revision { mountpoints = found }
        return found
    }

    /// Applies a new manifest. Of several that come while one is being applied, the last counts.
    func update(to pod: Pod, of app: App) {
        next = (pod, app)
        guard !isUpdating else { return }
        isUpdating = true
        Task {
            while let (pod, app) = next {
                next = nil
                mountpoints = nil
                let store = VolumeStore(podman: podman, places: places, app: app, pod: pod)
                do throws(VolumeError) {
                    let found = try await store.prepare(facts: facts)
                    if next != nil { continue }
                    mountpoints = found
                } catch {
                    // Said, and tried again by each container that is started.
                    note(.warning, "FailedMount", "\(error)")
                    if next != nil { continue }
                }
                apply(pod, app)
            }
            isUpdating = false
        }
    }

    private func apply(_ pod: Pod, _ app: App) {
        let change = change(to: pod, of: app)
        send(.update(pod, sandbox: change.sandbox, changed: change.containers), of: app)
    }

    /// Whether a new manifest would end a container of this pod.
    func isReplaced(by pod: Pod, of app: App) -> Bool {
        let change = change(to: pod, of: app)
        let names = Set(pod.allContainers.map(\.name))
        return change.sandbox || !change.containers.isEmpty
            || names != Set(self.pod.allContainers.map(\.name))
    }

    /// Whether the pod itself, and which of its containers, would be other ones. A hash that cannot be had (a
    /// ConfigMap is missing) differs from every other.
    private func change(to pod: Pod, of app: App) -> (sandbox: Bool, containers: Set<String>) {
        let sandbox = try? sandboxHash(self.pod, app: self.app, key: context.key)
        let newSandbox = try? sandboxHash(pod, app: app, key: context.key)
        var changed: Set<String> = []
        for container in pod.allContainers {
            guard let was = self.pod.allContainers.first(where: { $0.name == container.name }) else {
                continue
            }
            let before = try? containerHash(was, in: self.pod, app: self.app, key: context.key)
            let after = try? containerHash(container, in: pod, app: app, key: context.key)
            if before == nil || before != after { changed.insert(container.name) }
        }
        return (sandbox == nil || sandbox != newSandbox, changed)
    }
}
