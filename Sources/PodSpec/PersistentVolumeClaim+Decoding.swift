extension PersistentVolumeClaim {
    init(from fields: Fields, _ metadata: Metadata) {
        self.init(name: metadata.name, labels: metadata.labels)
        if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with accessModes and resources") }
        _ = fields.object("spec", "PersistentVolumeClaimSpec") { read($0) }
        fields.withoutEffect("status")
    }

    private mutating func read(_ fields: Fields) {
        if fields.isEmptyList("accessModes") {
            fields.warnOfAbsence("accessModes", "add '[ReadWriteOnce]'")
        }
        accessModes = fields.accessModes()
        if accessModes.contains(.readWriteOncePod), accessModes.count > 1 {
            fields.problem(
                .conflict, "accessModes", "ReadWriteOncePod goes with no other mode", "remove the others")
        }
        storage =
            fields.object("resources", "VolumeResourceRequirements") { fields -> Quantity? in
                fields.withoutEffect("limits")
                return fields.storage("requests", of: "a claim's resource")
            } ?? nil
        if storage == nil { fields.warnOfAbsence("resources", "add '{requests: {storage: 1Gi}}'") }
        volumeName = fields.name("volumeName", .dnsSubdomain)
        storageClass = fields.string("storageClassName")
        selector = fields.object("selector", "LabelSelector") { LabelSelector(from: $0) }
        fields.volumeMode()
        fields.withoutEffect("volumeAttributesClassName")
        fields.refused("dataSource", "dataSourceRef", remedy: "fill the volume in an init container")
    }
}

extension PersistentVolume {
    /// `nil` where it leads nowhere, which was said.
    init?(from fields: Fields, _ metadata: Metadata) {
        if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with capacity and hostPath") }
        let volume = fields.object("spec", "PersistentVolumeSpec") { fields in
            PersistentVolume(from: fields, name: metadata.name, labels: metadata.labels)
        }
        fields.withoutEffect("status")
        guard let volume = volume ?? nil else { return nil }
        self = volume
    }

    private init?(from fields: Fields, name: String, labels: [String: String]) {
        let capacity = fields.storage("capacity", of: "a volume's capacity")
        if capacity == nil { fields.missing("capacity", "add 'capacity: {storage: 1Gi}'") }
        let modes = fields.accessModes()
        if fields.isEmptyList("accessModes") { fields.missing("accessModes", "add '[ReadWriteOnce]'") }
        let hostPath = fields.object("hostPath", "HostPathVolumeSource") { fields in
            (
                path: fields.hostPath("path"),
                type: fields.choice("type", HostPathType.self) ?? .unchecked
            )
        }
        let local = fields.object("local", "LocalVolumeSource") { fields in
            fields.withoutEffect("fsType")
            return (path: fields.hostPath("path"), type: HostPathType.directory)
        }
        let storageClass = fields.string("storageClassName") ?? ""
        let claim = fields.object("claimRef", "ObjectReference") { fields in
            fields.withoutEffect("apiVersion", "kind", "namespace", "resourceVersion", "uid", "fieldPath")
            return fields.name("name", .dnsSubdomain, required: true) ?? ""
        }
        _ = fields.choice("persistentVolumeReclaimPolicy", of: ["Retain", "Delete", "Recycle"])
        fields.volumeMode()
        // Kubernetes demands it of a local volume: there is one machine here.
        if fields.report.forKubernetes, local != nil, !fields.isPresent("nodeAffinity") {
            fields.missing("nodeAffinity", "say which machine has it: a local volume needs that in a cluster")
        }
        fields.withoutEffect("nodeAffinity", "volumeAttributesClassName")
        fields.refused(
            "mountOptions", remedy: "mount it on the machine (systemd.mount(5)) with these options")
        for name in PersistentVolume.others {
            fields.refused(name, remedy: "mount it on the machine (systemd.mount(5)) and use 'hostPath'")
        }
        if !fields.isBroken, !PersistentVolume.others.contains(where: fields.isPresent) {
            fields.requireExactlyOne(of: ["hostPath", "local"], "source")
        }
        guard let source = hostPath ?? local, let capacity else { return nil }
        self.init(name: name, capacity: capacity, path: source.path, type: source.type)
        self.labels = labels
        self.storageClass = storageClass
        accessModes = modes
        claimName = claim
    }

    private static let others = [
        "nfs", "iscsi", "cephfs", "rbd", "glusterfs", "fc", "csi", "awsElasticBlockStore", "azureDisk",
        "azureFile", "cinder", "flexVolume", "flocker", "gcePersistentDisk", "photonPersistentDisk",
        "portworxVolume", "quobyte", "scaleIO", "storageos", "vsphereVolume",
    ]
}

extension Fields {
    /// What a claim can do without here, and Kubernetes insists on.
    fileprivate func warnOfAbsence(_ name: String, _ remedy: String) {
        if isBroken { return }
        if report.forKubernetes { return missing(name, remedy) }
        warn(name, "is missing, which Kubernetes refuses")
    }

    fileprivate func accessModes() -> [AccessMode] {
        let modes = AccessMode.allCases.map(\.rawValue)
        return elements("accessModes").compactMap { node, place in
            guard let text = report.string(node, at: place) else { return nil }
            if let mode = AccessMode(rawValue: text) { return mode }
            report.problem(
                .invalidValue, at: place, "'\(text)' is not one of \(modes.joined(separator: ", "))",
                didYouMean(text, in: modes, otherwise: "use one of them"))
            return nil
        }
    }

    /// The `storage` of a list of resources.
    fileprivate func storage(_ name: String, of what: String) -> Quantity? {
        var storage: Quantity?
        for entry in entries(name) where !entry.node.isNull {
            guard entry.key == "storage" else {
                report.problem(
                    .invalidValue, at: entry.keyPlace, "'\(entry.key)' is not \(what)", "use 'storage'")
                continue
            }
            storage = report.quantity(entry.node, at: entry.place)
            if let storage, storage.value <= 0 {
                report.problem(
                    .invalidValue, at: entry.place, "\(storage.text) is not more than 0", "ask for some room")
            }
        }
        return storage
    }

    fileprivate func volumeMode() {
        if choice("volumeMode", of: ["Filesystem", "Block"]) == "Block" {
            problem(
                .unsupported, "volumeMode", "podsup makes no block devices",
                "use a hostPath volume of the type BlockDevice")
        }
    }
}
