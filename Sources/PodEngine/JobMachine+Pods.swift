import PodSpec

/// How many pods there are to be, and which.
extension JobMachine {
    /// Of the wait before a failed pod is replaced (kubernetes.io/docs/concepts/workloads/controllers/job:
    /// 10 s, 20 s, 40 s …, at most six minutes).
    private static let firstDelay = Duration.seconds(10)
    private static let delayCap = Duration.seconds(360)

    mutating func managePods(at now: Now) -> [JobAction] {
        let active = record.pods.filter { !$0.isStopping }
        let wanted = wantedPods(active: Int32(clamping: active.count))
        if active.count > wanted {
            // The latest first, so that what has worked longest goes on.
            return stop(active.suffix(active.count - Int(wanted)).map(\.name))
        }
        var missing = Int(wanted) - active.count
        // A pod that stops holds its place until it is gone, where only failed ones are replaced.
        if job.replacement == .failed { missing -= record.pods.count - active.count }
        guard missing > 0 else { return [] }
        if job.backoffLimitPerIndex == nil, let until = backOff(record.failuresInRow, since: lastFailure),
            until > now.instant
        {
            wake(at: until)
            return []
        }
        var actions: [JobAction] = []
        for index in nextIndexes(missing, at: now) {
            let pod = JobRecord.Pod(name: newName(index), index: index)
            record.pods.append(pod)
            actions += [.start(pod), report(.normal, "SuccessfulCreate", "Created pod: \(pod.name)")]
        }
        return actions
    }

    private func wantedPods(active: Int32) -> Int32 {
        // Of a work queue, one that has succeeded says that the queue is empty.
        guard let completions = job.completions else {
            return record.succeeded > 0 ? active : job.parallelism
        }
        return min(max(completions - record.succeeded, 0), job.parallelism)
    }

    /// The lowest indexes that still have to be done; `nil` where there are none.
    private mutating func nextIndexes(_ count: Int, at now: Now) -> [Int32?] {
        guard job.isIndexed, let completions = job.completions else {
            return Array(repeating: nil, count: count)
        }
        let taken = Set(record.pods.compactMap(\.index))
        var found: [Int32?] = []
        for index in 0..<completions where found.count < count {
            if taken.contains(index) || record.succeededIndexes.contains(index)
                || record.failedIndexes.contains(index)
            {
                continue
            }
            if job.backoffLimitPerIndex != nil, let last = lastFailures[index],
                let until = backOff(max(record.failures[index] ?? 0, 1), since: last), until > now.instant
            {
                wake(at: until)
                continue
            }
            found.append(index)
        }
        return found
    }

    private func backOff(_ failures: Int32, since last: Instant?) -> Instant? {
        guard failures > 0, let last else { return nil }
        return last + BackOff.delay(afterFailures: failures, first: Self.firstDelay, cap: Self.delayCap)
    }

    /// As Kubernetes makes up a pod's name: the Job's, the index, and five characters without vowels. The same for
    /// the same pod of the same run.
    private mutating func newName(_ index: Int32?) -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
        let stem = String((index.map { "\(job.name)-\($0)" } ?? job.name).prefix(57))
        while true {
            record.made += 1
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in "\(stem) \(record.startTime?.nanoseconds ?? 0) \(record.made)".utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
            hash ^= hash >> 29
            var suffix: [UInt8] = []
            for _ in 0..<5 {
                suffix.append(letters[Int(hash % UInt64(letters.count))])
                hash /= UInt64(letters.count)
            }
            let name = "\(stem)-\(String(decoding: suffix, as: UTF8.self))"
            if !record.pods.contains(where: { $0.name == name }) { return name }
        }
    }
}

extension Job {
    /// One of its pods (`addCompletionIndexEnvVariables`, `newPodTemplate`).
    package func pod(_ made: JobRecord.Pod) -> Pod {
        var pod = template
        pod.name = made.name
        pod.labels["job-name"] = name
        pod.labels["batch.kubernetes.io/job-name"] = name
        guard let index = made.index else { return pod }
        let key = "batch.kubernetes.io/job-completion-index"
        pod.labels[key] = "\(index)"
        pod.annotations[key] = "\(index)"
        pod.hostname = "\(name)-\(index)"
        for place in pod.containers.indices { pod.containers[place].addIndex(index) }
        for place in pod.initContainers.indices { pod.initContainers[place].addIndex(index) }
        return pod
    }
}

extension Container {
    fileprivate mutating func addIndex(_ index: Int32) {
        let name = "JOB_COMPLETION_INDEX"
        guard !env.contains(where: { $0.name == name }) else { return }
        env.append(EnvironmentVariable(name: name, value: .literal("\(index)")))
    }
}
