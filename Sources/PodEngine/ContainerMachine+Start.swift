import PodSpec

/// From nothing to a container: back-off, image, start.
extension ContainerMachine {
    /// Kubernetes shows `ErrImagePull` until its next look at the pod, `ImagePullBackOff` from then on.
    private static let imageErrorShown = Duration.seconds(2)
    private static let firstImageDelay = Duration.seconds(10)
    private static let imageDelayCap = Duration.seconds(300)

    /// Reasons that mean: it was made, and could not run. Kubernetes counts that as an exit with 128.
    private static let exitReasons: Set<String> = ["RunContainerError", "StartError", "ContainerCannotRun"]

    /// Its turn has come.
    package mutating func begin(at now: Now) -> [PodAction] {
        switch state {
        case .absent(let leftover), .ended(let leftover):
            changedAt = now.instant
            if let until = history.backOff.until, until > now.instant {
                return waitForBackOff(leftover: leftover, until: until)
            }
            return pull(Pull(leftover: leftover))
        case .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .removing, .removeFailed,
            .gone:
            return []
        }
    }

    mutating func pull(_ pull: Pull) -> [PodAction] {
        state = .pulling(pull)
        return [.ensureImage(container: spec.name)]
    }

    mutating func imageReady(at now: Now) -> [PodAction] {
        switch state {
        case .pulling(let pull):
            state = .starting(Start(restarts: history.next, leftover: pull.leftover), order: nil)
            return [.start(container: spec.name, restarts: history.next, replacing: pull.leftover)]
        case .absent, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    mutating func imageFailed(_ failure: ImageFailure, at now: Now) -> [PodAction] {
        switch state {
        case .pulling(var pull):
            pull.failures = min(pull.failures, .max - 1) + 1
            let delay = BackOff.delay(
                afterFailures: pull.failures, first: Self.firstImageDelay, cap: Self.imageDelayCap)
            state = .imageBackOff(
                pull, failure, until: now.instant + delay, told: now.instant + Self.imageErrorShown)
            let text = failure.message(image: spec.image)
            return [report(.warning, failure.eventReason, "\(text); trying again in \(delay.plainText)")]
        case .absent, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    mutating func wakeImage(
        _ pull: Pull, _ failure: ImageFailure, until: Instant, told: Instant?, at now: Now
    ) -> [PodAction] {
        if now.instant >= until { return self.pull(pull) }
        guard let told, now.instant >= told else { return [] }
        state = .imageBackOff(pull, failure, until: until, told: nil)
        switch failure {
        case .pullFailed: return [report(.normal, "BackOff", "Back-off pulling image \"\(spec.image)\"")]
        case .neverPull, .invalidName, .inspectFailed: return []
        }
    }

    mutating func startFailed(_ reason: String, _ message: String, at now: Now) -> [PodAction] {
        switch state {
        case .starting(let start, let order):
            let failed = report(.warning, "Failed", "Error: \(message)")
            let wasMade = Self.exitReasons.contains(reason)
            if wasMade {
                history.restarts = start.restarts
                history.next = start.restarts.addingReportingOverflow(1).partialValue
                record(
                    ContainerStatus.Termination(
                        exitCode: 128, reason: "StartError", message: message, finishedAt: now.wall))
            }
            if let order { return [failed] + settle(order.next, leftover: start.leftover, at: now) }
            if wasMade {
                guard restartsItself(after: 128) else {
                    state = .ended(leftover: start.leftover)
                    return [failed]
                }
                history.backOff.ended(at: now.instant, ranFor: .zero)
            } else {
                history.backOff.couldNotBeMade(at: now.instant)
            }
            state = .waiting(
                Wait(reason: reason, message: message), leftover: start.leftover,
                until: history.backOff.until ?? now.instant)
            return [failed] + wake(at: now)
        case .absent, .pulling, .imageBackOff, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    /// In back-off after an exit, with the kubelet's words.
    mutating func waitForBackOff(leftover: String?, until: Instant) -> [PodAction] {
        state = .waiting(
            Wait(reason: Self.backOffReason, message: backOffMessage), leftover: leftover, until: until)
        let text = "Back-off restarting failed container \(spec.name) in pod \(pod.name)"
        return [report(.warning, "BackOff", text)]
    }

    static let backOffReason = "CrashLoopBackOff"

    var backOffMessage: String {
        let delay = history.backOff.delay.goText
        return "back-off \(delay) restarting failed container=\(spec.name) pod=\(pod.name)"
    }
}

extension ImageFailure {
    /// The waiting reason of a container without its image (kubelet, `pkg/kubelet/images/types.go`).
    func waitingReason(inBackOff: Bool) -> String {
        switch self {
        case .pullFailed: return inBackOff ? "ImagePullBackOff" : "ErrImagePull"
        case .neverPull: return "ErrImageNeverPull"
        case .invalidName: return "InvalidImageName"
        case .inspectFailed: return "ImageInspectError"
        }
    }

    var eventReason: String {
        switch self {
        case .pullFailed: return "Failed"
        case .neverPull: return "ErrImageNeverPull"
        case .invalidName, .inspectFailed: return "InspectFailed"
        }
    }

    func message(image: String) -> String {
        switch self {
        case .pullFailed(let text): return "Failed to pull image \"\(image)\": \(text)"
        case .neverPull: return "Container image \"\(image)\" is not present with pull policy of Never"
        case .invalidName(let text): return "Invalid image name \"\(image)\": \(text)"
        case .inspectFailed(let text): return "Failed to inspect image \"\(image)\": \(text)"
        }
    }
}
