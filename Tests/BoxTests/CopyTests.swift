import TestSupport
import Testing

@Suite("podsup cp, attach and port-forward, in a box")
struct CopyTests {
    private static let manifest = """
        apiVersion: v1
        kind: Pod
        metadata: {name: io}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - name: web
            image: localhost/podsup/busybox:1
            command: ["/bin/sh", "-c", "mkdir -p /w; echo page > /w/index.html; exec httpd -f -p 127.0.0.1:8099 -h /w"]
          - {name: tty, image: "localhost/podsup/busybox:1", stdin: true, tty: true, command: ["/bin/sh"]}
          - name: cat
            image: localhost/podsup/busybox:1
            stdin: true
            command: ["/bin/sh", "-c", "while read l; do echo got $l; done; sleep 1000"]
        """

    private func up(_ box: Box) async throws {
        try await box.write(Self.manifest, to: "/root/test/io.yaml")
        try await box.up("/root/test/io.yaml")
    }

    @Test(
        "folders and files go in and out with their modes, and nothing lands outside",
        arguments: Box.Suite.allCases)
    func copies(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await up(box)
            let output = try await box.sh(
                """
                set -e; cd /root/test; mkdir -p t/sub; echo hello > t/a; chmod 741 t/a; chmod 555 t/sub; ln -s ../a t/sub-link
                head -c 20000000 /dev/urandom > t/big
                podsup cp t io:web:/tmp/; podsup cp io:web:/tmp/t back
                cmp t/big back/big; [ $(stat -c %a back/a) = 741 ]; [ $(stat -c %a back/sub) = 555 ]
                [ "$(readlink back/sub-link)" = ../a ]
                podsup cp t/a io:/etc/newname; [ "$(podsup exec io -c web -- cat /etc/newname)" = hello ]
                podsup cp io:/etc/newname .; [ "$(cat newname)" = hello ]
                podsup exec io -c web -- sh -c 'mkdir /evil; ln -s /root/test/target /evil/d; cp /bin/busybox /evil/su; chmod 4755 /evil/su'
                mkdir target; podsup cp io:web:/evil .; [ -L evil/d ]; [ $(stat -c %a evil/su) = 755 ]; [ -z "$(ls target)" ]
                echo fine
                """)
            #expect(output.out.hasSuffix("fine\n"), "\(output)")
            let missing = try await box.sh("podsup cp io:web:/nope /root/test")
            #expect(
                missing.code == 1 && missing.err.contains("/nope: there is no such file in 'web'"),
                "\(missing)")
            let noFolder = try await box.sh("podsup cp /etc/hostname io:web:/nodir/x")
            #expect(noFolder.err.contains("/nodir: there is no such folder in 'web'"), "\(noFolder)")
        }
    }

    @Test("a forwarded port reaches what listens on the pod's localhost alone", arguments: Box.Suite.allCases)
    func forwards(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await up(box)
            let output = try await box.sh(
                """
                podsup port-forward io 18099:8099 18098:8098 2> /root/test/pf & pid=$!
                until grep -q 'port 8098' /root/test/pf; do sleep 0.1; done
                curl -s http://127.0.0.1:18099/; curl -s http://127.0.0.1:18099/
                curl -s http://127.0.0.1:18098/; echo "curl $?"; kill $pid; cat /root/test/pf
                """)
            #expect(output.out.hasPrefix("page\npage\ncurl "), "\(output)")
            #expect(output.out.contains("127.0.0.1:8098 in the pod: Connection refused"), "\(output)")
        }
    }

    @Test(
        "attach passes lines on; on a terminal it follows its size, and the detach keys leave",
        arguments: Box.Suite.allCases)
    func attaches(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await up(box)
            let lines = try await box.sh(
                """
                (echo one; until grep -q one /root/test/a; do sleep 0.1; done; echo two; sleep 1) \
                    | timeout 20 podsup attach io -c cat > /root/test/a & pid=$!
                until grep -q 'got two' /root/test/a; do sleep 0.1; done; kill $pid; cat /root/test/a
                """)
            #expect(lines.out == "got one\ngot two\n", "\(lines)")
            let terminal = try await box.sh(
                """
                mkfifo /root/test/keys; exec 7<> /root/test/keys
                (script -qefc 'stty rows 30 cols 77; podsup attach io -c tty; echo "code $?"' /root/test/screen < /root/test/keys > /dev/null) &
                until grep -q '#' /root/test/screen; do sleep 0.2; printf '\\r' >&7; done
                printf 'stty size\\r' >&7
                until grep -q '30 77' /root/test/screen; do sleep 0.2; done
                printf '\\020\\021' >&7
                until grep -q 'code 0' /root/test/screen; do sleep 0.2; done; echo left
                """)
            #expect(terminal.out.hasSuffix("left\n"), "\(terminal)")
            #expect(try await box.pod("io").container("tty").state.running != nil)
        }
    }
}
