/// `selector` and `template` of a kind that makes pods. The pod's name is the caller's to give.
///
/// - Parameter claimVolumes: volumes that the kind adds to its pods.
func readSelectedTemplate(
    _ fields: Fields, owner: Pod.Owner, _ metadata: Metadata, claimVolumes: [String] = []
) -> Pod? {
    let pod = readTemplate(fields, owner: owner, metadata, [.always], claimVolumes: claimVolumes)
    if !fields.isPresent("selector") {
        fields.missing("selector", "add 'selector:' with 'matchLabels:' as in the template's labels")
    }
    let labels = pod?.labels ?? [:]
    _ = fields.object("selector", "LabelSelector") { fields in
        readSelector(fields, labels: labels)
    }
    return pod
}

func readTemplate(
    _ fields: Fields, owner: Pod.Owner, _ metadata: Metadata, _ restartPolicies: [Pod.RestartPolicy],
    claimVolumes: [String] = []
) -> Pod? {
    if !fields.isPresent("template") { fields.missing("template", "add 'template:' with metadata and spec") }
    let pod = fields.object("template", "PodTemplateSpec") { fields in
        var inner = fields.metadata(nameRule: nil)
        inner.name = owner.name
        inner.namespace = metadata.namespace
        return readPodSpec(
            fields, metadata: inner, restartPolicies: restartPolicies, claimVolumes: claimVolumes)
    }
    guard var pod else { return nil }
    pod.owner = owner
    return pod
}

/// The `spec` of a Pod or a template.
func readPodSpec(
    _ fields: Fields, metadata: Metadata, restartPolicies: [Pod.RestartPolicy] = Pod.RestartPolicy.allCases,
    claimVolumes: [String] = []
) -> Pod {
    if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with 'containers:' below it") }
    let pod = fields.object("spec", "PodSpec") { fields in
        Pod(from: fields, metadata: metadata, restartPolicies: restartPolicies, claimVolumes: claimVolumes)
    }
    return pod ?? Pod(name: metadata.name)
}

/// A selector that does not match its own template would look after other pods than it makes.
private func readSelector(_ fields: Fields, labels: [String: String]) {
    let (wanted, others) = fields.selectorParts()
    for (key, value) in wanted.sorted(by: { $0.key < $1.key }) where labels[key] != value {
        fields.problem(
            .conflict, "matchLabels", "'\(key): \(value)' is not among the labels of the template",
            "add it to 'template.metadata.labels'")
    }
    for (requirement, place) in others where !requirement.accepts(labels) {
        fields.report.problem(
            .conflict, at: place, "the labels of the template don't match this", "make the two agree")
    }
    if fields.present(of: "matchLabels", "matchExpressions").isEmpty {
        fields.missing("matchLabels", "add the template's labels")
    }
}

extension LabelSelector {
    init(from fields: Fields) {
        self.init()
        let (labels, others) = fields.selectorParts()
        requirements =
            labels.sorted { $0.key < $1.key }.map { Requirement(key: $0.key, demand: .isOne(of: [$0.value])) }
            + others.map(\.requirement)
    }
}

extension Fields {
    /// `matchLabels`, and `matchExpressions` with the places of their keys.
    fileprivate func selectorParts() -> (
        labels: [String: String], others: [(requirement: LabelSelector.Requirement, place: Place)]
    ) {
        let wanted = labels("matchLabels")
        let others = list("matchExpressions", "LabelSelectorRequirement") { fields in
            let key = fields.name("key", .qualifiedName, required: true) ?? ""
            let values = fields.strings("values") ?? []
            let word = fields.choice(
                "operator", of: ["In", "NotIn", "Exists", "DoesNotExist"], required: true)
            let demand: LabelSelector.Demand
            switch word {
            case "In": demand = .isOne(of: values)
            case "NotIn": demand = .isNone(of: values)
            case "Exists": demand = .exists
            case "DoesNotExist": demand = .isAbsent
            default: return nil as (requirement: LabelSelector.Requirement, place: Place)?
            }
            let takesValues = word == "In" || word == "NotIn"
            if values.isEmpty == takesValues {
                fields.problem(
                    .conflict, "values",
                    "'\(word ?? "")' \(takesValues ? "needs values" : "takes no values")",
                    takesValues ? "add at least one" : "remove them")
            }
            return (
                LabelSelector.Requirement(key: key, demand: demand), fields.take("key")?.place ?? fields.place
            )
        }
        return (wanted, others.compactMap { $0 })
    }
}
