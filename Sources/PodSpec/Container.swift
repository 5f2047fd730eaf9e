/// A validated container of a pod.
package struct Container: Equatable, Sendable {
    package enum PullPolicy: String, Equatable, Sendable, CaseIterable {
        case always = "Always", ifNotPresent = "IfNotPresent", never = "Never"
    }
    package enum TerminationMessagePolicy: String, Equatable, Sendable, CaseIterable {
        case file = "File", fallbackToLogsOnError = "FallbackToLogsOnError"
    }

    package var name: String
    package var image: String
    /// Kubernetes' default already applied: `Always` for `:latest` or no tag, else `IfNotPresent`.
    package var pullPolicy = PullPolicy.ifNotPresent
    /// `nil`: the image's entrypoint.
    package var command: [String]?
    package var args: [String]?
    package var workingDir: String?
    package var env: [EnvironmentVariable] = []
    package var envFrom: [EnvironmentSource] = []
    package var ports: [ContainerPort] = []
    package var volumeMounts: [VolumeMount] = []
    package var resources = Resources()
    package var securityContext = SecurityContext()

    package var livenessProbe: Probe?
    package var readinessProbe: Probe?
    package var startupProbe: Probe?
    package var postStart: LifecycleHandler?
    package var preStop: LifecycleHandler?
    /// `SIGTERM`, `SIGUSR1` …; `nil`: the image's, or SIGTERM.
    package var stopSignal: String?

    /// The container's own policy, where set; `.always` on an init container makes it a sidecar.
    package var restartPolicy: Pod.RestartPolicy?
    package var restartRules: [RestartRule] = []
    package var terminationMessagePath = "/dev/termination-log"
    package var terminationMessagePolicy = TerminationMessagePolicy.file
    package var stdin = false
    package var stdinOnce = false
    package var tty = false

    package init(name: String, image: String) {
        self.name = name
        self.image = image
    }
}

/// Restart this container when its exit code is, or is not, one of `codes`.
package struct RestartRule: Equatable, Sendable {
    package enum Action: String, Equatable, Sendable, CaseIterable {
        case restart = "Restart", restartAllContainers = "RestartAllContainers"
    }
    package var action: Action
    /// `In`: matches where the exit code is listed; otherwise where it is not.
    package var isIn: Bool
    package var codes: [Int32]

    package init(action: Action, isIn: Bool, codes: [Int32]) {
        self.action = action
        self.isIn = isIn
        self.codes = codes
    }
}

package struct EnvironmentVariable: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
        /// May hold `$(NAME)`.
        case literal(String)
        case configMapKey(name: String, key: String, optional: Bool)
        case secretKey(name: String, key: String, optional: Bool)
        /// `metadata.name`, `status.podIP`, `metadata.labels['x']` …
        case field(String)
        /// `limits.cpu` … of a container (`nil`: this one), divided by `divisor` and rounded up.
        case resource(container: String?, resource: String, divisor: Quantity)
    }
    package var name: String
    package var value: Value

    package init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}

package struct EnvironmentSource: Equatable, Sendable {
    package enum Object: Equatable, Sendable { case configMap(String), secret(String) }
    package var object: Object
    package var prefix: String
    package var optional: Bool

    package init(object: Object, prefix: String = "", optional: Bool = false) {
        self.object = object
        self.prefix = prefix
        self.optional = optional
    }
}

package struct ContainerPort: Equatable, Sendable {
    package enum TransportProtocol: String, Equatable, Sendable, CaseIterable {
        case tcp = "TCP", udp = "UDP", sctp = "SCTP"
    }
    package var name: String?
    package var containerPort: UInt16
    package var hostPort: UInt16?
    package var hostIP: String?
    package var transport = TransportProtocol.tcp

    package init(containerPort: UInt16) { self.containerPort = containerPort }
}

package struct Resources: Equatable, Sendable {
    /// By resource name: `cpu`, `memory`, `ephemeral-storage`. Requests default to limits.
    package var requests: [String: Quantity] = [:]
    package var limits: [String: Quantity] = [:]

    package init() {}
}

package struct SecurityContext: Equatable, Sendable {
    package var runAsUser: Int64?
    package var runAsGroup: Int64?
    package var runAsNonRoot: Bool?
    package var privileged = false
    package var allowPrivilegeEscalation: Bool?
    package var readOnlyRootFilesystem = false
    package var addedCapabilities: [String] = []
    package var droppedCapabilities: [String] = []
    package var seccompProfile: SeccompProfile?
    package var appArmorProfile: AppArmorProfile?
    /// `procMount: Unmasked`.
    package var unmaskedProc = false

    package init() {}
}
