import PodSpec

/// A pod as Kubernetes' `PodStatus` describes it.
package struct PodStatus: Equatable, Sendable {
    package enum Phase: String, Equatable, Sendable {
        case pending = "Pending", running = "Running", succeeded = "Succeeded", failed = "Failed"
    }
    package struct Condition: Equatable, Sendable {
        package var type: String
        package var status: Bool
        package var reason: String?
        package var message: String?
        package var lastTransition: WallTime

        package init(
            type: String, status: Bool, reason: String? = nil, message: String? = nil,
            lastTransition: WallTime
        ) {
            self.type = type
            self.status = status
            self.reason = reason
            self.message = message
            self.lastTransition = lastTransition
        }
    }
    package var phase: Phase
    /// `DeadlineExceeded`, `Evicted` …
    package var reason: String?
    package var message: String?
    package var address: String?
    package var startTime: WallTime?
    package var isTerminating: Bool
    /// In Kubernetes' order: PodReadyToStartContainers, Initialized, Ready, ContainersReady, PodScheduled.
    package var conditions: [Condition]
    package var initContainers: [ContainerStatus]
    package var containers: [ContainerStatus]

    package init(
        phase: Phase, reason: String? = nil, message: String? = nil, address: String? = nil,
        startTime: WallTime? = nil,
        isTerminating: Bool = false, conditions: [Condition] = [], initContainers: [ContainerStatus] = [],
        containers: [ContainerStatus] = []
    ) {
        self.phase = phase
        self.reason = reason
        self.message = message
        self.address = address
        self.startTime = startTime
        self.isTerminating = isTerminating
        self.conditions = conditions
        self.initContainers = initContainers
        self.containers = containers
    }

    package var isReady: Bool { conditions.contains { $0.type == "Ready" && $0.status } }
}

package struct ContainerStatus: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        case waiting(reason: String, message: String?)
        case running(startedAt: WallTime)
        case terminated(Termination)
    }
    package struct Termination: Equatable, Sendable {
        package var exitCode: Int32
        package var signal: Int32?
        /// `Completed`, `Error`, `OOMKilled`, `StartError` …
        package var reason: String
        package var message: String?
        package var startedAt: WallTime?
        package var finishedAt: WallTime

        package init(
            exitCode: Int32, signal: Int32? = nil, reason: String, message: String? = nil,
            startedAt: WallTime? = nil,
            finishedAt: WallTime
        ) {
            self.exitCode = exitCode
            self.signal = signal
            self.reason = reason
            self.message = message
            self.startedAt = startedAt
            self.finishedAt = finishedAt
        }
    }
    package var name: String
    package var image: String
    package var containerID: String?
    package var state: State
    package var lastTermination: Termination?
    package var ready: Bool
    package var started: Bool
    package var restartCount: Int32
    /// When it is started again, while it waits in back-off.
    package var retryAt: Instant?
    /// Why it is not ready although it runs: what its probe last said.
    package var unready: String?

    package init(
        name: String, image: String, containerID: String? = nil, state: State,
        lastTermination: Termination? = nil,
        ready: Bool = false, started: Bool = false, restartCount: Int32 = 0, retryAt: Instant? = nil,
        unready: String? = nil
    ) {
        self.name = name
        self.image = image
        self.containerID = containerID
        self.state = state
        self.lastTermination = lastTermination
        self.ready = ready
        self.started = started
        self.restartCount = restartCount
        self.retryAt = retryAt
        self.unready = unready
    }
}
