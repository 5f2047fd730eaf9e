/// `GET /libpod/pods/{name}/json`
package struct PodInspect: Equatable, Sendable, Decodable {
    package struct Member: Equatable, Sendable, Decodable {
        package var id: String
        package var name: String
        /// `created`, `running`, `exited` …
        package var state: String

        package init(from decoder: any Decoder) throws {
            let fields = try decoder.fields()
            id = try fields.text("Id")
            name = try fields.text("Name")
            state = try fields.text("State")
        }
    }
    package var id: String
    package var name: String
    package var created: PodmanTime?
    /// `Created`, `Running`, `Degraded`, `Stopped`, `Exited`, `Paused` or `Error`.
    package var state: String
    package var hostname: String
    package var labels: [String: String]
    package var cgroupParent: String
    /// Below the root of the cgroup tree, without a leading slash.
    package var cgroupPath: String
    /// Empty for a pod without an infra container.
    package var infraContainerID: String
    package var sharedNamespaces: [String]
    package var hostNetwork: Bool
    /// The infra container is one of them.
    package var containers: [Member]

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        id = try fields.text("Id")
        name = try fields.text("Name")
        created = try fields.time("Created")
        state = try fields.text("State")
        hostname = try fields.text("Hostname")
        labels = try fields.map("Labels")
        cgroupParent = try fields.text("CgroupParent")
        cgroupPath = try fields.text("CgroupPath")
        infraContainerID = try fields.text("InfraContainerID")
        sharedNamespaces = try fields.list("SharedNamespaces")
        hostNetwork =
            try fields.contains("InfraConfig") && !fields.decodeNil(forKey: "InfraConfig")
            && fields.nestedContainer(keyedBy: WireKey.self, forKey: "InfraConfig").flag("HostNetwork")
        containers = try fields.list("Containers")
    }
}

/// One pod of `GET /libpod/pods/json`.
package struct PodSummary: Equatable, Sendable, Decodable {
    package var id: String
    package var name: String
    /// As ``PodInspect/state``.
    package var status: String
    package var labels: [String: String]
    package var infraID: String
    package var created: PodmanTime?
    package var cgroup: String

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        id = try fields.text("Id")
        name = try fields.text("Name")
        status = try fields.text("Status")
        labels = try fields.map("Labels")
        infraID = try fields.text("InfraId")
        created = try fields.time("Created")
        cgroup = try fields.text("Cgroup")
    }
}

/// The answer to start, stop … of a pod: with 409 it tells what failed for which container.
struct PodReport: Decodable {
    var errors: [String]
    init(from decoder: any Decoder) throws { errors = try decoder.fields().list("Errs") }
}
