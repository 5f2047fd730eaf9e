/// Pods made from one template that are kept in number: what a Deployment, ReplicaSet, StatefulSet or DaemonSet
/// becomes on one machine. Its pods stand in ``App/pods``, named `NAME-0`, `NAME-1` …
package struct PodSet: Equatable, Sendable {
    package enum Order: Equatable, Sendable {
        /// All at once.
        case parallel
        /// Each starts when the one before is Ready, and stops when the one behind it is gone.
        case oneByOne
    }

    /// How a changed template reaches the pods.
    package enum Update: Equatable, Sendable {
        /// All old pods go before a new one comes.
        case recreate
        /// A few at a time, under their names, so that the others go on; one at least.
        case rolling(maxUnavailable: Share)
        /// From the last ordinal to `partition`, each waiting for the one before it in that order.
        case ordered(maxUnavailable: Share, partition: Int32)
        /// Only a pod that is made anew for another reason gets the new template.
        case onDelete
    }

    package var owner: Pod.Owner
    package var replicas: Int32
    /// Ordinal of the first pod.
    package var start: Int32 = 0
    package var order = Order.parallel
    package var update = Update.rolling(maxUnavailable: .percent(25))
    /// How long a pod must have been Ready to count as available.
    package var minReady = Duration.zero
    /// After this long without progress an update is reported as stuck; `nil`: never.
    package var progressDeadline: Duration?
    /// Claims that each pod gets one of, named `TEMPLATE-POD`.
    package var claimTemplates: [PersistentVolumeClaim] = []

    package init(_ owner: Pod.Owner, replicas: Int32) {
        self.owner = owner
        self.replicas = replicas
    }

    /// Pods on one machine, as the kubelet's `maxPods` has it (kubernetes.io/docs/setup/best-practices/cluster-large).
    package static let replicaLimit: Int64 = 110

    package var podNames: [String] { (0..<replicas).map { "\(owner.name)-\(start + $0)" } }
}

/// Kubernetes' IntOrString where it counts pods: a number, or a part of the wanted number.
package enum Share: Equatable, Sendable {
    case count(Int32)
    case percent(Int32)

    /// - Parameter up: rounded up, as `maxSurge` is; otherwise down, as `maxUnavailable` is.
    package func of(_ total: Int32, roundedUp up: Bool) -> Int32 {
        switch self {
        case .count(let count): return count
        case .percent(let percent):
            let hundredths = Int64(percent) * Int64(total)
            return Int32(clamping: up ? (hundredths + 99) / 100 : hundredths / 100)
        }
    }
}
