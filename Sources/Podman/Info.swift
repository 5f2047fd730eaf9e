/// `GET /libpod/version`
package struct PodmanVersion: Equatable, Sendable {
    package var major: Int
    package var minor: Int
    package var patch: Int
    /// The version of the libpod API, `5.4.2`.
    package var apiVersion: String

    package init(major: Int, minor: Int, patch: Int, apiVersion: String) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.apiVersion = apiVersion
    }
}

extension PodmanVersion: Comparable, CustomStringConvertible {
    package static func < (left: PodmanVersion, right: PodmanVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    package var description: String { "\(major).\(minor).\(patch)" }

    /// `5.4.2`, `5.5.0-rc1`, `6.0-dev`.
    init?(_ text: String, apiVersion: String) {
        let numbers = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".").map { Int($0) }
        guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
        self.init(
            major: major, minor: minor, patch: numbers.count > 2 ? numbers[2] ?? 0 : 0, apiVersion: apiVersion
        )
    }
}

struct VersionAnswer: Decodable {
    var version: String
    var apiVersion: String

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        version = try fields.text("Version")
        let components: [Component] = try fields.list("Components")
        apiVersion = components.lazy.compactMap { $0.details["APIVersion"] }.first ?? version
    }

    private struct Component: Decodable {
        var details: [String: String]
        init(from decoder: any Decoder) throws { details = try decoder.fields().map("Details") }
    }
}

/// What `GET /libpod/info` says of the host, as far as it concerns us.
package struct PodmanInfo: Equatable, Sendable {
    package struct Host: Equatable, Sendable {
        package struct Runtime: Equatable, Sendable {
            /// `crun`, `runc`.
            package var name: String
            package var path: String
        }
        package struct Security: Equatable, Sendable {
            package var rootless: Bool
            package var apparmorEnabled: Bool
            package var seccompEnabled: Bool
            package var selinuxEnabled: Bool
        }
        /// The runtime of new containers; that of an existing one is in its inspection.
        package var ociRuntime: Runtime
        /// `v1` or `v2`.
        package var cgroupVersion: String
        /// Those delegated to Podman: without `memory`, a memory limit makes the start fail.
        package var cgroupControllers: [String]
        /// `systemd` or `cgroupfs`.
        package var cgroupManager: String
        /// `netavark` or `cni`.
        package var networkBackend: String
        package var logDriver: String
        package var hostname: String
        package var arch: String
        package var security: Security
    }
    package struct Store: Equatable, Sendable {
        package var graphRoot: String
        package var volumePath: String
        package var graphDriverName: String
    }
    package var host: Host
    package var store: Store
}

extension PodmanInfo: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        host = try fields.decode(Host.self, forKey: "host")
        store = try fields.decode(Store.self, forKey: "store")
    }
}

extension PodmanInfo.Host: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        ociRuntime = try fields.decode(Runtime.self, forKey: "ociRuntime")
        cgroupVersion = try fields.text("cgroupVersion")
        cgroupControllers = try fields.list("cgroupControllers")
        cgroupManager = try fields.text("cgroupManager")
        networkBackend = try fields.text("networkBackend")
        logDriver = try fields.text("logDriver")
        hostname = try fields.text("hostname")
        arch = try fields.text("arch")
        security = try fields.decode(Security.self, forKey: "security")
    }
}

extension PodmanInfo.Host.Runtime: Decodable {}
extension PodmanInfo.Host.Security: Decodable {}
extension PodmanInfo.Store: Decodable {}
