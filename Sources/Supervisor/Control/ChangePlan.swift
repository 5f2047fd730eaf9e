import PodSpec

/// What applying another manifest does to an app that runs, for people.
package struct ChangePlan: Equatable, Sendable {
    package enum Effect: String, Equatable, Sendable, Encodable {
        case created, removed
        /// All its containers are made anew, after a stop.
        case replaced
        /// It goes on running.
        case changedInPlace = "changed in place"
    }
    package struct Change: Equatable, Sendable, Encodable {
        /// `pod site`, `container site/web`, `ConfigMap page`.
        package var thing: String
        package var effect: Effect
    }
    package var changes: [Change] = []

    /// Decides by the same hashes as the supervisor. The key is not the machine's, since only equality counts.
    package init(from old: App, to new: App) {
        let key = HashKey(1, 2)
        for pod in old.pods where !new.pods.contains(where: { $0.name == pod.name }) {
            add("pod \(pod.name)", .removed)
        }
        for pod in new.pods {
            guard let was = old.pods.first(where: { $0.name == pod.name }) else {
                add("pod \(pod.name)", .created)
                continue
            }
            if (try? sandboxHash(was, app: old, key: key)) != (try? sandboxHash(pod, app: new, key: key)) {
                add("pod \(pod.name)", .replaced)
                continue
            }
            let count = changes.count
            compare(was, old, pod, new, key)
            if was != pod, changes.count == count { add("pod \(pod.name)", .changedInPlace) }
        }
        compareData("ConfigMap", old.configMaps, new.configMaps)
        compareData("Secret", old.secrets, new.secrets)
    }

    private mutating func compare(_ was: Pod, _ old: App, _ pod: Pod, _ new: App, _ key: HashKey) {
        let isInit = { (container: Container) in
            pod.initContainers.contains { $0.name == container.name } && container.restartPolicy != .always
        }
        for container in was.allContainers
        where !pod.allContainers.contains(where: { $0.name == container.name }) {
            add("container \(pod.name)/\(container.name)", .removed)
        }
        for container in pod.allContainers where !isInit(container) {
            let name = "container \(pod.name)/\(container.name)"
            guard let before = was.allContainers.first(where: { $0.name == container.name }) else {
                add(name, .created)
                continue
            }
            if (try? containerHash(before, in: was, app: old, key: key))
                != (try? containerHash(container, in: pod, app: new, key: key))
            {
                add(name, .replaced)
            } else if before != container {
                add(name, .changedInPlace)
            }
        }
    }

    private mutating func compareData<Value: Equatable>(
        _ kind: String, _ old: [String: Value], _ new: [String: Value]
    ) {
        for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] {
            add(
                "\(kind) \(name)", old[name] == nil ? .created : new[name] == nil ? .removed : .changedInPlace
            )
        }
    }

    private mutating func add(_ thing: String, _ effect: Effect) {
        changes.append(Change(thing: thing, effect: effect))
    }
}
