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
        "DeploymentSpec.paused": Rule(
            harmless: "false", remedy: "remove it, and change the manifest when the new pods may come"),
        "StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted=Delete": Rule(
            remedy: "use 'Retain', and 'podsup down --volumes' when the data may go"),
        "StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled=Delete": Rule(
            remedy: "use 'Retain', and 'podman volume rm' when the data may go"),

        "EnvVarSource.fileKeyRef": Rule(remedy: "use 'configMapKeyRef' or 'secretKeyRef'"),
        "HTTPGetAction.protocol": Rule(remedy: "remove it: the probe speaks HTTP/1.1"),
    ]
}
