import PodSpec

/// What is known of a Job; kept on disk, so that what is done stays done (Kubernetes' `JobStatus`).
package struct JobRecord: Equatable, Sendable {
    /// A pod of the Job that has not ended yet.
    package struct Pod: Equatable, Sendable {
        package var name: String
        package var index: Int32?
        /// Restarts of its containers, together.
        package var restarts: Int32 = 0
        /// It is to go before its end: it counts as nothing.
        package var isStopping = false

        package init(name: String, index: Int32?) {
            self.name = name
            self.index = index
        }
    }

    /// How the Job ends: the condition `Complete` or `Failed`, with Kubernetes' reason.
    package struct Verdict: Equatable, Sendable {
        package var isComplete: Bool
        package var reason: String
        package var message: String

        package init(isComplete: Bool, reason: String, message: String) {
            self.isComplete = isComplete
            self.reason = reason
            self.message = message
        }
    }

    package enum Phase: Equatable, Sendable {
        /// Goes to `ending`.
        case running
        /// It is decided, and the last pods are stopping (conditions `SuccessCriteriaMet`, `FailureTarget`). Goes to
        /// `finished`.
        case ending(Verdict)
        case finished(Verdict, at: WallTime)
    }

    package var phase = Phase.running
    /// When it began, or went on after a suspension; `nil`: it has not.
    package var startTime: WallTime?
    package var pods: [Pod] = []
    /// Pods made so far.
    package var made: Int64 = 0
    package var succeeded: Int32 = 0
    package var failed: Int32 = 0
    package var succeededIndexes = IndexSet()
    package var failedIndexes = IndexSet()
    /// Failed pods of each index that count against its limit.
    package var failures: [Int32: Int32] = [:]
    /// Failed pods since the last that succeeded.
    package var failuresInRow: Int32 = 0
    package var lastFailure: WallTime?
    /// When a pod of each index failed last.
    package var lastFailures: [Int32: WallTime] = [:]

    package init() {}

    package var isFinished: Bool { if case .finished = phase { true } else { false } }

    package var verdict: Verdict? {
        switch phase {
        case .running: nil
        case .ending(let verdict), .finished(let verdict, _): verdict
        }
    }
}

/// How a pod of a Job ended.
package enum JobPodEnd: Equatable, Sendable {
    case succeeded
    /// The exit codes of the containers that failed, by name in the pod's order, and the pod's conditions that are
    /// true.
    case failed(codes: [ExitCode], conditions: [String])

    package struct ExitCode: Equatable, Sendable {
        package var container: String
        package var code: Int32

        package init(_ container: String, _ code: Int32) {
            self.container = container
            self.code = code
        }
    }

    /// - Returns: `nil` while the pod has not ended.
    package init?(_ status: PodStatus) {
        switch status.phase {
        case .pending, .running: return nil
        case .succeeded: self = .succeeded
        case .failed:
            let codes = (status.initContainers + status.containers).compactMap { container -> ExitCode? in
                guard case .terminated(let end) = container.state, end.exitCode != 0 else { return nil }
                return ExitCode(container.name, end.exitCode)
            }
            self = .failed(codes: codes, conditions: status.conditions.filter(\.status).map(\.type))
        }
    }
}

package enum JobEvent: Equatable, Sendable {
    /// The supervisor looks after the Job from now on, with what the record says.
    case begin
    /// The pod has come to its own end.
    case podEnded(String, JobPodEnd)
    /// A pod that was to go is gone.
    case podGone(String)
    /// How often the containers of a pod have been restarted.
    case podRestarts(String, Int32)
    /// The manifest changed in what may change while the Job runs.
    case update(Job)
    /// ``JobMachine/nextWake`` has come.
    case timer
}

package enum JobAction: Equatable, Sendable {
    case start(JobRecord.Pod)
    /// Answered by `podGone`.
    case stop(pod: String)
    /// The pod has ended, and what came of it is on record.
    case remove(pod: String)
    case report(PodReport)
}
