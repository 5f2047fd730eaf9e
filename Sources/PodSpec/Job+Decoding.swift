extension Job {
    /// - Parameter fields: of the object that has the `spec`.
    init(from fields: Fields, _ metadata: Metadata) {
        self.init(name: metadata.name, template: Pod(name: metadata.name))
        labels = metadata.labels
        annotations = metadata.annotations
        if !fields.isPresent("spec") { fields.missing("spec", "add 'spec:' with a template") }
        _ = fields.object("spec", "JobSpec") { read($0, metadata) }
    }

    private mutating func read(_ fields: Fields, _ metadata: Metadata) {
        let any = 0...Int64(Int32.max)
        let owner = Pod.Owner(kind: .job, name: metadata.name)
        let policies: [Pod.RestartPolicy] = [.onFailure, .never]
        if let template = readTemplate(fields, owner: owner, metadata, policies) { self.template = template }
        isIndexed = fields.choice("completionMode", of: ["NonIndexed", "Indexed"]) == "Indexed"
        parallelism = fields.count("parallelism") ?? 1
        if parallelism > PodSet.replicaLimit {
            fields.problem(
                .invalidValue, "parallelism", "\(parallelism) pods at a time are too many for one machine",
                "use at most \(PodSet.replicaLimit)")
        }
        completions = fields.count("completions")
        // Kubernetes: without both, one pod; with parallelism alone, a work queue.
        if completions == nil, !fields.isPresent("parallelism") { completions = 1 }
        backoffLimit = fields.count("backoffLimit") ?? backoffLimit
        activeDeadline = fields.seconds("activeDeadlineSeconds", in: 0...Int64(Int32.max))
        ttlAfterFinished = fields.seconds("ttlSecondsAfterFinished", in: any)
        isSuspended = fields.bool("suspend") ?? false
        readIndexFields(fields)
        failureRules =
            fields.object("podFailurePolicy", "PodFailurePolicy") { fields in
                fields.failureRules(of: self)
            } ?? []
        successRules =
            fields.object("successPolicy", "SuccessPolicy") { fields in
                fields.successRules(of: self)
            } ?? []
        readReplacement(fields)
        // Made by the cluster itself, and there in what `kubectl get -o yaml` prints.
        fields.withoutEffect("selector", "manualSelector")
        if fields.report.forKubernetes, fields.isPresent("selector") {
            fields.problem(.unsupported, "selector", "a cluster makes a Job's selector itself", "remove it")
        }
        fields.refused("managedBy", remedy: "remove it: podsup looks after the Job itself")
        checkName(fields, metadata)
    }

    private mutating func readIndexFields(_ fields: Fields) {
        backoffLimitPerIndex = fields.count("backoffLimitPerIndex")
        maxFailedIndexes = fields.count("maxFailedIndexes")
        if isIndexed, !fields.isPresent("completions") {
            fields.problem(
                .conflict, "completionMode", "Indexed needs to know how many indexes there are",
                "add 'completions'")
        }
        for name in ["backoffLimitPerIndex", "successPolicy"] where fields.isPresent(name) && !isIndexed {
            fields.problem(
                .conflict, name, "is only possible where completions have indexes",
                "add 'completionMode: Indexed'")
        }
        if backoffLimitPerIndex != nil, template.restartPolicy != .never {
            fields.problem(
                .conflict, "backoffLimitPerIndex", "needs pods that are not restarted in place",
                "use 'restartPolicy: Never' in the template")
        }
        if let maxFailedIndexes {
            if backoffLimitPerIndex == nil {
                fields.problem(
                    .conflict, "maxFailedIndexes", "is only possible beside backoffLimitPerIndex",
                    "add backoffLimitPerIndex")
            } else if maxFailedIndexes > completions ?? .max {
                fields.problem(
                    .conflict, "maxFailedIndexes", "\(maxFailedIndexes) is more than there are completions",
                    "use at most \(completions ?? 0)")
            }
        }
        // Kubernetes' SetDefaults_Job.
        if backoffLimitPerIndex != nil, !fields.isPresent("backoffLimit") { backoffLimit = .max }
    }

    private mutating func readReplacement(_ fields: Fields) {
        let hasRules = fields.isPresent("podFailurePolicy")
        replacement = hasRules ? .failed : .terminatingOrFailed
        if hasRules, template.restartPolicy != .never {
            fields.problem(
                .conflict, "podFailurePolicy", "needs pods that are not restarted in place",
                "use 'restartPolicy: Never' in the template")
        }
        guard let wanted = fields.choice("podReplacementPolicy", Replacement.self) else { return }
        if hasRules, wanted != .failed {
            fields.problem(
                .conflict, "podReplacementPolicy", "must be Failed where there is a podFailurePolicy",
                "use 'Failed', or remove it")
        }
        replacement = wanted
    }

    /// The last index is part of a pod's hostname.
    private func checkName(_ fields: Fields, _ metadata: Metadata) {
        let longest = isIndexed ? "\(name)-\(max(completions ?? 1, 1) - 1)" : name
        guard !name.isEmpty, longest.utf8.count > 63 else { return }
        fields.report.problem(
            .invalidValue, at: metadata.place ?? fields.place, "'\(longest)' is too long for a pod of a Job",
            "use at most \(63 - (longest.utf8.count - name.utf8.count)) characters")
    }
}

extension Fields {
    /// A number that is not negative.
    fileprivate func count(_ name: String) -> Int32? {
        integer(name, in: 0...Int64(Int32.max)).map { Int32($0) }
    }

    fileprivate func failureRules(of job: Job) -> [PodFailureRule] {
        let rules = list("rules", "PodFailurePolicyRule") { fields -> PodFailureRule? in
            let action = fields.choice(
                "action", of: PodFailureRule.Action.allCases.map(\.rawValue), required: true
            ).flatMap(PodFailureRule.Action.init)
            let codes = fields.object("onExitCodes", "PodFailurePolicyOnExitCodesRequirement") { fields in
                fields.exitCodes(of: job)
            }
            let hasConditions = fields.isPresent("onPodConditions")
            let conditions = fields.list("onPodConditions", "PodFailurePolicyOnPodConditionsPattern") {
                fields in
                PodFailureRule.Condition(
                    type: fields.string("type", required: true, example: "DisruptionTarget") ?? "",
                    status: fields.choice("status", of: ["True", "False", "Unknown"]) ?? "True")
            }
            fields.requireExactlyOne(of: ["onExitCodes", "onPodConditions"], "condition")
            if action == .failIndex, job.backoffLimitPerIndex == nil {
                fields.problem(
                    .conflict, "action", "FailIndex needs backoffLimitPerIndex", "add it, or use 'FailJob'")
            }
            guard let action else { return nil }
            if hasConditions { return PodFailureRule(action: action, match: .conditions(conditions)) }
            return codes.map { PodFailureRule(action: action, match: $0) }
        }
        if rules.isEmpty, isEmptyList("rules") { missing("rules", "add a rule, or remove podFailurePolicy") }
        if rules.count > 20 {
            problem(.invalidValue, "rules", "\(rules.count) rules are too many", "use at most 20")
        }
        return rules.compactMap { $0 }
    }

    private func exitCodes(of job: Job) -> PodFailureRule.Match {
        let isIn = choice("operator", of: ["In", "NotIn"], required: true) != "NotIn"
        let values = integers("values", in: 0...Int64(Int32.max)).map { Int32($0) }
        if isEmptyList("values") { missing("values", "add the exit codes") }
        if isIn, values.contains(0) {
            problem(.invalidValue, "values", "0 is no failure", "remove it, or use the operator NotIn")
        }
        if values.count > 255 {
            problem(.invalidValue, "values", "\(values.count) exit codes are too many", "use at most 255")
        }
        if Set(values).count < values.count {
            problem(.duplicate, "values", "an exit code is there twice", "remove one")
        }
        let container = string("containerName")
        let names = job.template.allContainers.map(\.name)
        if let container, !names.contains(container) {
            problem(
                .unresolved, "containerName", "the template has no container '\(container)'",
                didYouMean(container, in: names, otherwise: "its containers are \(listing(names))"))
        }
        return .exitCodes(values, isIn: isIn, container: container)
    }

    fileprivate func successRules(of job: Job) -> [JobSuccessRule] {
        let completions = job.completions ?? 0
        let rules = list("rules", "SuccessPolicyRule") { fields -> JobSuccessRule in
            var indexes: IndexSet?
            if let text = fields.string("succeededIndexes") {
                indexes = IndexSet(parsing: text)
                if indexes == nil || indexes?.max.map({ $0 >= completions }) ?? false {
                    fields.problem(
                        .invalidValue, "succeededIndexes",
                        "'\(text)' is not a list of indexes below \(completions)", "write it as in 0,2-4")
                }
            }
            let count = fields.integer("succeededCount", in: 1...Int64(Int32.max)).map { Int32($0) }
            let most = indexes?.count ?? Int64(completions)
            if let count, Int64(count) > most {
                fields.problem(
                    .conflict, "succeededCount", "\(count) is more than there are indexes",
                    "use at most \(most)")
            }
            if fields.present(of: "succeededIndexes", "succeededCount").isEmpty {
                fields.missing("succeededIndexes", "add it, or succeededCount")
            }
            return JobSuccessRule(indexes: indexes, count: count)
        }
        if rules.isEmpty { missing("rules", "add a rule, or remove successPolicy") }
        if rules.count > 20 {
            problem(.invalidValue, "rules", "\(rules.count) rules are too many", "use at most 20")
        }
        return rules
    }
}
