import PodSpec
import Systemd

/// What an app's unit depends on besides its manifest.
package struct UnitOptions: Equatable, Sendable {
    /// Absolute path of podsup's own binary.
    package var binary = UnitOptions.defaultBinary
    /// Where the manifests are, if elsewhere than by default.
    package var manifestFolder: String?
    /// For this user's systemd instead of the machine's.
    package var isUser = false

    package static let defaultBinary = "/usr/bin/podsup"

    package init(
        binary: String = UnitOptions.defaultBinary, manifestFolder: String? = nil, isUser: Bool = false
    ) {
        self.binary = binary
        self.manifestFolder = manifestFolder
        self.isUser = isUser
    }
}

/// The systemd unit of an app: `podsup-APP.service`.
///
/// A pure function of the manifest and the options: equal input gives equal bytes, on any machine.
package enum AppUnit {
    package static func name(_ app: String) -> String { "podsup-\(app).service" }

    /// The unit file's text.
    ///
    /// - Throws: ``ControlError/badAnnotation(_:problem:)``.
    package static func text(of app: App, _ options: UnitOptions = UnitOptions()) throws(ControlError)
        -> String
    {
        let settings = try AppSettings(app.annotations)
        var file = UnitFile(comment: [
            "Made by podsup from the manifest of the app '\(app.name)'. Do not edit: it is written anew.",
            "Change it with 'systemctl \(options.isUser ? "--user " : "")edit \(name(app.name))', or with",
            "annotations podsup.io/unit.SECTION.KEY in the manifest.",
        ])
        addUnit(app, settings, options, to: &file)
        addService(app, settings, options, to: &file)
        if !options.isUser {
            for (key, value) in hardening { file.add("Service", key, .raw(value)) }
        }
        file.add("Install", "WantedBy", options.isUser ? "default.target" : "multi-user.target")
        // Behind podsup's own, so that systemd takes the last where a setting has one value.
        for setting in settings.unit { file.add(setting.section, setting.key, .raw(setting.value)) }
        do {
            return try file.render()
        } catch {
            throw .badAnnotation("podsup.io/unit", problem: "\(error)")
        }
    }

    private static func addUnit(
        _ app: App, _ settings: AppSettings, _ options: UnitOptions, to file: inout UnitFile
    ) {
        file.add("Unit", "Description", .text(description(of: app)))
        if !options.isUser {
            // Wanted, not required: a machine without a network still serves what it can.
            file.add("Unit", "Wants", "network-online.target")
            file.add("Unit", "After", "network-online.target")
        }
        file.add("Unit", "Wants", "podman.socket")
        file.add("Unit", "After", "podman.socket")
        for other in settings.after where other != app.name {
            file.add("Unit", "Wants", .raw(name(other)))
            file.add("Unit", "After", .raw(name(other)))
        }
        let mounts =
            hostPaths(of: app) + (options.isUser ? [] : [AppPaths(app: app.name, base: .system).state])
        if !mounts.isEmpty { file.add("Unit", "RequiresMountsFor", .paths(Set(mounts).sorted())) }
        // Its own back-off decides when a container is tried again; systemd never gives the supervisor up.
        file.add("Unit", "StartLimitIntervalSec", .number(0))
    }

    private static func addService(
        _ app: App, _ settings: AppSettings, _ options: UnitOptions, to file: inout UnitFile
    ) {
        var command = [options.binary, "supervise", app.name]
        if let folder = options.manifestFolder { command += ["--manifest-dir", folder] }
        if options.isUser { command.append("--user") }
        file.add("Service", "Type", "notify")
        file.add("Service", "NotifyAccess", "main")
        file.add("Service", "ExecStart", .command(command))
        file.add("Service", "ExecReload", "/bin/kill -HUP $MAINPID")
        file.add("Service", "Restart", "on-failure")
        file.add("Service", "RestartSec", "200ms")
        // Wrong usage, an app that failed for good, a wrong manifest: a restart mends none of them.
        file.add("Service", "RestartPreventExitStatus", "2 3 78")
        // The supervisor reports ready at its own deadline, and asks for more while images are pulled.
        file.add("Service", "TimeoutStartSec", .time(settings.startDeadline + .seconds(60)))
        let grace = app.unitPods.map(\.longestGrace).max() ?? .zero
        file.add("Service", "TimeoutStopSec", .time(grace + .seconds(30)))
        file.add("Service", "WatchdogSec", .time(.seconds(60)))
        // Containers live in a slice of their own: only the supervisor and its helpers are in the unit.
        file.add("Service", "KillMode", "mixed")
        file.add("Service", "FileDescriptorStoreMax", .number(256))
        file.add("Service", "RuntimeDirectory", .raw("podsup/\(app.name)"))
        file.add("Service", "RuntimeDirectoryMode", "0755")
        file.add("Service", "RuntimeDirectoryPreserve", "yes")
        if !options.isUser {
            // For users, systemd 252 and 254 disagree on where this is; the supervisor makes it itself.
            file.add("Service", "StateDirectory", .raw("podsup/\(app.name)"))
            file.add("Service", "StateDirectoryMode", "0711")
            file.add("Service", "OOMScoreAdjust", .number(-500))
        }
        // journald would drop lines of a container that writes much; a flood slows its writer down instead.
        file.add("Service", "LogRateLimitIntervalSec", .number(0))
        file.add("Service", "Slice", "podsup.slice")
    }

    /// What the service may be denied without harm to its work.
    ///
    /// Exec probes and hooks inherit it, inside containers with capabilities, namespaces and set-user-ID
    /// programs of their own: whatever forbids one of these, or bounds capabilities, would break them.
    private static let hardening = [("LockPersonality", "yes")]

    /// `podsup app site (pod site: nginx, webhook)`.
    private static func description(of app: App) -> String {
        let pods = app.pods.map { pod in
            "pod \(pod.name): \(pod.containers.map(\.name).joined(separator: ", "))"
        }
        let text = "podsup app \(app.name) (\(pods.joined(separator: "; ")))"
        // systemd takes longer ones too, but a person reads it in a list.
        if text.utf8.count <= 120 { return text }
        return "podsup app \(app.name) (\(app.pods.count) \(app.pods.count == 1 ? "pod" : "pods"))"
    }

    private static func hostPaths(of app: App) -> [String] {
        app.unitPods.flatMap(\.volumes).compactMap { volume in
            if case .hostPath(let path, _) = volume.source { path } else { nil }
        }
    }
}
