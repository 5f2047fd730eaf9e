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

    @Test(
        "a mount reaches a container, or the machine, as far as mountPropagation says",
        arguments: Box.Suite.allCases)
    func propagation(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: spread}
                spec:
                  terminationGracePeriodSeconds: 0
                  volumes: [{name: folder, hostPath: {path: /root/spread, type: Directory}}]
                  containers:
                  - name: none
                    image: localhost/podsup/busybox:1
                    command: [sleep, "100000"]
                    volumeMounts: [{name: folder, mountPath: /v}]
                  - name: slave
                    image: localhost/podsup/busybox:1
                    command: [sleep, "100000"]
                    volumeMounts: [{name: folder, mountPath: /v, mountPropagation: HostToContainer}]
                  - name: both
                    image: localhost/podsup/busybox:1
                    command: [sleep, "100000"]
                    securityContext: {privileged: true}
                    volumeMounts: [{name: folder, mountPath: /v, mountPropagation: Bidirectional}]
                """, to: "/root/test/spread.yaml")
            try await box.demand(
                """
                mkdir -p /root/spread && mount -t tmpfs tmpfs /root/spread && mount --make-shared /root/spread
                mkdir /root/spread/outer /root/spread/inner
                """)
            try await box.up("/root/test/spread.yaml")
            try await box.demand("mount -t tmpfs outer /root/spread/outer && touch /root/spread/outer/there")
            try await box.demand("podman exec spread-both mount -t tmpfs inner /v/inner")
            let outside = try await box.demand("awk '$5 ~ /spread.inner/ {print $5}' /proc/self/mountinfo")
            #expect(outside.text == "/root/spread/inner")
            for (name, mounts) in [
                ("none", []), ("slave", ["/v/inner", "/v/outer"]), ("both", ["/v/inner", "/v/outer"]),
            ] {
                let seen = try await box.demand(
                    "podman exec spread-\(name) awk '$5 ~ /^.v.(inner|outer)$/ {print $5}' /proc/self/mountinfo"
                )
                #expect(seen.lines.sorted() == mounts, "\(name)")
            }
            try await box.demand(
                "podsup down spread; umount /root/spread/inner /root/spread/outer /root/spread")
        }
    }

    @Test(
        "fsGroupChangePolicy OnRootMismatch leaves a volume alone whose root fits",
        arguments: Box.Suite.allCases)
    func changePolicy(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            func manifest(_ policy: String, _ group: Int) -> String {
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: grouped}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: grouped}
                spec:
                  terminationGracePeriodSeconds: 0
                  securityContext: {fsGroup: \(group), fsGroupChangePolicy: \(policy)}
                  volumes: [{name: data, persistentVolumeClaim: {claimName: grouped}}]
                  containers:
                  - name: main
                    image: localhost/podsup/busybox:1
                    command: [sh, -c, "[ -e /v/file ] || touch /v/file; sleep 100000"]
                    volumeMounts: [{name: data, mountPath: /v}]
                """
            }
            func groups(_ policy: String, _ group: Int) async throws -> [String] {
                try await box.write(manifest(policy, group), to: "/root/test/grouped.yaml")
                try await box.up("/root/test/grouped.yaml")
                return try await box.demand(
                    "podman exec grouped-main sh -c 'until [ -e /v/file ]; do sleep 0.1; done; stat -c %g /v /v/file'"
                ).lines
            }
            #expect(try await groups("OnRootMismatch", 2000).first == "2000")
            try await box.demand("podman exec grouped-main chgrp 7 /v/file; podsup down grouped")
            #expect(try await groups("OnRootMismatch", 2000) == ["2000", "7"])
            try await box.demand("podsup down grouped")
            #expect(try await groups("OnRootMismatch", 3000) == ["3000", "3000"])
            try await box.demand("podman exec grouped-main chgrp 7 /v/file; podsup down grouped")
            #expect(try await groups("Always", 3000) == ["3000", "3000"])
            try await box.demand("podsup down --volumes grouped")
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
