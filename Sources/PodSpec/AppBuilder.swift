import YAML

/// Puts an ``App`` together, one object after the other.
final class AppBuilder {
    var app: App
    let options: ManifestOptions
    let report: Report
    /// Where each object's name stands, by `Kind/name`.
    private var objects: [String: (place: Place, namespace: String)] = [:]
    private var objectCount = 0
    private var exclusive = ExclusiveNames()
    private var services: [DecodedService] = []
    /// Where the names of claims stand.
    private(set) var claimPlaces: [String: Place] = [:]
    /// Of the first object that is in one.
    private var namespace: String?

    init(name: String, options: ManifestOptions, report: Report) {
        app = App(name: name)
        self.options = options
        self.report = report
        report.forKubernetes = options.forKubernetes
        if !NameRule.dnsLabel.accepts(name) || name.utf8.count > 50 {
            report.problem(
                .invalidValue, at: Place(file: 0, mark: .start, path: ""),
                "'\(name)' can't be the name of an app",
                "give it one with --name: at most 50 lower-case letters, digits and '-', "
                    + "with a letter or digit at both ends")
        }
    }

    // MARK: Objects

    /// Adds a document, or an element of a List.
    ///
    /// - Parameter listed: what the elements of a typed list are.
    func add(_ node: Node, at place: Place, listed: (kind: String, apiVersion: String)? = nil) {
        objectCount += 1
        guard objectCount <= Manifest.objectLimit else {
            if objectCount == Manifest.objectLimit + 1 {
                report.problem(
                    .invalidValue, at: place, "more than \(Manifest.objectLimit) objects",
                    "split the manifest")
            }
            return
        }
        let fields = Fields(node, type: "Object", at: place, report: report)
        if fields.isBroken { return }
        let ownKind = fields.string("kind", required: listed == nil, example: "Pod")
        guard let kind = fields.isPresent("kind") ? ownKind : listed?.kind else { return }
        if let element = Kinds.element(ofList: kind),
            let apiVersion = fields.string("apiVersion", required: true)
        {
            return addElements(of: fields, listed: (element, apiVersion))
        }
        guard let treatment = treatment(of: kind, fields, apiVersion: listed?.apiVersion) else { return }
        switch treatment {
        case .list:
            addElements(of: fields, listed: nil)
        case .clusterOnly:
            passOver(kind, fields)
        case .pod, .set, .job, .cronJob, .service, .configMap, .secret, .claim, .persistentVolume, .namespace:
            read(treatment, kind: kind, fields)
            fields.finish()
        }
    }

    private func addElements(of fields: Fields, listed: (kind: String, apiVersion: String)?) {
        for (node, place) in fields.elements("items") { add(node, at: place, listed: listed) }
        fields.withoutEffect("metadata")
        fields.finish()
    }

    /// Asks for the fields of a kind without an object of it.
    func catalogue(_ kind: String) {
        guard let rule = Kinds.rules[kind] else { return }
        let fields = Fields.catalogued("Object", path: kind, report: report)
        _ = fields.string("apiVersion")
        _ = fields.string("kind")
        read(rule.treatment, kind: kind, fields)
    }

    private func read(_ treatment: KindTreatment, kind: String, _ fields: Fields) {
        let metadata = fields.metadata(nameRule: treatment.nameRule)
        if options.forKubernetes { checkNamespace(kind, metadata, fields) }
        let isUnique = checkUnique(kind, metadata, fields)
        switch treatment {
        case .pod:
            var pod = readPodSpec(fields, metadata: metadata)
            pod.owner = Pod.Owner(kind: .pod, name: metadata.name)
            fields.withoutEffect("status")
            add(isUnique ? [pod] : [], metadata, fields)
        case .set(let kind):
            let found = readPodSet(fields, kind, metadata)
            guard isUnique, let found else { return add([], metadata, fields) }
            app.sets.append(found.set)
            for claim in found.set.claims { addClaim(claim, at: metadata.place ?? fields.place) }
            add(found.pods, metadata, fields)
        case .job:
            let job = Job(from: fields, metadata)
            fields.withoutEffect("status")
            if isUnique { app.jobs.append(job) }
            add(job, exclusively: isUnique, metadata, fields)
        case .cronJob:
            let cronJob = CronJob(from: fields, metadata)
            if isUnique { app.cronJobs.append(cronJob) }
            add(cronJob.job, exclusively: false, metadata, fields)
        case .service:
            let service = DecodedService(from: fields, metadata)
            if isUnique { services.append(service) }
        case .persistentVolume:
            app.persistentVolumes[metadata.name] = PersistentVolume(from: fields, metadata)
        case .configMap:
            app.configMaps[metadata.name] = ConfigMap(from: fields, metadata)
        case .secret:
            app.secrets[metadata.name] = Secret(from: fields, metadata)
        case .claim:
            addClaim(PersistentVolumeClaim(from: fields, metadata), at: metadata.place ?? fields.place)
        case .namespace:
            fields.withoutEffect("spec", "status")
        case .list, .clusterOnly:
            return
        }
    }

    /// Here all objects of a manifest know each other; in a cluster those of a namespace do.
    private func checkNamespace(_ kind: String, _ metadata: Metadata, _ fields: Fields) {
        if kind == "Namespace" || kind == "PersistentVolume" || metadata.name.isEmpty { return }
        guard let namespace else { return namespace = metadata.namespace }
        guard namespace != metadata.namespace else { return }
        fields.problem(
            .conflict, "metadata",
            "this is in the namespace '\(metadata.namespace)', others of the manifest are in '\(namespace)'",
            "put them in one, or in manifests of their own: in a cluster they do not find each other")
    }

    private func addClaim(_ claim: PersistentVolumeClaim, at place: Place) {
        app.claims[claim.name] = claim
        claimPlaces[claim.name] = place
    }

    private func add(_ pods: [Pod], _ metadata: Metadata, _ fields: Fields) {
        let claims = report.takeClaims()
        refuseSharing(claims, among: pods.count)
        for (index, pod) in pods.enumerated() where !pod.name.isEmpty {
            var own = claims
            // Said once for all of them.
            if index > 0 { own.hostPorts = [] }
            exclusive.claim(pod: pod.name, own, at: metadata.place ?? fields.place, report)
        }
        merge([metadata.annotations] + pods.prefix(1).map(\.annotations), fields)
        app.pods += pods
    }

    private func add(_ job: Job, exclusively: Bool, _ metadata: Metadata, _ fields: Fields) {
        let claims = report.takeClaims()
        refuseSharing(claims, among: Int(job.wantedPods))
        if exclusively, !job.name.isEmpty {
            exclusive.claim(pod: job.name, claims, at: metadata.place ?? fields.place, report)
        }
        merge([metadata.annotations, job.annotations, job.template.annotations], fields)
    }

    private func refuseSharing(_ claims: Claims, among count: Int) {
        guard count > 1 else { return }
        for (port, place) in claims.hostPorts {
            report.problem(
                .conflict, at: place,
                "\(count) pods can't share port \(port.hostPort ?? port.containerPort) of the machine",
                "run one pod, or remove the hostPort and let one other pod forward to them by a Service")
        }
    }

    /// Annotations of podsup's own speak of the whole app.
    private func merge(_ all: [[String: String]], _ fields: Fields) {
        for annotations in all {
            for (key, value) in annotations where key.hasPrefix("podsup.io/") {
                if let other = app.annotations.updateValue(value, forKey: key), other != value {
                    fields.problem(
                        .conflict, "metadata",
                        "'\(key)' is '\(other)' elsewhere in the manifest and '\(value)' here",
                        "give it one value: it speaks of the whole app")
                }
            }
        }
    }

    private func checkUnique(_ kind: String, _ metadata: Metadata, _ fields: Fields) -> Bool {
        guard !metadata.name.isEmpty, let place = metadata.place else { return true }
        let object = (place: place, namespace: metadata.namespace)
        guard let other = objects.updateValue(object, forKey: "\(kind)/\(metadata.name)") else { return true }
        report.problem(
            .duplicate, at: place,
            "another \(kind) is named '\(metadata.name)', at \(report.words(for: other.place, from: place))",
            other.namespace == metadata.namespace
                ? "rename one of them" : "rename one of them: on one machine a namespace keeps no names apart"
        )
        return false
    }

    // MARK: Kinds

    /// What to do with an object, or `nil` if a problem is all there is to say.
    ///
    /// - Parameter listed: the `apiVersion` of the typed list that it is in.
    private func treatment(of kind: String, _ fields: Fields, apiVersion listed: String?) -> KindTreatment? {
        let rule = Kinds.rules[kind]
        let own = fields.string("apiVersion", required: listed == nil, example: rule?.apiVersion ?? "v1")
        guard let apiVersion = fields.isPresent("apiVersion") ? own : listed else { return nil }
        guard let rule, rule.apiVersion == apiVersion || !Kinds.isCustom(apiVersion) else {
            if Kinds.isCustom(apiVersion) { return .clusterOnly }
            fields.problem(
                .unknownKind, "kind", "'\(kind)' is not a kind that podsup knows",
                didYouMean(kind, in: Kinds.rules.keys, otherwise: "remove the object"))
            return nil
        }
        if rule.treatment != .clusterOnly, rule.apiVersion != apiVersion {
            fields.problem(
                .invalidValue, "apiVersion", "'\(apiVersion)' is not the version of a \(kind)",
                "use '\(rule.apiVersion)'")
        }
        return rule.treatment
    }

    private func passOver(_ kind: String, _ fields: Fields) {
        if options.skipUnsupported {
            fields.warn("kind", "'\(kind)' only means something in a cluster, passing it over")
        } else {
            fields.problem(
                .unsupported, "kind", "'\(kind)' only means something in a cluster",
                "remove it, or pass it over with --skip-unsupported")
        }
    }

    // MARK: The end

    func finish() throws(ManifestProblems) -> App {
        if objectCount == 0, report.problems.isEmpty {
            report.problem(
                .missingField, at: Place(file: 0, mark: .start, path: ""), "the manifest holds no object",
                "add a Pod or a Deployment")
        }
        resolveReferences()
        bindClaims()
        for service in services {
            app.tie(service, report) { port, place in exclusive.claim(port, at: place, report) }
        }
        app.joinPods()
        let problems = report.sortedProblems
        guard problems.isEmpty else { throw ManifestProblems(problems) }
        app.warnings = report.warnings
        app.demands = report.demands
        app.withoutEffect = report.withoutEffect
        return app
    }
}
