/// What podsup does with an object of a kind that Kubernetes knows.
enum KindTreatment: Equatable {
    case pod, configMap, secret, claim, persistentVolume, job, cronJob, service, namespace, list
    case set(Pod.Owner.Kind)
    /// It only means something in a cluster.
    case clusterOnly
}

extension KindTreatment {
    /// What Kubernetes asks of an object's name.
    var nameRule: NameRule {
        switch self {
        case .namespace: .dnsLabel
        case .service: .serviceName
        case .pod, .set, .job, .cronJob, .configMap, .secret, .claim, .persistentVolume, .list, .clusterOnly:
            .dnsSubdomain
        }
    }
}

enum Kinds {
    struct Rule {
        var apiVersion: String
        var treatment: KindTreatment
    }

    /// Whose fields the documentation lists.
    static let documented = [
        "Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "Service",
        "ConfigMap",
        "Secret", "PersistentVolumeClaim", "PersistentVolume", "Namespace",
    ]

    static let rules: [String: Rule] = [
        "Pod": Rule(apiVersion: "v1", treatment: .pod),
        "Deployment": Rule(apiVersion: "apps/v1", treatment: .set(.deployment)),
        "ConfigMap": Rule(apiVersion: "v1", treatment: .configMap),
        "Secret": Rule(apiVersion: "v1", treatment: .secret),
        "PersistentVolumeClaim": Rule(apiVersion: "v1", treatment: .claim),
        "Namespace": Rule(apiVersion: "v1", treatment: .namespace),
        "List": Rule(apiVersion: "v1", treatment: .list),

        "StatefulSet": Rule(apiVersion: "apps/v1", treatment: .set(.statefulSet)),
        "DaemonSet": Rule(apiVersion: "apps/v1", treatment: .set(.daemonSet)),
        "ReplicaSet": Rule(apiVersion: "apps/v1", treatment: .set(.replicaSet)),
        "Job": Rule(apiVersion: "batch/v1", treatment: .job),
        "CronJob": Rule(apiVersion: "batch/v1", treatment: .cronJob),
        "PersistentVolume": Rule(apiVersion: "v1", treatment: .persistentVolume),
        "Service": Rule(apiVersion: "v1", treatment: .service),
    ].merging(clusterOnly) { rule, _ in rule }

    /// The cluster's own kinds, by API group.
    private static let clusterOnly: [String: Rule] = {
        let groups: [String: [String]] = [
            "v1": [
                "ServiceAccount", "ResourceQuota", "LimitRange", "Node", "Endpoints", "Event",
                "ReplicationController", "PodTemplate", "Binding", "ComponentStatus",
            ],
            "apps/v1": ["ControllerRevision"],
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
            // Gone since Kubernetes 1.25, and still in many a chart.
            "policy/v1beta1": ["PodSecurityPolicy"],
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

    /// `ConfigMap` of `ConfigMapList`: the kind of a typed list's elements, where they do not say it themselves.
    static func element(ofList kind: String) -> String? {
        guard kind.hasSuffix("List"), kind != "List" else { return nil }
        let element = String(kind.dropLast(4))
        return rules[element] == nil ? nil : element
    }

    /// Whether an API group is some cluster add-on's: its kinds are custom resources.
    static func isCustom(_ apiVersion: String) -> Bool {
        guard let slash = apiVersion.firstIndex(of: "/") else { return false }
        return apiVersion[..<slash].contains(".")
    }
}
