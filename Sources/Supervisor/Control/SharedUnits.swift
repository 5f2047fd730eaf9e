/// Units that all apps share. A package brings them too, as `units/` has them; the same for the machine's
/// systemd and a user's.
package enum SharedUnits {
    package static let all = [slice, target]

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

    /// Without `[Install]`: it would make the boot wait for the apps, which start at boot by themselves.
    package static let target = UnitText(
        name: "podsup.target",
        text: """
            # 'systemctl start podsup.target' starts every app that is enabled, 'stop' and 'restart' reach every app.
            [Unit]
            Description=All apps run by podsup

            """)
}
