import PodEngine
import PodSpec
import Podman

extension PodRunner {
    func ensureImage(_ name: String) async {
        guard let container = container(name) else { return }
        let image = container.image
        do throws(PodmanError) {
            if container.pullPolicy != .always {
                if try await podman.imageExists(image) {
                    send(name, .imageReady)
                    return
                }
                if container.pullPolicy == .never {
                    send(name, .imageFailed(.neverPull))
                    return
                }
            }
            note(.normal, "Pulling", container: name, "pulling image '\(image)'")
            let began = Clock.instant
            try await context.pulling { () throws(PodmanError) in
                _ = try await podman.pullImage(image, policy: "always")
            }
            note(
                .normal, "Pulled", container: name,
                "pulled image '\(image)' in \((Clock.instant - began).inWords)")
            send(name, .imageReady)
        } catch {
            send(name, .imageFailed(.pullFailed("\(error)")))
        }
    }
}
