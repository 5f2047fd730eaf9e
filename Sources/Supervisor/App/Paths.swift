import Glibc

/// Where things are, for the system or for one user.
package struct Paths: Equatable, Sendable {
    /// A tmpfs: status, log pipes, volumes of ConfigMaps and Secrets. Gone after a reboot.
    package var runtime: String
    /// Survives a reboot: revisions, emptyDir volumes.
    package var state: String
    /// Where the administrator keeps manifests that start at boot.
    package var manifests: String
    /// Where unit files are written.
    package var units: String
    /// Podman's socket.
    package var socket: String

    /// What Podman says of this machine; its name is no app's.
    package var hostFacts: String { runtime + "/.host.json" }

    /// Where `localhostProfile` of a seccomp profile is looked for: beside the manifests, then where the
    /// kubelet (`--seccomp-profile-root` of `podman kube play`, too) has them.
    package var seccompFolders: [String] {
        ["\(manifests.parentFolder)/seccomp", "/var/lib/kubelet/seccomp"]
    }

    package static let system = Paths(
        runtime: "/run/podsup", state: "/var/lib/podsup", manifests: "/etc/podsup/pods",
        units: "/etc/systemd/system", socket: "/run/podman/podman.sock")

    /// For `--user`: below `$XDG_RUNTIME_DIR`, `$XDG_STATE_HOME` and `$XDG_CONFIG_HOME` (basedir-spec).
    package static func user(environment: [String: String], home: String, uid: UInt32) -> Paths {
        func folder(_ variable: String, _ fallback: String) -> String {
            if let value = environment[variable], value.hasPrefix("/") { value } else { fallback }
        }
        let runtime = folder("XDG_RUNTIME_DIR", "/run/user/\(uid)")
        let config = folder("XDG_CONFIG_HOME", home + "/.config")
        return Paths(
            runtime: runtime + "/podsup", state: folder("XDG_STATE_HOME", home + "/.local/state") + "/podsup",
            manifests: config + "/podsup/pods", units: config + "/systemd/user",
            socket: runtime + "/podman/podman.sock")
    }
}

/// The places of one app.
package struct AppPaths: Equatable, Sendable {
    package let app: String
    package let base: Paths
    /// The CronJob of the app whose runs are meant, with places of their own.
    package let cronJob: String?

    package init(app: String, base: Paths, cronJob: String? = nil) {
        self.app = app
        self.base = base
        self.cronJob = cronJob
    }

    private var below: String { cronJob.map { "/cron/\($0)" } ?? "" }
    package var runtime: String { "\(base.runtime)/\(app)\(below)" }
    package var state: String { "\(base.state)/\(app)\(below)" }
    /// The status of the app's pods, for every other command.
    package var status: String { "\(runtime)/status.json" }
    /// What a supervisor leaves to its successor.
    package var memory: String { "\(runtime)/memory.json" }
    /// What has become of the app's Jobs; survives a reboot.
    package var jobs: String { "\(state)/jobs.json" }
    /// This machine's key, of all apps.
    var key: String { "\(base.state)/key" }
    /// The manifest shipped by the administrator.
    package var shippedManifest: String { "\(base.manifests)/\(app).yaml" }
    /// A symbolic link to the revision folder that `up` made last.
    package var current: String { "\(base.state)/\(app)/current" }
    package var revisions: String { "\(base.state)/\(app)/revisions" }
    /// The manifest that the supervisor works by, in memory.
    package var applied: String { "\(runtime)/applied" }
    package var unit: String { "podsup-\(app).service" }
    package var unitFile: String { "\(base.units)/\(unit)" }

    /// The slice of the app's containers, below `podsup.slice`.
    ///
    /// A dash nests slices and an escaped one (`\x2d`) is mangled by Podman 5.4.2, so it becomes the
    /// one character that a unit may have and an app's name may not.
    package var slice: String { "podsup-\(String(app.map { $0 == "-" ? "_" : $0 })).slice" }
}
