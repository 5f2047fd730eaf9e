import PodSpec

/// How a container's main process ended.
package struct Exit: Equatable, Sendable {
    package var code: Int32
    package var oomKilled: Bool
    package var startedAt: WallTime?
    package var finishedAt: WallTime
    /// The termination message, where there is one.
    package var message: String?

    package init(
        code: Int32, oomKilled: Bool = false, startedAt: WallTime? = nil, finishedAt: WallTime,
        message: String? = nil
    ) {
        self.code = code
        self.oomKilled = oomKilled
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.message = message
    }
}

/// What Podman has of one container, found by label.
package struct ObservedContainer: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        /// Made, never started.
        case created
        case running(startedAt: WallTime)
        case paused(startedAt: WallTime)
        case exited(Exit)
    }
    package var id: String
    package var state: State
    /// Label `io.podsup.restarts`: how often this container had been restarted when this one was made.
    package var restarts: Int32
    /// Whether it was made from the wanted specification (label `io.podsup.hash`).
    package var isCurrent: Bool

    package init(id: String, state: State, restarts: Int32, isCurrent: Bool) {
        self.id = id
        self.state = state
        self.restarts = restarts
        self.isCurrent = isCurrent
    }
}

/// What Podman has of one pod.
package struct ObservedPod: Equatable, Sendable {
    package enum Sandbox: Equatable, Sendable {
        case absent
        /// The pod's own namespaces live; `address` is `nil` with the host's network.
        case ready(id: String, address: String?, isCurrent: Bool)
        /// It exists but cannot be used any more (after a reboot, or its infra container died).
        case dead(id: String)
    }
    package var sandbox: Sandbox
    /// By the container's name in the manifest.
    package var containers: [String: ObservedContainer]
    /// When Podman was asked; what was learnt since then is newer and stands. `nil`: just now.
    package var asOf: Instant?

    package init(
        sandbox: Sandbox, containers: [String: ObservedContainer] = [:], asOf: Instant? = nil
    ) {
        self.sandbox = sandbox
        self.containers = containers
        self.asOf = asOf
    }
}

/// Why an image could not be had, as Kubernetes names it.
package enum ImageFailure: Equatable, Sendable {
    case pullFailed(String)
    case neverPull
    case invalidName(String)
    case inspectFailed(String)
}

package enum ProbeOutcome: Equatable, Sendable {
    case success
    /// Success with a remark worth an event (a redirect to another host).
    case warning(String)
    case failure(String)
    /// The prober itself could not work; does not count.
    case unknown(String)
}

package enum Hook: String, Equatable, Sendable { case postStart = "PostStart", preStop = "PreStop" }

/// What happened to a container. Events that carry an id are old news when it is no longer the current one.
package enum ContainerEvent: Equatable, Sendable {
    case imageReady
    case imageFailed(ImageFailure)
    case started(id: String, at: WallTime)
    /// Making or starting failed, and nothing is left of the new container; `reason` as in Kubernetes
    /// (`CreateContainerConfigError`, `RunContainerError` …).
    case startFailed(reason: String, message: String)
    case exited(id: String, Exit)
    /// It is no longer there at all: somebody removed it.
    case gone(id: String)
    /// It runs, but its conmon has ended: what it writes goes nowhere, or kills it, and nobody will learn its
    /// exit code.
    case conmonLost(id: String)
    case probed(id: String, Probe.Kind, ProbeOutcome)
    /// `error` tells what went wrong without the hook's output, which may hold secrets.
    case hookFinished(id: String, Hook, error: String?)
    /// Podman could not deliver a signal; it is tried again.
    case signalFailed(id: String, message: String)
    case removed(id: String)
    case removeFailed(id: String, message: String)
}

/// What happened to a pod. One stream per pod, one consumer.
package enum PodEvent: Equatable, Sendable {
    /// The truth as Podman tells it: on start, on reload, after an unexpected answer, every 10 minutes.
    case observed(ObservedPod)
    case sandboxReady(id: String, address: String?)
    case sandboxFailed(message: String)
    case sandboxDied(id: String)
    case sandboxRemoved
    case sandboxRemoveFailed(message: String)
    case container(String, ContainerEvent)
    /// `nextWake` has come.
    case timer
    /// It is the pod's turn to start.
    case release
    /// The pod is to go: gracefully, within `grace` where given (0: no preStop, no order, 2 s until SIGKILL).
    case stop(grace: Duration?)
    /// The manifest changed; `changed` names the containers whose specification differs, `sandbox` says
    /// that the pod itself does and all must be made anew.
    case update(Pod, sandbox: Bool, changed: Set<String>)
}

/// What to do now. The caller carries it out and reports back by a `PodEvent`.
package enum PodAction: Equatable, Sendable {
    /// Answered by `sandboxReady` or `sandboxFailed`.
    case createSandbox
    /// Removes the pod and whatever carries its label; it is no failure that nothing is there. Answered by
    /// `sandboxRemoved` or `sandboxRemoveFailed`.
    case removeSandbox
    /// Answered by `imageReady` or `imageFailed`.
    case ensureImage(container: String)
    /// Makes and starts a container, in place of `replacing` where given (a finished one, which is then
    /// removed, and which an earlier try may have removed already). Answered by `started` or `startFailed`.
    case start(container: String, restarts: Int32, replacing: String?)
    /// Answered by `probed`.
    case probe(container: String, id: String, Probe.Kind)
    /// Answered by `hookFinished`. Given up after `timeout`. The hook is the one of the definition that the
    /// container was made from.
    case runHook(container: String, id: String, Hook, timeout: Duration)
    /// The container's stop signal (`stopSignal`, or the image's, or SIGTERM). The end comes as `exited`.
    case signalStop(container: String, id: String)
    /// SIGKILL. The end comes as `exited`.
    case kill(container: String, id: String)
    /// Removes a container that has ended. Answered by `removed` or `removeFailed`.
    case remove(container: String, id: String)
    /// For the journal: a transition worth telling.
    case report(PodReport)
}

/// An entry of the pod's history with Kubernetes' reason (`Started`, `BackOff`, `Unhealthy` …).
package struct PodReport: Equatable, Sendable {
    package enum Severity: Equatable, Sendable { case normal, warning }
    package var severity: Severity
    package var reason: String
    /// `nil`: about the pod itself.
    package var container: String?
    package var message: String

    package init(_ severity: Severity, _ reason: String, container: String? = nil, _ message: String) {
        self.severity = severity
        self.reason = reason
        self.container = container
        self.message = message
    }
}
