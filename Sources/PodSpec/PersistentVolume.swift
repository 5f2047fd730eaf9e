/// A request for a persistent volume; on one machine, a named Podman volume of the claim's name, or the folder of
/// the ``PersistentVolume`` that it is bound to.
package struct PersistentVolumeClaim: Equatable, Sendable {
    package var name: String
    package var labels: [String: String]
    /// Requested size; compared with a PersistentVolume's, otherwise not enforced.
    package var storage: Quantity?
    package var accessModes: [AccessMode] = []
    /// `nil`: the cluster's default; empty: only a volume without a class.
    package var storageClass: String?
    /// The PersistentVolume asked for by name.
    package var volumeName: String?
    package var selector: LabelSelector?
    /// The name of the PersistentVolume that it is bound to.
    package var boundTo: String?

    package init(name: String, labels: [String: String] = [:], storage: Quantity? = nil) {
        self.name = name
        self.labels = labels
        self.storage = storage
    }
}

package enum AccessMode: String, Equatable, Sendable, CaseIterable {
    case readWriteOnce = "ReadWriteOnce", readOnlyMany = "ReadOnlyMany", readWriteMany = "ReadWriteMany"
    case readWriteOncePod = "ReadWriteOncePod"
}

/// A place on the machine that claims can be bound to.
package struct PersistentVolume: Equatable, Sendable {
    package var name: String
    package var labels: [String: String] = [:]
    package var capacity: Quantity
    package var accessModes: [AccessMode] = []
    /// Empty: no class.
    package var storageClass = ""
    package var path: String
    package var type: HostPathType
    /// The only claim that may have it.
    package var claimName: String?

    package init(name: String, capacity: Quantity, path: String, type: HostPathType) {
        self.name = name
        self.capacity = capacity
        self.path = path
        self.type = type
    }
}

package struct LabelSelector: Equatable, Sendable {
    package enum Demand: Equatable, Sendable {
        case isOne(of: [String])
        case isNone(of: [String])
        case exists
        case isAbsent
    }
    package struct Requirement: Equatable, Sendable {
        package var key: String
        package var demand: Demand

        package init(key: String, demand: Demand) {
            self.key = key
            self.demand = demand
        }

        package func accepts(_ labels: [String: String]) -> Bool {
            switch demand {
            case .isOne(let values): labels[key].map(values.contains) ?? false
            case .isNone(let values): !(labels[key].map(values.contains) ?? false)
            case .exists: labels[key] != nil
            case .isAbsent: labels[key] == nil
            }
        }
    }
    package var requirements: [Requirement] = []

    package init() {}

    package func accepts(_ labels: [String: String]) -> Bool {
        requirements.allSatisfy { $0.accepts(labels) }
    }
}
