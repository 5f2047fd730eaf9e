extension Volume {
    init(from fields: Fields, pod: PodScope) {
        let name = fields.name("name", .dnsLabel, required: true, example: "data") ?? ""
        let sources: [Source?] = [
            fields.object("emptyDir", "EmptyDirVolumeSource") { Source(emptyDir: $0) },
            fields.object("hostPath", "HostPathVolumeSource") { Source(hostPath: $0) },
            fields.object("configMap", "ConfigMapVolumeSource") { fields in
                let (name, projection) = fields.projection(of: .configMap, nameField: "name")
                return .configMap(name: name, projection: projection)
            },
            fields.object("secret", "SecretVolumeSource") { fields in
                let (name, projection) = fields.projection(of: .secret, nameField: "secretName")
                return .secret(name: name, projection: projection)
            },
            fields.object("downwardAPI", "DownwardAPIVolumeSource") { fields in
                .downwardAPI(
                    items: fields.downwardItems(pod: pod), defaultMode: fields.mode("defaultMode") ?? 0o644)
            },
            fields.object("projected", "ProjectedVolumeSource") { fields in
                .projected(
                    sources: fields.list("sources", "VolumeProjection") {
                        ProjectedSource(from: $0, pod: pod)
                    }
                    .compactMap { $0 },
                    defaultMode: fields.mode("defaultMode") ?? 0o644)
            },
            fields.object("persistentVolumeClaim", "PersistentVolumeClaimVolumeSource") { Source(claim: $0) },
            fields.object("image", "ImageVolumeSource") { Source(image: $0) },
        ]
        let found = sources.compactMap { $0 }
        Volume.refuseOthers(fields)
        let kinds = Volume.kinds.filter(fields.isPresent)
        if kinds.count > 1 { fields.requireExactlyOne(of: kinds, "source") }
        if kinds.isEmpty, !fields.isBroken, !Volume.others.contains(where: fields.isPresent) {
            fields.warn("name", "the volume names no source, so it is an emptyDir")
        }
        self.init(name: name, source: found.first ?? .emptyDir(memory: false, sizeLimit: nil))
    }

    private static let kinds = [
        "emptyDir", "hostPath", "configMap", "secret", "downwardAPI", "projected", "persistentVolumeClaim",
        "image",
    ]
    private static let networked = ["nfs", "iscsi", "cephfs", "rbd", "glusterfs", "fc"]
    private static let clustered = [
        "csi", "ephemeral", "awsElasticBlockStore", "azureDisk", "azureFile", "cinder", "flexVolume",
        "flocker",
        "gcePersistentDisk", "photonPersistentDisk", "portworxVolume", "quobyte", "scaleIO", "storageos",
        "vsphereVolume",
    ]
    private static let others = networked + clustered + ["gitRepo"]

    private static func refuseOthers(_ fields: Fields) {
        for name in networked {
            fields.refused(name, remedy: "mount it on the machine (systemd.mount(5)) and use 'hostPath'")
        }
        for name in clustered { fields.refused(name, remedy: "use 'persistentVolumeClaim' or 'hostPath'") }
        fields.refused("gitRepo", remedy: "clone it in an init container into an 'emptyDir'")
    }
}

extension Volume.Source {
    fileprivate init(emptyDir fields: Fields) {
        let medium = fields.choice(
            "medium", of: ["", "Memory", "HugePages"],
            refusing: ["HugePages": "use 'Memory', or a hostPath volume with the machine's hugetlbfs"])
        let isInMemory = medium == "Memory"
        let limit = fields.quantity("sizeLimit")
        // The kubelet evicts a pod some time after it has outgrown this; here there is no other node for it.
        fields.register("sizeLimit with medium=''", as: .withoutEffect)
        if let limit, limit.value < 0 {
            fields.problem(.invalidValue, "sizeLimit", "\(limit.text) is negative", "use 0 or more")
        } else if let limit, limit.value > 0, !isInMemory {
            fields.warn(
                "sizeLimit",
                "nothing keeps the volume below \(limit.text): podsup limits an emptyDir only in memory "
                    + "('medium: Memory', which counts as the container's)")
        }
        self = .emptyDir(
            memory: isInMemory, sizeLimit: limit.flatMap { isInMemory && $0.value > 0 ? $0.value : nil })
    }

    fileprivate init(hostPath fields: Fields) {
        self = .hostPath(
            path: fields.hostPath("path"), type: fields.choice("type", HostPathType.self) ?? .unchecked)
    }

    fileprivate init(claim fields: Fields) {
        let name = fields.name("claimName", .dnsSubdomain, required: true) ?? ""
        if !name.isEmpty { fields.refer(to: .claim, name, "claimName") }
        self = .claim(name: name, readOnly: fields.bool("readOnly") ?? false)
    }

    fileprivate init(image fields: Fields) {
        let reference = fields.imageReference("reference")
        self = .image(
            reference: reference,
            pullPolicy: fields.choice("pullPolicy", Container.PullPolicy.self)
                ?? .default(forImage: reference))
    }
}

extension Fields {
    /// A path on the machine.
    func hostPath(_ name: String) -> String {
        let path = string(name, required: true, example: "/srv/data") ?? "/"
        if !path.hasPrefix("/") {
            problem(.invalidValue, name, "'\(path)' is not absolute", "begin it with '/'")
        } else if path.split(separator: "/").contains("..") {
            problem(.invalidValue, name, "'\(path)' contains '..'", "write the path without it")
        }
        return path
    }
}
