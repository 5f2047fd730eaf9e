import TestSupport
import Testing

@Suite("Probes, in a box")
struct ProbeTests {
    @Test(
        "up waits until httpGet, tcpSocket and exec probes succeed, and the unit until then is activating",
        arguments: Box.Suite.allCases)
    func readiness(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(readinessOfThreeKinds, to: "/root/test/probed.yaml")
            try await box.demand(
                "(podsup up /root/test/probed.yaml > /root/test/up.log 2>&1; echo exit $? >> /root/test/up.log) &"
            )
            try await eventually(within: .seconds(30), "three containers run") {
                let pod = try? await box.pod("probed")
                return pod?.status.containerStatuses?.filter { $0.state.running != nil }.count == 3
            }

            for (container, begin) in [
                ("http", "(mkdir -p /tmp/w; echo ok > /tmp/w/ok; httpd -p 8081 -h /tmp/w)"),
                ("tcp", "(nc -lk -p 8082 -e true > /dev/null 2>&1 &)"),
                ("exec", "touch /tmp/ready"),
            ] {
                try await Task.sleep(for: .seconds(2))
                #expect(try await box.property("ActiveState", of: "podsup-probed.service") == "activating")
                #expect(try await box.pod("probed").container(container).ready == false)
                try await box.demand("podman exec -d probed-\(container) sh -c '\(begin)'")
                try await eventually(within: .seconds(10), "\(container) is ready") {
                    try await box.pod("probed").container(container).ready
                }
            }

            try await eventually(within: .seconds(10), "up has returned") {
                try await box.demand("cat /root/test/up.log").out.contains("exit 0")
            }
            #expect(try await box.property("ActiveState", of: "podsup-probed.service") == "active")
        }
    }

    @Test(
        "a container that is no longer ready is not restarted, and ready again when its probe succeeds",
        arguments: Box.Suite.allCases)
    func readinessLost(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            let before = try await box.fingerprint()

            try await box.demand("podman exec site-webhook mv /site/public /site/hidden")
            try await eventually(within: .seconds(40), "both containers are unready") {
                let pod = try await box.pod()
                return try !pod.container("nginx").ready && !pod.container("webhook").ready
            }
            #expect(try await box.pod().isReady == false)

            try await box.demand("podman exec site-webhook mv /site/hidden /site/public")
            try await eventually(within: .seconds(20), "the pod is ready") { try await box.pod().isReady }
            #expect(try await box.fingerprint() == before)
        }
    }

    @Test("a failing liveness probe restarts that container only", arguments: Box.Suite.allCases)
    func liveness(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(livenessOfOne, to: "/root/test/lively.yaml")
            try await box.up("/root/test/lively.yaml")
            let steady = try await box.inspect("lively-steady")
            let sick = try await box.inspect("lively-sick")

            try await box.demand("podman exec lively-sick rm /tmp/alive")
            try await eventually(within: .seconds(20), "the sick container is restarted") {
                let container = try await box.pod("lively").container("sick")
                return container.restartCount == 1 && container.state.running != nil
            }

            #expect(try await box.inspect("lively-steady") == steady)
            #expect(try await box.inspect("lively-sick").pid != sick.pid)
            #expect(try await box.pod("lively").container("steady").restartCount == 0)
            #expect(
                try await box.journal("podsup-lively.service").contains {
                    $0.contains("iveness") && $0.contains("sick")
                })
        }
    }

    @Test(
        "podman.service has idled out, and stays away, while the site is up and probed",
        arguments: Box.Suite.allCases)
    func podmanSleeps(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await eventually(within: .seconds(20), "podman.service is inactive") {
                try await box.property("ActiveState", of: "podman.service") == "inactive"
            }

            // Longer than every period of the site's probes.
            let asleep = try await box.property("InactiveEnterTimestampMonotonic", of: "podman.service")
            try await Task.sleep(for: .seconds(15))
            #expect(try await box.pod().isReady)

            // It is probed all the while. (`podman` on the command line does not use the service.)
            try await box.demand("podman exec site-webhook mv /site/public /site/hidden")
            try await eventually(within: .seconds(40), "the pod is unready") { try await !box.pod().isReady }
            try await box.demand("podman exec site-webhook mv /site/hidden /site/public")
            try await eventually(within: .seconds(20), "the pod is ready") { try await box.pod().isReady }

            #expect(
                try await box.property("InactiveEnterTimestampMonotonic", of: "podman.service") == asleep,
                "it was not started in between")
        }
    }

    @Test("probes of Podman's own are off", arguments: Box.Suite.allCases)
    func podmanDoesNotProbe(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()

            let timers = try await box.demand(
                "systemctl list-timers --all --no-legend --plain | grep -c healthcheck || :")
            #expect(timers.text == "0")
            for name in ["site-nginx", "site-webhook"] {
                let policy = try await box.demand(
                    "podman inspect \(name) --format '{{.HostConfig.RestartPolicy.Name}}'")
                #expect(["", "no"].contains(policy.text), "\(policy)")
            }
        }
    }
}

private let readinessOfThreeKinds = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: probed
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: http
          image: localhost/podsup/busybox:1
          command: ["sleep", "3600"]
          readinessProbe: {httpGet: {path: /ok, port: 8081}, periodSeconds: 1}
        - name: tcp
          image: localhost/podsup/busybox:1
          command: ["sleep", "3600"]
          readinessProbe: {tcpSocket: {port: 8082}, periodSeconds: 1}
        - name: exec
          image: localhost/podsup/busybox:1
          command: ["sleep", "3600"]
          readinessProbe: {exec: {command: ["test", "-e", "/tmp/ready"]}, periodSeconds: 1}
    """

private let livenessOfOne = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: lively
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: sick
          image: localhost/podsup/busybox:1
          command: ["sh", "-c", "touch /tmp/alive; exec sleep 3600"]
          livenessProbe:
            exec:
              command: ["test", "-e", "/tmp/alive"]
            initialDelaySeconds: 1
            periodSeconds: 1
            failureThreshold: 2
        - name: steady
          image: localhost/podsup/busybox:1
          command: ["sleep", "3600"]
          livenessProbe:
            exec:
              command: ["true"]
            periodSeconds: 1
    """
