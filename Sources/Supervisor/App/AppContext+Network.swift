import Podman

extension AppContext {
    /// The network on which the app's pods know each other by name, made where it is missing.
    func makeNetwork() async throws(PodmanError) {
        let name = PodmanName.network(of: paths.app)
        if try await podman.networkExists(name) { return }
        // Another pod's runner may make it at the same moment.
        _ = try await podman.createNetwork(NetworkCreate(name: name, labels: [Label.app: paths.app]))
    }
}
