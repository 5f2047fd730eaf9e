import Systemd

/// Units that all apps share. A package brings them too, as `units/` has them.
package enum SharedUnits {
    package static func all(_ options: UnitOptions = UnitOptions()) throws(ControlError) -> [UnitText] {
        [slice, podSlices, target] + (options.isUser ? [] : [execSocket, try execService(options)])
    }

    package static let slice = UnitText(
        name: "podsup.slice",
        text: """
            # The supervisors of podsup's apps, and below it a slice for the containers of each: limits set here hold for
            # all of them together.
            [Unit]
            Description=Pods run by podsup
            # At shutdown the supervisors end their containers; systemd must not do it beside them.
            DefaultDependencies=no

            """)

    /// For the slice that Podman makes for each pod, `podsup-libpod_pod_ID.slice`, and that its network lives in.
    /// Podman asks for one without the default dependencies, but systemd 252 and 257 have loaded it with them
    /// by then, and forget them only when they are reloaded.
    package static let podSlices = UnitText(
        name: "podsup-.slice.d/podsup.conf",
        text: """
            # For the slices of single pods: at shutdown systemd must not end a pod's network before its preStop hooks ran.
            [Unit]
            DefaultDependencies=no

            """)

    /// Without `[Install]`: it would make the boot wait for the apps, which start at boot by themselves.
    package static let target = UnitText(
        name: "podsup.target",
        text: """
            # 'systemctl start podsup.target' starts every app that is enabled, 'stop' and 'restart' reach every app.
            [Unit]
            Description=All apps run by podsup

            """)

    /// Without the default dependencies, or no command could be run in a container while the machine shuts down.
    static let execSocket = UnitText(
        name: "podsup_exec.socket",
        text: """
            # Supervisors ask here for commands in containers: exec probes and hooks. Only root may connect.
            [Unit]
            Description=Commands in podsup's containers
            DefaultDependencies=no

            [Socket]
            ListenSequentialPacket=\(HelperClient.socket)
            SocketMode=0600
            RemoveOnStop=yes
            Backlog=64

            """)

    private static func execService(_ options: UnitOptions) throws(ControlError) -> UnitText {
        var file = UnitFile(comment: [
            "Runs the OCI runtime (crun, runc) for podsup's supervisors, and ends when they need it no more. A runtime",
            "makes and enters namespaces and cgroups of containers, which the supervisors' own units forbid.",
        ])
        file.add("Unit", "Description", "OCI runtime for podsup's supervisors")
        file.add("Unit", "DefaultDependencies", .flag(false))
        file.add("Unit", "StartLimitIntervalSec", .number(0))
        file.add("Service", "Type", "exec")
        file.add("Service", "ExecStart", .command([options.binary, "exec-helper"]))
        file.add("Service", "Slice", .raw(slice.name))
        file.add("Service", "TimeoutStopSec", .time(.seconds(5)))
        file.add("Service", "LockPersonality", .flag(true))
        do {
            return UnitText(name: "podsup_exec.service", text: try file.render())
        } catch {
            throw .badAnnotation("--binary", problem: "\(error)")
        }
    }
}
