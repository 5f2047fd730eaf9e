import Testing

@testable import PodSpec

private let facts = RuntimeFacts(
    podIP: "10.1.2.3", hostIP: "192.0.2.1", nodeName: "pi", hostCPUs: 4, hostMemory: 1_000_000_000,
    podUID: "u-1")

/// `NAME=value` lines of the first container's environment.
private func environment(_ container: String, objects: String = "") throws -> [String] {
    let app = try decode(objects + pod(spec: "serviceAccountName: bot", container: container))
    return try resolveEnvironment(of: app.pods[0].containers[0], in: app.pods[0], app: app, facts: facts)
        .map { "\($0.name)=\($0.value)" }
}

private let settings = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {colour: red, size: big}
    binaryData: {raw: /w==}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: keys}
    data: {token: aHVudGVyMg==}
    stringData: {user: me}
    ---

    """

@Suite("A container's environment")
struct EnvironmentTests {
    @Test("takes $(NAME) from variables further up, and leaves others as they are")
    func expansion() throws {
        let lines = try environment(
            """
            env:
            - {name: A, value: "1"}
            - {name: B, value: "$(A)-$(C)-$$(A)-$A-$"}
            - {name: C, value: "$(B)"}
            - {name: A, value: "$(A)2"}
            """)
        #expect(lines == ["A=12", "B=1-$(C)-$(A)-$A-$", "C=1-$(C)-$(A)-$A-$"])
    }

    @Test("has envFrom's keys in order with their prefix, and lets env replace and use them")
    func sources() throws {
        let lines = try environment(
            """
            envFrom:
            - {prefix: K_, secretRef: {name: keys}}
            - {configMapRef: {name: nothing, optional: true}}
            env:
            - {name: K_user, value: you}
            - {name: BOTH, value: "$(K_user):$(K_token)"}
            """, objects: settings)
        #expect(lines == ["K_token=hunter2", "K_user=you", "BOTH=you:hunter2"])
    }

    @Test("takes single keys, and leaves out a missing one that is optional")
    func keys() throws {
        let lines = try environment(
            """
            env:
            - {name: A, valueFrom: {configMapKeyRef: {name: settings, key: size}}}
            - {name: B, valueFrom: {secretKeyRef: {name: keys, key: nothing, optional: true}}}
            - {name: C, valueFrom: {secretKeyRef: {name: none, key: nothing, optional: true}}}
            - {name: D, value: "$(B)"}
            """, objects: settings)
        #expect(lines == ["A=big", "D=$(B)"])
    }

    @Test("does not expand what comes from a ConfigMap")
    func noExpansion() throws {
        let objects = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {k: $(A)}\n---\n"
        let lines = try environment(
            """
            env:
            - {name: A, value: a}
            - {name: B, valueFrom: {configMapKeyRef: {name: c, key: k}}}
            - {name: C, value: $(B)}
            """, objects: objects)
        #expect(lines == ["A=a", "B=$(A)", "C=$(A)"])
    }

    @Test(
        "knows the pod's own fields",
        arguments: [
            ("metadata.name", "web"), ("metadata.namespace", "default"), ("metadata.uid", "u-1"),
            ("metadata.labels['none']", ""), ("spec.nodeName", "pi"), ("spec.serviceAccountName", "bot"),
            ("status.podIP", "10.1.2.3"), ("status.podIPs", "10.1.2.3"), ("status.hostIP", "192.0.2.1"),
            ("status.hostIPs", "192.0.2.1"),
        ])
    func fields(path: String, value: String) throws {
        let lines = try environment("env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"\(path)\"}}}]")
        #expect(lines == ["A=\(value)"])
    }

    @Test("knows labels and annotations by key")
    func labels() throws {
        var pod = Pod(name: "web")
        pod.labels = ["app.example/x": "1"]
        pod.annotations = ["note": "two words"]
        var container = Container(name: "c", image: "i")
        container.env = [
            EnvironmentVariable(name: "A", value: .field("metadata.labels['app.example/x']")),
            EnvironmentVariable(name: "B", value: .field("metadata.annotations['note']")),
        ]
        let variables = try resolveEnvironment(of: container, in: pod, app: App(name: "a"), facts: facts)
        #expect(variables.map(\.value) == ["1", "two words"])
    }

    @Test(
        "rounds resources up in units of the divisor, and knows the machine where no limit is set",
        arguments: [
            ("limits.cpu", "1", "2"), ("limits.cpu", "1m", "1500"), ("requests.cpu", "1m", "1500"),
            ("limits.memory", "1Mi", "954"), ("limits.memory", "1", "1000000000"),
            ("requests.memory", "1", "0"),
            ("limits.cpu", "0", "2"),
        ])
    func resources(resource: String, divisor: String, value: String) throws {
        let lines = try environment(
            """
            resources: {limits: {cpu: 1500m}}
            env: [{name: A, valueFrom: {resourceFieldRef: {resource: \(resource), divisor: "\(divisor)"}}}]
            """)
        #expect(lines == ["A=\(value)"])
    }

    @Test("can't hold bytes that are no text, and says so without them")
    func binary() throws {
        #expect(
            throws: ResolutionError.notText(kind: "ConfigMap", name: "settings", key: "raw")
        ) {
            try environment(
                "env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: raw}}}]",
                objects: settings)
        }
    }

    @Test("that misses a key says which keys there are")
    func missingKey() throws {
        var app = App(name: "a", pods: [Pod(name: "web")])
        app.configMaps["c"] = ConfigMap(name: "c", data: ["x": [], "y": []])
        var container = Container(name: "c", image: "i")
        container.env = [
            EnvironmentVariable(name: "A", value: .configMapKey(name: "c", key: "z", optional: false))
        ]
        let error = ResolutionError.noKey(kind: "ConfigMap", name: "c", key: "z", existing: ["x", "y"])
        #expect(throws: error) {
            try resolveEnvironment(of: container, in: app.pods[0], app: app, facts: facts)
        }
        #expect(error.description == "the ConfigMap 'c' has no key 'z'; its keys are x and y")
    }

    @Test(
        "is put into command and args by Kubernetes' rules",
        arguments: [
            ("$(A)", "1"), ("$$(A)", "$(A)"), ("$$$(A)", "$1"), ("$(B)", "$(B)"), ("$(A", "$(A"),
            ("$($(A)", "$($(A)"),
            ("$A", "$A"), ("a$", "a$"), ("$$", "$"), ("", ""), ("ä$(A)ö", "ä1ö"), ("$()", "$()"),
            ("$(A)$(A)", "11"),
        ])
    func words(text: String, expanded: String) {
        #expect(expandWords([text], with: [(name: "A", value: "1")]) == [expanded])
    }

    @Test("is put into a subPathExpr, where a missing variable or a way out is an error")
    func subPath() throws {
        let environment = [(name: "A", value: "x/y"), (name: "UP", value: "..")]
        #expect(try expandSubPath("logs/$(A)", with: environment) == "logs/x/y")
        #expect(throws: ResolutionError.noVariable(name: "B", text: "$(B)")) {
            try expandSubPath("$(B)", with: environment)
        }
        #expect(throws: ResolutionError.outsideVolume(path: "a/..")) {
            try expandSubPath("a/$(UP)", with: environment)
        }
    }
}
