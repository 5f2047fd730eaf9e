extension PersistentVolumeClaim {
    init(from fields: Fields, _ metadata: Metadata) {
        self.init(name: metadata.name, labels: metadata.labels)
        if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with accessModes and resources") }
        storage = fields.object("spec", "PersistentVolumeClaimSpec") { $0.claimedStorage() } ?? nil
        fields.withoutEffect("status")
    }
}

extension Fields {
    fileprivate func claimedStorage() -> Quantity? {
        let modes = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]
        if isEmptyList("accessModes") { warn("accessModes", "is missing, which Kubernetes refuses") }
        for (node, place) in elements("accessModes") {
            guard let mode = report.string(node, at: place), !modes.contains(mode) else { continue }
            report.problem(
                .invalidValue, at: place, "'\(mode)' is not one of \(modes.joined(separator: ", "))",
                didYouMean(mode, in: modes, otherwise: "use one of them"))
        }
        let storage = object("resources", "VolumeResourceRequirements") { fields -> Quantity? in
            var storage: Quantity?
            for entry in fields.entries("requests") {
                guard entry.key == "storage" else {
                    fields.report.problem(
                        .invalidValue, at: entry.keyPlace, "'\(entry.key)' is not a claim's resource",
                        "use 'storage'")
                    continue
                }
                storage = fields.report.quantity(entry.node, at: entry.place)
            }
            fields.withoutEffect("limits")
            return storage
        }
        _ = string("volumeName")
        if choice("volumeMode", of: ["Filesystem", "Block"]) == "Block" {
            problem(
                .unsupported, "volumeMode", "podsup makes no block devices",
                "use a hostPath volume of the type BlockDevice")
        }
        withoutEffect("storageClassName", "selector", "volumeAttributesClassName")
        refused("dataSource", "dataSourceRef", remedy: "fill the volume in an init container")
        return storage ?? nil
    }
}
