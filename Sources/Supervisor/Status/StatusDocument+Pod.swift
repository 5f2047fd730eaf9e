import PodEngine
import PodSpec

extension PodDocument {
    /// - Parameters:
    ///   - images: IDs of the containers' images, by the containers' IDs, as far as they are known.
    ///   - now: turns the machine's instants into dates.
    init(_ pod: Pod, _ status: PodStatus, images: [String: String] = [:], now: Now) {
        let own = [Label.app, Label.pod, Label.container, Label.cronJob]
        metadata = Metadata(
            name: pod.name, namespace: pod.namespace,
            labels: pod.labels.filter { !own.contains($0.key) }.nonEmpty,
            annotations: pod.annotations.nonEmpty,
            creationTimestamp: status.startTime.map(timestamp),
            deletionTimestamp: status.isTerminating ? timestamp(now.wall) : nil)
        spec = Spec(
            initContainers: pod.initContainers.map(Spec.Container.init).nonEmpty,
            containers: pod.containers.map(Spec.Container.init), restartPolicy: pod.restartPolicy.rawValue)
        self.status = Status(status, images, now: now)
    }
}

extension PodDocument.Spec.Container {
    init(_ container: Container) {
        name = container.name
        image = container.image
        ports =
            container.ports.map { port in
                Port(
                    containerPort: port.containerPort, hostPort: port.hostPort, hostIP: port.hostIP,
                    name: port.name, protocol: port.transport.rawValue)
            }.nonEmpty
        restartPolicy = container.restartPolicy?.rawValue
    }
}

extension PodDocument.Status {
    init(_ status: PodStatus, _ images: [String: String], now: Now) {
        phase = status.phase.rawValue
        reason = status.reason
        message = status.message
        podIP = status.address
        podIPs = status.address.map { [IP(ip: $0)] }
        startTime = status.startTime.map(timestamp)
        conditions = status.conditions.map {
            Condition(
                type: $0.type, status: $0.status ? "True" : "False", reason: $0.reason, message: $0.message,
                lastTransitionTime: timestamp($0.lastTransition))
        }
        initContainerStatuses = status.initContainers.map { ContainerDocument($0, images, now: now) }.nonEmpty
        containerStatuses = status.containers.map { ContainerDocument($0, images, now: now) }
    }
}

extension ContainerDocument {
    init(_ status: ContainerStatus, _ images: [String: String], now: Now) {
        name = status.name
        image = status.image
        imageID = status.containerID.flatMap { images[$0] }.map { "sha256:\($0)" }
        containerID = status.containerID.map { "podman://\($0)" }
        ready = status.ready
        started = status.started
        restartCount = status.restartCount
        unready = status.unready
        lastState = State()
        state = State()
        lastState.terminated = status.lastTermination.map(State.Terminated.init)
        switch status.state {
        case .waiting(let reason, let message):
            let retryAt = status.retryAt.map { instant in
                let wait = max(instant - now.instant, .zero)
                return timestamp(WallTime(nanoseconds: now.wall.nanoseconds + wait.nanoseconds))
            }
            state.waiting = State.Waiting(reason: reason, message: message, retryAt: retryAt)
        case .running(let startedAt):
            state.running = State.Running(startedAt: timestamp(startedAt))
        case .terminated(let termination):
            state.terminated = State.Terminated(termination)
            state.terminated?.containerID = containerID
        }
    }
}

extension ContainerDocument.State.Terminated {
    init(_ termination: ContainerStatus.Termination) {
        exitCode = termination.exitCode
        signal = termination.signal
        reason = termination.reason
        message = termination.message
        startedAt = termination.startedAt.map(timestamp)
        finishedAt = timestamp(termination.finishedAt)
    }
}

/// RFC 3339 in UTC, whole seconds, as Kubernetes writes times. Not before 1970.
func timestamp(_ time: WallTime) -> String {
    let seconds = time.nanoseconds / 1_000_000_000
    let (day, second) = (seconds / 86_400, seconds % 86_400)
    // Days and months by the Gregorian calendar: a cycle is 400 years, and years begin in March, so that
    // the leap day is the last.
    let sinceMarch0000 = day + 719_468
    let (cycle, dayOfCycle) = (sinceMarch0000 / 146_097, sinceMarch0000 % 146_097)
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let year = cycle * 400 + yearOfCycle + (month < 10 ? 0 : 1)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month < 10 ? month + 3 : month - 9))-\(two(dayOfMonth))"
        + "T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
}

extension Dictionary {
    var nonEmpty: Self? { isEmpty ? nil : self }
}

extension Duration {
    /// Clamped to what fits.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? (seconds < 0 ? .min : .max) : whole &+ attoseconds / 1_000_000_000
    }
}
