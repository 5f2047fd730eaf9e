import Foundation
import PodEngine
import TestSupport
import Testing

@testable import Podman
@testable import Supervisor

/// A Job of one container `c`.
private func job(_ name: String = "work", _ fields: String = "backoffLimit: 0", image: String = "img:1")
    -> String
{
    """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: \(name)}
    spec:
      \(fields)
      template:
        spec: {restartPolicy: Never, terminationGracePeriodSeconds: 1, containers: [{name: c, image: \(image)}]}
    """
}

/// Pods of a set, of one container `c`.
private func set(
    _ kind: String, replicas: Int, image: String = "img:1", fields: String = "minReadySeconds: 0"
) -> String {
    """
    apiVersion: apps/v1
    kind: \(kind)
    metadata: {name: db}
    spec:
      replicas: \(replicas)
      \(fields)
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: c, image: \(image)}]}
    """
}

// One at a time: each supervisor takes the process's signals.
extension AppSupervisorTests {
    @MainActor
    @Suite("of Jobs", .serialized, .timeLimit(.minutes(4)))
    struct Jobs {
        @Test("ends with its Job, removes its pod, and does not run it again", arguments: [(0, 0), (1, 3)])
        func ends(code: Int32, status: Int32) async throws {
            let fixture = try AppFixture(job())
            fixture.run()
            #expect(await comesTrue { fixture.isReady })
            let container = try #require(fixture.fake.running.first)
            #expect(container.hasPrefix("work-"))
            fixture.fake.exit(container, code: code)
            #expect(await comesTrue { fixture.status == status })
            #expect(fixture.fake.pods.isEmpty)
            let shown = try #require(fixture.document?.podsup.jobs?.first)
            #expect(shown.status.conditions?.first?.type == (code == 0 ? "Complete" : "Failed"))
            #expect((shown.status.succeeded, shown.status.failed) == (code == 0 ? 1 : 0, code == 0 ? 0 : 1))
            #expect(fixture.document?.podsup.exitStatus == status)
            #expect(fixture.document?.items.first?.status.phase == (code == 0 ? "Succeeded" : "Failed"))

            fixture.fake.clearCalls()
            let next = AppSupervisor(paths: fixture.paths, mode: .unit)
            #expect(await next.run() == status)
            #expect(!fixture.fake.calls.contains { $0.hasPrefix("POST") })
        }

        @Test("goes on with a service beside a finished Job, and runs a changed Job anew")
        func besideService() async throws {
            let service = manifest(("web", "img:1")) + "\n---\n"
            let fixture = try AppFixture(service + job())
            fixture.run()
            #expect(await comesTrue { fixture.isReady && fixture.fake.running.count == 2 })
            let first = try #require(fixture.fake.running.first { $0.hasPrefix("work-") })
            fixture.fake.exit(first, code: 0)
            #expect(await comesTrue { fixture.fake.pods == ["web"] })
            #expect(fixture.status == nil)
            fixture.supervisor.reload()
            #expect(await comesTrue { fixture.document?.podsup.summary.hasPrefix("ready") == true })
            #expect(fixture.fake.running == ["web-c"])
            try fixture.write(service + job(image: "img:2"))
            fixture.supervisor.reload()
            #expect(
                await comesTrue { fixture.fake.running.contains { $0.hasPrefix("work-") && $0 != first } })
            fixture.supervisor.stop()
            #expect(await comesTrue { fixture.status == 0 })
            #expect(fixture.fake.pods.isEmpty)
        }

        @Test("goes on with its Job's pod after a stop, and counts the stop as no failure")
        func stopped() async throws {
            let fixture = try AppFixture(job())
            fixture.run()
            #expect(await comesTrue { fixture.fake.running.count == 1 })
            let pod = fixture.fake.pods
            fixture.supervisor.stop()
            #expect(await comesTrue { fixture.status == 0 })
            let next = AppSupervisor(paths: fixture.paths, mode: .unit)
            var status: Int32?
            Task { status = await next.run() }
            #expect(await comesTrue { fixture.fake.running.count == 1 })
            #expect(fixture.fake.pods == pod)
            fixture.fake.exit(try #require(fixture.fake.running.first), code: 0)
            #expect(await comesTrue { status == 0 })
        }

        @Test("runs a CronJob once, keeps its result, and leaves the app's pods alone")
        func cronJob() async throws {
            let cronJob = """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: tidy}
                spec:
                  schedule: "@daily"
                  successfulJobsHistoryLimit: 1
                  jobTemplate:
                    spec:
                      template: {spec: {restartPolicy: Never, containers: [{name: c, image: "img:1"}]}}
                """
            let fixture = try AppFixture(manifest(("web", "img:1")) + "\n---\n" + cronJob)
            let paths = AppPaths(app: "site", base: fixture.paths.base, cronJob: "tidy")
            fixture.run()
            #expect(await comesTrue { fixture.isReady })
            var names: Set<String> = []
            for _ in 0..<2 {
                let run = AppSupervisor(paths: paths, mode: .cronJob("tidy"))
                var status: Int32?
                Task { status = await run.run() }
                #expect(await comesTrue { fixture.fake.running.count == 2 })
                let container = try #require(fixture.fake.running.first { $0.hasPrefix("tidy-") })
                fixture.supervisor.reload()
                fixture.fake.exit(container, code: 0)
                #expect(await comesTrue { status == 0 })
                names.formUnion(JobDocument.load(paths.jobs).keys)
            }
            #expect(names.count == 2)
            #expect(JobDocument.load(paths.jobs).count == 2)
            #expect(fixture.fake.running == ["web-c"])
            #expect(
                await AppSupervisor(paths: paths, mode: .cronJob("other")).run() == ExitStatus.badManifest)
            fixture.supervisor.stop()
            #expect(await comesTrue { fixture.status == 0 })
        }

        @Test("leaves out a run that its timer asked for too late, but not one that a person asked for")
        func tooLate() async throws {
            // Last due on February 29th.
            let cronJob = """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: tidy}
                spec:
                  schedule: "0 0 29 2 *"
                  startingDeadlineSeconds: 30
                  jobTemplate:
                    spec:
                      template: {spec: {restartPolicy: Never, containers: [{name: c, image: "img:1"}]}}
                """
            let fixture = try AppFixture(cronJob)
            let paths = AppPaths(app: "site", base: fixture.paths.base, cronJob: "tidy")
            let late = AppSupervisor(paths: paths, mode: .cronJob("tidy"))
            late.trigger = "1"
            #expect(await late.run() == ExitStatus.done)
            #expect(fixture.fake.pods.isEmpty)
            #expect(JobDocument.load(paths.jobs).isEmpty)

            // systemd tells of the last time that the timer elapsed then, too.
            let asked = AppSupervisor(paths: paths, mode: .cronJob("tidy"))
            asked.trigger = "1"
            var status: Int32?
            Task { status = await asked.run() }
            #expect(await comesTrue { fixture.fake.running.count == 1 })
            fixture.fake.exit(try #require(fixture.fake.running.first), code: 0)
            #expect(await comesTrue { status == 0 })
        }

        @Test("stops a pod past its deadline, and ends with 3 when it has stopped")
        func deadline() async throws {
            let text = manifest(("a", "img:1")).replacingOccurrences(
                of: "spec:\n", with: "spec:\n  activeDeadlineSeconds: 1\n")
            let fixture = try AppFixture(text)
            fixture.run()
            #expect(await comesTrue { fixture.status == 3 })
            #expect(fixture.fake.running.isEmpty)
            #expect(fixture.document?.items.first?.status.reason == "DeadlineExceeded")
        }

        @Test("starts the pods of a StatefulSet one after the other, and stops them in reverse")
        func ordered() async throws {
            let fixture = try AppFixture(set("StatefulSet", replicas: 2))
            fixture.fake.fail("GET /images/img:1/exists", .late(.milliseconds(500)))
            fixture.run()
            #expect(await comesTrue { fixture.fake.calls.contains("GET /images/img:1/exists") })
            #expect(fixture.fake.pods == ["db-0"])
            #expect(await comesTrue { fixture.isReady })
            #expect(fixture.fake.running == ["db-0-c", "db-1-c"])
            fixture.fake.ignoreTerm("db-1-c")
            fixture.supervisor.stop()
            #expect(await comesTrue { fixture.status == 0 })
            let removals = fixture.fake.calls.filter { $0.hasPrefix("DELETE /pods/") }
            #expect(removals == ["DELETE /pods/db-1", "DELETE /pods/db-0"])
        }

        @Test("makes more pods or fewer at a reload, the others untouched")
        func scale() async throws {
            let fixture = try AppFixture(set("StatefulSet", replicas: 1))
            fixture.run()
            #expect(await comesTrue { fixture.isReady })
            let id = fixture.fake.id("db-0-c")
            try fixture.write(set("StatefulSet", replicas: 3))
            fixture.supervisor.reload()
            #expect(await comesTrue { fixture.fake.running.count == 3 && fixture.isReady })
            try fixture.write(set("StatefulSet", replicas: 1))
            fixture.supervisor.reload()
            #expect(await comesTrue { fixture.fake.pods == ["db-0"] && fixture.isReady })
            #expect(fixture.fake.id("db-0-c") == id)
            fixture.supervisor.stop()
            #expect(await comesTrue { fixture.status == 0 })
        }

        @Test("gives a changed template to one pod at a time, and stops at one that does not come up")
        func rolling() async throws {
            let fixture = try AppFixture(set("Deployment", replicas: 3))
            fixture.run()
            #expect(await comesTrue { fixture.isReady })
            let old = ["db-1-c", "db-2-c"].map(fixture.fake.id)
            fixture.fake.fail("POST /images/pull", .status(500, cause: "no such registry"), times: 1000)
            try fixture.write(set("Deployment", replicas: 3, image: "img:3"))
            fixture.supervisor.reload()
            #expect(await comesTrue { fixture.fake.calls.contains("POST /images/pull") })
            #expect(await comesTrue { fixture.document?.podsup.summary.contains("ErrImagePull") == true })
            #expect(["db-1-c", "db-2-c"].map(fixture.fake.id) == old)
            try fixture.write(set("Deployment", replicas: 3, image: "img:2"))
            fixture.supervisor.reload()
            #expect(
                await comesTrue {
                    fixture.isReady && fixture.fake.running.count == 3
                        && ["db-1-c", "db-2-c"].map(fixture.fake.id).allSatisfy { !old.contains($0) }
                })
            fixture.supervisor.stop()
            #expect(await comesTrue { fixture.status == 0 })
        }

        @Test("puts pods that know each other by name on a network of the app")
        func network() async throws {
            let labelled = manifest(("web", "img:1")).replacingOccurrences(
                of: "  name: web", with: "  name: web\n  labels: {app: web}")
            let service = """
                apiVersion: v1
                kind: Service
                metadata: {name: front}
                spec: {selector: {app: web}, ports: [{port: 80}]}
                """
            let fixture = try AppFixture(
                [labelled, manifest(("other", "img:1")), service].joined(separator: "\n---\n"))
            fixture.run()
            #expect(await comesTrue { fixture.isReady })
            #expect(fixture.fake.calls.contains("POST /networks/create"))
            fixture.supervisor.stop()
            #expect(await comesTrue { fixture.status == 0 })
        }
    }
}
