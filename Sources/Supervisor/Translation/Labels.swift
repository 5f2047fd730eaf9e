import PodSpec

/// The labels by which podsup finds its own in Podman, never by name alone.
package enum Label {
    package static let app = "io.podsup.app"
    package static let pod = "io.podsup.pod"
    package static let container = "io.podsup.container"
    /// The CronJob whose run the pod is of; such pods are not the app's own supervisor's business.
    package static let cronJob = "io.podsup.cron-job"
    /// How often the container had been restarted when this one was made.
    package static let restarts = "io.podsup.restarts"
    /// Of what was asked for: another value means that the object is out of date.
    package static let hash = "io.podsup.hash"

    /// As Podman's label filters want it.
    package static func filter(_ label: String, _ value: String) -> String { "\(label)=\(value)" }
}

/// Names in Podman, as `podman kube play` gives them.
package enum PodmanName {
    package static func container(_ container: String, of pod: String) -> String { "\(pod)-\(container)" }

    /// Where the pods of an app know each other by the names of Services.
    package static func network(of app: String) -> String { "podsup-\(app)" }

    /// Of a finished container whose name its successor has taken.
    package static func setAside(_ container: String, of pod: String, id: String) -> String {
        "\(pod)-\(container)-\(id.prefix(12))"
    }
}
