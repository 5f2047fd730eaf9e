import PodSpec
import Testing

@testable import PodEngine

/// A pod machine in a ``World`` where anything may happen.
private struct Life {
    var pod: Pod
    var world: World
    var machine: PodMachine
    var isObserved = false
    private var steps: [(Double, PodEvent, [PodAction])] = []
    private var definition = 0

    init(_ pod: Pod, seed: UInt64) {
        self.pod = pod
        world = World(seed: seed)
        machine = PodMachine(pod: pod)
        world.plainInits = Set(pod.plainInits.map(\.name))
        for container in pod.allContainers { world.definitions[container.name] = 0 }
    }

    mutating func tell(_ event: PodEvent) {
        if case .observed = event { isObserved = true }
        let actions = machine.handleAndCheckNews(event, at: world.now)
        steps.append((world.time, event, actions.work))
        if !isObserved { #expect(actions.isEmpty, "something was done before the first look") }
        for action in actions { world.take(action) }
        if let wake = machine.nextWake {
            #expect(wake > world.now.instant, "it wants to be woken in the past, after \(event)")
        }
        _ = machine.status(at: world.now)
    }

    /// The last steps, for whoever looks into a failing seed.
    var history: String {
        steps.filter { !$0.1.isProbe && !$0.2.isOnlyProbes }.suffix(60).map { time, event, actions in
            "\(time) \(event.brief) → \(actions)"
        }
        .joined(separator: "\n")
    }

    mutating func look() { tell(.observed(world.observed)) }

    /// Until `end`, with something unexpected every few seconds where the world is faulty.
    mutating func run(until end: Double, chaos: Bool) {
        var nextChaos = chaos ? world.time + world.dice.seconds(0...40) : .infinity
        var turns = 0
        while world.time < end, turns < 20_000 {
            turns += 1
            let due = [world.nextDue, wake, nextChaos, end].compactMap { $0 }.min() ?? end
            world.time = max(world.time, due)
            for event in world.proceed() { tell(event) }
            if let wake, wake <= world.time { tell(.timer) }
            guard world.time >= nextChaos else { continue }
            misfortune()
            nextChaos = world.time + world.dice.seconds(0...40)
        }
        #expect(turns < 20_000, "it never rests")
    }

    private var wake: Double? {
        guard let instant = machine.nextWake else { return nil }
        let since = instant - epoch.instant
        // Timers fire late, never early.
        return Double(since.components.seconds) + Double(since.components.attoseconds) / 1e18 + 0.001
    }

    private mutating func misfortune() {
        let names = world.containers.keys.sorted()
        let victim = names.randomElement(using: &world.dice)
        switch Int.random(in: 0..<8, using: &world.dice) {
        case 0, 1:
            for event in victim.map({ world.end($0, code: 137) }) ?? [] { tell(event) }
        case 2:  // Ended, and nobody noticed before the next look.
            if let victim { _ = world.end(victim, code: 1) }
            look()
        case 3:
            guard let victim, let id = world.containers[victim]?.id else { return }
            world.containers[victim] = nil
            world.ends[victim] = nil
            if world.dice.once(in: 2) { tell(.container(victim, .gone(id: id))) } else { look() }
        case 4:
            guard case .ready(let id) = world.sandbox else { return }
            world.sandbox = .dead(id)
            if world.dice.once(in: 2) { tell(.sandboxDied(id: id)) } else { look() }
        case 5:
            look()
        case 6:
            replaceSupervisor()
        default:
            change()
        }
    }

    /// The supervisor dies: calls under way are done or not, their answers are lost, its memory may be.
    private mutating func replaceSupervisor() {
        let memory = world.dice.once(in: 3) ? PodMemory() : machine.memory
        let calls = world.calls
        world.calls = []
        for call in calls where world.dice.once(in: 2) { _ = world.carryOut(call.action) }
        machine = PodMachine(pod: pod, memory: memory)
        isObserved = false
        tell(.timer)
        look()
    }

    private mutating func change() {
        definition += 1
        let names = pod.allContainers.map(\.name)
        let sandbox = world.dice.once(in: 4)
        var changed = Set(names.filter { _ in world.dice.once(in: 3) })
        if sandbox { changed = Set(names) }
        if let extra = pod.containers.firstIndex(where: { $0.name == "extra" }) {
            pod.containers.remove(at: extra)
            world.definitions["extra"] = nil
        } else {
            pod.containers.append(Container(name: "extra", image: "img"))
            world.definitions["extra"] = definition
        }
        for name in changed where world.definitions[name] != nil { world.definitions[name] = definition }
        if sandbox { world.wantedSandbox = definition }
        tell(.update(pod, sandbox: sandbox, changed: changed))
    }
}

extension PodEvent {
    fileprivate var brief: String {
        if case .update(_, let sandbox, let changed) = self { return "update \(sandbox) \(changed)" }
        return "\(self)"
    }

    fileprivate var isProbe: Bool {
        if case .container(_, .probed) = self { true } else { false }
    }
}

extension [PodAction] {
    fileprivate var isOnlyProbes: Bool {
        !isEmpty && allSatisfy { if case .probe = $0 { true } else { false } }
    }
}

@Suite("A pod in a world where anything may happen")
struct RandomLifeTests {
    static let seeds: [UInt64] = Array(1...20)

    private static func pod(_ policy: Pod.RestartPolicy) -> Pod {
        Pod.of("web", "db", policy: policy).with { pod in
            pod.initContainers = [
                .plainInit("fetch"), .sidecar("proxy"), .plainInit("build"), .sidecar("log"),
            ]
            pod.containers[0].readinessProbe = .tcp()
            pod.containers[0].livenessProbe = .tcp { $0.failureThreshold = 2 }
            pod.containers[0].preStop = .sleep(.seconds(1))
            pod.containers[1].startupProbe = .tcp { $0.period = .seconds(5) }
            pod.containers[1].postStart = .exec(["true"])
            pod.initContainers[1].startupProbe = .tcp { $0.period = .seconds(3) }
            pod.initContainers[1].preStop = .exec(["true"])
        }
    }

    @Test("When the misfortunes end it is Ready again; when it is stopped, nothing is left", arguments: seeds)
    func recovers(seed: UInt64) {
        var life = Life(Self.pod(.always), seed: seed)
        life.look()
        life.run(until: 600, chaos: true)
        life.world.isFaulty = false
        for name in life.world.ends.keys where !life.world.plainInits.contains(name) {
            life.world.ends[name] = nil
        }
        life.look()
        life.run(until: 1500, chaos: false)
        #expect(life.world.refusals == [])
        #expect(life.machine.status(at: life.world.now).isReady, "seed \(seed): not Ready\n\(life.history)")
        #expect(
            life.world.containers.values.allSatisfy {
                !$0.isRunning || life.world.definitions.values.contains($0.definition)
            })

        life.tell(.stop(grace: nil))
        life.run(until: 1560, chaos: false)
        #expect(life.machine.isGone, "seed \(seed): not gone\n\(life.history)")
        #expect(life.world.sandbox == .absent && life.world.containers.isEmpty)
        #expect(life.world.refusals == [])
    }

    @Test("Stopped in the middle of misfortune, it is gone in the end", arguments: seeds)
    func stops(seed: UInt64) {
        let policy: Pod.RestartPolicy = [.always, .onFailure, .never][Int(seed % 3)]
        var life = Life(Self.pod(policy), seed: seed &* 7919)
        life.look()
        life.run(until: life.world.dice.seconds(0...400), chaos: true)
        life.tell(.stop(grace: life.world.dice.once(in: 2) ? nil : .seconds(5)))
        life.run(until: life.world.time + 30, chaos: true)
        life.world.isFaulty = false
        life.run(until: life.world.time + 200, chaos: false)
        // A supervisor that was replaced after the stop does not know of it.
        life.tell(.stop(grace: nil))
        life.run(until: life.world.time + 200, chaos: false)
        #expect(life.machine.isGone, "seed \(seed): not gone\n\(life.history)")
        #expect(life.world.sandbox == .absent)
        #expect(life.world.refusals == [])
    }

    @Test("Whatever the policy, it rests only when nothing is left to do", arguments: seeds)
    func restsWhenDone(seed: UInt64) {
        let policy: Pod.RestartPolicy = [.onFailure, .never][Int(seed % 2)]
        var life = Life(Self.pod(policy), seed: seed &* 104_729)
        life.look()
        life.run(until: 400, chaos: true)
        life.world.isFaulty = false
        life.look()
        life.run(until: 1500, chaos: false)
        let status = life.machine.status(at: life.world.now)
        switch status.phase {
        case .running: #expect(status.containers.contains { $0.started })
        case .succeeded, .failed: #expect(!life.world.containers.values.contains { $0.isRunning })
        case .pending: Issue.record("seed \(seed): still Pending\n\(life.history)")
        }
        #expect(life.world.refusals == [])
    }
}
