import PodSpec

/// When it has ended: what is recorded, and what follows.
extension ContainerMachine {
    private static let removeAgainAfter = Duration.seconds(10)

    mutating func exited(_ id: String, _ exit: Exit, at now: Now) -> [PodAction] {
        switch state {
        case .running(let run) where run.id == id:
            record(ContainerStatus.Termination(exit, startedAt: run.startedAt))
            history.next = history.restarts.addingReportingOverflow(1).partialValue
            return follow(exit, leftover: id, at: now, ended: now.instant, ranFor: now.instant - run.since)
        case .stopping(let run, let stop) where run.id == id:
            record(ContainerStatus.Termination(exit, startedAt: run.startedAt))
            history.next = history.restarts.addingReportingOverflow(1).partialValue
            let ranFor = now.instant - run.since
            switch stop.order.next {
            case .byPolicy: return follow(exit, leftover: id, at: now, ended: now.instant, ranFor: ranFor)
            case .anew, .end, .vanish:
                let told = tellExit(exit, ranFor: ranFor, severity: .normal, then: nil)
                return [told] + settle(stop.order.next, leftover: id, at: now)
            }
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    /// It was removed behind our back: an end of which nothing is known.
    mutating func gone(_ id: String, at now: Now) -> [PodAction] {
        switch state {
        case .running(let run) where run.id == id, .stopping(let run, _) where run.id == id:
            let exit = Exit(
                code: 137, startedAt: run.startedAt, finishedAt: now.wall,
                message: "The container could not be located; somebody removed it")
            let actions = exited(id, exit, at: now)
            history.last?.reason = "ContainerStatusUnknown"
            return forget(id) + actions
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return forget(id)
        }
    }

    /// Drops a leftover that is no longer there.
    private mutating func forget(_ id: String) -> [PodAction] {
        switch state {
        case .absent(id?): state = .absent(leftover: nil)
        case .ended(id?): state = .ended(leftover: nil)
        case .waiting(let wait, id?, let until): state = .waiting(wait, leftover: nil, until: until)
        case .pulling(var pull) where pull.leftover == id:
            pull.leftover = nil
            state = .pulling(pull)
        case .imageBackOff(var pull, let failure, let until, let told) where pull.leftover == id:
            pull.leftover = nil
            state = .imageBackOff(pull, failure, until: until, told: told)
        case .removing(id, let then), .removeFailed(id, let then, _):
            state = then == .gone ? .gone : .absent(leftover: nil)
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            break
        }
        return []
    }

    /// It ended by itself, or was killed because it failed.
    mutating func follow(
        _ exit: Exit, leftover: String?, at now: Now, ended: Instant, ranFor: Duration
    ) -> [PodAction] {
        let severity: PodReport.Severity = exit.code == 0 ? .normal : .warning
        guard restartsItself(after: exit.code) else {
            state = .ended(leftover: leftover)
            let then = role == .main && exit.code != 0 ? "not restarted, as its policy says" : nil
            return [tellExit(exit, ranFor: ranFor, severity: severity, then: then)]
        }
        history.backOff.ended(at: ended, ranFor: ranFor)
        if role != .sidecar, spec.verdict(onExit: exit.code, podPolicy: pod.restartPolicy) == .restartAll {
            // The pod starts it anew, in its turn.
            let told = tellExit(exit, ranFor: ranFor, severity: severity, then: "restarting all containers")
            return [told] + settle(.anew(Renewal(fresh: false)), leftover: leftover, at: now)
        }
        guard let until = history.backOff.until, until > now.instant else {
            return [tellExit(exit, ranFor: ranFor, severity: severity, then: "restarting")]
                + pull(Pull(leftover: leftover))
        }
        let then = "restarting in \((until - now.instant).roundedUpText)"
        return [tellExit(exit, ranFor: ranFor, severity: severity, then: then)]
            + waitForBackOff(leftover: leftover, until: until)
    }

    func restartsItself(after code: Int32) -> Bool {
        switch role {
        case .sidecar: return true
        case .stray: return false
        case .plainInit where code == 0: return false
        case .plainInit, .main: return spec.verdict(onExit: code, podPolicy: pod.restartPolicy) != .stay
        }
    }

    /// Whether this end makes the whole pod start anew.
    package func restartsAll(_ id: String, _ exit: Exit) -> Bool {
        switch state {
        case .running(let run) where run.id == id:
            return role != .stray && role != .sidecar && restartsItself(after: exit.code)
                && spec.verdict(onExit: exit.code, podPolicy: pod.restartPolicy) == .restartAll
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return false
        }
    }

    /// Nothing lives (any more): `leftover` is what is left of it.
    mutating func settle(_ next: Next, leftover: String?, at now: Now) -> [PodAction] {
        switch next {
        case .byPolicy, .end:
            state = .ended(leftover: leftover)
        case .anew(let renewal):
            spec = renewal.spec ?? spec
            role = renewal.role ?? role
            if renewal.fresh { history = History(backOff: BackOff(cap: history.backOff.cap)) }
            state = .absent(leftover: renewal.sandboxGoes ? nil : leftover)
        case .vanish(let sandboxGoes):
            guard let leftover, !sandboxGoes else {
                state = .gone
                return []
            }
            state = .removing(id: leftover, then: .gone)
            return [.remove(container: spec.name, id: leftover)]
        }
        return []
    }

    mutating func removed(_ id: String) -> [PodAction] { forget(id) }

    mutating func removeFailed(_ id: String, _ message: String, at now: Now) -> [PodAction] {
        switch state {
        case .removing(id, let then):
            state = .removeFailed(id: id, then: then, until: now.instant + Self.removeAgainAfter)
            return [report(.warning, "Failed", "Could not remove it, trying again in 10 s: \(message)")]
        case .absent, .pulling, .imageBackOff, .starting, .running, .stopping, .waiting, .ended, .removing,
            .removeFailed, .gone:
            return []
        }
    }

    mutating func record(_ termination: ContainerStatus.Termination) {
        history.previous = history.last
        history.last = termination
    }

    private func tellExit(
        _ exit: Exit, ranFor: Duration, severity: PodReport.Severity, then: String?
    ) -> PodAction {
        var text = "exited with code \(exit.code) after \(max(ranFor, .zero).plainText)"
        if exit.oomKilled { text += ", out of memory" }
        if let then { text += "; \(then)" }
        return report(severity, exit.reason, text)
    }
}

extension Exit {
    /// As the container runtimes name it for Kubernetes.
    var reason: String {
        if oomKilled { return "OOMKilled" }
        return code == 0 ? "Completed" : "Error"
    }
}

extension ContainerStatus.Termination {
    init(_ exit: Exit, startedAt: WallTime?) {
        self.init(
            exitCode: exit.code, reason: exit.reason, message: exit.message,
            startedAt: exit.startedAt ?? startedAt, finishedAt: exit.finishedAt)
    }
}

extension Duration {
    fileprivate var roundedUpText: String {
        components.attoseconds > 0 ? (self + .seconds(1)).plainText : plainText
    }
}
