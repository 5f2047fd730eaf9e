import Testing

@testable import PodSpec

@Suite("Objects of a manifest")
struct KindTests {
    private let ingress = """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: a}
        spec: {anything: goes}
        ---
        apiVersion: example.org/v1
        kind: Widget
        ---

        """

    @Test("that only mean something in a cluster are passed over with one warning each, when asked to")
    func skipUnsupported() throws {
        let app = try decode(ingress + pod(), skipUnsupported: true)
        #expect(app.pods.map(\.name) == ["web"])
        #expect(
            app.warnings.map { "\($0.mark): \($0.text)" } == [
                "2:7: 'Ingress' only means something in a cluster, passing it over",
                "7:7: 'Widget' only means something in a cluster, passing it over",
            ])
    }

    @Test("may be in a List, or in lists inside it, and their paths say so")
    func list() throws {
        let text = """
            apiVersion: v1
            kind: List
            metadata: {}
            items:
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: a}
            - {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Namespace, metadata: {name: NAME}}]}
            """
        #expect(
            problems(in: text) == [
                "8:91: items[1].items[0].metadata.name: 'NAME' is not a valid name here; use at most 63 lower-case "
                    + "letters, digits and '-', with a letter or digit at both ends"
            ])
    }

    @Test("may be separated by empty documents")
    func emptyDocuments() throws {
        #expect(try decode("---\n---\n# nothing\n---\n" + pod() + "\n---\n").pods.count == 1)
    }

    @Test("of a Deployment without replicas make no pod and take no port")
    func noReplicas() throws {
        func deployment(_ name: String, replicas: Int) -> String {
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: \(name)}
            spec:
              replicas: \(replicas)
              selector: {matchExpressions: [{key: app, operator: In, values: [x]}]}
              template:
                metadata: {labels: {app: x}}
                spec: {containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: 80}]}]}
            ---

            """
        }
        let app = try decode(deployment("a", replicas: 0) + deployment("b", replicas: 1))
        #expect(app.pods.map(\.name) == ["b-0"])
    }

    @Test("give the app their podsup.io annotations, which must agree")
    func annotations() throws {
        func pod(_ name: String, _ after: String) -> String {
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: \(name), annotations: {podsup.io/after: \(after), other: x}}
            spec: {containers: [{name: c, image: i}]}
            ---

            """
        }
        #expect(try decode(pod("a", "db") + pod("b", "db")).annotations == ["podsup.io/after": "db"])
        #expect(problems(in: pod("a", "db") + pod("b", "web")).count == 1)
    }

    @Test("may leave out a claim: a volume of its name is made")
    func missingClaim() throws {
        let app = try decode(pod(spec: "volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]"))
        #expect(
            app.warnings.map(\.text) == [
                "the manifest has no PersistentVolumeClaim 'data', making a volume of that name"
            ])
    }

    @Test("may use a host port twice on different addresses or protocols")
    func ports() throws {
        let ports = """
            ports:
            - {containerPort: 80, hostPort: 80, hostIP: 127.0.0.1}
            - {containerPort: 80, hostPort: 80, hostIP: 192.0.2.1}
            - {containerPort: 80, hostPort: 80, protocol: UDP}
            """
        #expect(try container(ports).ports.count == 3)
        #expect(problems(in: pod(container: ports + "\n- {containerPort: 80, hostPort: 80}")).count == 1)
    }

    @Test("are too many beyond ten thousand, which is said once")
    func limit() {
        let items = (0..<10_005).map { "{apiVersion: v1, kind: Namespace, metadata: {name: a\($0)}}" }
        let text = "apiVersion: v1\nkind: List\nitems: [\(items.joined(separator: ","))]"
        #expect(
            problems(in: text).filter { $0.hasSuffix("more than 10000 objects; split the manifest") }.count
                == 1)
    }
}
