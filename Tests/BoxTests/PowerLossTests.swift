import TestSupport
import Testing

@Suite("Power loss, in a box")
struct PowerLossTests {
    @Test(
        "after a power loss the app is up again by itself, with what was in its claim",
        arguments: Box.Suite.allCases)
    func comesBack(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand(
                "podman exec site-webhook sh -c 'echo Before the dark. >> /sources/content/_index.md'; sync")

            try await box.losePower()
            try await box.boot()

            try await eventually(within: .seconds(60), "the unit is active", note: { try await box.state() })
            {
                try await box.property("ActiveState") == "active"
            }
            #expect(try await box.pod().isReady)
            #expect(try await box.get().out.contains("Before the dark."))
            let complaints = try await box.demand(
                "journalctl -q -b -u podsup-site -u podman | grep -i 'already exists' || :")
            #expect(complaints.text == "")
            #expect(try await box.demand("podman pod ps -q").lines.count == 1)
        }
    }

    @Test(
        "after a power loss that left files of its containers empty in Podman's storage, the app is up again by itself",
        arguments: Box.Suite.allCases)
    func damagedStorage(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            for layers in [".[]", ".[] | select(.names[0] == \"site-nginx\")"] {
                // As ext4 does with what was written in the last half minute (delayed allocation).
                try await box.demand(
                    """
                    cd /var/lib/containers/storage
                    for layer in $(jq -r '\(layers).layer' overlay-containers/containers.json); do
                        truncate -s 0 overlay/$layer/link overlay/$layer/lower
                    done
                    podman inspect site-nginx 2>&1 | grep 'getting graph driver info'
                    """)

                try await box.losePower()
                try await box.boot()

                try await eventually(
                    within: .seconds(60), "the unit is active", note: { try await box.state() }
                ) {
                    try await box.property("ActiveState") == "active"
                }
                #expect(try await box.get().out.contains("A site on a Pi"))
                let told = try await box.demand(
                    "journalctl -q -b -o cat -u podsup-site | grep 'making it anew'")
                #expect(told.text.contains("which a power loss may have damaged"), "\(told)")
                #expect(try await box.demand("podman pod ps -q").lines.count == 1)
                #expect(
                    try await box.demand("podman ps -a --format '{{.Names}}' | grep -vc -- -infra").text
                        == "3")
            }
        }
    }

    @Test(
        "a clean power-off removes the pod though systemd starts no Podman any more, and the boot brings it back",
        arguments: Box.Suite.allCases)
    func cleanPowerOff(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await eventually(within: .seconds(20), "podman.service has idled out") {
                try await box.property("ActiveState", of: "podman.service") == "inactive"
            }

            try await box.powerOff()
            try await box.boot()

            let last = try await box.demand("journalctl -q -b -1 -u podsup-site -o cat")
            #expect(last.out.contains("podsup-site.service: Deactivated successfully."), "\(last)")
            #expect(!last.out.contains("not stopped within"), "\(last)")
            try await eventually(within: .seconds(60), "the unit is active", note: { try await box.state() })
            {
                try await box.property("ActiveState") == "active"
            }
            #expect(try await box.get().out.contains("A site on a Pi"))
        }
    }

    /// Moments in the middle of `up`, and how they are seen, inside the box so that none is gone before.
    private let moments = [
        "its manifest is written": "ls /var/lib/podsup/site/*",
        "its unit is written": "test -e /etc/systemd/system/podsup-site.service",
        "a pod is there": "podman pod exists site",
        "the init container runs": "podman ps -q --filter name=site-build | grep -q .",
    ]

    @Test("after a power loss in the middle of up, another up brings it up", arguments: Box.Suite.allCases)
    func inTheMiddleOfUp(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            for (moment, sign) in moments.sorted(by: { $0.key < $1.key }) {
                try await box.demand(
                    """
                    (podsup up /src/pods/site.yaml > /root/test/up.log 2>&1 &)
                    seen=
                    for turn in $(seq 3000); do \(sign) > /dev/null 2>&1 && seen=yes && break; sleep 0.01; done
                    [ "$seen" ] && pgrep -f '^podsup up'
                    """)

                try await box.losePower()
                try await box.boot()
                let up = try await box.up()

                // The boot may have brought it up already, where the unit was enabled in time.
                #expect(
                    ["site is ready", "site is unchanged and ready"].contains(up.lines.last),
                    "\(moment): \(up)")
                #expect(try await box.get().out.contains("A site on a Pi"))
                #expect(try await box.demand("podman pod ps -q").lines.count == 1)
                #expect(try await box.demand("podsup down --volumes site").lines.last == "site is gone")
                #expect(
                    try await box.demand(
                        "podman ps -aq; podman volume ls -q; ls /var/lib/podsup | grep -v key || :"
                    )
                    .text == "")
            }
        }
    }
}

extension Box {
    /// The unit's state and the last it said, for a test that fails.
    func state() async throws -> String {
        try await sh("systemctl status --no-pager podsup-site; journalctl -q -b -u podsup-site -n 40 -o cat")
            .all
    }
}
