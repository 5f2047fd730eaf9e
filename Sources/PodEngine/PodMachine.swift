import PodSpec

/// What a supervisor keeps of a pod for its successor (same boot only): what Podman cannot tell.
package struct PodMemory: Equatable, Sendable {
    package struct Container: Equatable, Sendable {
        package var restarts: Int32
        /// Crashes in a row that the back-off counts.
        package var failures: Int32
        package var lastTermination: ContainerStatus.Termination?
        /// When it last ended, for the back-off.
        package var lastExit: Instant?
        /// An init container that has done its work.
        package var isDone: Bool

        package init(
            restarts: Int32 = 0, failures: Int32 = 0, lastTermination: ContainerStatus.Termination? = nil,
            lastExit: Instant? = nil, isDone: Bool = false
        ) {
            self.restarts = restarts
            self.failures = failures
            self.lastTermination = lastTermination
            self.lastExit = lastExit
            self.isDone = isDone
        }
    }
    package var startTime: WallTime?
    package var containers: [String: Container]

    package init(startTime: WallTime? = nil, containers: [String: Container] = [:]) {
        self.startTime = startTime
        self.containers = containers
    }
}

/// Decides everything about one pod. It does no I/O and reads no clock: the caller says what happened
/// and when, carries out what comes back, and calls with `.timer` when ``nextWake`` has come.
package struct PodMachine: Sendable {
    package init(pod: Pod, memory: PodMemory = PodMemory()) { fatalError() }

    /// Takes one event and says what to do. Nothing is done before the first `.observed`.
    package mutating func handle(_ event: PodEvent, at now: Now) -> [PodAction] { fatalError() }

    /// When `.timer` is due; `nil`: nothing waits.
    package var nextWake: Instant? { fatalError() }

    package func status(at now: Now) -> PodStatus { fatalError() }

    package var memory: PodMemory { fatalError() }

    /// After `.stop`: everything of the pod is gone.
    package var isGone: Bool { fatalError() }
}
