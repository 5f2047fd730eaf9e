import CLinux
import Dispatch
import Podman

/// Pulls an image so that a power loss, whenever it comes, leaves none that looks whole and is not.
@MainActor
package struct DurablePull {
    let podman: Podman
    let image: String
    /// Told what a person should know, in a sentence.
    let tell: (String) -> Void
    private let record: PullRecord

    package init(_ image: String, _ podman: Podman, _ base: Paths, tell: @escaping (String) -> Void) {
        self.image = image
        self.podman = podman
        self.tell = tell
        record = PullRecord(image, base)
    }

    /// What is on the disk is there when this returns, if `waits`; otherwise some time after it.
    /// - Parameter fetch: has Podman ask the registry for the image once.
    /// - Returns: the IDs of the image that had this name before, if one did, and of the one that has it now.
    @discardableResult
    package func run(
        waits: Bool, by fetch: () async throws(PodmanError) -> Void
    ) async throws(PodmanError) -> (before: String?, after: String) {
        let (isSuspect, wasCut) = (record.isSuspect, record.exists)
        let before = try? await podman.inspectImage(image).id
        let pull = record.begin()
        do throws(PodmanError) {
            if isSuspect { try await fetchAnew(fetch) } else { try await fetchOnce(fetch) }
        } catch {
            // Layers that came whole stay for the next try. What is suspect stays so.
            if !isSuspect { await settle(pull, waits) }
            throw error
        }
        let after = try await podman.inspectImage(image).id
        if before == after, !wasCut { record.end(pull, durable: false) } else { await settle(pull, waits) }
        return (before, after)
    }

    /// Layers of the pull that the power loss cut pass for whole: only the removal of an image takes its layers away.
    private func fetchAnew(_ fetch: () async throws(PodmanError) -> Void) async throws(PodmanError) {
        tell(
            "power was lost while image '\(image)' was pulled, or soon after, so that its files may be damaged: "
                + "pulling it anew")
        try await fetchOnce(fetch)
        do throws(PodmanError) {
            try await podman.removeImage(image)
        } catch {
            guard error.isImageInUse else { throw error }
            tell(
                "containers use image '\(image)', so it stays as it is; if files of it turn out to be empty, remove "
                    + "those containers and 'podman rmi \(image)'")
            return
        }
        try await fetch()
    }

    /// Podman 5 cannot go on where a layer's files are damaged.
    private func fetchOnce(_ fetch: () async throws(PodmanError) -> Void) async throws(PodmanError) {
        do throws(PodmanError) {
            try await fetch()
        } catch {
            guard error.isLayerDamaged else { throw error }
            tell(
                "layers of image '\(image)' are damaged, as after a power loss (\(error)): repairing Podman's storage"
            )
            try await podman.repairStorage()
            try await fetch()
        }
    }

    private func settle(_ pull: String, _ waits: Bool) async {
        guard let folder = try? await podman.info().store.graphRoot else { return }
        let record = record
        func sync(then done: @escaping @Sendable () -> Void) {
            // It takes as long as the disk does.
            DispatchQueue(label: "sync").async {
                if linux_sync_around(folder) == 0 { record.end(pull, durable: true) }
                done()
            }
        }
        if waits { await withCheckedContinuation { done in sync { done.resume() } } } else { sync {} }
    }
}
