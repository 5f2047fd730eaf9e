/// Work that is done once, by pods that come to an end (kubernetes.io/docs/concepts/workloads/controllers/job).
package struct Job: Equatable, Sendable {
    /// When a pod that ends is replaced.
    package enum Replacement: String, Equatable, Sendable, CaseIterable {
        /// As soon as it begins to end.
        case terminatingOrFailed = "TerminatingOrFailed"
        /// When it has ended.
        case failed = "Failed"
    }

    package var name: String
    package var labels: [String: String] = [:]
    package var annotations: [String: String] = [:]
    /// Named as the Job; each pod gets a name of its own.
    package var template: Pod
    /// Pods at a time.
    package var parallelism: Int32 = 1
    /// Pods that must succeed; `nil`: a work queue, done when one has succeeded and all have ended.
    package var completions: Int32? = 1
    /// Each completion has an index: 0, 1 … `completions` - 1.
    package var isIndexed = false
    /// Failed pods before the Job fails.
    package var backoffLimit: Int32 = 6
    /// Failed pods of one index before that index fails.
    package var backoffLimitPerIndex: Int32?
    /// Failed indexes before the Job fails at once.
    package var maxFailedIndexes: Int32?
    package var activeDeadline: Duration?
    package var ttlAfterFinished: Duration?
    package var isSuspended = false
    /// The first that matches a failed pod decides.
    package var failureRules: [PodFailureRule] = []
    /// Any one of them is enough.
    package var successRules: [JobSuccessRule] = []
    package var replacement = Replacement.terminatingOrFailed

    package init(name: String, template: Pod) {
        self.name = name
        self.template = template
    }

    /// How many pods must succeed, where that is known.
    package var wantedPods: Int32 { min(parallelism, completions ?? parallelism) }
}

/// A rule of a Job's `podFailurePolicy`.
package struct PodFailureRule: Equatable, Sendable {
    package enum Action: String, Equatable, Sendable, CaseIterable {
        /// The Job fails at once.
        case failJob = "FailJob"
        /// The pod's index fails at once.
        case failIndex = "FailIndex"
        /// A new pod, and nothing counted.
        case ignore = "Ignore"
        case count = "Count"
    }
    package enum Match: Equatable, Sendable {
        /// Of a container that failed: the named one, or any.
        case exitCodes([Int32], isIn: Bool, container: String?)
        /// Conditions of the pod by type and status; any one matches.
        case conditions([Condition])
    }
    package struct Condition: Equatable, Sendable {
        package var type: String
        package var status: String

        package init(type: String, status: String) {
            self.type = type
            self.status = status
        }
    }
    package var action: Action
    package var match: Match

    package init(action: Action, match: Match) {
        self.action = action
        self.match = match
    }
}

/// A rule of an Indexed Job's `successPolicy`: the Job is done when enough of these indexes are.
package struct JobSuccessRule: Equatable, Sendable {
    /// `nil`: all.
    package var indexes: IndexSet?
    /// `nil`: all of `indexes`.
    package var count: Int32?

    package init(indexes: IndexSet?, count: Int32?) {
        self.indexes = indexes
        self.count = count
    }
}
