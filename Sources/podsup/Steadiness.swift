import Supervisor

/// Whether ready is to be believed yet. A container without a readiness probe is ready as soon as it runs, also
/// one that crashes a moment later.
struct Steadiness {
    enum Verdict: Equatable {
        case notReady
        /// Ready, but not for as long as it should be.
        case unproven
        case settled
    }

    /// For how long each container of an app must run that has crashed meanwhile, or that is put back otherwise.
    static let proof = Duration.seconds(5)

    private let needsProof: Bool
    /// A container ended, or the app was no longer ready, since the first look.
    private(set) var hasCrashed = false
    /// The containers that were ready at the last look, and since when.
    private var ready: (containers: [String], since: ContinuousClock.Instant)?

    /// - Parameter needsProof: also where no container has crashed.
    init(needsProof: Bool) { self.needsProof = needsProof }

    /// What a look at the app shows; `wall` is the same moment as `now`, in seconds since 1970.
    ///
    /// - Returns: never `settled` by the first look where a container has only just been started.
    mutating func verdict(
        _ document: StatusDocument, isReady: Bool, at now: ContinuousClock.Instant, wall: Seconds
    ) -> Verdict {
        let containers = document.items.flatMap(\.status.containerStatuses)
        guard isReady else {
            hasCrashed = hasCrashed || ready != nil || containers.contains(where: Self.crashes)
            ready = nil
            return .notReady
        }
        // Times are in whole seconds.
        let starts = containers.compactMap(\.state.running).map { seconds($0.startedAt) ?? wall }
        if starts.allSatisfy({ wall - $0 > Self.proof.components.seconds }) { return .settled }
        let identities = containers.map { $0.containerID ?? "" }
        guard let before = ready, before.containers == identities else {
            // Others in their place: they have crashed between two looks.
            hasCrashed = hasCrashed || ready != nil
            ready = (identities, now)
            return .unproven
        }
        let isProven = now - before.since >= Self.proof
        return isProven || !needsProof && !hasCrashed ? .settled : .unproven
    }

    private static func crashes(_ container: ContainerDocument) -> Bool {
        container.state.waiting?.reason == "CrashLoopBackOff"
            || container.state.terminated.map { $0.exitCode != 0 } ?? false
    }
}
