import PodSpec

/// Decides what happens to one container of a pod.
///
/// It starts when the pod says so (``begin(at:)``) and then lives by itself: image, start, hooks, probes,
/// exits, back-off, restart. The pod stops it (``stop(_:at:)``) and says when a sidecar's turn to end has come.
package struct ContainerMachine: Equatable, Sendable {
    package enum Role: Equatable, Sendable {
        /// Runs to its end before the next one starts.
        case plainInit
        /// An init container with `restartPolicy: Always`.
        case sidecar
        case main
        /// The manifest does not know it (any more): it goes.
        case stray
    }

    package enum State: Equatable, Sendable {
        /// It is not its turn yet. `leftover`: an old container, to be replaced. Goes to `pulling`, `waiting`.
        case absent(leftover: String?)
        /// `ensureImage` is under way. Goes to `starting`, `imageBackOff`.
        case pulling(Pull)
        /// The image could not be had; it is tried again. Goes to `pulling`.
        case imageBackOff(Pull, ImageFailure, until: Instant, told: Instant?)
        /// `start` is under way; `order`: it is to be stopped as soon as it is there. Goes to `running`,
        /// `waiting`, `stopping`, `ended`.
        case starting(Start, order: StopOrder?)
        /// Goes to `stopping`, `waiting`, `pulling`, `ended`.
        case running(Run)
        /// It is being ended by us. Goes to `absent`, `pulling`, `waiting`, `ended`, `removing`, `gone`.
        case stopping(Run, Stop)
        /// It ended or could not be started, and is started again at `until`. Goes to `pulling`.
        case waiting(Wait, leftover: String?, until: Instant)
        /// It ended, or never began, and is not started again. Goes to `absent` when the manifest changes.
        case ended(leftover: String?)
        /// `remove` is under way. Goes to `gone`, `absent`, `removeFailed`.
        case removing(id: String, then: AfterRemoval)
        case removeFailed(id: String, then: AfterRemoval, until: Instant)
        /// Nothing is left of a stray.
        case gone
    }

    package enum AfterRemoval: Equatable, Sendable { case anew, gone }

    package struct Pull: Equatable, Sendable {
        var leftover: String?
        var failures: Int32 = 0
    }

    package struct Start: Equatable, Sendable {
        var restarts: Int32
        var leftover: String?
    }

    /// Why it waits, as Kubernetes words it.
    package struct Wait: Equatable, Sendable {
        var reason: String
        var message: String
    }

    /// A container that lives.
    package struct Run: Equatable, Sendable {
        package enum Stage: Equatable, Sendable {
            /// postStart runs.
            case hook
            /// The startup probe has not succeeded yet.
            case startup
            /// Started, as Kubernetes means it.
            case started
        }
        package let id: String
        package let startedAt: WallTime
        package let since: Instant
        package internal(set) var stage: Stage
        package internal(set) var probes: [ProbeMachine]
    }

    /// What a container was before and how often; outlives each of its containers.
    package struct History: Equatable, Sendable {
        /// Restart count of the current or last container, and the one that the next will carry.
        var restarts: Int32 = 0
        var next: Int32 = 0
        var backOff: BackOff
        var last: ContainerStatus.Termination?
        var previous: ContainerStatus.Termination?
        /// Told by the last supervisor of the container that ran then.
        var progress: PodMemory.Progress?
    }

    @Shared package internal(set) var spec: Container
    package internal(set) var role: Role
    package internal(set) var pod: PodContext
    package internal(set) var state = State.absent(leftover: nil)
    package internal(set) var history: History
    /// When something was last learnt or asked: older observations say nothing about it.
    package internal(set) var changedAt: Instant?

    package init(
        _ spec: Container, role: Role, pod: PodContext, memory: PodMemory.Container? = nil,
        backOffCap: Duration = BackOff.defaultCap
    ) {
        _spec = Shared(wrappedValue: spec)
        self.role = role
        self.pod = pod
        let backOff = BackOff(
            cap: backOffCap, failures: memory?.failures ?? 0, lastExit: memory?.lastExit)
        history = History(backOff: backOff)
        guard let memory else { return }
        history.restarts = memory.restarts
        history.next = memory.restarts.addingReportingOverflow(1).partialValue
        history.last = memory.lastTermination
        history.progress = memory.progress
    }

    /// What a container must know of its pod.
    package struct PodContext: Equatable, Sendable {
        /// `name_namespace`, as in the kubelet's messages.
        var name: String
        var restartPolicy: Pod.RestartPolicy
        var grace: Duration

        package init(_ pod: Pod) {
            name = "\(pod.name)_\(pod.namespace)"
            restartPolicy = pod.restartPolicy
            grace = pod.terminationGracePeriod
        }
    }
}
