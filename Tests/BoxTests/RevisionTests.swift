import TestSupport
import Testing

@Suite("Revisions, in a box")
struct RevisionTests {
    private func manifest(_ command: String, image: String = "localhost/podsup/busybox:1") -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: rev}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - {name: main, image: "\(image)", command: ["/bin/sh", "-c", "\(command)"]}
          - {name: other, image: "localhost/podsup/busybox:1", command: ["/bin/sh", "-c", "sleep 10000"]}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: s}
        stringData: {password: hunter2}
        """
    }

    @Test(
        "diff says what up would replace, rollback goes back, revisions are root's alone",
        arguments: Box.Suite.allCases)
    func diffAndRollback(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(manifest("sleep 1001"), to: "/root/test/rev.yaml")
            try await box.up("/root/test/rev.yaml")
            let other = try await box.inspect("rev-other")
            #expect(try await box.demand("podsup diff /root/test/rev.yaml").out == "")
            try await box.write(manifest("sleep 1002"), to: "/root/test/rev.yaml")

            let diff = try await box.sh("podsup diff /root/test/rev.yaml")
            #expect(diff.code == 1)
            #expect(diff.out.contains("sleep 1001") && diff.out.contains("sleep 1002"), "\(diff)")
            #expect(diff.out.contains("container rev/main: replaced"), "\(diff)")
            #expect(!diff.out.contains("rev/other:") && !diff.out.contains("hunter2"), "\(diff)")
            try await box.up("/root/test/rev.yaml")
            let rollback = try await box.demand("podsup rollback rev")
            #expect(rollback.out.contains("back at revision 1"), "\(rollback)")
            #expect(
                try await box.demand("podman inspect rev-main --format '{{.Args}} {{.Config.Cmd}}'").out
                    .contains("1001"))
            #expect(try await box.inspect("rev-other") == other)
            let wrong = try await box.sh("podsup rollback rev 9")
            #expect(wrong.err.contains("no revision 9; it has 1, 2, 3"), "\(wrong)")
            let readable = try await box.sh("grep -r hunter2 /var/lib/podsup /run/podsup", user: "pod")
            #expect(readable.out == "", "\(readable)")
        }
    }

    @Test("what up was told to pass over is passed over by diff and rollback, too")
    func skipped() async throws {
        try await Box.with(.trixie) { box in
            let ingress = "\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: way}"
            try await box.write(manifest("sleep 1001") + ingress, to: "/root/test/rev.yaml")
            try await box.demand("podsup up --skip-unsupported /root/test/rev.yaml")
            #expect(try await box.demand("podsup diff rev").out == "")
            #expect(try await box.demand("podsup diff --skip-unsupported /root/test/rev.yaml").out == "")
            try await box.write(manifest("sleep 1002") + ingress, to: "/root/test/rev.yaml")
            try await box.demand("podsup up --skip-unsupported /root/test/rev.yaml")
            let rollback = try await box.demand("podsup rollback rev")
            #expect(rollback.out.contains("back at revision 1"), "\(rollback)")
        }
    }

    @Test(
        "up --atomic that fails shows the container's last lines and leaves the app as it was, or none",
        arguments: Box.Suite.allCases)
    func atomic(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let broken = manifest("echo no such table; exit 3")
            try await box.write(broken, to: "/root/test/rev.yaml")
            let new = try await box.sh(
                "podsup up --atomic --timeout 8 /root/test/rev.yaml", timeout: .seconds(90))
            #expect(new.code == 1)
            #expect(new.err.contains("last lines of rev/main:\n  | no such table"), "\(new)")
            #expect(try await box.sh("test -e /etc/systemd/system/podsup-rev.service").code == 1)
            #expect(try await box.demand("podman pod ls -q").text == "")

            try await box.write(manifest("sleep 1001"), to: "/root/test/rev.yaml")
            try await box.up("/root/test/rev.yaml")
            let other = try await box.inspect("rev-other")
            try await box.write(broken, to: "/root/test/rev.yaml")
            let change = try await box.sh(
                "podsup up --atomic --timeout 8 /root/test/rev.yaml", timeout: .seconds(90))
            #expect(change.code == 1)
            #expect(change.err.contains("rev is as it was before, revision 1"), "\(change)")
            #expect(try await box.inspect("rev-other") == other)
            #expect(try await box.demand("podsup history rev").lines.count == 2)
            #expect(try await box.pod("rev").isReady)

            // It crashes again and again, and is never ready before that.
            try await box.demand(
                "sed -i 's/exit 3\"\\]/&, readinessProbe: {tcpSocket: {port: 1}}/' /root/test/rev.yaml")
            let kept = try await box.sh("podsup up --timeout 8 /root/test/rev.yaml", timeout: .seconds(90))
            #expect(kept.code == 1)
            #expect(try await box.property("ActiveState", of: "podsup-rev.service") != "failed")
            #expect(try await box.demand("podsup history rev").lines.count == 3)
        }
    }
}
