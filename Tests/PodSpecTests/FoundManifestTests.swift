import Testing

@testable import PodSpec

@Suite("What is found in manifests that people publish")
struct FoundManifestTests {
    private func configMap(_ name: String) -> String {
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: \(name)}, data: {a: b}}"
    }

    @Test("a list of one kind is taken apart, and its elements need not repeat the kind")
    func typedList() throws {
        let app = try decode(
            """
            apiVersion: v1
            kind: ConfigMapList
            metadata: {resourceVersion: ""}
            items:
            - \(configMap("first"))
            - {metadata: {name: second}}
            """)
        #expect(app.configMaps.keys.sorted() == ["first", "second"])
        #expect(
            problems(
                in: "apiVersion: apps/v1beta1\nkind: DeploymentList\nitems: [{metadata: {name: a}, sepc: {}}]"
            )
                == [
                    "3:9: items[0].apiVersion: 'apps/v1beta1' is not the version of a Deployment; use 'apps/v1'",
                    "3:9: items[0].spec: is required; add 'spec:' with selector and template",
                    "3:31: items[0].sepc: unknown field; did you mean 'spec'?",
                ])
    }

    @Test("a kind that Kubernetes has given up is passed over like any other of a cluster")
    func removedKinds() throws {
        let text = "{apiVersion: policy/v1beta1, kind: PodSecurityPolicy, metadata: {name: a}}\n---\n" + pod()
        #expect(try decode(text, skipUnsupported: true).warnings.count == 1)
    }

    @Test("a port of the machine that is 0 is none")
    func portZero() throws {
        let ports = try container("ports: [{containerPort: 80, hostPort: 0}]").ports
        #expect(ports.map(\.hostPort) == [nil])
    }

    @Test("a null amount is no amount, and a plain number in octal or hexadecimal is that number")
    func amounts() throws {
        let limits = try container("resources: {limits: {cpu: null, memory: 0x1000000}}").resources.limits
        #expect(limits.mapValues(\.value) == ["memory": 16_777_216])
        #expect(
            try container("resources: {limits: {memory: 0200000000}}").resources.limits["memory"]?.value
                == 33_554_432)
        #expect(problems(in: pod(container: "resources: {limits: {memory: \"0x10\"}}")).count == 1)
    }

    @Test("a relative mountPath begins at the root, as for the kubelet")
    func relativeMount() throws {
        let app = try decode(
            pod(
                spec: "volumes: [{name: v, emptyDir: {}}]",
                container: "volumeMounts: [{name: v, mountPath: data/x}]"))
        #expect(app.pods[0].containers[0].volumeMounts.map(\.mountPath) == ["/data/x"])
        #expect(app.warnings.map(\.text) == ["'data/x' is taken as '/data/x'"])
    }

    @Test("a pull secret without a name is none")
    func namelessSecret() throws {
        let app = try decode(pod(spec: "imagePullSecrets: [{name: \"\"}, {}]"))
        #expect(app.pods[0].imagePullSecrets.isEmpty)
        #expect(app.warnings.map(\.text) == ["names no Secret, ignoring it", "names no Secret, ignoring it"])
    }

    @Test("two objects of one name in two namespaces are told that namespaces keep nothing apart here")
    func namespaces() {
        let text = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: dev}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: prod}}
            """
        #expect(
            problems(in: text) == [
                "3:52: metadata.name: another ConfigMap is named 'a', at 1:52; "
                    + "rename one of them: on one machine a namespace keeps no names apart"
            ])
    }

    @Test("a template whose quotes end the YAML's own is known as a template")
    func quotedTemplate() {
        let text = "kind: Pod\nmetadata:\n  name: \"{{ include \"chart.name\" . }}\"\n"
        #expect(
            problems(in: text) == [
                "3:10: this is a template that was not rendered; "
                    + "render the template first: helm template NAME CHART | podsup up - --name NAME"
            ])
    }

    @Test("an annotation that took the place of a field is refused or warned of, never passed over")
    func profileAnnotations() throws {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              annotations:
                container.apparmor.security.beta.kubernetes.io/main: localhost/strict
            spec: {containers: [{name: main, image: i}]}
            """
        #expect(
            problems(in: text) == [
                "6:5: metadata.annotations['container.apparmor.security.beta.kubernetes.io/main']: "
                    + "podsup does not read this annotation; "
                    + "write it as 'appArmorProfile' in the container's securityContext"
            ])
        let old = text.replacing(
            "container.apparmor.security.beta.kubernetes.io/main",
            with: "seccomp.security.alpha.kubernetes.io/pod")
        #expect(
            try decode(old).warnings.map(\.text) == [
                "Kubernetes reads 'seccompProfile' in a securityContext since 1.27, ignoring the annotation"
            ])
    }

    @Test(
        "a Secret that a cluster would fill is said to stay empty; one for a login has a name or a password")
    func secretTypes() throws {
        func secret(_ type: String, _ data: String) -> String {
            "{apiVersion: v1, kind: Secret, metadata: {name: a}, type: kubernetes.io/\(type), stringData: {\(data)}}"
        }
        #expect(
            try decode(secret("service-account-token", "")).warnings.map(\.text) == [
                "no cluster puts a token into this Secret, leaving it as it is"
            ])
        #expect(problems(in: secret("basic-auth", "password: x")).isEmpty)
        #expect(problems(in: secret("basic-auth", "user: x")).count == 1)
    }
}

@Suite("A message about a text of the manifest")
struct ShownTests {
    @Test("shows nothing that a terminal would obey, and stays on one line")
    func controls() {
        let found = problems(in: pod(container: "imagePullPolicy: \"a\\e[31m\\nb\\u202e\\xa0c\""))
        #expect(found.count == 1)
        #expect(found[0].contains("'a\\u{1b}[31m\\u{a}b\\u{202e}\\u{a0}c' is not one of Always"))
    }

    @Test("keeps the beginning and the end of a long one")
    func long() {
        let found = problems(in: pod(container: "imagePullPolicy: " + String(repeating: "x", count: 5000)))
        #expect(found.count == 1)
        #expect(found[0].utf8.count < 600)
        #expect(
            found[0].contains("'xxxx") && found[0].contains(" … ") && found[0].contains("' is not one of"))
    }

    @Test("leaves letters of any language as they are")
    func letters() {
        #expect(shown("Größe 大 😀") == "Größe 大 😀")
    }

    @Test("says what to do about a line that is indented by no-break spaces")
    func blanks() {
        #expect(
            problems(in: pod() + "\n\u{a0}\u{a0}hostNetwork: true\n").last
                == "11:1: \\u{a0}\\u{a0}hostNetwork: unknown field; indent the line with plain spaces")
    }
}

@Suite("What Kubernetes' API server refuses")
struct ServerRuleTests {
    private func service(_ spec: String) -> String {
        "{apiVersion: v1, kind: Service, metadata: {name: front}, spec: {\(spec)}}\n---\n"
            + "{apiVersion: v1, kind: Pod, metadata: {name: p, labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}"
    }

    @Test("of a Service's ports is refused here")
    func services() {
        #expect(
            problems(in: service("selector: {a: b}")) == [
                "1:64: spec.ports: is required; add a port, as in 'ports: [{port: 80}]', or 'clusterIP: None'"
            ])
        #expect(problems(in: service("selector: {a: b}, clusterIP: None")).isEmpty)
        #expect(
            problems(in: service("selector: {a: b}, ports: [{name: x, port: 80}, {name: y, port: 80}]")) == [
                "1:128: spec.ports[1].port: another port of the Service is 80/TCP; remove one of them"
            ])
        #expect(
            problems(in: service("selector: {a: b}, ports: [{port: 80, targetPort: \"80\"}]")) == [
                "1:114: spec.ports[0].targetPort: \"80\" is text, so it would be the name of a port; remove the quotes"
            ])
        #expect(
            problems(in: service("selector: {a: b}, ports: [{port: 80, targetPort: ht_tp}]")) == [
                "1:114: spec.ports[0].targetPort: 'ht_tp' is not a port's name or number; "
                    + "use 1 to 65535, or the name of a port of the pods"
            ])
        #expect(problems(in: service("selector: {a: b}, ports: [{port: 80, nodePort: 0}]")).isEmpty)
    }

    @Test("a node port beside a load balancer's own port is warned of, for only the latter is opened")
    func loadBalancer() throws {
        let text = service("type: LoadBalancer, selector: {a: b}, ports: [{port: 80, nodePort: 30080}]")
        #expect(
            try decode(text).warnings.map(\.text).contains(
                "the machine listens on port 80 alone, ignoring 30080"))
    }

    @Test("of a claim is refused or warned of, and refused where the manifest shall move to a cluster")
    func claims() throws {
        func claim(_ spec: String) -> String {
            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a}, spec: {\(spec)}}"
        }
        #expect(
            try decode(claim("storageClassName: x")).warnings.map(\.text) == [
                "is missing, which Kubernetes refuses", "is missing, which Kubernetes refuses",
            ])
        #expect(
            problems(
                in: claim(
                    "accessModes: [ReadWriteOnce, ReadWriteOncePod], resources: {requests: {storage: 0}}"))
                == [
                    "1:88: spec.accessModes: ReadWriteOncePod goes with no other mode; remove the others",
                    "1:155: spec.resources.requests.storage: 0 is not more than 0; ask for some room",
                ])
        let file = ManifestFile(name: "a.yaml", bytes: Array(claim("storageClassName: x").utf8))
        var found: [String] = []
        do throws(ManifestProblems) {
            _ = try Manifest.decode([file], name: "a", options: ManifestOptions(forKubernetes: true))
        } catch { found = error.list.map(\.description) }
        #expect(
            found == [
                "1:74: spec.accessModes: is required; add '[ReadWriteOnce]'",
                "1:74: spec.resources: is required; add '{requests: {storage: 1Gi}}'",
            ])
    }

    @Test(
        "a Job's failure policy needs pods that are not restarted, whether it says how they are replaced or not"
    )
    func failurePolicy() {
        let text = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: work}
            spec:
              podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1]}}]}
              template: {spec: {restartPolicy: OnFailure, containers: [{name: a, image: b}]}}
            """
        #expect(
            problems(in: text) == [
                "5:21: spec.podFailurePolicy: needs pods that are not restarted in place; "
                    + "use 'restartPolicy: Never' in the template"
            ])
    }

    @Test("a DaemonSet has a surplus or a gap of pods, not both")
    func daemonSet() {
        let text = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: d}
            spec:
              updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}
              selector: {matchLabels: {a: b}}
              template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}
            """
        #expect(
            problems(in: text) == [
                "5:46: spec.updateStrategy.rollingUpdate.maxSurge: must be 0 where maxUnavailable is not; remove it"
            ])
    }

    @Test("annotations are no place for large texts")
    func largeAnnotations() {
        let text = pod().replacing(
            "  name: web\n",
            with: "  name: web\n  annotations: {a: \(String(repeating: "x", count: 262_144))}\n")
        #expect(
            problems(in: text) == [
                "5:16: metadata.annotations: 262145 bytes are more than annotations may have, 256 KiB; "
                    + "keep large texts in a ConfigMap"
            ])
    }

    @Test("root where nobody may be root is told at the user, the pod's or the container's")
    func root() {
        let message =
            "runAsNonRoot is true and runAsUser is 0, which is root; use another user or remove runAsNonRoot"
        #expect(
            problems(in: pod(spec: "securityContext: {runAsNonRoot: true, runAsUser: 0}")) == [
                "10:52: spec.securityContext.runAsUser: \(message)"
            ])
    }
}

@Suite("What a container asks of a cluster's scheduler")
struct RequestTests {
    @Test("is listed among what has no effect")
    func listed() throws {
        let resources = "{requests: {cpu: 1, memory: 1Gi}, limits: {memory: 2Gi, ephemeral-storage: 1Gi}}"
        #expect(
            try decode(pod(container: "resources: \(resources)")).withoutEffect.map(\.path) == [
                "spec.containers[0].resources.requests.memory",
                "spec.containers[0].resources.limits.ephemeral-storage",
            ])
    }
}

@Suite("A field that has no effect on one machine")
struct ShapeTests {
    @Test("is looked at all the same: a slip in it would only come to light on a cluster")
    func slips() {
        let spec = """
            affinity:
              nodeAfinity: {}
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                - {weight: high, podAffinityTerm: {labelSelector: {matchLabels: {a: b}}}}
            tolerations: {operator: Exists}
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: x, whenUnsatisfiable: Never}]
            priority: "5"
            """
        #expect(
            problems(in: pod(spec: spec)) == [
                "11:5: spec.affinity.nodeAfinity: unknown field; did you mean 'nodeAffinity'?",
                "14:18: spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: "
                    + "'high' is not a whole number; write a whole number",
                "14:41: spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]"
                    + ".podAffinityTerm.topologyKey: is required; add it",
                "15:16: spec.tolerations: a list is wanted, but this is a mapping; "
                    + "write '- ' before each element",
                "16:79: spec.topologySpreadConstraints[0].whenUnsatisfiable: 'Never' is not one of DoNotSchedule, "
                    + "ScheduleAnyway; use one of them",
                "17:13: spec.priority: \"5\" is text, but a whole number is wanted; remove the quotes",
            ])
    }

    @Test("is taken as Kubernetes' documentation has it")
    func accepted() throws {
        let spec = """
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms:
                  - matchExpressions: [{key: disktype, operator: In, values: [ssd]}]
                preferredDuringSchedulingIgnoredDuringExecution:
                - {weight: 1, preference: {matchFields: [{key: metadata.name, operator: Exists}]}}
              podAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                - {labelSelector: {matchExpressions: [{key: a, operator: DoesNotExist}]}, topologyKey: zone}
            tolerations: [{key: a, operator: Equal, value: b, effect: NoExecute, tolerationSeconds: 60}, {}]
            topologySpreadConstraints:
            - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}, minDomains: 2}
            automountServiceAccountToken: no
            priorityClassName: high
            overhead: {cpu: 100m, memory: 1Mi}
            """
        let app = try decode(pod(spec: spec))
        #expect(app.warnings.isEmpty)
        #expect(app.withoutEffect.count == 6)
    }
}
