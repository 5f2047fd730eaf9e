/// An object's `metadata`, as far as it means something on one machine.
struct Metadata {
    var name = ""
    /// Where the name stands.
    var place: Place?
    var namespace = "default"
    var labels: [String: String] = [:]
    var annotations: [String: String] = [:]

    init() {}

    /// - Parameter nameRule: what the object's kind asks of its name; `nil`: a template, which has none.
    init(from fields: Fields, nameRule: NameRule?) {
        if let nameRule {
            if fields.isPresent("generateName"), !fields.isPresent("name") {
                fields.problem(
                    .unsupported, "generateName", "podsup makes up no names", "write 'name' instead")
                _ = fields.take("name")
                _ = fields.take("generateName")
            } else {
                name = fields.name("name", nameRule, required: true, example: "web") ?? ""
                place = fields.take("name")?.place
                fields.withoutEffect("generateName")
            }
        } else {
            fields.withoutEffect("name", "generateName")
        }
        namespace = fields.name("namespace", .dnsLabel) ?? "default"
        labels = fields.labels("labels")
        annotations = fields.annotations("annotations")
        fields.withoutEffect(
            "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
            "deletionGracePeriodSeconds", "ownerReferences", "finalizers", "managedFields", "selfLink")
    }
}

extension Fields {
    func metadata(nameRule: NameRule?) -> Metadata {
        if nameRule != nil, !isPresent("metadata") {
            missing("metadata", "add 'metadata:' with a 'name:' below it")
        }
        return object("metadata", "ObjectMeta") { Metadata(from: $0, nameRule: nameRule) } ?? Metadata()
    }

    func labels(_ name: String) -> [String: String] {
        var labels: [String: String] = [:]
        for entry in entries(name) {
            checkKey(entry.key, at: entry.keyPlace, "label")
            guard let value = report.lenientText(entry.node, at: entry.place) else { continue }
            if !NameRule.labelValue.accepts(value) {
                report.problem(
                    .invalidValue, at: entry.place, "'\(value)' is not a label's value",
                    "use \(NameRule.labelValue.allowed)")
            }
            labels[entry.key] = value
        }
        return labels
    }

    func annotations(_ name: String) -> [String: String] {
        var annotations: [String: String] = [:]
        var size = 0
        for entry in entries(name) {
            // Kubernetes accepts capitals in an annotation's domain.
            checkKey(entry.key.lowercased(), at: entry.keyPlace, "annotation")
            if report.forKubernetes, entry.key.hasPrefix("podsup.io/") {
                report.problem(
                    .unsupported, at: entry.keyPlace, "a cluster does not know what '\(entry.key)' means",
                    "remove it, and say it with the cluster's own means")
            }
            checkProfile(entry)
            let value = report.lenientText(entry.node, at: entry.place)
            if value?.utf8.contains(0) == true {
                report.problem(
                    .invalidValue, at: entry.place, "the text contains a NUL character", "remove it")
            }
            annotations[entry.key] = value
            size += entry.key.utf8.count + (value?.utf8.count ?? 0)
        }
        if size > 256 * 1024 {
            problem(
                .invalidValue, name, "\(size) bytes are more than annotations may have, 256 KiB",
                "keep large texts in a ConfigMap")
        }
        return annotations
    }

    /// Annotations that were fields of a container before Kubernetes had these.
    private func checkProfile(_ entry: UserEntry) {
        let domain = entry.key.prefix { $0 != "/" }
        switch domain {
        // Kubernetes 1.30 and newer still copies it into the field.
        case "container.apparmor.security.beta.kubernetes.io":
            report.problem(
                .unsupported, at: entry.keyPlace, "podsup does not read this annotation",
                "write it as 'appArmorProfile' in the container's securityContext")
        case "seccomp.security.alpha.kubernetes.io", "container.seccomp.security.alpha.kubernetes.io":
            report.warn(
                at: entry.keyPlace,
                "Kubernetes reads 'seccompProfile' in a securityContext since 1.27, ignoring the annotation")
        default: return
        }
    }

    private func checkKey(_ key: String, at place: Place, _ noun: String) {
        if NameRule.qualifiedName.accepts(key) { return }
        report.problem(
            .invalidValue, at: place, "'\(key)' is not the name of \(noun == "label" ? "a" : "an") \(noun)",
            "use \(NameRule.qualifiedName.allowed)")
    }
}
