import PodEngine
import Podman

extension PodRunner {
    /// How long conmon may take to make a container that Podman has let go of meanwhile.
    private static let conmonPatience = Duration.seconds(5)
    private static let runtimeLimit = Duration.seconds(10)

    /// Removes a container, whatever its state.
    func discard(_ id: String) async throws(PodmanError) {
        do throws(PodmanError) {
            _ = try await podman.removeContainer(id, force: true, volumes: true)
        } catch {
            // Without its conmon Podman 5 fails the first time, to get an exit code, and then calls it ended.
            _ = try await podman.removeContainer(id, force: true, volumes: true)
        }
        await takeFromRuntime(id)
    }

    /// A Podman that is killed while it starts a container leaves one that it believes was never made:
    /// removing it leaves its process and conmon behind, waiting for ever. Conmon may be about to make it.
    func takeFromRuntimeLater(_ id: String) {
        Task {
            await sleep(Self.conmonPatience)
            await takeFromRuntime(id)
        }
    }

    /// Removes what the OCI runtime has of a container that Podman does not know any more.
    func takeFromRuntime(_ id: String) async {
        guard let runtime = try? await context.ociRuntime(""), let name = runtime.split(separator: "/").last
        else { return }
        inRuntime.remove(id)
        // Where crun and runc keep their state by themselves: `/run`, or `$XDG_RUNTIME_DIR`.
        let folder = "\(context.paths.base.runtime.parentFolder)/\(name)"
        guard Files.exists("\(folder)/\(id)") else { return }
        do {
            let result = try await RuntimeExec.delete(id, runtimePath: runtime, timeout: Self.runtimeLimit)
            if result.succeeded { return }
            note(.warning, "Failed", "what is left of container \(id) could not be removed: \(result.text)")
        } catch {
            note(.warning, "Failed", "what is left of container \(id) could not be removed: \(error)")
        }
    }
}
