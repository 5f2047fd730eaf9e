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
        "PodSpec.hostUsers": Rule(harmless: "true", remedy: "remove it"),
        "PodSpec.hostnameOverride": Rule(remedy: "use 'hostname'"),
        "PodSpec.imagePullSecrets": Rule(remedy: "log in to the registry with 'podman login' and remove it"),
        "PodSpec.nodeSelector": Rule(remedy: "remove it"),
        "PodSpec.resources": Rule(remedy: "set the resources of each container"),
        "PodSpec.runtimeClassName": Rule(remedy: "remove it: Podman's own OCI runtime is used"),
        "PodSpec.setHostnameAsFQDN": Rule(harmless: "false", remedy: "use 'hostname'"),
        "PodSpec.subdomain": Rule(remedy: "use 'hostname' or 'hostAliases'"),
        "PodSecurityContext.appArmorProfile": Rule(remedy: "remove it: Podman's default profile is used"),
        "PodSecurityContext.supplementalGroupsPolicy=Strict": Rule(remedy: "use 'Merge'"),
        "SeccompProfile.type=Localhost": Rule(remedy: "use 'RuntimeDefault'"),

        "Container.stdinOnce": Rule(harmless: "false", remedy: "remove it"),
        "ContainerRestartRule.action=RestartAllContainers": Rule(remedy: "use 'Restart'"),
        "EnvVarSource.fileKeyRef": Rule(remedy: "use 'configMapKeyRef' or 'secretKeyRef'"),
        "HTTPGetAction.protocol": Rule(remedy: "remove it: the probe speaks HTTP/1.1"),
        "SecurityContext.appArmorProfile": Rule(remedy: "remove it: Podman's default profile is used"),
        "VolumeMount.recursiveReadOnly": Rule(harmless: "Disabled", remedy: "remove it"),

        "EmptyDirVolumeSource.sizeLimit": Rule(remedy: "remove it"),
        "EmptyDirVolumeSource.medium=HugePages": Rule(remedy: "use 'Memory'"),
        "Volume.image": Rule(remedy: "copy the image's files in an init container to an emptyDir volume"),
        "PersistentVolumeClaimSpec.volumeName": Rule(remedy: "remove it: the volume gets the claim's name"),
    ]
}
