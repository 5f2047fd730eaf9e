import Testing

@testable import PodSpec

@Suite("Fields of a pod")
struct FieldRuleTests {
    @Test("a subdomain gives the pod a full name; its short name stays its hostname")
    func subdomain() throws {
        let pod = try decode(pod(spec: "hostname: db\nsubdomain: data")).pods[0]
        #expect(pod.fullyQualifiedName == "db.data.default.svc.cluster.local")
        #expect(pod.machineName == "db")
    }

    @Test("setHostnameAsFQDN makes the full name the hostname, and changes nothing without a subdomain")
    func fqdn() throws {
        #expect(
            try decode(pod(spec: "subdomain: data\nsetHostnameAsFQDN: true")).pods[0].machineName
                == "web.data.default.svc.cluster.local")
        #expect(try decode(pod(spec: "setHostnameAsFQDN: true")).pods[0].machineName == "web")
    }

    @Test("hostnameOverride is the hostname, whatever else there is")
    func override() throws {
        let pod = try decode(pod(spec: "hostname: db\nsubdomain: data\nhostnameOverride: box.example.org"))
            .pods[0]
        #expect(pod.machineName == "box.example.org")
        #expect(pod.fullyQualifiedName == nil)
    }

    @Test("a pod's name that is too long for a hostname is cut")
    func longName() throws {
        var pod = Pod(name: String(repeating: "a", count: 80))
        #expect(pod.machineName.utf8.count == 63)
        pod.hostname = "x"
        #expect(pod.machineName == "x")
    }

    @Test("the pod's resources are its lone container's, where that does not say otherwise")
    func podResources() throws {
        let app = try decode(
            pod(
                spec: "resources: {limits: {cpu: 2, memory: 64Mi}, requests: {cpu: 1}}",
                container: "resources: {limits: {memory: 32Mi}}"))
        let resources = app.pods[0].containers[0].resources
        #expect(resources.limits.mapValues(\.text) == ["cpu": "2", "memory": "32Mi"])
        #expect(resources.requests["cpu"]?.text == "1")
    }

    @Test("what asks for nothing is accepted where the field itself is refused")
    func harmless() throws {
        _ = try decode(pod(spec: "hostUsers: true", container: "stdinOnce: true"))
        _ = try decode(
            pod(
                spec: "volumes: [{name: a, emptyDir: {sizeLimit: 0}}]",
                container: "volumeMounts: [{name: a, mountPath: /a, recursiveReadOnly: Disabled}]"))
    }

    @Test("a Deployment's demands on the machine come from its template, each once, with their place")
    func demands() throws {
        let app = try decode(
            pod(
                spec: "nodeSelector: {beta.kubernetes.io/arch: arm64}",
                container: "securityContext: {seccompProfile: {type: Localhost, localhostProfile: a/b.json}}")
        )
        #expect(
            Set(app.demands.map { "\($0.what)" })
                == Set([
                    "\(MachineDemand.What.label("kubernetes.io/arch", value: "arm64"))",
                    "\(MachineDemand.What.seccompProfile("a/b.json"))",
                ]))
        #expect(app.demands.allSatisfy { $0.mark.line > 1 && $0.path.hasPrefix("spec.") })
    }

    @Test("a restart rule may restart all containers")
    func restartAll() throws {
        let text = """
            restartPolicy: Never
            restartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: In, values: [88]}}]
            """
        #expect(try container(text).restartRules.map(\.action) == [.restartAllContainers])
    }

    @Test(
        "a mode is the same in every spelling", arguments: ["420", "0644", "0o644", "0x1a4"])
    func modes(text: String) throws {
        let app = try decode(
            pod(spec: "volumes: [{name: a, secret: {secretName: x, optional: true, defaultMode: \(text)}}]"))
        guard case .secret(_, let projection) = app.pods[0].volumes[0].source else {
            Issue.record("no secret")
            return
        }
        #expect(projection.defaultMode == 0o644)
    }

    @Test(
        "likely slips are warned of",
        arguments: [
            ("limits: {memory: 128m}", "128m is 128 thousandths of a byte; did you mean 128Mi?"),
            ("limits: {cpu: 500M}", "500M is 500000000 processors; 500m is 500 thousandths of one"),
            ("limits: {memory: 512}", "512 is 512 bytes; did you mean 512Mi?"),
        ])
    func slips(resources: String, warning: String) throws {
        #expect(try decode(pod(container: "resources: {\(resources)}")).warnings.map(\.text) == [warning])
    }

    @Test("a List and several documents are one app; a template among quoted texts is no template")
    func listsAndTexts() throws {
        let text = """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {rule: "{{ $labels.job }} is down"}}
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: b}
              data:
                alert: |
                  {{ $value }} # {{ x }}
            ---
            \(pod())
            """
        let app = try decode(text)
        #expect(app.configMaps.keys.sorted() == ["a", "b"] && app.pods.count == 1)
    }
}

extension FieldRuleTests {
    @Test("envFrom takes a ConfigMap's data, and not its binaryData")
    func binaryData() throws {
        let text = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {x: y}, binaryData: {raw: AAEC}}
            ---
            \(pod(container: "envFrom: [{configMapRef: {name: a}}]"))
            """
        let app = try decode(text)
        let facts = RuntimeFacts(
            podIP: "", hostIP: "", nodeName: "", hostCPUs: 1, hostMemory: 1, podUID: "")
        let found = try resolveEnvironment(
            of: app.pods[0].containers[0], in: app.pods[0], app: app, facts: facts)
        #expect(found.map(\.name) == ["x"])
    }
}
