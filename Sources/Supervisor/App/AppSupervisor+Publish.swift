import CLinux
import Dispatch
import Glibc
import PodEngine

/// What people were last told.
struct Published: Equatable {
    var statuses: [PodStatus]
    var revisions: [Int32]
    var names: [String]
    var jobs: [JobRecord]
    var exitStatus: Int32?
    var line: String
    var isReady: Bool
    var manifest: String
    var problem: String?
}

extension AppSupervisor {
    /// Something happened: what people see is brought up to date at the end of this turn of the loop.
    func changed() {
        // What a successor must know is on record before the next step is taken.
        saveMemory()
        guard !publishes else { return }
        publishes = true
        DispatchQueue.main.async { [weak self] in
            MainActor.assumeIsolated {
                self?.publishes = false
                self?.publish()
            }
        }
    }

    /// Nothing is written, nor encoded, where nothing is new.
    func publish() {
        for runner in leaving where runner.isGone && !runner.isRetired { retire(runner) }
        if isStopping {
            stopInOrder()
        } else {
            for job in jobs { job.look() }
            planSets()
        }
        settle()
        let now = Clock.now
        let standing = runners.map { (pod: $0.pod, status: $0.status()) }
        let all = standing + jobs.flatMap { $0.shown(at: now) }
        let exitStatus = endStatus(standing.map(\.status))
        var line = summary(now: now)
        if let context, context.pulls > 0 {
            line = "pulling \(context.pulls == 1 ? "an image" : "images"); \(line)"
        }
        let news = Published(
            statuses: all.map(\.status), revisions: runners.map(\.revision), names: all.map(\.pod.name),
            jobs: jobs.map(\.record), exitStatus: exitStatus, line: line,
            isReady: !isStopping && standing.allSatisfy(\.status.isReady) && areJobsReady
                && !isUpdating,
            manifest: manifest, problem: problem)
        if news != published {
            let images = context?.imagesByContainer ?? [:]
            let document = StatusDocument(
                items: all.map { PodDocument($0.pod, $0.status, images: images, now: now) },
                podsup: .init(
                    app: paths.app, summary: line, ready: news.isReady, manifest: manifest, problem: problem,
                    supervisorPID: getpid(), version: version,
                    jobs: jobs.isEmpty ? nil : jobs.map { JobStatusDocument($0.job, $0.record) },
                    exitStatus: exitStatus))
            if save({ try Files.replace(paths.status, document.encoded(), mode: 0o644) }) {
                published = news
                linux_heap_trim()
            }
        }
        unitState.update(
            line: problem.map { "\(line); manifest not applied: \($0)" } ?? line, isReady: news.isReady,
            isPulling: (context?.pulls ?? 0) > 0, reporter: reporter)
        if let exitStatus { conclude(with: exitStatus) }
    }

    func saveMemory() {
        let memory = Dictionary(
            (runners + jobs.flatMap(\.runners)).map { ($0.pod.name, $0.memory) },
            uniquingKeysWith: { first, _ in first })
        guard memory != savedMemory else { return }
        let document = MemoryDocument(
            boot: MemoryDocument.currentBoot, pods: memory.mapValues(MemoryDocument.Pod.init))
        if save({ try Files.replace(paths.memory, document.encoded(), mode: 0o600) }) { savedMemory = memory }
    }

    /// Saves by `write`. What could not be written is tried again a little later: until then people and a
    /// successor know less.
    func save(_ write: () throws -> Void) -> Bool {
        do {
            try write()
            return true
        } catch {
            unitState.complain("\(error)", reporter: reporter)
            saveAgain()
            return false
        }
    }

    private func saveAgain() {
        guard retry == nil else { return }
        retry = after(retryPause) { supervisor in
            supervisor.retry = nil
            supervisor.retryPause = min(supervisor.retryPause * 2, Self.longestRetryPause)
            supervisor.saveMemory()
            supervisor.saveJobs()
            supervisor.publish()
            if supervisor.retry == nil { supervisor.retryPause = Self.firstRetryPause }
        }
    }
}
