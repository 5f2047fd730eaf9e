/// The pods of a Deployment: `NAME-0`, or none where it asks for none.
func readDeployment(_ fields: Fields, _ metadata: Metadata) -> [Pod] {
    if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with selector and template") }
    let pod = fields.object("spec", "DeploymentSpec") { fields -> Pod? in
        let replicas = fields.integer("replicas", in: 0...Int64(Int32.max)) ?? 1
        if replicas > 1 {
            fields.problem(
                .notYetSupported, "replicas", "podsup runs one replica of a Deployment in this version",
                "use 'replicas: 1'")
        }
        _ = fields.object("strategy", "DeploymentStrategy") { fields in
            _ = fields.choice("type", of: ["Recreate", "RollingUpdate"])
            _ = fields.object("rollingUpdate", "RollingUpdateDeployment") { fields in
                _ = fields.take("maxSurge")
                _ = fields.take("maxUnavailable")
            }
        }
        for name in ["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"] {
            _ = fields.integer(name, in: 0...Int64(Int32.max))
        }
        _ = fields.bool("paused")
        let pod = readTemplate(
            fields, owner: Pod.Owner(kind: .deployment, name: metadata.name), metadata, [.always])
        return replicas == 0 ? nil : pod
    }
    fields.withoutEffect("status")
    guard var pod = pod ?? nil else { return [] }
    pod.name = "\(metadata.name)-0"
    return [pod]
}

/// `selector` and `template` of a kind that makes pods. The pod's name is the caller's to give.
func readTemplate(
    _ fields: Fields, owner: Pod.Owner, _ metadata: Metadata, _ restartPolicies: [Pod.RestartPolicy]
) -> Pod? {
    if !fields.isPresent("template") { fields.missing("template", "add 'template:' with metadata and spec") }
    let pod = fields.object("template", "PodTemplateSpec") { fields in
        var inner = fields.metadata(nameRule: nil)
        inner.name = owner.name
        inner.namespace = metadata.namespace
        return readPodSpec(fields, metadata: inner, restartPolicies: restartPolicies)
    }
    if !fields.isPresent("selector") {
        fields.missing("selector", "add 'selector:' with 'matchLabels:' as in the template's labels")
    }
    let labels = pod?.labels ?? [:]
    _ = fields.object("selector", "LabelSelector") { fields in
        readSelector(fields, labels: labels)
    }
    guard var pod else { return nil }
    pod.owner = owner
    return pod
}

/// The `spec` of a Pod or a template.
func readPodSpec(
    _ fields: Fields, metadata: Metadata, restartPolicies: [Pod.RestartPolicy] = Pod.RestartPolicy.allCases
) -> Pod {
    if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with 'containers:' below it") }
    let pod = fields.object("spec", "PodSpec") { fields in
        Pod(from: fields, metadata: metadata, restartPolicies: restartPolicies)
    }
    return pod ?? Pod(name: metadata.name)
}

/// A selector that does not match its own template would look after other pods than it makes.
private func readSelector(_ fields: Fields, labels: [String: String]) {
    let wanted = fields.labels("matchLabels")
    for (key, value) in wanted.sorted(by: { $0.key < $1.key }) where labels[key] != value {
        fields.problem(
            .conflict, "matchLabels", "'\(key): \(value)' is not among the labels of the template",
            "add it to 'template.metadata.labels'")
    }
    _ = fields.list("matchExpressions", "LabelSelectorRequirement") { fields in
        let key = fields.name("key", .qualifiedName, required: true) ?? ""
        let values = fields.strings("values") ?? []
        let fits: Bool
        switch fields.choice("operator", of: ["In", "NotIn", "Exists", "DoesNotExist"], required: true) {
        case "In": fits = labels[key].map(values.contains) ?? false
        case "NotIn": fits = !(labels[key].map(values.contains) ?? false)
        case "Exists": fits = labels[key] != nil
        case "DoesNotExist": fits = labels[key] == nil
        default: return
        }
        if !fits {
            fields.problem(
                .conflict, "key", "the labels of the template don't match this", "make the two agree")
        }
    }
    if fields.present(of: "matchLabels", "matchExpressions").isEmpty {
        fields.missing("matchLabels", "add the template's labels")
    }
}
