extension VolumeMount {
    init(from fields: Fields, pod: PodScope, mountPaths: inout Set<String>, isPrivileged: Bool) {
        let name = fields.string("name", required: true) ?? ""
        let path = fields.string("mountPath", required: true, example: "/data") ?? ""
        self.init(name: name, mountPath: path)
        readOnly = fields.bool("readOnly") ?? false
        subPath = fields.string("subPath").flatMap { $0.isEmpty ? nil : $0 }
        subPathExpression = fields.string("subPathExpr").flatMap { $0.isEmpty ? nil : $0 }
        propagation = fields.choice("mountPropagation", Propagation.self) ?? .none
        let recursive = fields.choice(
            "recursiveReadOnly", of: ["Disabled", "IfPossible", "Enabled"],
            refusing: ["Enabled": "use 'IfPossible': Podman leaves mounts below a read-only one as they are"])
        if let recursive, recursive != "Disabled" { checkRecursive(fields) }

        if !name.isEmpty, !pod.volumes.contains(name) {
            let remedy =
                pod.volumes.isEmpty
                ? "add it to the pod's 'volumes'"
                : didYouMean(
                    name, in: pod.volumes, otherwise: "the pod's volumes are \(listing(pod.volumes))")
            fields.problem(.unresolved, "name", "the pod has no volume '\(name)'", remedy)
        }
        checkPath(fields, &mountPaths)
        if propagation == .bidirectional, !isPrivileged {
            fields.problem(
                .conflict, "mountPropagation", "Bidirectional needs a privileged container",
                "set 'privileged: true' or use 'HostToContainer'")
        }
    }

    /// Kubernetes' conditions for `recursiveReadOnly` (KEP-3857).
    private func checkRecursive(_ fields: Fields) {
        if !readOnly {
            fields.problem(
                .conflict, "recursiveReadOnly", "the mount is not read-only", "add 'readOnly: true'")
        } else if propagation != .none {
            fields.problem(
                .conflict, "recursiveReadOnly", "goes only with 'mountPropagation: None'",
                "remove one of the two")
        }
    }

    private mutating func checkPath(_ fields: Fields, _ mountPaths: inout Set<String>) {
        if !mountPath.isEmpty {
            // So does the kubelet (`makeMounts`).
            if !mountPath.hasPrefix("/") {
                fields.warn("mountPath", "'\(mountPath)' is taken as '/\(mountPath)'")
                mountPath = "/\(mountPath)"
            }
            if mountPath.contains(":") {
                fields.problem(
                    .invalidValue, "mountPath", "'\(mountPath)' contains ':'", "choose another path")
            }
            let normal = mountPath.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
            if !mountPaths.insert(normal).inserted {
                fields.problem(
                    .duplicate, "mountPath", "'\(mountPath)' is mounted twice",
                    "give each mount a path of its own")
            }
        }
        if let subPath { fields.checkInside("subPath", subPath) }
        if let subPathExpression { fields.checkInside("subPathExpr", subPathExpression) }
        if subPath != nil, subPathExpression != nil {
            fields.problem(.conflict, "subPathExpr", "'subPath' is there too", "remove one of the two")
        }
    }
}
