import TestSupport
import Testing

@Suite("Fields that show while a pod lives")
struct FieldsLifeTests {
    /// A registry of one image that lets in one account, on port 5002 of the box. Podman tries TLS first, which
    /// begins with a byte that is no letter and has no line to wait for.
    private static let registry = #"""
        cd /root/test
        cr=$(printf '\r'); LC_ALL=C; read -rN 1 first; case $first in [A-Z]) ;; *) exit ;; esac
        read -r method path version; method=$first$method auth=
        while read -r name value; do
            [ "$name" = "$cr" ] && break
            case $name in [Aa]uthorization:) auth=${value%"$cr"} ;; esac
        done
        answer() { # STATUS TYPE FILE
            printf 'HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %s\r\n' "$1" "$2" "$(stat -Lc %s "$3")"
            printf 'WWW-Authenticate: Basic realm="box"\r\nConnection: close\r\n\r\n'
            [ "$method" = HEAD ] || cat "$3"
        }
        if [ "$auth" != "Basic $(cat account)" ]; then answer '401 Unauthorized' text/plain /dev/null; exit; fi
        case $path in
        */manifests/*) answer '200 OK' application/vnd.oci.image.manifest.v1+json image/manifest.json ;;
        */blobs/*) answer '200 OK' application/octet-stream "image/${path##*:}" ;;
        *) answer '200 OK' text/plain /dev/null ;;
        esac
        """#

    @Test("imagePullSecrets: an image comes with the account, and not without", arguments: Box.Suite.allCases)
    func pullSecrets(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(Self.registry, to: "/root/test/registry.sh")
            try await box.write(
                "[[registry]]\nlocation = \"localhost:5002\"\ninsecure = true\n",
                to: "/etc/containers/registries.conf.d/test.conf")
            // Both alphabets of base64 differ in this account.
            let account = "bWU6cz8/Y3JldA=="
            try await box.demand(
                """
                cd /root/test; printf \(account) > account; podman rmi -f localhost:5002/web:1 > /dev/null 2>&1
                podman push -q localhost/podsup/busybox:1 dir:/root/test/image
                systemd-run -q -u test-registry socat TCP-LISTEN:5002,fork,reuseaddr EXEC:'bash /root/test/registry.sh'
                until curl -s -o /dev/null http://localhost:5002/v2/; do sleep 0.1; done
                """)
            func manifest(_ secret: String) -> String {
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: registry}
                type: kubernetes.io/dockerconfigjson
                stringData: {.dockerconfigjson: '{"auths":{"http://localhost:5002/v2/":{"auth":"\(secret)"}}}'}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: pull}
                spec:
                  terminationGracePeriodSeconds: 0
                  imagePullSecrets: [{name: registry}]
                  containers: [{name: main, image: "localhost:5002/web:1", command: [sleep, "100000"]}]
                """
            }
            try await box.write(manifest("bWU6d3Jvbmc="), to: "/root/test/pull.yaml")
            try await box.demand("podsup up --no-wait /root/test/pull.yaml")
            let status = { try await box.sh("podsup status pull").all }
            try await eventually(within: .seconds(60), "the image is refused", note: status) {
                try await box.sh("cat /run/podsup/pull/status.json").out.contains("ErrImagePull")
            }
            try await box.write(manifest(account), to: "/root/test/pull.yaml")
            try await box.demand("podsup down pull; podsup up /root/test/pull.yaml", timeout: .seconds(90))
            // The manifest that it works by is kept, for root alone.
            #expect(try await box.demand("stat -c %a /run/podsup/pull/applied").text == "700")
            let kept = try await box.sh(
                "grep -rlE --exclude-dir=applied 'crYmVk|\(account)|s[?][?]cret' /etc/systemd /run/podsup"
                    + "; journalctl | grep -c 's[?][?]cret'")
            #expect(kept.text == "0", "\(kept)")
        }
    }

    @Test(
        "terminationMessagePolicy: the end of the log says why, also of lines that an earlier supervisor saw",
        arguments: Box.Suite.allCases)
    func fallbackToLogs(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: fails}
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 0
                  volumes: [{name: gate, hostPath: {path: /root/test, type: Directory}}]
                  containers:
                  - name: logs
                    image: localhost/podsup/busybox:1
                    terminationMessagePolicy: FallbackToLogsOnError
                    command: [sh, -c, "echo first line; until [ -e /gate/open ]; do sleep 0.1; done; echo why; exit 3"]
                    volumeMounts: [{name: gate, mountPath: /gate}]
                  - name: file
                    image: localhost/podsup/busybox:1
                    terminationMessagePolicy: FallbackToLogsOnError
                    terminationMessagePath: /tmp/why
                    command: [sh, -c, "echo not this; until [ -e /gate/open ]; do sleep 0.1; done; echo that > /tmp/why; exit 4"]
                    volumeMounts: [{name: gate, mountPath: /gate}]
                """, to: "/root/test/fails.yaml")
            try await box.up("/root/test/fails.yaml")
            try await box.killSupervisor(of: "podsup-fails.service")
            try await box.demand("touch /root/test/open")
            let messages = {
                try await box.sh(
                    "jq -c '[.. | .terminated? | select(. != null) | [.exitCode, .message]] | sort' "
                        + "/run/podsup/fails/status.json"
                ).text
            }
            try await eventually(within: .seconds(30), "both have ended", note: messages) {
                try await messages() == #"[[3,"first line\nwhy\n"],[4,"that\n"]]"#
            }
        }
    }

    @Test(
        "a new ConfigMap comes into the running container as a whole, and the container stays",
        arguments: Box.Suite.allCases)
    func reload(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            func manifest(_ text: String) -> String {
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: conf}
                data: {a: \(text), b: \(text)}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: conf}
                spec:
                  terminationGracePeriodSeconds: 0
                  volumes: [{name: conf, configMap: {name: conf}}]
                  containers:
                  - name: main
                    image: localhost/podsup/busybox:1
                    volumeMounts: [{name: conf, mountPath: /conf}]
                    command:
                    - sh
                    - -c
                    - |
                      cd /conf; while :; do
                        d=$(readlink ..data); x=$(cat $d/a 2>/dev/null)$(cat $d/b 2>/dev/null)
                        [ "$x" = "$last" ] || echo "saw $x"; last=$x; sleep 0.01
                      done
                """
            }
            try await box.write(manifest("old"), to: "/root/test/conf.yaml")
            try await box.up("/root/test/conf.yaml")
            let before = try await box.inspect("conf-main")
            try await box.demand(
                "ln -s /root/test/victim /run/podsup/conf/volumes/conf/conf/a.new; touch /root/test/victim")
            try await box.write(manifest("new"), to: "/root/test/conf.yaml")
            try await box.up("/root/test/conf.yaml")
            let seen = { try await box.journal("podsup-conf.service").filter { $0.hasPrefix("saw ") } }
            try await eventually(
                within: .seconds(20), "it sees the new files", note: { "\(try await seen())" }
            ) {
                try await seen().last == "saw newnew"
            }
            #expect(try await box.inspect("conf-main") == before)
            // The folder of the old files goes once no link leads to it: one who is in it may find the rest gone.
            let whole = ["saw oldold", "saw newnew", "saw ", "saw old"]
            let all = try await seen()
            #expect(all.allSatisfy { whole.contains($0) }, "\(all)")
            #expect(try await box.demand("cat /root/test/victim").text == "", "never through a link")
        }
    }
}
