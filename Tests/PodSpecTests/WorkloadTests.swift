import Testing

@testable import PodSpec

@Suite("Kinds that make pods")
struct WorkloadTests {
    private func set(
        _ kind: String, _ name: String, _ fields: String, containers: String = "[{name: c, image: i}]"
    )
        -> String
    {
        """
        apiVersion: apps/v1
        kind: \(kind)
        metadata: {name: \(name)}
        spec:
          \(fields)
          selector: {matchLabels: {app: \(name)}}
          template:
            metadata: {labels: {app: \(name)}}
            spec: {containers: \(containers)}
        ---

        """
    }

    private func job(_ fields: String, kind: String = "Job") -> String {
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work}
        spec:
          \(fields)
          template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}
        """
    }

    @Test("a Deployment makes numbered pods, which know their set")
    func deployment() throws {
        let app = try decode(set("Deployment", "web", "replicas: 3"))
        #expect(app.pods.map(\.name) == ["web-0", "web-1", "web-2"])
        let found = try #require(app.set(of: app.pods[1]))
        #expect(found.order == .parallel)
        #expect(found.update == .rolling(maxUnavailable: .percent(25)))
        #expect(found.progressDeadline == .seconds(600))
        #expect(found.podNames == app.pods.map(\.name))
    }

    @Test("a share of pods is rounded up for a surge and down for what may be missing")
    func shares() {
        #expect(Share.percent(25).of(3, roundedUp: true) == 1)
        #expect(Share.percent(25).of(3, roundedUp: false) == 0)
        #expect(Share.count(2).of(1, roundedUp: false) == 2)
    }

    @Test("a StatefulSet's pods have names, hostnames, labels and claims of their own")
    func statefulSet() throws {
        let text = set(
            "StatefulSet", "db",
            """
            replicas: 2
              ordinals: {start: 5}
              serviceName: db
              volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 1Gi}}}}]
            """, containers: "[{name: c, image: i, volumeMounts: [{name: data, mountPath: /data}]}]")
        let app = try decode(text)
        #expect(app.pods.map(\.name) == ["db-5", "db-6"])
        #expect(app.pods.map(\.hostname) == ["db-5", "db-6"])
        #expect(app.pods[1].labels["apps.kubernetes.io/pod-index"] == "6")
        #expect(app.pods[1].labels["statefulset.kubernetes.io/pod-name"] == "db-6")
        #expect(
            app.pods[0].volumes == [Volume(name: "data", source: .claim(name: "data-db-5", readOnly: false))])
        #expect(app.claims.keys.sorted() == ["data-db-5", "data-db-6"])
        #expect(app.sets[0].order == .oneByOne)
        #expect(app.sets[0].update == .ordered(maxUnavailable: .count(1), partition: 0))
    }

    @Test("a DaemonSet makes one pod")
    func daemonSet() throws {
        let app = try decode(set("DaemonSet", "agent", "minReadySeconds: 3"))
        #expect(app.pods.map(\.name) == ["agent-0"])
        #expect(app.sets[0].minReady == .seconds(3))
    }

    @Test("a Job has Kubernetes' defaults")
    func jobDefaults() throws {
        let job = try decode(job("suspend: false")).jobs[0]
        #expect((job.parallelism, job.completions, job.backoffLimit) == (1, 1, 6))
        #expect(job.replacement == .terminatingOrFailed)
        #expect(job.template.owner == Pod.Owner(kind: .job, name: "work"))
        let queue = try decode(self.job("parallelism: 3")).jobs[0]
        #expect(queue.completions == nil)
        let indexed = try decode(
            self.job("{completionMode: Indexed, completions: 4, backoffLimitPerIndex: 1}".yamlLines)
        ).jobs[0]
        #expect(indexed.backoffLimit == .max)
    }

    @Test("a CronJob's run is named after the minute at which it was due")
    func cronJob() throws {
        let text = """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: tidy}
            spec:
              schedule: "*/5 * * * *"
              timeZone: Europe/Zurich
              concurrencyPolicy: Forbid
              startingDeadlineSeconds: 60
              jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: c, image: i}]}}}}
            """
        let cronJob = try decode(text).cronJobs[0]
        #expect(cronJob.schedule == "*/5 * * * *")
        #expect(cronJob.schedulePlace.mark.line == 5)
        #expect((cronJob.successfulHistory, cronJob.failedHistory) == (3, 1))
        let run = cronJob.run(at: 28_000_000)
        #expect(run.name == "tidy-28000000")
        #expect(run.template.owner.name == "tidy-28000000")
    }

    @Test("sets of indexes are read and written as Kubernetes does")
    func indexes() throws {
        var indexes = try #require(IndexSet(parsing: "1,3-5,7"))
        #expect(indexes.count == 5)
        #expect(indexes.contains(4) && !indexes.contains(2))
        indexes.insert(2)
        #expect(indexes.text == "1-5,7")
        indexes.insert(8)
        #expect(indexes.text == "1-5,7,8")
        #expect(indexes.count(in: try #require(IndexSet(parsing: "0-2,8-9"))) == 3)
        for wrong in ["", "a", "3-1", "1,1", "2,1", "1-", "-1", "1-2-3"] {
            #expect(IndexSet(parsing: wrong) == nil, "\(wrong)")
        }
    }
}

extension String {
    /// `{a: b, c: d}` as lines below `spec:`.
    fileprivate var yamlLines: String {
        dropFirst().dropLast().split(separator: ",").map { $0.drop { $0 == " " } }.joined(separator: "\n  ")
    }
}

@Suite("Claims and volumes")
struct ClaimBindingTests {
    private func volume(_ name: String, _ size: String, _ more: String = "") -> String {
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: \(name), labels: {disk: \(name)}}
        spec:
          capacity: {storage: \(size)}
          accessModes: [ReadWriteOnce]
          hostPath: {path: /srv/\(name)}
          \(more)
        ---

        """
    }

    private func claim(_ fields: String) -> String {
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}\(fields)}
        ---

        """
            + pod(
                spec: "volumes: [{name: v, persistentVolumeClaim: {claimName: data, readOnly: true}}]",
                container: "volumeMounts: [{name: v, mountPath: /x}]")
    }

    private func path(_ text: String) throws -> String? {
        let app = try decode(text)
        if case .hostPath(let path, _) = app.pods[0].volumes[0].source {
            #expect(app.pods[0].containers[0].volumeMounts[0].readOnly)
            return path
        }
        return nil
    }

    @Test("a claim gets the smallest volume that is large enough")
    func smallest() throws {
        #expect(
            try path(volume("a", "9Gi") + volume("b", "3Gi") + volume("c", "1Gi") + claim("")) == "/srv/b")
    }

    @Test("a claim gets the volume that it names, that has its class, its labels, or its name")
    func chosen() throws {
        let volumes =
            volume("a", "3Gi") + volume("b", "3Gi", "storageClassName: fast")
            + volume("c", "9Gi", "claimRef: {name: data}")
        #expect(try path(volumes + claim(", volumeName: a")) == "/srv/a")
        #expect(try path(volumes + claim(", storageClassName: fast")) == "/srv/b")
        #expect(try path(volumes + claim("")) == "/srv/c")
        #expect(try path(volumes + claim(", selector: {matchLabels: {disk: a}}")) == "/srv/a")
    }

    @Test("without a volume of its class a claim gets one of its own")
    func dynamic() throws {
        #expect(try path(claim(", storageClassName: local-path")) == nil)
        #expect(try path(volume("a", "3Gi", "storageClassName: slow") + claim("")) == nil)
    }
}

@Suite("Services")
struct ServiceTests {
    private let web = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {containers: [{name: a, image: b, ports: [{name: http, containerPort: 8080}]}]}
        ---

        """
    private let other = """
        apiVersion: v1
        kind: Pod
        metadata: {name: other}
        spec: {containers: [{name: a, image: b}]}
        ---

        """

    private func service(_ fields: String) -> String {
        "apiVersion: v1\nkind: Service\nmetadata: {name: front}\nspec: {selector: {app: web}, \(fields)}\n---\n"
    }

    @Test("give their names to pods, which share a network then")
    func names() throws {
        let app = try decode(service("ports: [{port: 8080, targetPort: http}]") + web + other)
        #expect(
            app.pods[0].serviceNames == [
                "front", "front.default", "front.default.svc", "front.default.svc.cluster.local",
            ])
        #expect(app.pods.map(\.resolvesNames) == [true, true])
    }

    @Test("need no network where there is nobody else to reach them")
    func alone() throws {
        let app = try decode(service("ports: [{port: 80, targetPort: http}]") + web)
        #expect(!app.pods[0].resolvesNames)
        #expect(
            app.warnings.map(\.text) == ["nothing forwards from port 80: the pod is reached at its own, 8080"]
        )
    }

    @Test("open ports of the machine, a node port or the load balancer's own")
    func published() throws {
        let node = try decode(
            service("type: NodePort, ports: [{port: 80, targetPort: http, nodePort: 30080}]") + web + other)
        #expect(node.pods[0].containers[0].ports.map(\.hostPort) == [nil, 30080])
        let balanced = try decode(service("type: LoadBalancer, ports: [{port: 80, targetPort: 8080}]") + web)
        #expect(balanced.pods[0].containers[0].ports[1].hostPort == 80)
        #expect(balanced.pods[0].containers[0].ports[1].containerPort == 8080)
    }

    @Test("that select nobody are a warning")
    func nobody() throws {
        let app = try decode(service("ports: [{port: 80}]") + other)
        #expect(
            app.warnings.map(\.text) == ["selects no pod of this manifest, so that its name leads nowhere"])
    }

    @Test("name each pod of a StatefulSet, too")
    func statefulSet() throws {
        let text = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}
            ---

            """
        let app = try decode(service("clusterIP: None, ports: [{port: 80}]") + text)
        #expect(app.pods[1].serviceNames.contains("db-1.front"))
        #expect(app.pods[1].serviceNames.contains("front"))
    }
}
