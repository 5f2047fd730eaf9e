/// What objects of a manifest need of each other, once all are known.
extension AppBuilder {
    func resolveReferences() {
        let configMaps = app.configMaps.mapValues(\.data.keys)
        let secrets = app.secrets.mapValues(\.data.keys)
        for reference in report.references {
            switch reference.kind {
            case .configMap:
                resolve(reference, among: configMaps)
            case .secret:
                resolve(reference, among: secrets)
            case .pullSecret:
                checkPullSecret(reference)
            case .claim where app.claims[reference.name] == nil && options.forKubernetes:
                report.problem(
                    .unresolved, at: reference.place,
                    "the manifest has no PersistentVolumeClaim '\(reference.name)', and a cluster makes none",
                    "add it")
            case .claim where app.claims[reference.name] == nil:
                report.warn(
                    at: reference.place,
                    "the manifest has no PersistentVolumeClaim '\(reference.name)', "
                        + "making a volume of that name"
                )
            case .claim:
                continue
            }
        }
    }

    func bindClaims() {
        var binding = ClaimBinding(app.persistentVolumes.values)
        var bound: [String: PersistentVolume] = [:]
        // Who asks for a volume by name gets it before others choose.
        let claims = app.claims.values.sorted {
            ($0.volumeName == nil ? 1 : 0, $0.name) < ($1.volumeName == nil ? 1 : 0, $1.name)
        }
        for claim in claims {
            switch binding.bind(claim) {
            case .success(let volume):
                bound[claim.name] = volume
                app.claims[claim.name]?.boundTo = volume?.name
            case .failure(let problem):
                guard let place = claimPlaces[claim.name] else { continue }
                report.problem(
                    .unresolved, at: place, "the claim '\(claim.name)' \(problem.what)", problem.remedy)
            }
        }
        for index in app.pods.indices { app.pods[index].useBound(bound) }
        for index in app.jobs.indices { app.jobs[index].template.useBound(bound) }
        for index in app.cronJobs.indices { app.cronJobs[index].job.template.useBound(bound) }
    }

    /// A missing one is no reason not to start (kubelet, `FailedToRetrieveImagePullSecret`).
    private func checkPullSecret(_ reference: Reference) {
        guard let secret = app.secrets[reference.name] else {
            report.warn(
                at: reference.place,
                "the manifest has no Secret '\(reference.name)', pulling images without it")
            return
        }
        do throws(BadPullSecret) {
            _ = try secret.registryAccounts()
        } catch {
            report.problem(
                .invalidValue, at: reference.place, "the Secret '\(reference.name)' \(error.what)",
                "make it with 'kubectl create secret docker-registry --dry-run=client -o yaml'")
        }
    }

    /// Complains about an object or a key that is not in the manifest: a pod that needs it could never start.
    private func resolve(_ reference: Reference, among objects: [String: Dictionary<String, [UInt8]>.Keys]) {
        let kind = reference.kind.rawValue
        guard let keys = objects[reference.name] else {
            // A key of it is no second problem.
            if reference.key != nil { return }
            let there = objects.isEmpty ? "add it" : "there are \(listing(objects.keys))"
            report.problem(
                .unresolved, at: reference.place, "the manifest has no \(kind) '\(reference.name)'",
                didYouMean(reference.name, in: objects.keys, otherwise: "\(there), or set 'optional: true'"))
            return
        }
        guard let key = reference.key, !keys.contains(key) else { return }
        report.problem(
            .unresolved, at: reference.place, "the \(kind) '\(reference.name)' has no key '\(key)'",
            didYouMean(key, in: keys, otherwise: "its keys are \(listing(keys))"))
    }
}
