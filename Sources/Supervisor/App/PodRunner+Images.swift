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
        var images = [(container.image, container.pullPolicy)]
        let mounted = Set(container.volumeMounts.map(\.name))
        for volume in pod.volumes where mounted.contains(volume.name) {
            if case .image(let image, let policy) = volume.source { images.append((image, policy)) }
        }
        for (image, policy) in images {
            if let failure = await ensure(image, policy, for: container.name) { return .imageFailed(failure) }
        }
        return .imageReady
    }

    private func ensure(
        _ image: String, _ policy: Container.PullPolicy, for container: String
    ) async -> ImageFailure? {
        if let pin = app.imagePins[image] { return await ensure(pin: pin) }
        if let problem = ImageName.problem(of: image) { return .invalidName(problem) }
        let isSuspect = PullRecord(image, context.paths.base).isSuspect
        var isThere = false
        if policy != .always {
            do throws(PodmanError) {
                isThere = try await podman.imageExists(image)
            } catch {
                return .inspectFailed("\(error)")
            }
            if isThere, !isSuspect || policy == .never {
                note(
                    .normal, "Pulled", container: container,
                    "Container image \"\(image)\" already present on machine")
                return nil
            }
            if policy == .never { return .neverPull }
        }
        do throws(PodmanError) {
            try await pull(image, for: container)
            return nil
        } catch {
            // No registry has been asked where Podman could not be.
            if error.isSocketProblem { return .inspectFailed("\(error)") }
            guard isThere, (try? await podman.imageExists(image)) == true else {
                return .pullFailed("\(error)")
            }
            note(
                .warning, "DamagedImage", container: container,
                "image '\(image)' cannot be pulled anew, so it is taken as it is: \(error)")
            return nil
        }
    }

    /// An image by its ID, which no registry gives again.
    private func ensure(pin: String) async -> ImageFailure? {
        do throws(PodmanError) {
            if try await podman.imageExists(pin) { return nil }
        } catch {
            return .inspectFailed("\(error)")
        }
        return .inspectFailed(
            "its image \(pin.prefix(12)), to which this revision is pinned, was removed from this machine; "
                + "'podsup update \(app.name)\(userOption)' takes what the registry has now")
    }

    private func pull(_ image: String, for container: String) async throws(PodmanError) {
        note(.normal, "Pulling", container: container, "pulling image '\(image)'")
        let began = Clock.instant
        let accounts = registryAccounts(for: image, in: pod, app: app)
        let pull = DurablePull(image, podman, context.paths.base) { text in
            self.note(.warning, "DamagedImage", container: container, text)
        }
        try await context.pulling { () throws(PodmanError) in
            _ = try await pull.run(waits: false) { () throws(PodmanError) in
                try await fetch(image, accounts)
            }
        }
        note(
            .normal, "Pulled", container: container,
            "pulled image '\(image)' in \((Clock.instant - began).inWords)")
    }

    /// With the first of the passwords that lets it in.
    private func fetch(_ image: String, _ accounts: [RegistryAccount]) async throws(PodmanError) {
        guard let last = accounts.last else {
            let stored = RegistryAuth.ofThisUser().header(for: image)
            _ = try await podman.pullImage(image, policy: "always", auth: stored)
            return
        }
        for account in accounts.dropLast() {
            do throws(PodmanError) {
                _ = try await podman.pullImage(image, policy: "always", auth: account.header)
                return
            } catch {
                // The next one may be let in.
                if error.isSocketProblem { throw error }
            }
        }
        _ = try await podman.pullImage(image, policy: "always", auth: last.header)
    }
}
