import PodSpec

/// What a pod's end counts as, and when the Job itself ends.
extension JobMachine {
    mutating func ended(_ name: String, _ end: JobPodEnd, at now: Now) -> [JobAction] {
        guard let place = record.pods.firstIndex(where: { $0.name == name }) else { return [] }
        let pod = record.pods[place]
        // It was to go: its end says nothing, but for a Job that has failed (so does Kubernetes count).
        if pod.isStopping {
            if case .ending(let verdict) = record.phase, !verdict.isComplete { record.failed += 1 }
            record.pods.remove(at: place)
            return [.remove(pod: name)]
        }
        record.pods.remove(at: place)
        switch end {
        case .succeeded: succeeded(pod)
        case .failed(let codes, let conditions): failed(pod, codes, conditions, at: now)
        }
        return [.remove(pod: name)]
    }

    private mutating func succeeded(_ pod: JobRecord.Pod) {
        record.failuresInRow = 0
        guard let index = pod.index else {
            record.succeeded += 1
            return
        }
        record.succeededIndexes.insert(index)
        record.succeeded = Int32(clamping: record.succeededIndexes.count)
    }

    private mutating func failed(
        _ pod: JobRecord.Pod, _ codes: [JobPodEnd.ExitCode], _ conditions: [String], at now: Now
    ) {
        record.failuresInRow = min(record.failuresInRow, .max - 1) + 1
        record.lastFailure = now.wall
        lastFailure = now.instant
        if let index = pod.index, job.backoffLimitPerIndex != nil {
            record.lastFailures[index] = now.wall
            lastFailures[index] = now.instant
        }
        let match = job.failureRules.enumerated().lazy.compactMap { number, rule in
            rule.match(codes, conditions).map { (number: number, rule: rule, what: $0) }
        }.first
        switch match?.rule.action {
        case .ignore: return
        case .failJob:
            record.failed += 1
            guard record.phase == .running, let match else { return }
            record.phase = .ending(
                JobRecord.Verdict(
                    isComplete: false, reason: "PodFailurePolicy",
                    message: "\(match.what) of pod \(pod.name) matching FailJob rule at index \(match.number)"
                ))
        case .failIndex:
            record.failed += 1
            if let index = pod.index { record.failedIndexes.insert(index) }
        case .count, nil:
            record.failed += 1
            guard let index = pod.index, let limit = job.backoffLimitPerIndex else { return }
            let failures = record.failures[index, default: 0] + 1
            record.failures[index] = failures
            if failures > limit { record.failedIndexes.insert(index) }
        }
    }

    /// In the order in which the Job controller asks (`syncJob`).
    func verdict(at now: Now) -> JobRecord.Verdict? {
        if record.failed > job.backoffLimit || isPastLimitInPlace {
            return .failed("BackoffLimitExceeded", "Job has reached the specified backoff limit")
        }
        if let limit = job.activeDeadline, let started, now.instant >= started + limit {
            return .failed("DeadlineExceeded", "Job was active longer than specified deadline")
        }
        if let verdict = verdictOnIndexes { return verdict }
        if let met = job.successRules.firstIndex(where: { isMet($0) }) {
            return .complete("SuccessPolicy", "Matched rules at index \(met)")
        }
        let isComplete =
            job.completions.map { record.succeeded >= $0 }
            ?? (record.succeeded > 0 && record.pods.isEmpty)
        return isComplete
            ? .complete("CompletionsReached", "Reached expected number of succeeded pods") : nil
    }

    /// Pods that restart in place count their restarts (`pastBackoffLimitOnFailure`).
    private var isPastLimitInPlace: Bool {
        guard job.template.restartPolicy == .onFailure else { return false }
        let restarts = record.pods.reduce(Int64(0)) { $0 + Int64($1.restarts) }
        return job.backoffLimit == 0 ? restarts > 0 : restarts >= Int64(job.backoffLimit)
    }

    private var verdictOnIndexes: JobRecord.Verdict? {
        guard job.backoffLimitPerIndex != nil, !record.failedIndexes.isEmpty else { return nil }
        if let limit = job.maxFailedIndexes, record.failedIndexes.count > Int64(limit) {
            return .failed(
                "MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes")
        }
        let all = record.failedIndexes.count + record.succeededIndexes.count
        return all >= Int64(job.completions ?? 0) ? .failed("FailedIndexes", "Job has failed indexes") : nil
    }

    private func isMet(_ rule: JobSuccessRule) -> Bool {
        let wanted =
            rule.indexes.map { record.succeededIndexes.count(in: $0) } ?? record.succeededIndexes.count
        let enough = rule.count.map(Int64.init) ?? rule.indexes?.count ?? Int64(job.completions ?? 0)
        return wanted >= enough
    }
}

extension JobRecord.Verdict {
    fileprivate static func failed(_ reason: String, _ message: String) -> Self {
        Self(isComplete: false, reason: reason, message: message)
    }

    fileprivate static func complete(_ reason: String, _ message: String) -> Self {
        Self(isComplete: true, reason: reason, message: message)
    }
}

extension PodFailureRule {
    /// What of a failed pod it matches, in words; `nil`: nothing.
    fileprivate func match(_ codes: [JobPodEnd.ExitCode], _ conditions: [String]) -> String? {
        switch match {
        case .exitCodes(let values, let isIn, let container):
            let found = codes.first { exit in
                (container == nil || exit.container == container) && values.contains(exit.code) == isIn
            }
            return found.map { "Container \($0.container) failed with exit code \($0.code)" }
        case .conditions(let wanted):
            // What is not true of a pod here is not there at all, which matches nothing.
            let found = wanted.first { $0.status == "True" && conditions.contains($0.type) }
            return found.map { "Condition \($0.type)" }
        }
    }
}
