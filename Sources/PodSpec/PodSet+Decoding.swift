/// A Deployment, ReplicaSet, StatefulSet or DaemonSet with the pods it makes.
struct DecodedSet {
    var set: PodSet
    /// In the order of their ordinals.
    var pods: [Pod]
}

/// `nil`: there is no template to make pods from, which was said.
func readPodSet(_ fields: Fields, _ kind: Pod.Owner.Kind, _ metadata: Metadata) -> DecodedSet? {
    if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with selector and template") }
    let owner = Pod.Owner(kind: kind, name: metadata.name)
    let found = fields.object("spec", "\(kind.rawValue)Spec") { fields -> DecodedSet? in
        let replicas = kind == .daemonSet ? 1 : fields.replicas()
        var set = PodSet(owner, replicas: replicas)
        switch kind {
        case .deployment: set.readDeployment(fields)
        case .replicaSet:
            set.update = .onDelete
            set.minReady = fields.minReady()
        case .statefulSet: set.readStatefulSet(fields, metadata)
        case .daemonSet: set.readDaemonSet(fields)
        case .pod, .job: return nil
        }
        if kind != .replicaSet { fields.withoutEffect("revisionHistoryLimit") }
        let template = readSelectedTemplate(
            fields, owner: owner, metadata, claimVolumes: set.claimTemplates.map(\.name))
        guard let template else { return nil }
        return DecodedSet(set: set, pods: set.pods(from: template))
    }
    fields.withoutEffect("status")
    return found ?? nil
}

extension PodSet {
    fileprivate func pods(from template: Pod) -> [Pod] {
        podNames.enumerated().map { index, name in
            var pod = template
            pod.name = name
            guard owner.kind == .statefulSet else { return pod }
            pod.hostname = name
            // As the StatefulSet controller labels them (`updateIdentity`).
            pod.labels["statefulset.kubernetes.io/pod-name"] = name
            pod.labels["apps.kubernetes.io/pod-index"] = "\(start + Int32(index))"
            pod.volumes.removeAll { volume in claimTemplates.contains { $0.name == volume.name } }
            pod.volumes += claimTemplates.map { claim in
                Volume(name: claim.name, source: .claim(name: "\(claim.name)-\(name)", readOnly: false))
            }
            return pod
        }
    }

    /// The claims of all its pods.
    var claims: [PersistentVolumeClaim] {
        podNames.flatMap { pod in
            claimTemplates.map { template in
                var claim = template
                claim.name = "\(template.name)-\(pod)"
                return claim
            }
        }
    }

    fileprivate mutating func readDeployment(_ fields: Fields) {
        minReady = fields.minReady()
        progressDeadline =
            fields.seconds("progressDeadlineSeconds", in: 0...Int64(Int32.max)) ?? .seconds(600)
        if let deadline = progressDeadline, deadline <= minReady {
            fields.problem(
                .conflict, "progressDeadlineSeconds", "must be more than minReadySeconds", "make it longer")
        }
        // Kubernetes' own way of saying «never».
        if progressDeadline == .seconds(Int64(Int32.max)) { progressDeadline = nil }
        fields.refused(
            "paused", unless: "false", remedy: "remove it, and change the manifest when the new pods may come"
        )
        _ = fields.bool("paused")
        _ = fields.object("strategy", "DeploymentStrategy") { fields in
            let type = fields.choice("type", of: ["RollingUpdate", "Recreate"]) ?? "RollingUpdate"
            let unavailable = fields.maxUnavailable(
                "RollingUpdateDeployment", surge: .percent(25), unavailable: .percent(25))
            if type == "Recreate" {
                update = .recreate
                fields.refuseRollingUpdate(type)
            } else {
                update = .rolling(maxUnavailable: unavailable)
            }
        }
    }

    fileprivate mutating func readDaemonSet(_ fields: Fields) {
        minReady = fields.minReady()
        update = .rolling(maxUnavailable: .count(1))
        _ = fields.object("updateStrategy", "DaemonSetUpdateStrategy") { fields in
            let type = fields.choice("type", of: ["RollingUpdate", "OnDelete"]) ?? "RollingUpdate"
            let unavailable = fields.maxUnavailable(
                "RollingUpdateDaemonSet", surge: .count(0), unavailable: .count(1), isEither: true)
            if type == "OnDelete" {
                update = .onDelete
                fields.refuseRollingUpdate(type)
            } else {
                update = .rolling(maxUnavailable: unavailable)
            }
        }
    }

    fileprivate mutating func readStatefulSet(_ fields: Fields, _ metadata: Metadata) {
        minReady = fields.minReady()
        fields.withoutEffect("serviceName")
        if fields.report.forKubernetes, !fields.isPresent("serviceName") {
            fields.missing("serviceName", "add the name of the Service that its pods have names by")
        }
        let policy = fields.choice("podManagementPolicy", of: ["OrderedReady", "Parallel"])
        order = policy == "Parallel" ? .parallel : .oneByOne
        _ = fields.object("ordinals", "StatefulSetOrdinals") { fields in
            start = Int32(
                clamping: fields.integer("start", in: 0...Int64(Int32.max) - Self.replicaLimit) ?? 0)
        }
        update = .ordered(maxUnavailable: .count(1), partition: 0)
        _ = fields.object("updateStrategy", "StatefulSetUpdateStrategy") { fields in
            let type = fields.choice("type", of: ["RollingUpdate", "OnDelete"]) ?? "RollingUpdate"
            var (partition, unavailable) = (Int32(0), Share.count(1))
            _ = fields.object("rollingUpdate", "RollingUpdateStatefulSetStrategy") { fields in
                partition = Int32(clamping: fields.integer("partition", in: 0...Int64(Int32.max)) ?? 0)
                unavailable = fields.share("maxUnavailable", limit: 100) ?? unavailable
                if unavailable.isZero {
                    fields.problem(.invalidValue, "maxUnavailable", "must not be 0", "use 1 or more")
                }
            }
            if type == "OnDelete" {
                update = .onDelete
                fields.refuseRollingUpdate(type)
            } else {
                update = .ordered(maxUnavailable: unavailable, partition: partition)
            }
        }
        readClaims(fields, metadata)
        let longest = "\(owner.name)-\(start + max(replicas, 1) - 1)"
        if !owner.name.isEmpty, !NameRule.dnsLabel.accepts(longest) {
            fields.report.problem(
                .invalidValue, at: metadata.place ?? fields.place,
                "its pods' names, such as '\(longest)', can't be the names of hosts",
                "use \(NameRule.dnsLabel.allowed), the pod's number included")
        }
    }

    private mutating func readClaims(_ fields: Fields, _ metadata: Metadata) {
        var names: Set<String> = []
        claimTemplates = fields.list("volumeClaimTemplates", "PersistentVolumeClaim") { fields in
            _ = fields.string("apiVersion")
            _ = fields.string("kind")
            let inner = fields.metadata(nameRule: .dnsLabel)
            if !inner.name.isEmpty, !names.insert(inner.name).inserted {
                fields.report.problem(
                    .duplicate, at: inner.place ?? fields.place,
                    "another claim template is named '\(inner.name)'",
                    "rename one of them")
            }
            return PersistentVolumeClaim(from: fields, inner)
        }
        _ = fields.object(
            "persistentVolumeClaimRetentionPolicy", "StatefulSetPersistentVolumeClaimRetentionPolicy"
        ) { fields in
            let policies = ["Retain", "Delete"]
            _ = fields.choice(
                "whenDeleted", of: policies,
                refusing: ["Delete": "use 'Retain', and 'podsup down --volumes' when the data may go"])
            _ = fields.choice(
                "whenScaled", of: policies,
                refusing: ["Delete": "use 'Retain', and 'podman volume rm' when the data may go"])
        }
    }
}

extension Share {
    fileprivate var isZero: Bool { self == .count(0) || self == .percent(0) }
}

extension Fields {
    fileprivate func replicas() -> Int32 {
        let replicas = integer("replicas", in: 0...Int64(Int32.max)) ?? 1
        if replicas > PodSet.replicaLimit {
            problem(
                .invalidValue, "replicas", "\(replicas) pods are too many for one machine",
                "use at most \(PodSet.replicaLimit)")
            return 1
        }
        return Int32(replicas)
    }

    fileprivate func minReady() -> Duration {
        seconds("minReadySeconds", in: 0...Int64(Int32.max)) ?? .zero
    }

    /// `rollingUpdate` of a Deployment or DaemonSet. A pod is replaced under its name, ports and all, so that there is
    /// never a surplus of them: `maxSurge` has nothing to say.
    ///
    /// - Parameter isEither: only one of the two may be more than 0.
    fileprivate func maxUnavailable(
        _ type: String, surge: Share, unavailable: Share, isEither: Bool = false
    ) -> Share {
        var unavailable = unavailable
        _ = object("rollingUpdate", type) { fields in
            fields.withoutEffect("maxSurge")
            let surge = fields.share("maxSurge", limit: nil) ?? surge
            unavailable = fields.share("maxUnavailable", limit: 100) ?? unavailable
            if surge.isZero, unavailable.isZero {
                fields.problem(
                    .conflict, "maxUnavailable",
                    "must not be 0 where maxSurge is 0, or no pod could be replaced", "use 1")
            } else if isEither, !surge.isZero, !unavailable.isZero {
                fields.problem(
                    .conflict, "maxSurge", "must be 0 where maxUnavailable is not", "remove it")
            }
        }
        return unavailable
    }

    fileprivate func refuseRollingUpdate(_ type: String) {
        guard isPresent("rollingUpdate") else { return }
        problem(.conflict, "rollingUpdate", "has no meaning with type '\(type)'", "remove one of the two")
    }

    /// A number of pods or a percentage.
    ///
    /// - Parameter limit: the largest percentage.
    fileprivate func share(_ name: String, limit: Int32?) -> Share? {
        guard let entry = take(name) else { return nil }
        guard case .scalar(let scalar) = entry.node.content, scalar.text.hasSuffix("%") else {
            return report.integer(entry.node, at: entry.place, in: 0...Int64(Int32.max)).map {
                .count(Int32($0))
            }
        }
        let digits = scalar.text.dropLast()
        guard digits.utf8.allSatisfy(isDigit), let percent = Int32(digits), percent <= limit ?? .max else {
            report.problem(
                .invalidValue, at: entry.place, "'\(scalar.text)' is not a percentage",
                "write one\(limit.map { " from 0% to \($0)%" } ?? ""), or a number of pods")
            return nil
        }
        return .percent(percent)
    }
}
