import Foundation
import Testing

@testable import PodSpec

@Suite("A plain scalar")
struct TypingTests {
    @Test(
        "is a boolean of YAML 1.1 where a boolean is wanted",
        arguments: [
            ("yes", true), ("No", false), ("ON", true), ("off", false), ("true", true), ("False", false),
        ])
    func booleans(text: String, value: Bool) throws {
        #expect(try container("tty: \(text)").tty == value)
    }

    @Test("is text where text is wanted, even if YAML 1.1 had it as a boolean")
    func yes() throws {
        #expect(try container("args: [yes, no, on, off, y]").args == ["yes", "no", "on", "off", "y"])
    }

    @Test(
        "is a mode in octal or decimal",
        arguments: [("420", 0o644), ("0644", 0o644), ("0o644", 0o644), ("0x1a4", 0o644), ("0", 0)]
            as [(String, UInt16)])
    func modes(text: String, mode: UInt16) throws {
        let app = try decode(
            pod(spec: "volumes: [{name: v, downwardAPI: {defaultMode: \(text), items: []}}]"))
        #expect(app.pods[0].volumes[0].source == .downwardAPI(items: [], defaultMode: mode))
    }

    @Test("is no integer with quotes, an exponent, a fraction or too many digits")
    func integers() {
        let values = ["\"8080\"", "8e3", "80.5", "089", "99999999999999999999", "1_000", "0b11", "-1"]
        #expect(
            problems(in: pod(spec: "terminationGracePeriodSeconds: \(values[0])")) == [
                "10:34: spec.terminationGracePeriodSeconds: \"8080\" is text, but a whole number is wanted; "
                    + "remove the quotes"
            ])
        for value in values {
            #expect(problems(in: pod(spec: "terminationGracePeriodSeconds: \(value)")).count == 1, "\(value)")
        }
    }

    @Test("that is null counts as absent", arguments: ["", "~", "null", "Null"])
    func null(text: String) throws {
        let container = try container("livenessProbe: \(text)\nworkingDir: \(text)\nargs: \(text)")
        #expect(container.livenessProbe == nil)
        #expect(container.workingDir == nil)
        #expect(container.args == nil)
    }

    @Test(
        "is taken as written in a variable's value, with a warning",
        arguments: ["8080", "true", "yes", "022", "1.50", "0x1F", "1e3", "-1", ".5"])
    func environment(text: String) throws {
        let app = try decode(pod(container: "env: [{name: A, value: \(text)}]"))
        #expect(app.pods[0].containers[0].env == [EnvironmentVariable(name: "A", value: .literal(text))])
        #expect(
            app.warnings.map(\.text) == [
                "\(text) is taken as the text \"\(text)\"; Kubernetes wants it in quotes"
            ])
    }

    @Test(
        "makes no warning in a variable's value where it is text",
        arguments: ["\"8080\"", "'yes'", "!!str 5", "a", "1.2.3", "\"\""])
    func quoted(text: String) throws {
        #expect(try decode(pod(container: "env: [{name: A, value: \(text)}]")).warnings.isEmpty)
    }

    @Test("keeps all digits of a user's number")
    func identifiers() throws {
        let context = try container("securityContext: {runAsUser: 2147483647, runAsGroup: 0}").securityContext
        #expect(context.runAsUser == 2_147_483_647)
        #expect(context.runAsGroup == 0)
        #expect(problems(in: pod(container: "securityContext: {runAsUser: 2147483648}")).count == 1)
    }
}

@Suite("A manifest that shall move to a cluster")
struct ForKubernetesTests {
    private func problems(_ text: String, forKubernetes: Bool) -> [String] {
        do {
            _ = try Manifest.decode(
                [ManifestFile(name: "a.yaml", bytes: Array(text.utf8))], name: "a",
                options: ManifestOptions(forKubernetes: forKubernetes))
            return []
        } catch { return error.list.map { "\($0)" } }
    }

    @Test("what podsup alone takes is refused, each at its place")
    func refused() throws {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: p
              labels: {tier: 1}
              annotations: {podsup.io/after: db}
            spec:
              containers:
              - {name: a, image: "localhost/a:1", env: [{name: A, value: true}]}
            """
        #expect(problems(text, forKubernetes: false) == [])
        let found = problems(text, forKubernetes: true)
        #expect(found.count == 4, "\(found)")
        #expect(
            found.contains {
                $0.hasPrefix("5:18: metadata.labels.tier: ") && $0.hasSuffix("put it in quotes: \"1\"")
            }, "\(found)")
        #expect(
            found.contains {
                $0.hasPrefix("6:17: ") && $0.contains("a cluster does not know what 'podsup.io/after' means")
            }, "\(found)")
        #expect(found.contains { $0.contains("no cluster can pull 'localhost/a:1'") }, "\(found)")
        #expect(found.contains { $0.contains("env[0].value") }, "\(found)")
    }

    @Test("what Kubernetes takes passes")
    func accepted() {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, labels: {tier: "1"}}
            spec:
              containers:
              - {name: a, image: "registry.example/a:1", env: [{name: A, value: "true"}]}
            """
        #expect(problems(text, forKubernetes: true) == [])
    }

    private func pod(_ container: String = "", _ spec: String = "", _ more: String = "") -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          containers: [{name: a, image: "registry.example/a:1"\(container)}]
          \(spec)
        \(more)
        """
    }

    private func object(_ kind: String, _ rest: String, _ version: String = "v1") -> String {
        "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: p}\n\(rest)\n"
    }

    @Test("what a cluster refuses and podsup alone takes is refused, with what to do")
    func stricter() {
        let cases = [
            (pod(", args: [yes]"), "args[0]: Kubernetes takes yes for a boolean or a number"),
            (pod(", args: [1_000]"), "takes 1_000 for a boolean or a number"),
            (pod(", args: [n]"), "takes n for a boolean"),
            (pod(", securityContext: {capabilities: {add: [CAP_CHOWN]}}"), "without CAP_; write 'CHOWN'"),
            (pod(", env: [{name: a b, value: x}]"), "clusters before Kubernetes 1.34 do not take 'a b'"),
            (
                pod(", readinessProbe: {httpGet: {port: 1, httpHeaders: [{name: X}]}}"),
                "httpHeaders[0].value: is required"
            ),
            (
                pod("", "volumes: [{name: v, persistentVolumeClaim: {claimName: nope}}]"),
                "no PersistentVolumeClaim 'nope', and a cluster makes none"
            ),
            (
                pod(
                    "", "",
                    "---\n" + object("ConfigMap", "").replacing("{name: p}", "{name: p, namespace: other}")),
                "in the namespace 'other', others of the manifest are in 'default'"
            ),
            (
                object("PersistentVolumeClaim", "spec: {resources: {requests: {storage: 1Gi}}}"),
                "accessModes: is required"
            ),
            (
                object("PersistentVolumeClaim", "spec: {accessModes: [ReadWriteOnce]}"),
                "resources: is required"
            ),
            (
                object(
                    "PersistentVolume",
                    "spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], local: {path: /x}}"),
                "nodeAffinity: is required"
            ),
            (
                object(
                    "Service", "spec: {type: NodePort, selector: {a: b}, ports: [{port: 80, nodePort: 8080}]}"
                ),
                "8080 is not among a cluster's own ports; use 30000 to 32767"
            ),
            (
                object(
                    "Secret", "type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: no json}"
                ),
                "kubectl create secret docker-registry"
            ),
            (object("Secret", "data: {a: true}"), "data.a: Kubernetes takes no number or boolean"),
            (
                object(
                    "Job",
                    "spec: {selector: {}, template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}",
                    "batch/v1"), "a cluster makes a Job's selector itself"
            ),
        ]
        for (text, words) in cases {
            #expect(problems(text, forKubernetes: false) == [], "\(text)")
            let found = problems(text, forKubernetes: true)
            #expect(found.count == 1 && found[0].contains(words), "\(words): \(found)")
        }
    }

    @Test(
        "what has no effect on one machine is read as a cluster would",
        arguments: [
            ("enableServiceLinks: 5", "enableServiceLinks: true or false is wanted, but this is a number"),
            ("priority: high", "priority: 'high' is not a whole number"),
            ("nodeName: 7", "nodeName: 7 is a number"),
            (
                "preemptionPolicy: Nevr",
                "'Nevr' is not one of Never, PreemptLowerPriority; did you mean 'Never'?"
            ),
            ("tolerations: {}", "tolerations: a list is wanted"),
            ("tolerations: [{kee: x}]", "tolerations[0].kee: unknown field; did you mean 'key'?"),
            ("tolerations: [{operator: Equals}]", "did you mean 'Equal'?"),
            ("overhead: {cpu: much}", "overhead.cpu: 'much'"),
            ("affinity: {nodeAffinty: {}}", "affinity.nodeAffinty: unknown field"),
            (
                "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{namespaces: [a]}]}}",
                "requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: is required"
            ),
            (
                "topologySpreadConstraints: [{maxSkew: one, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]",
                "maxSkew: 'one' is not a whole number"
            ),
        ])
    func shapes(field: String, words: String) {
        // A number as text is taken with a warning here, as everywhere.
        let here = problems(pod("", field), forKubernetes: false)
        #expect(here.isEmpty == (field == "nodeName: 7"), "\(here)")
        let found = problems(pod("", field), forKubernetes: true)
        #expect(found.count == 1 && found[0].contains(words), "\(words): \(found)")
    }

    @Test("what is right for a cluster passes, of every kind")
    func everyKind() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Kubernetes/every-kind.yaml")
        #expect(problems(try String(contentsOf: file, encoding: .utf8), forKubernetes: true) == [])
    }
}

extension String {
    fileprivate func replacing(_ old: String, _ new: String) -> String {
        replacingOccurrences(of: old, with: new)
    }
}
