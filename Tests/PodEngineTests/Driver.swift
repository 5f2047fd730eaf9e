import PodSpec
import Testing

@testable import PodEngine

/// A pod machine at a moment; each step says how many seconds after the epoch it happens.
struct Driver {
    var machine: PodMachine
    private(set) var time = 0.0

    init(_ pod: Pod, memory: PodMemory = PodMemory(), backOffCap: Duration = BackOff.defaultCap) {
        machine = PodMachine(pod: pod, memory: memory, backOffCap: backOffCap)
    }

    /// Without `at`: at the same moment as the step before.
    @discardableResult
    mutating func send(_ event: PodEvent, at seconds: Double? = nil) -> [PodAction] {
        time = seconds ?? time
        return machine.handleAndCheckNews(event, at: Now(seconds: time))
    }

    @discardableResult
    mutating func send(_ container: String, _ event: ContainerEvent, at seconds: Double? = nil) -> [PodAction]
    {
        send(.container(container, event), at: seconds)
    }

    /// The sandbox is there and nothing in it.
    @discardableResult
    mutating func sandboxUp() -> [PodAction] {
        send(.observed(ObservedPod(sandbox: .absent)))
        return send(.sandboxReady(id: "box", address: "10.88.0.2"))
    }

    /// Has its image and starts as `id`.
    @discardableResult
    mutating func start(_ container: String, _ id: String, at seconds: Double? = nil) -> [PodAction] {
        send(container, .imageReady, at: seconds)
        return send(container, .started(id: id, at: Now(seconds: time).wall))
    }

    @discardableResult
    mutating func exit(_ container: String, _ id: String, _ code: Int32, at seconds: Double? = nil)
        -> [PodAction]
    {
        time = seconds ?? time
        return send(container, .exited(id: id, Exit(code: code, finishedAt: Now(seconds: time).wall)))
    }

    var status: PodStatus { machine.status(at: Now(seconds: time)) }

    func container(_ name: String) throws -> ContainerStatus {
        try #require((status.initContainers + status.containers).first { $0.name == name })
    }

    /// Seconds after the epoch.
    var wake: Double? {
        machine.nextWake.map { instant in
            let since = instant - epoch.instant
            return Double(since.components.seconds) + Double(since.components.attoseconds) / 1e18
        }
    }

    /// A pod whose one container `web` runs as `web-1` since the epoch.
    static func running(_ pod: Pod) -> Driver {
        var driver = Driver(pod)
        driver.sandboxUp()
        driver.start("web", "web-1")
        return driver
    }
}

extension PodMachine {
    /// What is no news must have changed nothing that is told of it.
    mutating func handleAndCheckNews(_ event: PodEvent, at now: Now) -> [PodAction] {
        let before = (status(at: now), memory)
        let actions = handle(event, at: now)
        #expect(hasNews || before == (status(at: now), memory), "\(event)")
        return actions
    }
}
