import PodEngine
import PodSpec
import Podman

extension PodRunner {
    func ensureImage(_ name: String) async {
        guard let container = spec(name) else {
            // The machine has let go of it: nobody waits for the answer.
            send(name, .imageFailed(.inspectFailed("the manifest has no container '\(name)' any more")))
            return
        }
        let answer = await ensureImage(of: container)
        // Another image is wanted by now, and asked for by itself.
        guard spec(name)?.image == container.image else { return }
        send(name, answer)
    }

    private func ensureImage(of container: Container) async -> ContainerEvent {
        let image = container.image
        do throws(PodmanError) {
            if container.pullPolicy != .always {
                if try await podman.imageExists(image) { return .imageReady }
                if container.pullPolicy == .never { return .imageFailed(.neverPull) }
            }
            note(.normal, "Pulling", container: container.name, "pulling image '\(image)'")
            let began = Clock.instant
            try await context.pulling { () throws(PodmanError) in
                _ = try await podman.pullImage(image, policy: "always")
            }
            note(
                .normal, "Pulled", container: container.name,
                "pulled image '\(image)' in \((Clock.instant - began).inWords)")
            return .imageReady
        } catch {
            return .imageFailed(.pullFailed("\(error)"))
        }
    }
}
