/// What a pod's containers may ask for and only the running machine knows.
package struct RuntimeFacts: Equatable, Sendable {
    /// The first is the pod's address proper.
    package var podIPs: [String]
    package var hostIPs: [String]
    package var nodeName: String
    /// Processors of the machine: the limit of a container that has none.
    package var hostCPUs: Int64
    /// Bytes of memory: the limit of a container that has none.
    package var hostMemory: Int64
    /// Bytes of storage for containers: the limit of a container that has none.
    package var hostStorage: Int64
    package var podUID: String

    package init(
        podIP: String, hostIP: String, nodeName: String, hostCPUs: Int64, hostMemory: Int64,
        hostStorage: Int64 = 0, podUID: String
    ) {
        podIPs = [podIP]
        hostIPs = [hostIP]
        self.nodeName = nodeName
        self.hostCPUs = hostCPUs
        self.hostMemory = hostMemory
        self.hostStorage = hostStorage
        self.podUID = podUID
    }
}

/// Why a container's environment or a volume's files can't be made.
package enum ResolutionError: Error, Equatable {
    case noObject(kind: String, name: String, existing: [String])
    case noKey(kind: String, name: String, key: String, existing: [String])
    /// A value that an environment can't hold.
    case notText(kind: String, name: String, key: String)
    case noField(path: String)
    case noContainer(name: String, existing: [String])
    /// `$(NAME)` in a subPathExpr without a variable of that name.
    case noVariable(name: String, text: String)
    case outsideVolume(path: String)
}

extension ResolutionError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noObject(let kind, let name, let existing):
            "there is no \(kind) '\(name)'; "
                + (existing.isEmpty ? "add it" : "there are \(listing(existing))")
                + ", or set 'optional: true'"
        case .noKey(let kind, let name, let key, let existing):
            "the \(kind) '\(name)' has no key '\(key)'; its keys are \(listing(existing))"
        case .notText(let kind, let name, let key):
            "the key '\(key)' of the \(kind) '\(name)' is no UTF-8 text; mount it as a file instead"
        case .noField(let path):
            "the pod has no field '\(path)'; correct the fieldPath"
        case .noContainer(let name, let existing):
            "the pod has no container '\(name)'; its containers are \(listing(existing))"
        case .noVariable(let name, let text):
            "'\(text)' needs the variable '\(name)', which the container does not have; add it to 'env'"
        case .outsideVolume(let path):
            "'\(path)' leads out of its volume; use variables that hold a relative path without '..'"
        }
    }
}
