import PodSpec

/// What follows when a container ended by itself.
package enum RestartVerdict: Equatable, Sendable {
    case restart
    /// All containers of the pod start anew, init containers too (KEP-5532).
    case restartAll
    case stay
}

extension Container {
    /// The first rule that matches the exit code decides, then the container's own policy, then the pod's
    /// (KEP-5307). A plain init container under `Always` is only restarted when it failed.
    package func verdict(onExit code: Int32, podPolicy: Pod.RestartPolicy) -> RestartVerdict {
        if restartPolicy != nil, let rule = restartRules.first(where: { $0.matches(code) }) {
            switch rule.action {
            case .restart: return .restart
            case .restartAllContainers: return .restartAll
            }
        }
        switch restartPolicy ?? podPolicy {
        case .always: return .restart
        case .onFailure: return code == 0 ? .stay : .restart
        case .never: return .stay
        }
    }
}

extension RestartRule {
    func matches(_ code: Int32) -> Bool { codes.contains(code) == isIn }
}
