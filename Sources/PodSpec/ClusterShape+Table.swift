/// Types of the Kubernetes API reference (v1.34) for what has no effect on one machine.
extension ClusterShape {
    /// - Parameter name: a field, with its type in front where it means something else elsewhere.
    static func shape(of name: String) -> Substring? {
        roots[name]
    }

    /// The fields of an object's type; with `!` behind those that must be there.
    static func fields(of type: String) -> [Field] { types[type] ?? [] }

    typealias Field = (name: String, shape: Substring, isRequired: Bool)

    private static let types = table.mapValues(read)
    private static let roots = Dictionary(
        uniqueKeysWithValues: fields(of: "").map { ($0.name, $0.shape) })

    private static func read(_ fields: String) -> [Field] {
        fields.split(whereSeparator: \.isWhitespace).map { word in
            let parts = word.split(separator: ":", maxSplits: 1)
            let isRequired = parts[1].last == "!"
            return (String(parts[0]), isRequired ? parts[1].dropLast() : parts[1], isRequired)
        }
    }

    private static let table = [
        // Of podsup's own readers.
        "": """
        affinity:Affinity allocateLoadBalancerNodePorts:boolean apiVersion:text appProtocol:text
        automountServiceAccountToken:boolean clusterIPs:[text] creationTimestamp:text
        deletionGracePeriodSeconds:integer deletionTimestamp:text enableServiceLinks:boolean
        externalTrafficPolicy:(Cluster|Local) fieldPath:text finalizers:[text] fsType:text generateName:text
        generation:integer healthCheckNodePort:integer immutable:boolean
        internalTrafficPolicy:(Cluster|Local) ipFamilies:[(IPv4|IPv6)]
        ipFamilyPolicy:(SingleStack|PreferDualStack|RequireDualStack) kind:text limits:{quantity}
        loadBalancerClass:text manualSelector:boolean maxSurge:share name:text namespace:text
        nodeAffinity:VolumeNodeAffinity nodeName:text overhead:{quantity} ownerReferences:[OwnerReference]
        preemptionPolicy:(Never|PreemptLowerPriority) priority:integer priorityClassName:text
        publishNotReadyAddresses:boolean resizePolicy:[ContainerResizePolicy] resourceVersion:text
        revisionHistoryLimit:integer schedulerName:text selector:LabelSelector selfLink:text
        serviceAccount:text serviceAccountName:text serviceName:text tolerations:[Toleration]
        topologySpreadConstraints:[TopologySpreadConstraint] trafficDistribution:text uid:text
        volumeAttributesClassName:text
        """,
        "Affinity": "nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAffinity",
        "ContainerResizePolicy": """
        resourceName:text! restartPolicy:(NotRequired|RestartContainer)!
        """,
        "LabelSelector": "matchExpressions:[LabelSelectorRequirement] matchLabels:{text}",
        "LabelSelectorRequirement": "key:text! operator:(In|NotIn|Exists|DoesNotExist)! values:[text]",
        "NodeAffinity": """
        preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
        requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
        """,
        "NodeSelector": "nodeSelectorTerms:[NodeSelectorTerm]!",
        "NodeSelectorRequirement": """
        key:text! operator:(In|NotIn|Exists|DoesNotExist|Gt|Lt)! values:[text]
        """,
        "NodeSelectorTerm":
            "matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]",
        "OwnerReference": """
        apiVersion:text! blockOwnerDeletion:boolean controller:boolean kind:text! name:text! uid:text!
        """,
        "PodAffinity": """
        preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
        requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
        """,
        "PodAffinityTerm": """
        labelSelector:LabelSelector matchLabelKeys:[text] mismatchLabelKeys:[text]
        namespaceSelector:LabelSelector namespaces:[text] topologyKey:text!
        """,
        "PreferredSchedulingTerm": "preference:NodeSelectorTerm! weight:integer!",
        "Toleration": """
        effect:(NoSchedule|PreferNoSchedule|NoExecute) key:text operator:(Exists|Equal|Lt|Gt)
        tolerationSeconds:integer value:text
        """,
        "TopologySpreadConstraint": """
        labelSelector:LabelSelector matchLabelKeys:[text] maxSkew:integer! minDomains:integer
        nodeAffinityPolicy:(Honor|Ignore) nodeTaintsPolicy:(Honor|Ignore) topologyKey:text!
        whenUnsatisfiable:(DoNotSchedule|ScheduleAnyway)!
        """,
        "VolumeNodeAffinity": "required:NodeSelector",
        "WeightedPodAffinityTerm": "podAffinityTerm:PodAffinityTerm! weight:integer!",
    ]
}
