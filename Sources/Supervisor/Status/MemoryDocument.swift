import JSON
import PodEngine

/// `memory.json`: what a supervisor leaves to its successor of the same boot, by pod.
struct MemoryDocument: Codable, Equatable {
    struct Pod: Codable, Equatable {
        /// Nanoseconds since 1970.
        var startTime: Int64?
        var containers: [String: Container]
        var conditions: [String: Condition]?
    }
    struct Condition: Codable, Equatable {
        var isTrue: Bool
        var since: Int64
    }
    struct Container: Codable, Equatable {
        struct Exit: Codable, Equatable {
            var code: Int32
            var signal: Int32?
            var reason: String
            var message: String?
            var startedAt: Int64?
            var finishedAt: Int64
        }
        struct Progress: Codable, Equatable {
            var id: String
            var hookDone: Bool
            var isStarted: Bool
            var isReady: Bool
            var probeFailures: [String: Int32]?
        }
        var restarts: Int32
        var failures: Int32
        var last: Exit?
        /// Nanoseconds since boot.
        var lastExit: Int64?
        var isDone: Bool
        var progress: Progress?
    }
    /// `/proc/sys/kernel/random/boot_id`: times since boot mean nothing in another one.
    var boot: String
    var pods: [String: Pod]
}

extension MemoryDocument {
    static var currentBoot: String {
        let bytes = (try? Files.read("/proc/sys/kernel/random/boot_id")) ?? []
        return String(decoding: bytes.filter { $0 != 0x0A }, as: UTF8.self)
    }

    func encoded() -> [UInt8] {
        guard let bytes = try? JSON.encode(self) else { preconditionFailure("the memory cannot be encoded") }
        return bytes
    }

    /// What a predecessor left: nothing where there was none, in another boot, or in an unknown form.
    static func load(_ path: String) -> [String: PodMemory] {
        guard let bytes = try? Files.read(path),
            let document = try? JSON.decode(MemoryDocument.self, from: bytes),
            document.boot == currentBoot
        else { return [:] }
        return document.pods.mapValues(PodMemory.init)
    }
}

extension MemoryDocument.Pod {
    init(_ memory: PodMemory) {
        startTime = memory.startTime?.nanoseconds
        containers = memory.containers.mapValues(MemoryDocument.Container.init)
        conditions = memory.conditions.mapValues {
            MemoryDocument.Condition(isTrue: $0.isTrue, since: $0.since.nanoseconds)
        }
    }
}

extension MemoryDocument.Container {
    init(_ memory: PodMemory.Container) {
        restarts = memory.restarts
        failures = memory.failures
        last = memory.lastTermination.map { exit in
            Exit(
                code: exit.exitCode, signal: exit.signal, reason: exit.reason, message: exit.message,
                startedAt: exit.startedAt?.nanoseconds, finishedAt: exit.finishedAt.nanoseconds)
        }
        lastExit = memory.lastExit?.sinceBoot.nanoseconds
        isDone = memory.isDone
        progress = memory.progress.map {
            Progress(
                id: $0.id, hookDone: $0.hookDone, isStarted: $0.isStarted, isReady: $0.isReady,
                probeFailures: $0.probeFailures.nonEmpty)
        }
    }
}

extension PodMemory {
    init(_ document: MemoryDocument.Pod) {
        self.init(
            startTime: document.startTime.map(WallTime.init),
            containers: document.containers.mapValues(PodMemory.Container.init),
            conditions: (document.conditions ?? [:]).mapValues {
                PodMemory.Condition(isTrue: $0.isTrue, since: WallTime(nanoseconds: $0.since))
            })
    }
}

extension PodMemory.Container {
    init(_ document: MemoryDocument.Container) {
        self.init(
            restarts: document.restarts, failures: document.failures,
            lastTermination: document.last.map { exit in
                ContainerStatus.Termination(
                    exitCode: exit.code, signal: exit.signal, reason: exit.reason, message: exit.message,
                    startedAt: exit.startedAt.map(WallTime.init),
                    finishedAt: WallTime(nanoseconds: exit.finishedAt))
            },
            lastExit: document.lastExit.map { Instant(sinceBoot: .nanoseconds($0)) }, isDone: document.isDone,
            progress: document.progress.map {
                PodMemory.Progress(
                    id: $0.id, hookDone: $0.hookDone, isStarted: $0.isStarted, isReady: $0.isReady,
                    probeFailures: $0.probeFailures ?? [:])
            })
    }
}
