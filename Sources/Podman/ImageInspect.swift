/// `GET /libpod/images/{ref}/json`
package struct ImageInspect: Equatable, Sendable, Decodable {
    package struct Config: Equatable, Sendable, Decodable {
        package var user: String
        /// `NAME=value`.
        package var env: [String]
        package var entrypoint: [String]
        package var command: [String]
        package var workingDir: String
        /// A name or number as the image says it, or empty.
        package var stopSignal: String
        /// Mount points of anonymous volumes, sorted.
        package var volumes: [String]

        package init(
            user: String = "", env: [String] = [], entrypoint: [String] = [], command: [String] = [],
            workingDir: String = "", stopSignal: String = "", volumes: [String] = []
        ) {
            self.user = user
            self.env = env
            self.entrypoint = entrypoint
            self.command = command
            self.workingDir = workingDir
            self.stopSignal = stopSignal
            self.volumes = volumes
        }

        package init(from decoder: any Decoder) throws {
            let fields = try decoder.fields()
            user = try fields.text("User")
            env = try fields.list("Env")
            entrypoint = try fields.words("Entrypoint")
            command = try fields.list("Cmd")
            workingDir = try fields.text("WorkingDir")
            stopSignal = try fields.text("StopSignal")
            let mountPoints: [String: Empty] = try fields.map("Volumes")
            volumes = mountPoints.keys.sorted()
        }

        private struct Empty: Decodable {}
    }
    /// Without `sha256:`.
    package var id: String
    /// `sha256:…` of the manifest.
    package var digest: String
    package var repoTags: [String]
    /// `name@sha256:…`.
    package var repoDigests: [String]
    package var config: Config
    package var labels: [String: String]
    package var architecture: String
    /// The image's HEALTHCHECK, which we turn off; empty when it has none.
    package var healthcheck: [String]
    /// Bytes.
    package var size: Int64

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        id = try fields.text("Id")
        digest = try fields.text("Digest")
        repoTags = try fields.list("RepoTags")
        repoDigests = try fields.list("RepoDigests")
        config = try fields.decodeIfPresent(Config.self, forKey: "Config") ?? Config()
        labels = try fields.map("Labels")
        architecture = try fields.text("Architecture")
        healthcheck = try fields.decodeIfPresent(HealthTest.self, forKey: "Healthcheck")?.test ?? []
        size = try fields.int64("Size")
    }
}
