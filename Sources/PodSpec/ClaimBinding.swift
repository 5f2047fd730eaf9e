/// Binds claims to the manifest's PersistentVolumes, as Kubernetes' volume controller does
/// (kubernetes.io/docs/concepts/storage/persistent-volumes/#binding).
struct ClaimBinding {
    private let volumes: [PersistentVolume]
    /// The claim of each volume, by the volume's name.
    private var taken: [String: String] = [:]

    init(_ volumes: some Collection<PersistentVolume>) {
        self.volumes = volumes.sorted { ($0.capacity.value, $0.name) < ($1.capacity.value, $1.name) }
    }

    enum Refusal: Equatable {
        /// The volume that it names is not in the manifest.
        case noSuchVolume(String)
        case doesNotFit(volume: String, why: String)
        /// No volume fits, and none can be made up.
        case noVolume(why: String)
    }

    /// The volume of a claim; `nil`: it gets a volume of its own.
    mutating func bind(_ claim: PersistentVolumeClaim) -> Result<PersistentVolume?, BindingProblem> {
        if let name = claim.volumeName {
            guard let volume = volumes.first(where: { $0.name == name }) else {
                return .failure(BindingProblem(.noSuchVolume(name)))
            }
            if let why = obstacle(volume, claim) {
                return .failure(BindingProblem(.doesNotFit(volume: name, why: why)))
            }
            taken[volume.name] = claim.name
            return .success(volume)
        }
        let candidates = volumes.filter { isCandidate($0, claim) }
        // One that was made for it comes first.
        let ordered =
            candidates.filter { $0.claimName == claim.name } + candidates.filter { $0.claimName == nil }
        if let volume = ordered.first(where: { obstacle($0, claim) == nil }) {
            taken[volume.name] = claim.name
            return .success(volume)
        }
        if let near = ordered.first, let why = obstacle(near, claim) {
            return .failure(BindingProblem(.doesNotFit(volume: near.name, why: why)))
        }
        if claim.selector != nil {
            return .failure(
                BindingProblem(.noVolume(why: "no PersistentVolume has the labels that it selects")))
        }
        if claim.storageClass == "" {
            return .failure(
                BindingProblem(
                    .noVolume(why: "it wants a PersistentVolume without a class, and there is none")))
        }
        return .success(nil)
    }

    /// Whether the claim could mean this volume.
    private func isCandidate(_ volume: PersistentVolume, _ claim: PersistentVolumeClaim) -> Bool {
        (claim.storageClass ?? "") == volume.storageClass
            && (volume.claimName == nil || volume.claimName == claim.name)
            && (taken[volume.name] == nil || volume.claimName == claim.name)
            && claim.selector?.accepts(volume.labels) ?? true
    }

    private func obstacle(_ volume: PersistentVolume, _ claim: PersistentVolumeClaim) -> String? {
        if let other = taken[volume.name] { return "the claim '\(other)' has it" }
        if let other = volume.claimName, other != claim.name { return "it is kept for the claim '\(other)'" }
        if let wanted = claim.storageClass, wanted != volume.storageClass {
            return "its class is '\(volume.storageClass)', not '\(wanted)'"
        }
        if let wanted = claim.storage, wanted.value > volume.capacity.value {
            return "it has \(volume.capacity.text), less than \(wanted.text)"
        }
        if let mode = claim.accessModes.first(where: { !volume.accessModes.contains($0) }) {
            return "it does not offer \(mode.rawValue)"
        }
        if claim.selector?.accepts(volume.labels) == false {
            return "it has not the labels that are selected"
        }
        return nil
    }
}

struct BindingProblem: Error {
    let refusal: ClaimBinding.Refusal

    init(_ refusal: ClaimBinding.Refusal) { self.refusal = refusal }

    var what: String {
        switch refusal {
        case .noSuchVolume(let name): "wants the PersistentVolume '\(name)', which is not in the manifest"
        case .doesNotFit(let volume, let why): "can't be bound to the PersistentVolume '\(volume)': \(why)"
        case .noVolume(let why): "can't be bound: \(why)"
        }
    }

    var remedy: String {
        switch refusal {
        case .noSuchVolume: "add it, or remove 'volumeName' for a volume of the claim's own"
        case .doesNotFit: "make the two agree"
        case .noVolume: "add one with hostPath or local"
        }
    }
}

extension Pod {
    /// Puts the folders of bound claims in the place of the claims.
    mutating func useBound(_ volumes: [String: PersistentVolume]) {
        for index in self.volumes.indices {
            guard case .claim(let claim, let readOnly) = self.volumes[index].source,
                let bound = volumes[claim]
            else { continue }
            self.volumes[index].source = .hostPath(path: bound.path, type: bound.type)
            guard readOnly else { continue }
            let name = self.volumes[index].name
            for container in containers.indices { containers[container].mountReadOnly(name) }
            for container in initContainers.indices { initContainers[container].mountReadOnly(name) }
        }
    }
}

extension Container {
    fileprivate mutating func mountReadOnly(_ volume: String) {
        for index in volumeMounts.indices where volumeMounts[index].name == volume {
            volumeMounts[index].readOnly = true
        }
    }
}
