import PodSpec
import Testing

@testable import PodEngine

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One time in `of`.
    mutating func once(in of: Int) -> Bool { Int.random(in: 0..<of, using: &self) == 0 }
    mutating func seconds(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &self) }
}

/// A small Podman: a sandbox, containers that run and end, calls that take time and may fail. It knows what
/// it was told to do and notes every call that a real one would refuse.
struct World {
    enum Sandbox: Equatable { case absent, ready(String), dead(String) }
    struct Box: Equatable {
        var id: String
        var state: ObservedContainer.State
        var restarts: Int32
        var definition: Int
    }
    struct Call: Equatable {
        var due: Double
        var action: PodAction
    }

    var dice: Dice
    var time = 0.0
    /// Whether calls fail and containers end by themselves.
    var isFaulty = true
    var sandbox = Sandbox.absent
    var sandboxDefinition = 0
    var containers: [String: Box] = [:]
    /// The definition that the manifest has now, by container, and the sandbox's.
    var definitions: [String: Int] = [:]
    var wantedSandbox = 0
    /// Names that end by themselves with 0.
    var plainInits: Set<String> = []
    var calls: [Call] = []
    /// Containers that end by themselves, and when.
    var ends: [String: (due: Double, code: Int32)] = [:]
    private(set) var refusals: [String] = []
    private var made = 0

    init(seed: UInt64) { dice = Dice(seed: seed) }

    var now: Now { Now(seconds: time) }

    // MARK: What it is told

    mutating func take(_ action: PodAction) {
        switch action {
        case .report:
            return
        case .createSandbox:
            refuse(if: sandbox != .absent, "createSandbox: there is one")
            refuse(if: isUnderWay { $0 == .createSandbox }, "createSandbox twice")
        case .removeSandbox:
            refuse(if: isUnderWay { $0 == .removeSandbox }, "removeSandbox twice")
            refuse(if: containers.values.contains { $0.isRunning }, "removeSandbox while something runs")
        case .ensureImage(let name):
            refuse(if: definitions[name] == nil, "ensureImage \(name): unknown")
        case .start(let name, _, let replacing):
            refuse(if: sandbox == .absent, "start \(name): no sandbox")
            refuse(if: isUnderWay { $0.starts(name) }, "start \(name) twice")
            if let box = containers[name] {
                refuse(if: box.isRunning, "start \(name): it runs")
                refuse(
                    if: box.id != replacing, "start \(name): \(box.id) is in the way, not \(replacing ?? "-")"
                )
            }
        case .probe(let name, _, let kind):
            refuse(if: isUnderWay { $0.probes(name, kind) }, "probe \(name) \(kind) twice")
        case .remove(let name, let id):
            refuse(if: containers[name]?.id == id && containers[name]!.isRunning, "remove \(name): it runs")
        case .runHook, .signalStop, .kill:
            break
        }
        calls.append(Call(due: time + dice.seconds(action.lasts), action: action))
    }

    private mutating func refuse(if wrong: Bool, _ text: String) {
        if wrong { refusals.append("\(time): \(text)") }
    }

    private func isUnderWay(_ matches: (PodAction) -> Bool) -> Bool {
        calls.contains { matches($0.action) }
    }

    // MARK: What it does

    /// When something happens here by itself.
    var nextDue: Double? { (calls.map(\.due) + ends.values.map(\.due)).min() }

    /// Carries out what is due; answers.
    mutating func proceed() -> [PodEvent] {
        var events: [PodEvent] = []
        for name in ends.keys.sorted() where ends[name]!.due <= time {
            let code = ends[name]!.code
            events += end(name, code: code)
        }
        let due = calls.filter { $0.due <= time }
        calls.removeAll { $0.due <= time }
        for call in due { events += carryOut(call.action) }
        return events
    }

    mutating func end(_ name: String, code: Int32) -> [PodEvent] {
        ends[name] = nil
        guard var box = containers[name], case .running(let startedAt) = box.state else { return [] }
        let exit = Exit(code: code, startedAt: startedAt, finishedAt: now.wall)
        box.state = .exited(exit)
        containers[name] = box
        return [.container(name, .exited(id: box.id, exit))]
    }

    private mutating func fails(_ of: Int = 4) -> Bool { isFaulty && dice.once(in: of) }

    mutating func carryOut(_ action: PodAction) -> [PodEvent] {
        switch action {
        case .report: return []
        case .createSandbox:
            if fails() { return [.sandboxFailed(message: "no network")] }
            made += 1
            sandbox = .ready("box-\(made)")
            sandboxDefinition = wantedSandbox
            return [.sandboxReady(id: "box-\(made)", address: "10.88.0.2")]
        case .removeSandbox:
            if fails() { return [.sandboxRemoveFailed(message: "device busy")] }
            sandbox = .absent
            containers = [:]
            return [.sandboxRemoved]
        case .ensureImage(let name):
            if fails() { return [.container(name, .imageFailed(.pullFailed("no route to host")))] }
            return [.container(name, .imageReady)]
        case .start(let name, let restarts, let replacing):
            return start(name, restarts, replacing)
        case .probe(let name, let id, let kind):
            let outcome: ProbeOutcome = fails(3) ? .failure("refused") : .success
            return [.container(name, .probed(id: id, kind, outcome))]
        case .runHook(let name, let id, let hook, _):
            return [.container(name, .hookFinished(id: id, hook, error: fails() ? "exit code 1" : nil))]
        case .signalStop(let name, let id):
            guard let box = containers[name], box.id == id, box.isRunning else { return [] }
            if fails() { return [.container(name, .signalFailed(id: id, message: "socket refused"))] }
            if dice.once(in: 3) { return [] }  // It ignores the signal.
            ends[name] = (time + dice.seconds(0...5), 143)
            return []
        case .kill(let name, let id):
            guard let box = containers[name], box.id == id, box.isRunning else { return [] }
            if fails() { return [.container(name, .signalFailed(id: id, message: "socket refused"))] }
            return end(name, code: 137)
        case .remove(let name, let id):
            if fails() { return [.container(name, .removeFailed(id: id, message: "device busy"))] }
            if containers[name]?.id == id { containers[name] = nil }
            return [.container(name, .removed(id: id))]
        }
    }

    private mutating func start(_ name: String, _ restarts: Int32, _ replacing: String?) -> [PodEvent] {
        if containers[name]?.id == replacing { containers[name] = nil }
        guard case .ready = sandbox, !fails() else {
            let reason = dice.once(in: 2) ? "RunContainerError" : "CreateContainerError"
            return [.container(name, .startFailed(reason: reason, message: "no such device"))]
        }
        made += 1
        let id = "\(name)-\(made)"
        containers[name] = Box(
            id: id, state: .running(startedAt: now.wall), restarts: restarts,
            definition: definitions[name] ?? 0)
        if plainInits.contains(name) {
            ends[name] = (time + dice.seconds(0...3), fails() ? 1 : 0)
        } else if fails(2) {
            ends[name] = (time + dice.seconds(0...700), dice.once(in: 2) ? 0 : 1)
        }
        return [.container(name, .started(id: id, at: now.wall))]
    }

    /// What Podman tells when asked now.
    var observed: ObservedPod {
        let seen = containers.mapValues { box in
            ObservedContainer(
                id: box.id, state: box.state, restarts: box.restarts, isCurrent: false)
        }
        var pod = ObservedPod(sandbox: .absent, containers: seen, asOf: now.instant)
        for (name, box) in containers {
            pod.containers[name]?.isCurrent = definitions[name] == box.definition
        }
        switch sandbox {
        case .absent: pod.sandbox = .absent
        case .dead(let id): pod.sandbox = .dead(id: id)
        case .ready(let id):
            pod.sandbox = .ready(
                id: id, address: "10.88.0.2", isCurrent: sandboxDefinition == wantedSandbox)
        }
        return pod
    }
}

extension World.Box {
    var isRunning: Bool { if case .running = state { true } else { false } }
}

extension PodAction {
    fileprivate func starts(_ name: String) -> Bool {
        if case .start(name, _, _) = self { true } else { false }
    }

    fileprivate func probes(_ name: String, _ kind: Probe.Kind) -> Bool {
        if case .probe(name, _, kind) = self { true } else { false }
    }

    /// Seconds that the call takes.
    fileprivate var lasts: ClosedRange<Double> {
        switch self {
        case .ensureImage: 0...20
        case .createSandbox, .removeSandbox, .start: 0...2
        case .runHook: 0...6
        case .report, .probe, .signalStop, .kill, .remove: 0...1
        }
    }
}
