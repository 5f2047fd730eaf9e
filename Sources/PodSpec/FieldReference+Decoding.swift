/// Where a pod's own fields are asked for: not every field makes sense in both.
enum DownwardUse { case environment, volume }

extension Fields {
    /// `fieldPath` of a `fieldRef`, checked.
    func podField(in use: DownwardUse) -> String {
        if let version = string("apiVersion"), version != "v1" {
            problem(.invalidValue, "apiVersion", "'\(version)' is not supported", "remove it")
        }
        guard let path = string("fieldPath", required: true, example: "metadata.name") else { return "" }
        if PodField(path: path, in: use) == nil {
            let paths = PodField.paths(in: use)
            problem(
                .invalidValue, "fieldPath", "'\(path)' is not a field that a pod can ask for here",
                didYouMean(path, in: paths, otherwise: "use one of \(paths.joined(separator: ", "))"))
        }
        return path
    }

    /// A `resourceFieldRef`.
    func resourceReference(pod: PodScope) -> (container: String?, resource: String, divisor: Quantity) {
        let container = name("containerName", .dnsLabel)
        if let container, let entry = take("containerName") {
            pod.refer(toContainer: container, at: entry.place)
        }
        let resources = ["limits", "requests"].flatMap { side in
            ["cpu", "memory", "ephemeral-storage"].map { "\(side).\($0)" }
        }
        let resource = choice("resource", of: resources, required: true) ?? resources[0]
        var divisor = quantity("divisor") ?? Quantity(text: "1", milli: 1000, value: 1)
        // Kubernetes takes 0 as «not given».
        if divisor.milli == 0 { divisor = Quantity(text: "1", milli: 1000, value: 1) }
        let isCPU = resource.hasSuffix(".cpu")
        if !divisors(isCPU).contains(divisor.text) {
            problem(
                .invalidValue, "divisor", "'\(divisor.text)' is not a divisor for \(resource)",
                "use one of \(divisors(isCPU).joined(separator: ", "))")
        }
        return (container, resource, divisor)
    }

    private func divisors(_ isCPU: Bool) -> [String] {
        isCPU
            ? ["1", "1m"]
            : ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"]
    }
}

/// A field of a pod that its containers may ask for
/// (kubernetes.io/docs/concepts/workloads/pods/downward-api).
enum PodField: Equatable {
    case name, namespace, uid, nodeName, serviceAccountName
    case podIP, podIPs, hostIP, hostIPs
    case labels, annotations
    case label(String), annotation(String)

    init?(path: String, in use: DownwardUse) {
        if let key = PodField.key(of: path, after: "metadata.labels") {
            self = .label(key)
            return
        }
        if let key = PodField.key(of: path, after: "metadata.annotations") {
            self = .annotation(key)
            return
        }
        guard let field = PodField.plain[path], PodField.paths(in: use).contains(path) else { return nil }
        self = field
    }

    static func paths(in use: DownwardUse) -> [String] {
        let shared = ["metadata.name", "metadata.namespace", "metadata.uid"]
        let keyed = ["metadata.labels['KEY']", "metadata.annotations['KEY']"]
        switch use {
        case .environment:
            return shared + keyed + [
                "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP",
                "status.podIPs",
            ]
        case .volume:
            return shared + ["metadata.labels", "metadata.annotations"] + keyed
        }
    }

    private static let plain: [String: PodField] = [
        "metadata.name": .name, "metadata.namespace": .namespace, "metadata.uid": .uid,
        "metadata.labels": .labels, "metadata.annotations": .annotations,
        "spec.nodeName": .nodeName, "spec.serviceAccountName": .serviceAccountName,
        "status.podIP": .podIP, "status.podIPs": .podIPs, "status.hostIP": .hostIP,
        "status.hostIPs": .hostIPs,
    ]

    /// `x` of `prefix['x']`.
    private static func key(of path: String, after prefix: String) -> String? {
        guard path.hasPrefix("\(prefix)['"), path.hasSuffix("']") else { return nil }
        let key = String(path.dropFirst(prefix.utf8.count + 2).dropLast(2))
        return NameRule.qualifiedName.accepts(key) ? key : nil
    }
}
