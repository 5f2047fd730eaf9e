import TestSupport
import Testing

@Suite("podsup pull from a real registry, in a box")
struct RegistryTests {
    @Test(
        "over plain HTTP an image is pulled, found up to date, and one that is missing is named",
        arguments: Box.Suite.allCases)
    func plain(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startRegistry()
            try await box.demand("podman rmi -f localhost:5000/bb:1")

            let first = try await box.demand("podsup pull /root/test/plain.yaml")
            #expect(first.out.contains("localhost:5000/bb:1: pulled ("), "\(first)")
            #expect(first.err.contains("1 of 1 layers"), "\(first)")
            let second = try await box.demand("podsup pull /root/test/plain.yaml")
            #expect(second.out.contains("is up to date"), "\(second)")
            try await box.demand("sed 's/bb:1/none:1/' /root/test/plain.yaml > /root/test/none.yaml")
            let missing = try await box.sh("podsup pull /root/test/none.yaml")
            #expect(missing.code == 1)
            #expect(
                missing.err.contains(
                    "localhost:5000/none:1: registry localhost:5000 has no such image (manifest unknown); check its name and tag"
                ),
                "\(missing)")
            let up = try await box.sh("podsup up --pull /root/test/none.yaml")
            #expect(up.code == 1 && up.err.contains("nothing was changed"), "\(up)")
            #expect(try await box.sh("test -e /etc/systemd/system/podsup-none.service").code == 1)
        }
    }

    @Test(
        "with TLS and a password the one that podman login keeps is used; a wrong one is said to be wrong",
        arguments: Box.Suite.allCases)
    func password(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startRegistry()
            try await box.demand("sed 's/5000/5001/' /root/test/plain.yaml > /root/test/tls.yaml")

            let without = try await box.sh("podsup pull /root/test/tls.yaml")
            #expect(without.code == 1)
            #expect(without.err.contains("'podman login localhost:5001'"), "\(without)")
            try await box.demand("echo secret | podman login -u user --password-stdin localhost:5001")
            let with = try await box.demand("podsup pull /root/test/tls.yaml")
            #expect(with.out.contains("localhost:5001/bb:1: pulled ("), "\(with)")
            try await box.demand(
                "podman logout localhost:5001; mkdir -p /root/.config/containers; printf '{\"auths\":{\"localhost:5001\":"
                    + "{\"auth\":\"%s\"}}}' $(printf user:wrong | base64) > /root/.config/containers/auth.json"
            )
            let wrong = try await box.sh(
                "podsup pull /root/test/tls.yaml; rm /root/.config/containers/auth.json")
            #expect(wrong.err.contains("was refused"), "\(wrong)")
            #expect(!wrong.all.contains("d3Jvbmc"), "no password is shown")
        }
    }

    @Test(
        "a registry that goes in the middle of a pull and comes back is asked again",
        arguments: Box.Suite.allCases)
    func gone(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startRegistry()
            try await box.makeBigImage()

            let output = try await box.sh(
                """
                cd /root/test
                podsup pull big.yaml > out 2> err & pid=$!
                until grep -q 'localhost:5000/big:1: ' err; do sleep 0.05; done
                systemctl kill -s KILL test-plain; grep -c . out
                until grep -q 'trying again' err; do sleep 0.1; done
                systemctl reset-failed test-plain; systemd-run -q -u test-plain /usr/local/bin/docker-registry serve /root/reg/plain.yml
                wait $pid; echo "code $?"; cat out err
                """, timeout: .seconds(120))
            #expect(output.out.contains("code 0"), "\(output)")
            #expect(output.out.contains("localhost:5000/big:1: pulled"), "\(output)")
        }
    }

    @Test(
        "a layer that breaks off goes on where it was with Podman 5, from its beginning with Podman 4.3; complete layers stay",
        arguments: Box.Suite.allCases)
    func resumed(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startRegistry()
            let (small, large) = try await box.makeImageOfTwoLayers()
            try await box.startCutter(after: 30_000_000)

            let pull = try await box.sh(
                "podsup pull /root/test/cut.yaml; code=$?; sh /images/load busybox > /dev/null; exit $code",
                timeout: .seconds(120))

            #expect(pull.code == 0 && pull.out.contains("localhost:5002/two:1: pulled"), "\(pull)")
            #expect(try await box.sh("test -e /root/test/was-cut").code == 0, "the connection was cut")
            let log = try await box.demand(
                "journalctl -q -u test-plain -o cat --after-cursor \"$(cat /root/test/cursor)\""
            ).out
            // Not at all, if another image here has it.
            #expect(answers(to: small.digest, log).count <= 1, "the layer that was complete stayed: \(log)")
            let parts = answers(to: large.digest, log)
            // What came before the cut, and what was sent behind it.
            let twice = 30_000_000 + (parts.last?.bytes ?? 0) - large.size
            print(
                "\(suite): of \(large.size) bytes cut after 30000000, \(twice) came twice; answers: \(parts)")
            #expect(parts.count == 2, "\(log)")
            switch suite {
            case .trixie:
                #expect(parts.last?.status == 206 && abs(twice) < 100_000, "\(parts)")
                #expect(!pull.err.contains("trying again"), "\(pull)")
            case .bookworm:
                #expect(parts.last?.status == 200 && parts.last?.bytes == large.size, "\(parts)")
                #expect(pull.err.contains("unexpected EOF, trying again in 1 s"), "\(pull)")
            }
        }
    }

    /// What the registry answered to requests for a layer, by its log's lines `… "GET /v2/… HTTP/1.1" STATUS BYTES …`.
    private func answers(to digest: String, _ log: String) -> [(status: Int, bytes: Int64)] {
        log.split(separator: "\n").compactMap { line in
            guard line.contains("\"GET "), line.contains("blobs/\(digest) "),
                let end = line.range(of: "HTTP/1.1\" ")
            else { return nil }
            let words = line[end.upperBound...].split(separator: " ")
            guard words.count >= 2, let status = Int(words[0]), let bytes = Int64(words[1]) else {
                return nil
            }
            return (status, bytes)
        }
    }

    @Test(
        "a disk that fills up is said to be full, and the image is not there", arguments: Box.Suite.allCases)
    func full(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startRegistry()
            try await box.makeBigImage()

            let output = try await box.sh(
                "mount -t tmpfs -o size=20M none /var/tmp; podsup pull /root/test/big.yaml; code=$?; umount /var/tmp; exit $code"
            )
            #expect(output.code == 1)
            #expect(output.err.contains("no space left on device; make room"), "\(output)")
            #expect(try await box.sh("podman image exists localhost:5000/big:1").code == 1)
        }
    }

    @Test(
        "update takes a newer image of the same tag, rollback the old one, and only its container is replaced",
        arguments: Box.Suite.allCases)
    func update(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.startRegistry()
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: two}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                  - {name: new, image: "localhost:5000/bb:1", command: ["/bin/sh", "-c", "sleep 10000"]}
                  - {name: old, image: "localhost/podsup/busybox:1", command: ["/bin/sh", "-c", "sleep 10000"]}
                """, to: "/root/test/two.yaml")
            try await box.up("/root/test/two.yaml")
            let (new, old) = (try await box.inspect("two-new"), try await box.inspect("two-old"))
            let image = try await box.demand("podman inspect two-new --format '{{.Image}}'").text
            #expect(try await box.demand("podsup update two").out.contains("runs the newest images"))
            #expect(try await box.inspect("two-new") == new)

            try await box.demand(
                "cd /root/test; podman save -q localhost:5000/bb:1 -o keep.tar; printf 'FROM localhost:5000/bb:1\\nENV NEW=1\\n' > Newer"
                    + "; c=$(podman create localhost:5000/bb:1 /bin/true); podman commit -q -c ENV=NEW=1 $c localhost/newer:1; podman rm $c"
                    + "; podman push -q localhost/newer:1 localhost:5000/bb:1")
            let update = try await box.demand("podsup update two", timeout: .seconds(90))

            #expect(update.out.contains("two is updated and ready"), "\(update)")
            #expect(try await box.inspect("two-new").id != new.id)
            #expect(try await box.inspect("two-old") == old)
            #expect(try await box.demand("podsup exec two -c new -- sh -c 'echo $NEW'").text == "1")
            let rollback = try await box.demand("podsup rollback two", timeout: .seconds(90))
            #expect(rollback.out.contains("two is back at revision 1 and ready"), "\(rollback)")
            #expect(try await box.demand("podman inspect two-new --format '{{.Image}}'").text == image)
            #expect(try await box.inspect("two-old") == old)
            let history = try await box.demand("podsup history two").lines
            #expect(history.count == 4, "\(history)")
            #expect(
                history[2].contains("update") && history[3].contains("3 *")
                    && history[3].contains("rollback to 1"), "\(history)")
        }
    }
}

struct RegistryLayer {
    var digest: String
    /// Compressed.
    var size: Int64
}

extension Box {
    /// Debian's docker-registry twice over the same images: at port 5000 without TLS, at 5001 with TLS and the
    /// password `secret` of `user`. Holds busybox as `bb:1`; `plain.yaml` runs it.
    func startRegistry() async throws {
        try await put("docker-registry", of: "docker-registry")
        let made = try await host(
            [
                "bash", "-c",
                """
                d=$(mktemp -d); openssl req -x509 -newkey rsa:2048 -nodes -keyout $d/key -out $d/cert -days 30 \
                    -subj /CN=localhost -addext subjectAltName=DNS:localhost 2> /dev/null; cat $d/key $d/cert; rm -r $d
                """,
            ], timeout: .seconds(60))
        try await write(made.out, to: "/root/reg/tls.pem")
        let common = "version: 0.1\nstorage: {filesystem: {rootdirectory: /root/reg/data}}\n"
        try await write(common + "http: {addr: \"127.0.0.1:5000\"}\n", to: "/root/reg/plain.yml")
        try await write(
            common
                + "http: {addr: \"127.0.0.1:5001\", tls: {certificate: /root/reg/tls.pem, key: /root/reg/tls.pem}}\n"
                + "auth: {htpasswd: {realm: box, path: /root/reg/htpasswd}}\n", to: "/root/reg/tls.yml")
        // bcrypt of `secret`.
        try await write(
            "user:$2y$05$4LKz6VvRx4GMtqWmOV5XDe69fDCj8XcFkk21XDxkiSkyry1i7/Zrq\n", to: "/root/reg/htpasswd")
        try await write(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: plain}
            spec:
              containers:
              - {name: c, image: "localhost:5000/bb:1", command: ["/bin/sh", "-c", "sleep 10000"]}
            """, to: "/root/test/plain.yaml")
        try await demand(
            """
            systemctl stop test-plain test-tls 2> /dev/null; systemctl reset-failed
            rm -rf /root/reg/data; podman logout localhost:5001 2> /dev/null; rm -f /root/.config/containers/auth.json
            # By name: the image of an ID has other names, which other tests use.
            podman images --format '{{.Repository}}:{{.Tag}}' | grep '^localhost:500' | xargs -r podman rmi
            mkdir -p /etc/containers/registries.conf.d /etc/containers/certs.d/localhost:5001
            cp /root/reg/tls.pem /etc/containers/certs.d/localhost:5001/ca.crt
            printf '[[registry]]\\nlocation="localhost:5000"\\ninsecure=true\\n' > /etc/containers/registries.conf.d/test.conf
            for name in plain tls; do systemd-run -q -u test-$name /usr/local/bin/docker-registry serve /root/reg/$name.yml; done
            for try in $(seq 100); do curl -s -o /dev/null http://localhost:5000/v2/ && break; sleep 0.1; done
            for try in $(seq 100); do curl -sk -o /dev/null https://localhost:5001/v2/ && break; sleep 0.1; done
            podman push -q localhost/podsup/busybox:1 localhost:5000/bb:1
            """, timeout: .seconds(120))
    }

    /// `two:1` in the registry and not here: busybox, and on it a layer of 60 MB that no compression makes smaller.
    /// `cut.yaml` runs it from port 5002.
    ///
    /// - Returns: both layers as the registry has them.
    func makeImageOfTwoLayers() async throws -> (small: RegistryLayer, large: RegistryLayer) {
        try await demand(
            """
            cd /root/test; sed 's/5000\\/bb:1/5002\\/two:1/; s/name: plain/name: cut/' plain.yaml > cut.yaml
            printf '[[registry]]\\nlocation="localhost:5002"\\ninsecure=true\\n' >> /etc/containers/registries.conf.d/test.conf
            head -c 60000000 /dev/urandom > filling; c=$(podman create localhost/podsup/busybox:1 /bin/true)
            podman cp filling $c:/filling; podman commit -q $c localhost/two:1; podman rm $c
            podman push -q localhost/two:1 localhost:5000/two:1; podman rmi -f localhost/two:1 localhost/podsup/busybox:1; rm filling
            """, timeout: .seconds(180))
        let kind =
            "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json"
        let layers = try await demand(
            "curl -s -H 'Accept: \(kind)' http://localhost:5000/v2/two/manifests/1 | jq -r '.layers[] | \"\\(.digest) \\(.size)\"'"
        ).lines.compactMap { line -> RegistryLayer? in
            let words = line.split(separator: " ")
            return words.count == 2
                ? Int64(words[1]).map { RegistryLayer(digest: String(words[0]), size: $0) } : nil
        }
        try #require(layers.count == 2)
        return (layers[0], layers[1])
    }

    /// Listens at port 5002 for the registry at 5000, and breaks the first connection off that brings more than `bytes`,
    /// or keeps it and says nothing more.
    func startCutter(after bytes: Int, mute: Bool = false) async throws {
        try await write(
            """
            # Without it 3 would be a socket of socat's.
            exec 3<> /dev/tcp/127.0.0.1/5000 || exit
            exec 4<&0; cat <&4 >&3 & up=$!
            # Not head(1): it keeps short answers back.
            perl -e '$left = \(bytes);
                while ($n = sysread(STDIN, $b, 65536)) {
                    if ($n > $left && mkdir "/root/test/was-cut") { syswrite(STDOUT, $b, $left); \(mute ? "sleep" : "exit") }
                    syswrite(STDOUT, $b); $left -= $n
                }' <&3
            kill $up
            """, to: "/root/test/cutter.sh")
        try await demand(
            """
            systemd-run -q -u test-cutter socat TCP-LISTEN:5002,bind=127.0.0.1,reuseaddr,fork EXEC:'bash /root/test/cutter.sh'
            for try in $(seq 100); do curl -s -o /dev/null http://localhost:5002/v2/ && break; sleep 0.1; done
            """)
    }

    /// `big:1` in the registry and not here, one layer of 150 MB that no compression makes smaller.
    func makeBigImage() async throws {
        try await demand(
            """
            cd /root/test; sed 's/bb:1/big:1/; s/name: plain/name: big/' plain.yaml > big.yaml
            mkdir big; head -c 150000000 /dev/urandom > big/a; tar -C big -c . | podman import -q - localhost/big:1
            podman push -q localhost/big:1 localhost:5000/big:1; podman rmi -f localhost/big:1; rm -r big
            """, timeout: .seconds(180))
    }
}
