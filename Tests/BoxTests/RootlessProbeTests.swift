import TestSupport
import Testing

@Suite("Probes of rootless pods and by gRPC, in a box")
struct RootlessProbeTests {
    @Test(
        "rootless pods are probed by httpGet, tcpSocket, grpc and exec, and nothing stays behind",
        arguments: Box.Suite.allCases)
    func rootless(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(fourKinds, to: "/home/pod/probed.yaml")
            try await box.demand(
                """
                systemctl --user start podman.socket; sh /images/load busybox grpc
                podman pod rm -fa -t 0 > /dev/null; podsup up --user /home/pod/probed.yaml
                """, user: "pod", timeout: .seconds(240))
            let ready = try await box.userPod("probed")
            #expect(ready.isReady)
            #expect(ready.status.containerStatuses?.map(\.restartCount) == [0, 0, 0, 0])

            // Each probe says so when its server is gone, and nothing else does.
            try await box.demand(
                """
                podman exec probed-http rm /tmp/ok; podman exec probed-tcp killall httpd
                podman exec probed-exec rm /tmp/ready; podman exec probed-grpc touch /tmp/down
                """, user: "pod")
            try await eventually(within: .seconds(60), "all are unready") {
                let pod = try await box.userPod("probed")
                return pod.status.containerStatuses?.contains { $0.ready } == false
            }

            let left = try await box.demand(
                "ps -u pod -o stat=,comm= | grep -vE 'httpd$|python' | grep -E '^Z|nsenter|podsup'",
                user: "pod")
            #expect(left.lines.count == 1, "the supervisor alone: \(left.out)")
            try await box.demand("podsup down --user probed", user: "pod", timeout: .seconds(90))
        }
    }

    @Test("a grpc probe asks a real gRPC server for the service it names", arguments: Box.Suite.allCases)
    func grpc(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand("sh /images/load grpc", timeout: .seconds(120))
            try await box.write(services, to: "/root/test/services.yaml")
            try await box.demand(
                "(podsup up /root/test/services.yaml > /root/test/up.log 2>&1 &) ; sleep 1",
                timeout: .seconds(60))
            try await eventually(within: .seconds(60), "the served ones are ready") {
                guard let pod = try? await box.pod("services") else { return false }
                return (try? pod.container("all").ready && pod.container("named").ready) ?? false
            }
            let expected = [
                ("refusing", #"service unhealthy (responded with "NOT_SERVING")"#),
                (
                    "unknown",
                    "error: health rpc probe failed: rpc error: code = NotFound desc = unknown service"
                ),
                ("dead", "connect: connection refused"),
                ("web", "the server does not speak HTTP/2"),
            ]
            try await eventually(
                within: .seconds(120), "the others say why they are not",
                note: { try await box.journal("podsup-services.service").joined(separator: "\n") }
            ) {
                let journal = try await box.journal("podsup-services.service")
                return expected.allSatisfy { name, why in
                    journal.contains { $0.contains(why) && $0.contains("eadiness") }
                }
            }
            let pod = try await box.pod("services")
            for (name, _) in expected { #expect(try pod.container(name).ready == false) }
        }
    }
}

extension Box {
    fileprivate func userPod(_ app: String) async throws -> PodList.Pod {
        let output = try await demand("podsup status --user \(app) -o json", user: "pod")
        return try #require(try PodList(decoding: output.out).items.first)
    }
}

/// A health service: `down` is what a file says, others it does not know.
private let server = """
    import os, sys, grpc
    from concurrent import futures
    def check(request, context):
        if request == b"\\n\\x04down" or os.path.exists("/tmp/down"): return b"\\x08\\x02"
        if request not in (b"", b"\\n\\x02up"):
            context.abort(grpc.StatusCode.NOT_FOUND, "unknown service")
        return b"\\x08\\x01"
    server = grpc.server(futures.ThreadPoolExecutor(2))
    check = grpc.unary_unary_rpc_method_handler(check)
    handler = grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": check})
    server.add_generic_rpc_handlers((handler,))
    server.add_insecure_port("0.0.0.0:" + sys.argv[1])
    server.start()
    server.wait_for_termination()
    """

private func indented(_ text: String, by spaces: Int) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: spaces) + $0 }.joined(separator: "\n")
}

private let script = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: server}
    data:
      server.py: |
    \(indented(server, by: 4))
    ---
    """

private let fourKinds =
    script + """

        apiVersion: v1
        kind: Pod
        metadata: {name: probed}
        spec:
          terminationGracePeriodSeconds: 1
          volumes: [{name: server, configMap: {name: server}}]
          containers:
            - name: http
              image: localhost/podsup/busybox:1
              command: ["sh", "-c", "echo ok > /tmp/ok; exec httpd -f -p 8081 -h /tmp"]
              readinessProbe: {httpGet: {path: /ok, port: 8081}, periodSeconds: 1, failureThreshold: 1}
            - name: tcp
              image: localhost/podsup/busybox:1
              command: ["sh", "-c", "httpd -p 8082 -h /tmp; exec sleep 3600"]
              readinessProbe: {tcpSocket: {port: 8082}, periodSeconds: 1, failureThreshold: 1}
            - name: exec
              image: localhost/podsup/busybox:1
              command: ["sh", "-c", "touch /tmp/ready; exec sleep 3600"]
              readinessProbe: {exec: {command: [test, -e, /tmp/ready]}, periodSeconds: 1, timeoutSeconds: 10}
            - name: grpc
              image: localhost/podsup/grpc:1
              command: ["python3", "/srv/server.py", "8083"]
              volumeMounts: [{name: server, mountPath: /srv}]
              readinessProbe: {grpc: {port: 8083}, periodSeconds: 1, timeoutSeconds: 10, failureThreshold: 1}
        """

private let services: String = {
    let containers = [
        ("all", 8083, "", "python3 /srv/server.py 8083"), ("named", 8083, "up", "sleep 3600"),
        ("refusing", 8083, "down", "sleep 3600"), ("unknown", 8083, "other", "sleep 3600"),
        ("dead", 8099, "", "sleep 3600"), ("web", 8084, "", "httpd -f -p 8084"),
    ].map { name, port, service, command in
        // A reason that follows another is not told: asked is only where the server listens.
        let start =
            port == 8083
            ? "startupProbe: {tcpSocket: {port: 8083}, periodSeconds: 1, failureThreshold: 300}" : ""
        return """
                - name: \(name)
                  image: localhost/podsup/grpc:1
                  command: ["sh", "-c", "exec \(command)"]
                  volumeMounts: [{name: server, mountPath: /srv}]
                  readinessProbe: {grpc: {port: \(port), service: "\(service)"}, periodSeconds: 2, timeoutSeconds: 10}
                  \(start)
            """
    }
    return script + """

        apiVersion: v1
        kind: Pod
        metadata: {name: services}
        spec:
          terminationGracePeriodSeconds: 1
          volumes: [{name: server, configMap: {name: server}}]
          containers:
        \(containers.joined(separator: "\n"))
        """
}()
