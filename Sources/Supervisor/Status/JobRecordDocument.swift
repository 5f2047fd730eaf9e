import JSON
import PodEngine
import PodSpec

/// What is on disk of one Job.
struct JobEntry: Equatable {
    /// ``Job/fingerprint`` of the definition that it is about.
    var spec: String
    var record: JobRecord
}

/// `jobs.json`: what has become of an app's Jobs, by name. Times are nanoseconds since 1970.
struct JobDocument: Codable {
    struct Verdict: Codable {
        var complete: Bool
        var reason: String
        var message: String
        var finishedAt: Int64?
    }
    struct Pod: Codable {
        var name: String
        var index: Int32?
        var restarts: Int32
        var stopping: Bool
    }
    struct IndexFailures: Codable {
        var index: Int32
        var count: Int32
        var last: Int64?
    }
    struct Entry: Codable {
        var spec: String
        var verdict: Verdict?
        var startTime: Int64?
        var pods: [Pod]
        var made: Int64
        var succeeded: Int32
        var failed: Int32
        var succeededIndexes: String?
        var failedIndexes: String?
        var failures: [IndexFailures]?
        var failuresInRow: Int32
        var lastFailure: Int64?
    }
    var jobs: [String: Entry]

    static func save(_ entries: [String: JobEntry], to path: String) throws(FileError) {
        guard let bytes = try? JSON.encode(JobDocument(jobs: entries.mapValues(Entry.init))) else {
            preconditionFailure("the record of Jobs cannot be encoded")
        }
        // A result must not be lost to a power cut: the work would be done twice. The rest may be.
        let durable = entries.values.contains { $0.record.isFinished }
        try Files.replace(path, bytes, durable: durable)
    }

    /// Nothing where there is none, or none that can be read.
    static func load(_ path: String) -> [String: JobEntry] {
        guard let bytes = try? Files.read(path),
            let document = try? JSON.decode(JobDocument.self, from: bytes)
        else { return [:] }
        return document.jobs.mapValues { JobEntry(spec: $0.spec, record: JobRecord($0)) }
    }
}

extension JobDocument.Entry {
    init(_ entry: JobEntry) {
        let record = entry.record
        spec = entry.spec
        switch record.phase {
        case .running: verdict = nil
        case .ending(let end): verdict = JobDocument.Verdict(end, finishedAt: nil)
        case .finished(let end, let at): verdict = JobDocument.Verdict(end, finishedAt: at.nanoseconds)
        }
        startTime = record.startTime?.nanoseconds
        pods = record.pods.map {
            JobDocument.Pod(name: $0.name, index: $0.index, restarts: $0.restarts, stopping: $0.isStopping)
        }
        made = record.made
        succeeded = record.succeeded
        failed = record.failed
        succeededIndexes = record.succeededIndexes.isEmpty ? nil : record.succeededIndexes.text
        failedIndexes = record.failedIndexes.isEmpty ? nil : record.failedIndexes.text
        let known = Set(record.failures.keys).union(record.lastFailures.keys).sorted()
        failures =
            known.isEmpty
            ? nil
            : known.map {
                JobDocument.IndexFailures(
                    index: $0, count: record.failures[$0] ?? 0, last: record.lastFailures[$0]?.nanoseconds)
            }
        failuresInRow = record.failuresInRow
        lastFailure = record.lastFailure?.nanoseconds
    }
}

extension JobDocument.Verdict {
    init(_ verdict: JobRecord.Verdict, finishedAt: Int64?) {
        self.init(
            complete: verdict.isComplete, reason: verdict.reason, message: verdict.message,
            finishedAt: finishedAt)
    }
}

extension JobRecord {
    init(_ entry: JobDocument.Entry) {
        self.init()
        if let found = entry.verdict {
            let verdict = Verdict(isComplete: found.complete, reason: found.reason, message: found.message)
            phase =
                found.finishedAt.map { .finished(verdict, at: WallTime(nanoseconds: $0)) } ?? .ending(verdict)
        }
        startTime = entry.startTime.map(WallTime.init)
        pods = entry.pods.map {
            var pod = Pod(name: $0.name, index: $0.index)
            pod.restarts = $0.restarts
            pod.isStopping = $0.stopping
            return pod
        }
        made = entry.made
        succeeded = entry.succeeded
        failed = entry.failed
        succeededIndexes = entry.succeededIndexes.flatMap(IndexSet.init(parsing:)) ?? IndexSet()
        failedIndexes = entry.failedIndexes.flatMap(IndexSet.init(parsing:)) ?? IndexSet()
        for failure in entry.failures ?? [] {
            if failure.count > 0 { failures[failure.index] = failure.count }
            lastFailures[failure.index] = failure.last.map(WallTime.init)
        }
        failuresInRow = entry.failuresInRow
        lastFailure = entry.lastFailure.map(WallTime.init)
    }
}
