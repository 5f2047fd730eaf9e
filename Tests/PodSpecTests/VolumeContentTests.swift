import Testing

@testable import PodSpec

private let facts = RuntimeFacts(
    podIP: "10.1.2.3", hostIP: "192.0.2.1", nodeName: "pi", hostCPUs: 4, hostMemory: 1 << 30, podUID: "u-1")

private let objects = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: c}
    data: {a: one, b: two}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: s}
    stringData: {a: secret}
    ---

    """

/// `path mode content` of each file of a pod's only volume.
private func files(_ volume: String) throws -> [String] {
    let app = try decode(objects + pod(spec: "volumes:\n- name: v\n  " + volume))
    return try volumeFiles(of: app.pods[0].volumes[0].source, in: app.pods[0], app: app, facts: facts)
        .map { "\($0.path) \(String($0.mode, radix: 8)) \(String(decoding: $0.bytes, as: UTF8.self))" }
}

@Suite("The files of a volume")
struct VolumeContentTests {
    @Test("are a ConfigMap's keys with the default mode")
    func configMap() throws {
        #expect(try files("configMap: {name: c}") == ["a 644 one", "b 644 two"])
        #expect(try files("configMap: {name: c, defaultMode: 0400}") == ["a 400 one", "b 400 two"])
    }

    @Test("are only the items where there are items, with their paths and modes")
    func items() throws {
        #expect(
            try files("secret: {secretName: s, items: [{key: a, path: deep/er, mode: 0400}]}") == [
                "deep/er 400 secret"
            ])
        #expect(
            try files(
                "configMap: {name: c, optional: true, items: [{key: none, path: x}, {key: b, path: y}]}") == [
                    "y 644 two"
                ])
    }

    @Test("are none where an optional object is missing")
    func optional() throws {
        #expect(try files("configMap: {name: none, optional: true}").isEmpty)
        #expect(try files("secret: {secretName: none, optional: true}").isEmpty)
    }

    @Test("are none of a volume that is not written by podsup")
    func others() throws {
        #expect(try files("emptyDir: {}").isEmpty)
        #expect(try files("hostPath: {path: /srv}").isEmpty)
    }

    @Test("of several projected sources are joined, the last one of a path counts")
    func projected() throws {
        let lines = try files(
            """
            projected:
                defaultMode: 0440
                sources:
                - configMap: {name: c, items: [{key: a, path: a}, {key: b, path: b, mode: 0400}]}
                - secret: {name: s}
                - downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}
            """)
        #expect(lines == ["a 440 secret", "b 400 two", "name 440 web"])
    }

    @Test("of the downward API are fields and resources")
    func downward() throws {
        let lines = try files(
            """
            downwardAPI:
                items:
                - {path: cpu, resourceFieldRef: {containerName: main, resource: limits.cpu, divisor: 1m}}
                - {path: memory, resourceFieldRef: {containerName: main, resource: limits.memory, divisor: 1Mi}}
                - {path: uid, mode: 0600, fieldRef: {fieldPath: metadata.uid}}
            """)
        #expect(lines == ["cpu 644 4000", "memory 644 1024", "uid 600 u-1"])
    }

    @Test("hold labels as the kubelet writes them, sorted and quoted")
    func labels() throws {
        var pod = Pod(name: "web")
        pod.annotations = ["b": "say \"hi\"\n\tback\\slash", "a": "ü\u{1}"]
        let source = Volume.Source.downwardAPI(
            items: [DownwardItem(path: "notes", value: .field("metadata.annotations"))], defaultMode: 0o644)
        let files = try volumeFiles(of: source, in: pod, app: App(name: "a"), facts: facts)
        #expect(
            String(decoding: files[0].bytes, as: UTF8.self)
                == #"""
                a="ü\x01"
                b="say \"hi\"\n\tback\\slash"
                """#)
    }
}
