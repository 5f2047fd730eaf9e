/// What podsup does with an object of a kind that Kubernetes knows.
enum KindTreatment: Equatable {
    case pod, deployment, configMap, secret, claim, namespace, list
    /// It has a meaning on one machine, and is not carried out yet.
    case notYet(remedy: String)
    /// It only means something in a cluster.
    case clusterOnly
}

enum Kinds {
    struct Rule {
        var apiVersion: String
        var treatment: KindTreatment
    }

    static let rules: [String: Rule] = [
        "Pod": Rule(apiVersion: "v1", treatment: .pod),
        "Deployment": Rule(apiVersion: "apps/v1", treatment: .deployment),
        "ConfigMap": Rule(apiVersion: "v1", treatment: .configMap),
        "Secret": Rule(apiVersion: "v1", treatment: .secret),
        "PersistentVolumeClaim": Rule(apiVersion: "v1", treatment: .claim),
        "Namespace": Rule(apiVersion: "v1", treatment: .namespace),
        "List": Rule(apiVersion: "v1", treatment: .list),

        "StatefulSet": Rule(
            apiVersion: "apps/v1", treatment: .notYet(remedy: "use a Deployment with a PersistentVolumeClaim")
        ),
        "DaemonSet": Rule(
            apiVersion: "apps/v1",
            treatment: .notYet(remedy: "use a Deployment: on one machine it is the same")),
        "Job": Rule(
            apiVersion: "batch/v1", treatment: .notYet(remedy: "use a Pod with 'restartPolicy: OnFailure'")),
        "CronJob": Rule(
            apiVersion: "batch/v1", treatment: .notYet(remedy: "use a systemd timer (systemd.timer(5))")),
        "PersistentVolume": Rule(
            apiVersion: "v1",
            treatment: .notYet(remedy: "use a hostPath volume, or a PersistentVolumeClaim alone")),
        "Service": Rule(
            apiVersion: "v1",
            treatment: .notYet(remedy: "remove it and give the container's port a 'hostPort'")),
    ].merging(clusterOnly) { rule, _ in rule }

    /// The cluster's own kinds, by API group.
    private static let clusterOnly: [String: Rule] = {
        let groups: [String: [String]] = [
            "v1": [
                "ServiceAccount", "ResourceQuota", "LimitRange", "Node", "Endpoints", "Event",
                "ReplicationController", "PodTemplate", "Binding", "ComponentStatus",
            ],
            "apps/v1": ["ReplicaSet", "ControllerRevision"],
            "networking.k8s.io/v1": [
                "Ingress", "IngressClass", "NetworkPolicy", "IPAddress", "ServiceCIDR",
            ],
            "rbac.authorization.k8s.io/v1": ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"],
            "apiextensions.k8s.io/v1": ["CustomResourceDefinition"],
            "apiregistration.k8s.io/v1": ["APIService"],
            "admissionregistration.k8s.io/v1": [
                "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
                "ValidatingAdmissionPolicyBinding",
            ],
            "autoscaling/v2": ["HorizontalPodAutoscaler"],
            "policy/v1": ["PodDisruptionBudget"],
            "storage.k8s.io/v1": ["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment"],
            "scheduling.k8s.io/v1": ["PriorityClass"],
            "discovery.k8s.io/v1": ["EndpointSlice"],
            "coordination.k8s.io/v1": ["Lease"],
            "node.k8s.io/v1": ["RuntimeClass"],
            "certificates.k8s.io/v1": ["CertificateSigningRequest"],
        ]
        var rules: [String: Rule] = [:]
        for (apiVersion, kinds) in groups {
            for kind in kinds { rules[kind] = Rule(apiVersion: apiVersion, treatment: .clusterOnly) }
        }
        return rules
    }()

    /// Whether an API group is some cluster add-on's: its kinds are custom resources.
    static func isCustom(_ apiVersion: String) -> Bool {
        guard let slash = apiVersion.firstIndex(of: "/") else { return false }
        return apiVersion[..<slash].contains(".")
    }
}
