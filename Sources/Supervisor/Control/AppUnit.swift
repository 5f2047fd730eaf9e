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

    /// The same for an app whose manifest is where `paths` say, instead of in the folder of `base`.
    package func of(_ paths: AppPaths, _ base: Paths) -> Self {
        var options = self
        if paths.base.manifests != base.manifests { options.manifestFolder = paths.base.manifests }
        return options
    }
}

/// A file for systemd's folder of units.
package struct UnitText: Equatable, Sendable {
    /// Of a drop-in with its folder: `podsup-.slice.d/podsup.conf`.
    package var name: String
    package var text: String

    package var isDropIn: Bool { name.contains("/") }

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// The systemd units of an app, above all `podsup-APP.service`.
///
/// A pure function of the manifest and the options: equal input gives equal bytes, on any machine.
package enum AppUnit {
    package static func name(_ app: String) -> String { "podsup-\(app).service" }

    /// Every unit that is the app's alone; its service comes first.
    ///
    /// - Throws: ``ControlError/badAnnotation(_:problem:)``.
    package static func all(of app: App, _ options: UnitOptions = UnitOptions()) throws(ControlError)
        -> [UnitText]
    {
        var units = [
            UnitText(name: name(app.name), text: try text(of: app, options)),
            UnitText(name: slice(app.name), text: sliceText(app, options)),
        ]
        for cronJob in app.cronJobs { units += try self.units(of: cronJob, app, options) }
        return units
    }

    /// The service's text.
    ///
    /// - Throws: ``ControlError/badAnnotation(_:problem:)``.
    package static func text(of app: App, _ options: UnitOptions = UnitOptions()) throws(ControlError)
        -> String
    {
        let settings = try AppSettings(app.annotations)
        if settings.after.contains(app.name) {
            throw .badAnnotation("podsup.io/after", problem: "'\(app.name)' can't wait for itself; remove it")
        }
        var file = UnitFile(
            comment: comment(app, name(app.name), options) + [
                "annotations podsup.io/unit.SECTION.KEY in the manifest."
            ])
        file.add("Unit", "Description", .text(description(of: app)))
        addUnit(app, settings, options, app.unitPods, to: &file)
        file.add("Service", "Type", "notify")
        // The supervisor reports ready at its own deadline, and asks for more while images are pulled.
        file.add("Service", "TimeoutStartSec", .time(settings.startDeadline + .seconds(60)))
        file.add("Service", "WatchdogSec", .time(.seconds(60)))
        file.add("Service", "ExecReload", "/bin/kill -HUP $MAINPID")
        addService(app.name, [], "podsup/\(app.name)", options, app.unitPods, to: &file)
        file.add("Install", "WantedBy", options.isUser ? "default.target" : "multi-user.target")
        file.add("Install", "WantedBy", .raw(SharedUnits.target.name))
        // Behind podsup's own, so that systemd takes the last where a setting has one value.
        for setting in settings.unit { file.add(setting.section, setting.key, .raw(setting.value)) }
        do {
            return try file.render()
        } catch {
            throw .badAnnotation("podsup.io/unit", problem: "\(error)")
        }
    }

    /// - Parameter pods: those that the service runs.
    static func addUnit(
        _ app: App, _ settings: AppSettings, _ options: UnitOptions, _ pods: [Pod], to file: inout UnitFile
    ) {
        addDefaults(options, to: &file)
        let slice = slice(app.name)
        file.add("Unit", "PartOf", .raw(SharedUnits.target.name))
        file.add("Unit", "Wants", .raw(slice))
        // Stops go the other way round: 'systemctl stop podsup.target' waits for the apps, and the slice for both.
        file.add("Unit", "After", .raw("\(SharedUnits.target.name) \(slice)"))
        if !options.isUser {
            // Wanted, not required: a machine without a network still serves what it can.
            file.add("Unit", "Wants", "network-online.target")
            file.add("Unit", "After", "network-online.target")
        }
        let sockets = options.isUser ? "podman.socket" : "podman.socket \(SharedUnits.execSocket.name)"
        file.add("Unit", "Wants", .raw(sockets))
        file.add("Unit", "After", .raw(sockets))
        for other in settings.after {
            file.add("Unit", "Wants", .raw(name(other)))
            file.add("Unit", "After", .raw(name(other)))
        }
        let mounts =
            hostPaths(of: pods) + (options.isUser ? [] : [AppPaths(app: app.name, base: .system).state])
        if !mounts.isEmpty { file.add("Unit", "RequiresMountsFor", .paths(Set(mounts).sorted())) }
        // With podsup's package removed the unit is skipped; without this systemd would try it for ever.
        file.add("Unit", "ConditionFileIsExecutable", .text(options.binary))
        // Its own back-off decides when a container is tried again; systemd never gives the supervisor up.
        file.add("Unit", "StartLimitIntervalSec", .number(0))
    }

    /// What systemd adds by itself (systemd.service(5), "Default Dependencies"), but for one thing: a target that
    /// wants the unit is not made to wait until it has started. An app that does not get ready must not hold up
    /// the boot.
    private static func addDefaults(_ options: UnitOptions, to file: inout UnitFile) {
        file.add("Unit", "DefaultDependencies", .flag(false))
        file.add("Unit", "Requires", options.isUser ? "basic.target" : "sysinit.target")
        file.add("Unit", "After", options.isUser ? "basic.target" : "sysinit.target basic.target")
        file.add("Unit", "Conflicts", "shutdown.target")
        file.add("Unit", "Before", "shutdown.target")
    }

    /// What the unit has to stop in, unless the administrator says otherwise; a supervisor asks for more where it
    /// stops pods one after the other.
    static func stopTimeout(of pods: [Pod]) -> Duration {
        (pods.map(\.longestGrace).max() ?? .zero) + .seconds(30)
    }

    /// - Parameters:
    ///   - words: what the supervisor is told besides the app's name.
    ///   - folder: below /run and /var/lib.
    static func addService(
        _ app: String, _ words: [String], _ folder: String, _ options: UnitOptions, _ pods: [Pod],
        to file: inout UnitFile
    ) {
        file.add("Service", "NotifyAccess", "main")
        file.add("Service", "ExecStart", .command(command(app, words, options)))
        file.add("Service", "Restart", "on-failure")
        file.add("Service", "RestartSec", "200ms")
        // Wrong usage, an app that failed for good, a wrong manifest: a restart mends none of them.
        file.add("Service", "RestartPreventExitStatus", "2 3 78")
        file.add("Service", "TimeoutStopSec", .time(stopTimeout(of: pods)))
        // Containers live in a slice of their own: only the supervisor and its helpers are in the unit.
        file.add("Service", "KillMode", "mixed")
        file.add("Service", "FileDescriptorStoreMax", .number(256))
        file.add("Service", "RuntimeDirectory", .raw(folder))
        file.add("Service", "RuntimeDirectoryMode", "0755")
        file.add("Service", "RuntimeDirectoryPreserve", "yes")
        if !options.isUser {
            // For users, systemd 252 and 254 disagree on where this is; the supervisor makes it itself.
            file.add("Service", "StateDirectory", .raw(folder))
            file.add("Service", "StateDirectoryMode", "0711")
            file.add("Service", "OOMScoreAdjust", .number(-500))
        }
        // journald would drop lines of a container that writes much; a flood slows its writer down instead.
        file.add("Service", "LogRateLimitIntervalSec", .number(0))
        file.add("Service", "Slice", "podsup.slice")
        if !options.isUser { addHardening(pods, to: &file) }
    }

    static func command(_ app: String, _ words: [String], _ options: UnitOptions) -> [String] {
        var command = [options.binary, "supervise", app] + words
        if let folder = options.manifestFolder { command += ["--manifest-dir", folder] }
        if options.isUser { command.append("--user") }
        return command
    }

    /// The slice that the app's containers live in.
    static func slice(_ app: String) -> String { AppPaths(app: app, base: .system).slice }

    /// At shutdown systemd stops all slices at once, and with them every container in them, beside the
    /// supervisor that would stop them in order and with their hooks. Podman's scopes are without the default
    /// dependencies already, so this slice needs no more than to be without them too: the supervisor ends the
    /// containers, and what it left is killed at the very end.
    private static func sliceText(_ app: App, _ options: UnitOptions) -> String {
        """
        \(mark(app.name)) Do not edit: it is written anew.
        # Change it with 'systemctl \(options.isUser ? "--user " : "")edit \(slice(app.name))'.

        [Unit]
        Description=Containers of podsup app \(app.name)
        DefaultDependencies=no

        """
    }

    /// How every unit of an app begins.
    static func mark(_ app: String) -> String { "\(anyMark)'\(app)'." }
    static let anyMark = "# Made by podsup from the manifest of the app "

    static func comment(_ app: App, _ unit: String, _ options: UnitOptions) -> [String] {
        [
            "\(mark(app.name).dropFirst(2)) Do not edit: it is written anew.",
            "Change it with 'systemctl \(options.isUser ? "--user " : "")edit \(unit)', or with",
        ]
    }

    /// `podsup app site (pod site: nginx, webhook)`.
    private static func description(of app: App) -> String {
        let pods = app.unitPods.map { pod in
            "pod \(pod.name): \(pod.containers.map(\.name).joined(separator: ", "))"
        }
        let text = "podsup app \(app.name) (\(pods.joined(separator: "; ")))"
        // systemd takes longer ones too, but a person reads it in a list.
        if text.utf8.count <= 120 { return text }
        return "podsup app \(app.name) (\(app.unitPods.count) \(app.unitPods.count == 1 ? "pod" : "pods"))"
    }

    static func hostPaths(of pods: [Pod]) -> [String] {
        pods.flatMap(\.volumes).compactMap { volume in
            if case .hostPath(let path, _) = volume.source { path } else { nil }
        }
    }
}
