import JSON
import PodEngine

/// `status.json`: a Kubernetes list of pods, so that `jq` recipes for `kubectl get pods -o json` work on
/// it, and beside it what only podsup knows.
package struct StatusDocument: Codable, Equatable, Sendable {
    package var apiVersion = "v1"
    package var kind = "List"
    package var items: [PodDocument]
    package var podsup: AppDocument

    package struct AppDocument: Codable, Equatable, Sendable {
        package var app: String
        /// One line for people: the reason that matters most.
        package var summary: String
        package var ready: Bool
        /// Hash of the manifest's bytes that the supervisor works by.
        package var manifest: String
        /// What was wrong with the manifest at the last reload; the supervisor went on with the old one.
        package var problem: String?
        package var supervisorPID: Int32
        package var version: String
        /// The app's Jobs, as Kubernetes shows them.
        package var jobs: [JobStatusDocument]?
        /// The supervisor's, once it has nothing left to do.
        package var exitStatus: Int32?

        package init(
            app: String, summary: String, ready: Bool, manifest: String, problem: String? = nil,
            supervisorPID: Int32, version: String, jobs: [JobStatusDocument]? = nil, exitStatus: Int32? = nil
        ) {
            self.app = app
            self.summary = summary
            self.ready = ready
            self.manifest = manifest
            self.problem = problem
            self.supervisorPID = supervisorPID
            self.version = version
            self.jobs = jobs
            self.exitStatus = exitStatus
        }
    }

    package init(items: [PodDocument], podsup: AppDocument) {
        self.items = items
        self.podsup = podsup
    }
}

package struct PodDocument: Codable, Equatable, Sendable {
    package struct Metadata: Codable, Equatable, Sendable {
        package var name: String
        package var namespace: String
        package var labels: [String: String]?
        package var annotations: [String: String]?
        package var creationTimestamp: String?
        /// Set while the pod is being stopped.
        package var deletionTimestamp: String?
    }
    package struct Spec: Codable, Equatable, Sendable {
        package struct Container: Codable, Equatable, Sendable {
            package struct Port: Codable, Equatable, Sendable {
                package var containerPort: UInt16
                package var hostPort: UInt16?
                package var hostIP: String?
                package var name: String?
                package var `protocol`: String
            }
            package var name: String
            package var image: String
            package var ports: [Port]?
            /// `Always` of an init container makes it a sidecar.
            package var restartPolicy: String?
        }
        package var initContainers: [Container]?
        package var containers: [Container]
        package var restartPolicy: String
    }
    package struct Status: Codable, Equatable, Sendable {
        package struct Condition: Codable, Equatable, Sendable {
            package var type: String
            package var status: String
            package var reason: String?
            package var message: String?
            package var lastTransitionTime: String
        }
        package struct IP: Codable, Equatable, Sendable { package var ip: String }
        package var phase: String
        package var reason: String?
        package var message: String?
        package var podIP: String?
        package var podIPs: [IP]?
        package var startTime: String?
        package var conditions: [Condition]
        package var initContainerStatuses: [ContainerDocument]?
        package var containerStatuses: [ContainerDocument]
    }
    package var apiVersion = "v1"
    package var kind = "Pod"
    package var metadata: Metadata
    package var spec: Spec
    package var status: Status
}

package struct ContainerDocument: Codable, Equatable, Sendable {
    package struct State: Codable, Equatable, Sendable {
        package struct Waiting: Codable, Equatable, Sendable {
            package var reason: String
            package var message: String?
            /// When it is tried again (RFC 3339); podsup's own.
            package var retryAt: String?
        }
        package struct Running: Codable, Equatable, Sendable { package var startedAt: String }
        package struct Terminated: Codable, Equatable, Sendable {
            package var exitCode: Int32
            package var signal: Int32?
            package var reason: String
            package var message: String?
            package var startedAt: String?
            package var finishedAt: String
            package var containerID: String?
        }
        package var waiting: Waiting?
        package var running: Running?
        package var terminated: Terminated?
    }
    package var name: String
    package var image: String
    /// `sha256:ID`: what `image` was when the container was made.
    package var imageID: String?
    /// `podman://ID`
    package var containerID: String?
    package var ready: Bool
    package var started: Bool
    package var restartCount: Int32
    package var state: State
    package var lastState: State
    /// Why it is not ready although it runs: what its probe last said. podsup's own.
    package var unready: String?
}

extension StatusDocument {
    /// Stable bytes: sorted keys, two-space indentation.
    package func encoded() -> [UInt8] {
        // All of it is plain text, numbers and booleans: it cannot fail to encode.
        guard let bytes = try? JSON.encode(self, .pretty) else {
            preconditionFailure("the status cannot be encoded")
        }
        return bytes + [0x0A]
    }

    /// - Throws: `DecodingError` where the file is no status.
    package init(decoding bytes: [UInt8]) throws {
        self = try JSON.decode(from: bytes)
    }
}
