import TestSupport
import Testing

@Suite("Fields that share something with the machine or among containers")
struct FieldsHostTests {
    @Test("hostNetwork, hostPID and hostIPC are the machine's own", arguments: Box.Suite.allCases)
    func host(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: host}
                spec:
                  hostNetwork: true
                  hostPID: true
                  hostIPC: true
                  dnsPolicy: Default
                  terminationGracePeriodSeconds: 0
                  containers:
                  - {name: main, image: "localhost/podsup/busybox:1", command: [sleep, "100000"]}
                """, to: "/root/test/host.yaml")
            try await box.up("/root/test/host.yaml")
            let pid = try await box.inspect("host-main").pid
            let own = try await box.demand("for n in net pid ipc; do readlink /proc/1/ns/$n; done").lines
            let seen = try await box.demand("for n in net pid ipc; do readlink /proc/\(pid)/ns/$n; done")
                .lines
            #expect(seen == own)
        }
    }

    @Test("shareProcessNamespace: containers see each other's processes", arguments: Box.Suite.allCases)
    func shared(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: shared}
                spec:
                  shareProcessNamespace: true
                  setHostnameAsFQDN: true
                  subdomain: data
                  terminationGracePeriodSeconds: 0
                  securityContext: {supplementalGroupsPolicy: Strict, runAsGroup: 10001, supplementalGroups: [7]}
                  containers:
                  - {name: one, image: "localhost/podsup/busybox:1", command: [sleep, "111111"]}
                  - name: two
                    image: localhost/podsup/busybox:1
                    command: [sleep, "222222"]
                    securityContext: {runAsUser: 10001}
                """, to: "/root/test/shared.yaml")
            try await box.up("/root/test/shared.yaml")
            let seen = try await box.demand("podman exec shared-two ps -o args")
            #expect(seen.out.contains("sleep 111111") && seen.out.contains("sleep 222222"), "\(seen)")
            let name = try await box.demand("podman exec shared-one hostname")
            #expect(name.text == "shared.data.default.svc.cluster.local")
            let pid = try await box.inspect("shared-two").pid
            let groups = try await box.demand("sed -n 's/^Groups:[[:space:]]*//p' /proc/\(pid)/status")
            #expect(groups.text.split(separator: " ") == ["7", "10001"], "\(groups)")
        }
    }

    @Test("an image's subPath is mounted, or refused by a Podman that can't", arguments: Box.Suite.allCases)
    func imageSubPath(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: part}
                spec:
                  terminationGracePeriodSeconds: 0
                  volumes: [{name: image, image: {reference: "localhost/podsup/nginx:1", pullPolicy: Never}}]
                  containers:
                  - name: main
                    image: localhost/podsup/busybox:1
                    command: [sleep, "100000"]
                    volumeMounts: [{name: image, mountPath: /nginx, subPath: usr/sbin}]
                """, to: "/root/test/part.yaml")
            let up = try await box.sh("podsup up /root/test/part.yaml --timeout 8", timeout: .seconds(60))
            switch suite {
            case .trixie:
                #expect(up.code == 0, "\(up)")
                #expect(try await box.sh("podman exec part-main test -x /nginx/nginx").code == 0)
            case .bookworm:
                #expect(
                    up.all.contains(
                        "volume 'image': Podman 4.3.1 mounts only whole images; remove the subPath"), "\(up)")
            }
        }
    }

    @Test("a manifest for another machine starts nothing and says why", arguments: Box.Suite.allCases)
    func otherMachine(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: other}
                spec:
                  nodeSelector: {kubernetes.io/hostname: elsewhere, kubernetes.io/os: linux}
                  containers: [{name: main, image: x, securityContext: {seccompProfile: {type: Localhost, localhostProfile: no.json}}}]
                """, to: "/root/test/other.yaml")
            let up = try await box.sh("podsup up /root/test/other.yaml")
            #expect(up.code == 78)
            #expect(
                up.err.contains("'elsewhere' is wanted, but 'kubernetes.io/hostname' of this machine is '"))
            #expect(
                up.err.contains(
                    "there is no seccomp profile 'no.json' in /etc/podsup/seccomp or /var/lib/kubelet/seccomp"
                ))
            #expect(try await box.sh("ls /etc/systemd/system/podsup-other.service").code != 0)
        }
    }
}
