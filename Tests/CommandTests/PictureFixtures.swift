import Foundation
import PodSpec
import Podman
import Supervisor

@testable import Systemd
@testable import podsup

/// 2026-01-02T03:04:05Z
let pictureNow: Seconds = 1_767_323_045

/// The example of the manual page: an app of two containers, one of which crashes.
enum SiteInTrouble {
    static let nginxID = String(repeating: "1a2b", count: 16)
    static let webhookID = String(repeating: "5e6f", count: 16)

    private static func ago(_ seconds: Int64) -> String {
        ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: TimeInterval(pictureNow - seconds)))
    }

    static func document() throws -> StatusDocument {
        try StatusDocument(
            decoding: Array(
                """
                {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod",
                  "metadata": {"name": "site", "namespace": "default", "labels": {"app": "site"}},
                  "spec": {"restartPolicy": "Always",
                    "initContainers": [{"name": "build", "image": "localhost/podsup/hugo:1"}],
                    "containers": [
                      {"name": "nginx", "image": "localhost/podsup/nginx:1", "ports": [
                        {"containerPort": 8080, "hostPort": 8080, "protocol": "TCP"}]},
                      {"name": "webhook", "image": "registry.example.org:5000/tools/webhook:2.8", "ports": [
                        {"containerPort": 9000, "hostPort": 9000, "hostIP": "127.0.0.1", "protocol": "TCP"}]}]},
                  "status": {"phase": "Running", "podIP": "10.88.0.3", "startTime": "\(ago(3661))",
                    "conditions": [
                      {"type": "Initialized", "status": "True", "lastTransitionTime": "\(ago(3600))"},
                      {"type": "Ready", "status": "False", "reason": "ContainersNotReady",
                       "message": "containers with unready status: [webhook]", "lastTransitionTime": "\(ago(5))"}],
                    "initContainerStatuses": [{"name": "build", "image": "localhost/podsup/hugo:1", "ready": true,
                      "started": false, "restartCount": 0, "lastState": {}, "state": {"terminated": {"exitCode": 0,
                        "reason": "Completed", "startedAt": "\(ago(3661))", "finishedAt": "\(ago(3660))"}}}],
                    "containerStatuses": [
                      {"name": "nginx", "image": "localhost/podsup/nginx:1", "ready": true, "started": true,
                       "containerID": "podman://\(nginxID)", "imageID": "sha256:77", "restartCount": 0,
                       "lastState": {}, "state": {"running": {"startedAt": "\(ago(3655))"}}},
                      {"name": "webhook", "image": "registry.example.org:5000/tools/webhook:2.8", "ready": false,
                       "started": false, "containerID": "podman://\(webhookID)", "restartCount": 4,
                       "state": {"waiting": {"reason": "CrashLoopBackOff",
                        "message": "back-off 40s restarting failed container=webhook pod=site",
                        "retryAt": "\(ago(-35))"}},
                       "lastState": {"terminated": {"exitCode": 1, "reason": "Error", "startedAt": "\(ago(7))",
                        "finishedAt": "\(ago(5))",
                        "message": "error loading hooks from file: /scripts/hooks.yaml: no such file or directory"}}}
                    ]}}],
                 "podsup": {"app": "site", "summary": "webhook: CrashLoopBackOff (Error, exit code 1), again at 03:04:40",
                  "ready": false, "manifest": "0123456789abcdef", "supervisorPID": 4242, "version": "1"}}
                """.utf8))
    }

    static func entry() throws -> AppEntry {
        AppEntry(name: "site", document: try document(), isSupervised: true)
    }

    /// An app whose supervisor has come to an end.
    static func dead(_ name: String) -> AppEntry {
        AppEntry(
            name: name, document: nil, isSupervised: false,
            unit: unit(.failed, exit: .exited(code: 78)))
    }

    static func unit(_ state: ActiveState, exit: ServiceProperties.Exit? = nil) -> UnitProperties {
        UnitProperties(
            loadState: .loaded, activeState: state, subState: state == .active ? "running" : "failed",
            unitFileState: "enabled", fragmentPath: "", needsReload: false, invocationID: nil,
            service: ServiceProperties(
                statusText: "", mainPID: nil, restarts: 1, result: "exit-code", mainExit: exit))
    }

    static let usages = [
        nginxID: Usage(cpu: 5_400_000, memory: 20_500_000, memoryLimit: 64 << 20, processes: 3),
        webhookID: Usage(cpu: 75_000_000, memory: 900_000, isEstimate: true, processes: 1),
    ]

    /// The manifest, as a person would write it.
    static let manifest = """
        apiVersion: v1
        kind: Secret
        metadata:
          name: key
        stringData:
          token: hunter2
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: site
          labels: {app: site}
        spec:
          initContainers:
            - name: build
              image: localhost/podsup/hugo:1
              command: [sh, /scripts/build.sh]
          containers:
            - name: nginx
              image: localhost/podsup/nginx:1
              ports:
                - {containerPort: 8080, hostPort: 8080}
              readinessProbe:
                httpGet: {path: /readyz, port: 8080}
              resources:
                limits: {memory: 64Mi}
              volumeMounts:
                - {name: pages, mountPath: /site}
            - name: webhook
              image: registry.example.org:5000/tools/webhook:2.8
              ports:
                - {containerPort: 9000, hostPort: 9000, hostIP: 127.0.0.1}
              env:
                - name: TOKEN
                  valueFrom: {secretKeyRef: {name: key, key: token}}
          volumes:
            - name: pages
              emptyDir: {}
        """

    static func app(_ text: String = manifest) throws -> App {
        try podsup.decode(
            ManifestInput(files: [ManifestFile(name: "site.yaml", bytes: Array(text.utf8))], name: "site"))
    }

    /// What podsup or a container wrote to the journal.
    static func journal(
        _ text: String, container: String, ago: Int64, reason: String? = nil, priority: String = "6"
    ) -> LogEntry {
        var fields: [String: [UInt8]] = [
            "MESSAGE": Array(text.utf8), "PODSUP_APP": Array("site".utf8), "PODSUP_POD": Array("site".utf8),
            "PODSUP_CONTAINER": Array(container.utf8), "PRIORITY": Array(priority.utf8),
        ]
        if let reason {
            fields["PODSUP_REASON"] = Array(reason.utf8)
        } else {
            fields["PODSUP_STREAM"] = Array("stdout".utf8)
            fields["PODSUP_RESTART"] = Array("4".utf8)
            fields["CONTAINER_ID_FULL"] = Array(
                (container == "nginx" ? nginxID : webhookID).utf8)
        }
        return LogEntry(
            JournalEntry(realtime: UInt64(pictureNow - ago) * 1_000_000 + 123_456, fields: fields))
    }

    static let log = [
        journal("GET / 200", container: "nginx", ago: 60),
        journal("[webhook] version 2.8.0 starting", container: "webhook", ago: 7),
        journal(
            "[webhook] couldn't load hooks from file! \u{1b}[31mopen /scripts/hooks.yaml: no such file\u{1b}[0m\u{07}",
            container: "webhook", ago: 6),
    ]

    static let events = [
        journal(
            "site/nginx: Started container nginx", container: "nginx", ago: 3655, reason: "Started",
            priority: "5"),
        journal(
            "site/nginx: Readiness probe failed: Get \"http://10.88.0.3:8080/readyz\": dial tcp 10.88.0.3:8080: connect: connection refused",
            container: "nginx", ago: 3650, reason: "Unhealthy", priority: "4"),
        journal(
            "site/webhook: Back-off restarting failed container webhook in pod site", container: "webhook",
            ago: 5,
            reason: "BackOff", priority: "4"),
    ]
}
