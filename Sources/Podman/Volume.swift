/// What to make: `POST /libpod/volumes/create`.
package struct VolumeCreate: Equatable, Sendable, Encodable {
    package var name: String
    package var labels: [String: String]
    /// `local` when empty.
    package var driver: String?
    /// For `local`: `type`, `device`, `o` as in mount(8).
    package var options: [String: String]?

    package init(
        name: String, labels: [String: String] = [:], driver: String? = nil, options: [String: String]? = nil
    ) {
        self.name = name
        self.labels = labels
        self.driver = driver
        self.options = options
    }

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case labels = "Labels"
        case driver = "Driver"
        case options = "Options"
    }
}

/// `GET /libpod/volumes/{name}/json`
package struct VolumeInspect: Equatable, Sendable, Decodable {
    package var name: String
    package var driver: String
    /// On the host.
    package var mountpoint: String
    package var labels: [String: String]
    package var options: [String: String]
    package var created: PodmanTime?
    /// How many running containers have it mounted.
    package var mountCount: Int64

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        name = try fields.text("Name")
        driver = try fields.text("Driver")
        mountpoint = try fields.text("Mountpoint")
        labels = try fields.map("Labels")
        options = try fields.map("Options")
        created = try fields.time("CreatedAt")
        mountCount = try fields.int64("MountCount")
    }
}
