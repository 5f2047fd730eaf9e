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
        /// How far the container that runs has come; `nil`: none runs.
        package var progress: Progress?

        package init(
            restarts: Int32 = 0, failures: Int32 = 0, lastTermination: ContainerStatus.Termination? = nil,
            lastExit: Instant? = nil, isDone: Bool = false, progress: Progress? = nil
        ) {
            self.restarts = restarts
            self.failures = failures
            self.lastTermination = lastTermination
            self.lastExit = lastExit
            self.isDone = isDone
            self.progress = progress
        }
    }

    /// So that postStart does not run twice, the startup probe does not run again, and a pod that was Ready
    /// stays Ready when its supervisor is replaced. Without it postStart runs again: at least once.
    package struct Progress: Equatable, Sendable {
        /// The container it is about; for any other id this says nothing.
        package var id: String
        /// postStart has returned, or there is none.
        package var hookDone: Bool
        package var isStarted: Bool
        package var isReady: Bool
        /// How often each probe has failed in a row, by `Probe.Kind`'s name; the next failure counts on.
        package var probeFailures: [String: Int32]

        package init(
            id: String, hookDone: Bool, isStarted: Bool, isReady: Bool, probeFailures: [String: Int32] = [:]
        ) {
            self.id = id
            self.hookDone = hookDone
            self.isStarted = isStarted
            self.isReady = isReady
            self.probeFailures = probeFailures
        }
    }

    /// Since when a condition of the pod is what it is.
    package struct Condition: Equatable, Sendable {
        package var isTrue: Bool
        package var since: WallTime

        package init(isTrue: Bool, since: WallTime) {
            self.isTrue = isTrue
            self.since = since
        }
    }
    package var startTime: WallTime?
    package var containers: [String: Container]
    /// By type.
    package var conditions: [String: Condition]

    package init(
        startTime: WallTime? = nil, containers: [String: Container] = [:],
        conditions: [String: Condition] = [:]
    ) {
        self.startTime = startTime
        self.containers = containers
        self.conditions = conditions
    }
}
