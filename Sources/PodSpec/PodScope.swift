/// What a pod's containers and volumes have to know of their pod while they are read.
final class PodScope {
    /// Seconds.
    var grace: Int64 = 30
    var hostNetwork = false
    var hostPID = false
    var hostIPC = false
    var security = PodSecurityContext()
    /// Where the pod's own `runAsUser` stands.
    var userPlace: Place?
    var volumes: Set<String> = []
    var containers: Set<String> = []
    /// Containers whose resources are referred to, looked up once all containers are read.
    private var resourceOwners: [(name: String, place: Place)] = []

    func refer(toContainer name: String, at place: Place) { resourceOwners.append((name, place)) }

    func resolveContainers(_ report: Report) {
        for (name, place) in resourceOwners where !containers.contains(name) {
            report.problem(
                .unresolved, at: place, "the pod has no container '\(name)'",
                didYouMean(name, in: containers, otherwise: "its containers are \(listing(containers))"))
        }
    }
}
