import Testing

@testable import PodSpec

/// A site as our users run it: Hugo builds it, nginx serves it, a webhook builds it again.
private let site = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: nginx
    data:
      default.conf: |
        server { listen 8080; root /srv/www; }
      workers: 2
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: sources
    spec:
      accessModes: [ReadWriteOnce]
      storageClassName: local-path
      resources:
        requests:
          storage: 1Gi
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: site
      annotations:
        podsup.io/after: db
    spec:
      replicas: 1
      selector:
        matchLabels: {app: site}
      strategy:
        type: Recreate
      template:
        metadata:
          labels: {app: site, tier: "1"}
        spec:
          serviceAccountName: site
          terminationGracePeriodSeconds: 20
          securityContext:
            runAsUser: 1000
            runAsGroup: 1000
            runAsNonRoot: true
            fsGroup: 1000
            seccompProfile:
              type: RuntimeDefault
          initContainers:
          - name: build
            image: localhost/hugo:1
            args: [hugo, --source, /src, --destination, /srv/www]
            volumeMounts: &mounts
            - {name: content, mountPath: /srv/www}
            - {name: sources, mountPath: /src}
          - name: hook
            image: localhost/webhook:1
            restartPolicy: Always
            ports:
            - {name: hook, containerPort: 9000, hostPort: 9000}
            startupProbe:
              tcpSocket: {port: hook}
            volumeMounts: *mounts
          containers:
          - name: nginx
            image: localhost/nginx:latest
            env:
            - name: TZ
              value: Europe/Berlin
            - name: WORKERS
              valueFrom:
                configMapKeyRef: {name: nginx, key: workers}
            ports:
            - name: http
              containerPort: 8080
              hostPort: 80
            readinessProbe:
              httpGet: {path: /healthz, port: http}
              periodSeconds: 5
            livenessProbe:
              exec:
                command: [nginx, -t]
              initialDelaySeconds: 30
              terminationGracePeriodSeconds: 60
            lifecycle:
              preStop:
                sleep: {seconds: 2}
            resources:
              requests: {cpu: 100m, memory: 32Mi}
              limits: {memory: 64Mi}
            securityContext:
              readOnlyRootFilesystem: true
              allowPrivilegeEscalation: false
              capabilities:
                drop: [ALL]
            volumeMounts:
            - {name: content, mountPath: /srv/www, readOnly: true}
            - {name: config, mountPath: /etc/nginx/conf.d}
            - {name: tmp, mountPath: /tmp}
          volumes:
          - name: content
            emptyDir: {}
          - name: tmp
            emptyDir: {medium: Memory}
          - name: sources
            persistentVolumeClaim:
              claimName: sources
          - name: config
            configMap:
              name: nginx
              defaultMode: 0640
              items:
              - {key: default.conf, path: site.conf}
    """

@Suite("A whole site")
struct SiteTests {
    @Test("becomes one pod of the Deployment's name and number")
    func pod() throws {
        let app = try decode(site)
        let pod = try #require(app.pods.first)
        #expect(app.pods.count == 1)
        #expect(pod.name == "site-0")
        #expect(pod.owner == Pod.Owner(kind: .deployment, name: "site"))
        #expect(pod.labels == ["app": "site", "tier": "1"])
        #expect(pod.terminationGracePeriod == .seconds(20))
        #expect(pod.longestGrace == .seconds(60))
        #expect(pod.securityContext.fsGroup == 1000)
        #expect(pod.securityContext.seccompProfile == .runtimeDefault)
        #expect(app.annotations == ["podsup.io/after": "db"])
    }

    @Test("keeps its ConfigMap and its claim beside the pod")
    func objects() throws {
        let app = try decode(site)
        #expect(app.configMaps["nginx"]?.data["workers"] == Array("2".utf8))
        #expect(app.claims["sources"]?.storage?.value == 1 << 30)
    }

    @Test("has its sidecar among the init containers, with its ports")
    func sidecar() throws {
        let pod = try decode(site).pods[0]
        #expect(pod.initContainers.map(\.name) == ["build", "hook"])
        #expect(pod.initContainers[0].restartPolicy == nil)
        #expect(pod.initContainers[1].restartPolicy == .always)
        #expect(pod.initContainers[1].ports.first?.hostPort == 9000)
        #expect(pod.initContainers[1].startupProbe?.handler == .tcpSocket(port: .name("hook"), host: nil))
    }

    @Test("has its server's probes, hooks, resources and security as written, and Kubernetes' defaults")
    func server() throws {
        let server = try decode(site).pods[0].containers[0]
        #expect(server.pullPolicy == .always)
        var get = HTTPGet(port: .name("http"))
        get.path = "/healthz"
        #expect(server.readinessProbe?.handler == .httpGet(get))
        #expect(server.readinessProbe?.period == .seconds(5))
        #expect(server.readinessProbe?.failureThreshold == 3)
        #expect(server.livenessProbe?.handler == .exec(["nginx", "-t"]))
        #expect(server.livenessProbe?.initialDelay == .seconds(30))
        #expect(server.preStop == .sleep(.seconds(2)))
        #expect(server.resources.limits["memory"]?.value == 64 << 20)
        #expect(server.resources.requests["cpu"]?.milli == 100)
        #expect(server.securityContext.droppedCapabilities == ["ALL"])
        #expect(server.securityContext.readOnlyRootFilesystem)
        #expect(server.volumeMounts.map(\.readOnly) == [true, false, false])
    }

    @Test("has its volumes with modes in octal and sizes in bytes")
    func volumes() throws {
        var projection = KeyProjection()
        projection.items = [.init(key: "default.conf", path: "site.conf")]
        projection.defaultMode = 0o640
        #expect(
            try decode(site).pods[0].volumes == [
                Volume(name: "content", source: .emptyDir(memory: false, sizeLimit: nil)),
                Volume(name: "tmp", source: .emptyDir(memory: true, sizeLimit: nil)),
                Volume(name: "sources", source: .claim(name: "sources", readOnly: false)),
                Volume(name: "config", source: .configMap(name: "nginx", projection: projection)),
            ])
    }

    @Test("says what had no effect, and what Kubernetes would have refused")
    func notes() throws {
        let app = try decode(site)
        #expect(
            app.withoutEffect.map { "\($0.mark): \($0.path)" } == [
                "86:33: spec.template.spec.containers[0].resources.requests.memory",
                "37:7: spec.template.spec.serviceAccountName",
            ])
        #expect(
            app.warnings.map { "\($0.mark): \($0.path): \($0.text)" } == [
                "8:12: data.workers: 2 is taken as the text \"2\"; Kubernetes wants it in quotes"
            ])
    }
}
