import PodEngine
import PodSpec

/// A Job as Kubernetes shows it (`kubectl get job -o json`).
package struct JobStatusDocument: Codable, Equatable, Sendable {
    package struct Metadata: Codable, Equatable, Sendable {
        package var name: String
        package var labels: [String: String]?
    }
    package struct Spec: Codable, Equatable, Sendable {
        package var parallelism: Int32
        package var completions: Int32?
        package var backoffLimit: Int32
        package var completionMode: String
        package var suspend: Bool
    }
    package struct Condition: Codable, Equatable, Sendable {
        package var type: String
        package var status = "True"
        package var reason: String
        package var message: String
        package var lastTransitionTime: String?
    }
    package struct Status: Codable, Equatable, Sendable {
        package var active: Int32
        package var succeeded: Int32
        package var failed: Int32
        package var completedIndexes: String?
        package var failedIndexes: String?
        package var startTime: String?
        package var completionTime: String?
        package var conditions: [Condition]?
    }
    package var apiVersion = "batch/v1"
    package var kind = "Job"
    package var metadata: Metadata
    package var spec: Spec
    package var status: Status

    init(_ job: Job, _ record: JobRecord) {
        metadata = Metadata(name: job.name, labels: job.labels.nonEmpty)
        spec = Spec(
            parallelism: job.parallelism, completions: job.completions, backoffLimit: job.backoffLimit,
            completionMode: job.isIndexed ? "Indexed" : "NonIndexed", suspend: job.isSuspended)
        status = Status(
            active: Int32(clamping: record.pods.count), succeeded: record.succeeded, failed: record.failed)
        if job.isIndexed { status.completedIndexes = record.succeededIndexes.text }
        if job.backoffLimitPerIndex != nil { status.failedIndexes = record.failedIndexes.text }
        status.startTime = record.startTime.map(timestamp)
        switch record.phase {
        case .running:
            if job.isSuspended {
                status.conditions = [
                    Condition(type: "Suspended", reason: "JobSuspended", message: "Job suspended")
                ]
            }
        case .ending(let verdict):
            let type = verdict.isComplete ? "SuccessCriteriaMet" : "FailureTarget"
            status.conditions = [Condition(type: type, reason: verdict.reason, message: verdict.message)]
        case .finished(let verdict, let at):
            let type = verdict.isComplete ? "Complete" : "Failed"
            status.conditions = [
                Condition(
                    type: type, reason: verdict.reason, message: verdict.message,
                    lastTransitionTime: timestamp(at))
            ]
            if verdict.isComplete { status.completionTime = timestamp(at) }
        }
    }
}
