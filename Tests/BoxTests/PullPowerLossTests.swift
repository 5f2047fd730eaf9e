import TestSupport
import Testing

/// A box's files outlive its power loss: what ext4 leaves of files that were written in the last half minute
/// (delayed allocation: they are there, and empty) is done to them by hand.
@Suite("Power loss during a pull, in a box")
struct PullPowerLossTests {
    enum Loss: String, CaseIterable {
        case ofFiles = "find $layer/diff -type f -exec truncate -s 0 {} +"
        /// Of the name that the layers above know this one by.
        case ofLink = "truncate -s 0 $layer/link"
    }

    @Test(
        "an app whose image lost files of its complete layers comes up by itself, with all of them",
        arguments: Box.Suite.allCases, Loss.allCases)
    func inPull(suite: Box.Suite, loss: Loss) async throws {
        try await Box.with(suite) { box in
            try await box.startMuteRegistry()
            try await box.demand("podsup up --no-wait /root/test/own.yaml")
            try await box.cutPull(loss)

            try await box.boot(waits: false)
            try await box.demand("sh /root/test/registry")

            try await box.becomesActive("own", within: .seconds(120))
            #expect(try await box.demand("podsup exec own -- sha256sum /a /b").text == box.sums())
            let told = try await box.demand("podsup events own")
            #expect(told.out.contains("DamagedImage"), "\(told)")
            #expect(told.out.contains("power was lost while image 'localhost:5002/own:1' was pulled"))
            #expect(try await box.sh("ls -A /var/lib/podsup/.pulls").text == "")
            try await box.demand("podsup down own; podman rmi localhost:5002/own:1")
        }
    }

    @Test(
        "podsup pull after a power loss in podsup pull brings the whole image", arguments: Box.Suite.allCases)
    func byHand(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startMuteRegistry()
            try await box.demand("(podsup pull /root/test/own.yaml > /root/test/pull.log 2>&1 &)")
            try await box.cutPull(.ofFiles)

            try await box.boot()
            try await box.demand("sh /root/test/registry")
            let pull = try await box.demand("podsup pull /root/test/own.yaml")

            #expect(pull.out.contains("localhost:5002/own:1: pulled ("), "\(pull)")
            #expect(
                pull.err.contains("power was lost while image 'localhost:5002/own:1' was pulled"), "\(pull)")
            let sums = try await box.demand("podman run --rm localhost:5002/own:1 sha256sum /a /b")
            #expect(try await sums.text == box.sums())
            try await box.demand("podman rmi localhost:5002/own:1")
        }
    }

    @Test(
        "an image that podman pull brought before a power loss, and no container can be made of, is pulled anew",
        arguments: Box.Suite.allCases)
    func notOurs(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startMuteRegistry()
            try await box.demand("mkdir /root/test/was-cut; podman pull -q localhost:5002/own:1")
            try await box.demand("\(box.ownLayer); \(Loss.ofLink.rawValue)")

            try await box.demand("podsup up --no-wait /root/test/own.yaml")

            try await box.becomesActive("own", within: .seconds(120))
            #expect(try await box.demand("podsup exec own -- sha256sum /a /b").text == box.sums())
            try await box.demand("podsup down own; podman rmi localhost:5002/own:1")
        }
    }
}

extension Box {
    /// `own:1` in a registry at port 5002: a layer that no other image has, with a file `a`, and on it one of 30 MB with a file
    /// `b`. In the middle of the second one the registry falls silent, once. `own.yaml` runs it; `registry` starts the
    /// registry after a boot.
    fileprivate func startMuteRegistry() async throws {
        try await startRegistry()
        try await startCutter(after: 10_000_000, mute: true)
        try await write(
            """
            for name in plain tls; do systemd-run -q -u test-$name /usr/local/bin/docker-registry serve /root/reg/$name.yml; done
            systemd-run -q -u test-cutter socat TCP-LISTEN:5002,bind=127.0.0.1,reuseaddr,fork EXEC:'bash /root/test/cutter.sh'
            for port in 5000 5002; do
                for try in $(seq 200); do curl -sm 2 -o /dev/null http://localhost:$port/v2/ && break; sleep 0.1; done
            done
            """, to: "/root/test/registry")
        try await demand(
            """
            cd /root/test; sed 's/5000\\/bb:1/5002\\/own:1/; s/name: plain/name: own/' plain.yaml > own.yaml
            printf '[[registry]]\\nlocation="localhost:5002"\\ninsecure=true\\n' >> /etc/containers/registries.conf.d/test.conf
            mkdir -p own/bin; head -c 3000000 /dev/urandom > own/a; head -c 30000000 /dev/urandom > b
            for program in busybox sh sleep sha256sum; do cp /usr/bin/busybox own/bin/$program; done
            tar -C own -c . | podman import -q - localhost/own:0; c=$(podman create localhost/own:0 /bin/sh)
            podman cp b $c:/b; podman commit -q $c localhost/own:1; podman rm $c
            podman push -q localhost/own:1 localhost:5000/own:1; podman rmi -f localhost/own:1 localhost/own:0
            sha256sum own/a b | sed 's/ own/ /; s/ b/ \\/b/' > sums; rm -r own b
            """, timeout: .seconds(180))
    }

    fileprivate func sums() async throws -> String { try await demand("cat /root/test/sums").text }

    /// `$layer` is the folder of the first layer of `own:1`.
    fileprivate var ownLayer: String {
        """
        cd /var/lib/containers/storage/overlay
        layer=$(dirname $(dirname $(ls -td */diff/a | head -1)))
        """
    }

    /// Waits until the first layer is complete and the second one on its way, and pulls the plug.
    fileprivate func cutPull(_ loss: PullPowerLossTests.Loss) async throws {
        try await eventually(within: .seconds(60), "a layer is complete and the next under way") {
            try await sh(
                """
                test -e /root/test/was-cut; \(ownLayer)
                jq -e ".[] | select(.id == \\"$layer\\" and (.flags.incomplete | not))" ../overlay-layers/layers.json
                """
            ).code == 0
        }
        try await demand("\(ownLayer); \(loss.rawValue)")
        try await losePower()
    }
}
