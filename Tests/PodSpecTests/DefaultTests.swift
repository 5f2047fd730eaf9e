import Testing

@testable import PodSpec

@Suite("Kubernetes' defaults and rules")
struct DefaultTests {
    @Test(
        "pull an image always when its tag is latest or none",
        arguments: [
            ("nginx", .always), ("nginx:latest", .always), ("nginx:1.27", .ifNotPresent),
            ("example.org:5000/nginx", .always), ("example.org:5000/nginx:1", .ifNotPresent),
            ("nginx@sha256:0123", .ifNotPresent), ("nginx:latest@sha256:0123", .ifNotPresent),
        ] as [(String, Container.PullPolicy)])
    func pullPolicy(image: String, policy: Container.PullPolicy) throws {
        let text = pod().split(separator: "\n").map {
            $0.contains("image:") ? "    image: \(image)" : String($0)
        }
        #expect(try decode(text.joined(separator: "\n")).pods[0].containers[0].pullPolicy == policy)
    }

    @Test("fill in a pod")
    func podDefaults() throws {
        var expected = Pod(name: "web")
        expected.owner = Pod.Owner(kind: .pod, name: "web")
        var container = Container(name: "main", image: "example.org/web:1")
        container.pullPolicy = .ifNotPresent
        expected.containers = [container]
        #expect(try decode(pod()).pods == [expected])
        #expect(expected.restartPolicy == .always)
        #expect(expected.terminationGracePeriod == .seconds(30))
        #expect(container.terminationMessagePath == "/dev/termination-log")
    }

    @Test("fill in a probe, and read 0 as the default with a warning")
    func probe() throws {
        let app = try decode(
            pod(container: "readinessProbe: {tcpSocket: {port: 80}, timeoutSeconds: 0, successThreshold: 2}"))
        var expected = Probe(.tcpSocket(port: .number(80), host: nil))
        expected.successThreshold = 2
        #expect(app.pods[0].containers[0].readinessProbe == expected)
        #expect(app.warnings.map(\.text) == ["0 asks for the default, 1"])
    }

    @Test("take a limit as the request where none is given")
    func requests() throws {
        let resources = try container("resources: {limits: {cpu: 1, memory: 64Mi}, requests: {cpu: 100m}}")
            .resources
        #expect(resources.requests["memory"] == resources.limits["memory"])
        #expect(resources.requests["cpu"]?.milli == 100)
    }

    @Test("give a container under hostNetwork its own port on the machine")
    func hostNetwork() throws {
        let app = try decode(pod(spec: "hostNetwork: true", container: "ports: [{containerPort: 80}]"))
        #expect(app.pods[0].containers[0].ports[0].hostPort == 80)
    }

    @Test("make a volume without a source an emptyDir, with a warning")
    func emptyDir() throws {
        let app = try decode(pod(spec: "volumes: [{name: v}]"))
        #expect(app.pods[0].volumes[0].source == .emptyDir(memory: false, sizeLimit: nil))
        #expect(app.warnings.map(\.text) == ["the volume names no source, so it is an emptyDir"])
    }

    @Test("warn that nothing limits an emptyDir on disk, and limit one in memory")
    func sizeLimit() throws {
        let disk = try decode(pod(spec: "volumes: [{name: v, emptyDir: {sizeLimit: 1Gi}}]"))
        #expect(disk.pods[0].volumes[0].source == .emptyDir(memory: false, sizeLimit: nil))
        #expect(
            disk.warnings.count == 1 && disk.warnings[0].text.hasPrefix("nothing keeps the volume below 1Gi"))
        let memory = try decode(pod(spec: "volumes: [{name: v, emptyDir: {medium: Memory, sizeLimit: 1Ki}}]"))
        #expect(memory.pods[0].volumes[0].source == .emptyDir(memory: true, sizeLimit: 1024))
        #expect(memory.warnings.isEmpty)
    }

    @Test(
        "warn where a quantity is legal and surely a slip",
        arguments: [
            ("memory: 128m", "128m is 128 thousandths of a byte; did you mean 128Mi?"),
            ("memory: 512", "512 is 512 bytes; did you mean 512Mi?"),
            ("cpu: 500M", "500M is 500000000 processors; 500m is 500 thousandths of one"),
        ])
    func slips(limit: String, warning: String) throws {
        let app = try decode(pod(container: "resources: {limits: {\(limit)}}"))
        #expect(app.warnings.map(\.text) == [warning])
    }

    @Test("accept a capability in any spelling as the kernel's name without CAP_")
    func capabilities() throws {
        let context = try container(
            "securityContext: {capabilities: {add: [net_admin, CAP_CHOWN], drop: [all]}}"
        )
        .securityContext
        #expect(context.addedCapabilities == ["NET_ADMIN", "CHOWN"])
        #expect(context.droppedCapabilities == ["ALL"])
    }

    @Test("let a container's own user overrule the pod's for runAsNonRoot")
    func nonRoot() throws {
        let spec = "securityContext: {runAsNonRoot: true, runAsUser: 0}"
        #expect(problems(in: pod(spec: spec)).count == 1)
        #expect(problems(in: pod(spec: spec, container: "securityContext: {runAsUser: 5}")).isEmpty)
        #expect(problems(in: pod(spec: spec, container: "securityContext: {runAsNonRoot: false}")).isEmpty)
    }

    @Test("read restart rules, lifecycle and the rest of a container as written")
    func wholeContainer() throws {
        let container = try container(
            """
            restartPolicy: Never
            restartPolicyRules:
            - {action: Restart, exitCodes: {operator: NotIn, values: [0, 42]}}
            lifecycle:
              stopSignal: SIGRTMIN+3
              postStart: {exec: {command: [touch, /started]}}
              preStop: {httpGet: {port: 8080, path: /bye, host: 127.0.0.1, scheme: HTTPS, httpHeaders: [{name: A, value: b}]}}
            stdin: true
            tty: true
            terminationMessagePolicy: FallbackToLogsOnError
            terminationMessagePath: /tmp/message
            """)
        #expect(container.restartRules == [RestartRule(action: .restart, isIn: false, codes: [0, 42])])
        #expect(container.stopSignal == "SIGRTMIN+3")
        #expect(container.postStart == .exec(["touch", "/started"]))
        var get = HTTPGet(port: .number(8080))
        (get.path, get.host, get.scheme) = ("/bye", "127.0.0.1", .https)
        get.headers = [.init(name: "A", value: "b")]
        #expect(container.preStop == .httpGet(get))
        #expect(container.terminationMessagePolicy == .fallbackToLogsOnError)
        #expect(container.terminationMessagePath == "/tmp/message")
        #expect(container.stdin && container.tty)
    }

    @Test("read a pod's names, addresses and security as written")
    func wholePod() throws {
        let pod = try decode(
            pod(
                spec: """
                    hostname: web
                    hostAliases: [{ip: 192.0.2.5, hostnames: [db, db.example.org]}]
                    dnsPolicy: None
                    dnsConfig: {nameservers: [192.0.2.53], searches: [example.org], options: [{name: ndots, value: "2"}, {name: edns0}]}
                    securityContext:
                      supplementalGroups: [5, 6]
                      fsGroup: 7
                      fsGroupChangePolicy: OnRootMismatch
                      seccompProfile: {type: Unconfined}
                      sysctls: [{name: net/ipv4/ip_unprivileged_port_start, value: "0"}]
                    """)
        ).pods[0]
        #expect(pod.hostname == "web")
        #expect(pod.hostAliases == [Pod.HostAlias(ip: "192.0.2.5", hostnames: ["db", "db.example.org"])])
        #expect(pod.dnsPolicy == .none)
        #expect(pod.dnsConfig?.options == ["ndots:2", "edns0"])
        #expect(pod.securityContext.supplementalGroups == [5, 6])
        #expect(!pod.securityContext.fsGroupChangeAlways)
        #expect(pod.securityContext.seccompProfile == .unconfined)
        #expect(pod.securityContext.sysctls == ["net.ipv4.ip_unprivileged_port_start": "0"])
    }
}
