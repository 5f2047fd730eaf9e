import YAML

/// What is legal Kubernetes, has a meaning on one machine, and is not carried out yet.
///
/// Such fields are read and checked like any other, then refused, never ignored. Carrying one out ends
/// with removing its line here.
enum NotYet {
    struct Rule {
        /// A value that asks for nothing, so that it needs no refusal.
        var harmless: String?
        var remedy: String

        func allows(_ node: Node) -> Bool {
            guard let harmless, case .scalar(let scalar) = node.content else { return false }
            return scalar.text == harmless
        }
    }

    /// By `Type.field`, or `Type.field=value` where only that value is not carried out.
    static let rules: [String: Rule] = [
        "DeploymentSpec.minReadySeconds": Rule(harmless: "0", remedy: "remove it"),
        "DeploymentSpec.revisionHistoryLimit": Rule(remedy: "remove it"),
        "DeploymentSpec.progressDeadlineSeconds": Rule(remedy: "remove it"),
        "DeploymentSpec.paused": Rule(harmless: "false", remedy: "remove it"),
        "DeploymentStrategy.type=RollingUpdate": Rule(remedy: "use 'Recreate'"),
        "DeploymentStrategy.rollingUpdate": Rule(remedy: "use 'type: Recreate'"),

        "PodSpec.activeDeadlineSeconds": Rule(remedy: "remove it"),

        "EnvVarSource.fileKeyRef": Rule(remedy: "use 'configMapKeyRef' or 'secretKeyRef'"),
        "HTTPGetAction.protocol": Rule(remedy: "remove it: the probe speaks HTTP/1.1"),
        "Probe.grpc": Rule(remedy: "use 'exec', 'httpGet' or 'tcpSocket'"),

        "PersistentVolumeClaimSpec.volumeName": Rule(remedy: "remove it: the volume gets the claim's name"),
    ]
}
