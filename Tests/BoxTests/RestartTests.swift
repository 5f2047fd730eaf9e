import TestSupport
import Testing

@Suite("Restart and adoption, in a box")
struct RestartTests {
    @Test(
        "a killed container runs again at once, the second time after ten seconds",
        arguments: Box.Suite.allCases)
    func backOff(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            let webhook = try await box.inspect("site-webhook")

            try await box.demand("kill -9 \(try await box.inspect("site-nginx").pid)")
            try await eventually(within: .seconds(5), "nginx runs again") {
                let nginx = try await box.pod().container("nginx")
                return nginx.restartCount == 1 && nginx.state.running != nil
            }
            #expect(try await box.pod().container("nginx").lastState?.terminated?.exitCode == 137)

            try await box.demand("kill -9 \(try await box.inspect("site-nginx").pid)")
            let killed = ContinuousClock.now
            try await eventually(within: .seconds(5), "nginx waits in back-off") {
                try await box.pod().container("nginx").state.waiting?.reason == "CrashLoopBackOff"
            }
            try await eventually(within: .seconds(20), "nginx runs again") {
                let nginx = try await box.pod().container("nginx")
                return nginx.restartCount == 2 && nginx.state.running != nil
            }
            // The answer comes by polling, so only the lower bound is sharp.
            #expect(killed.duration(to: .now) > .milliseconds(9_500))

            #expect(try await box.inspect("site-webhook") == webhook, "the other container ran on")
            try await eventually(within: .seconds(15), "the page is served") {
                try await box.get().out.contains("A site on a Pi")
            }
        }
    }

    @Test(
        "a killed supervisor's containers run on and the next one adopts them", arguments: Box.Suite.allCases)
    func adoption(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand("kill -9 \(try await box.inspect("site-nginx").pid)")
            try await eventually(within: .seconds(10), "nginx is ready after a restart") {
                let nginx = try await box.pod().container("nginx")
                return nginx.ready && nginx.restartCount == 1
            }
            let nginx = try await box.inspect("site-nginx")
            let webhook = try await box.inspect("site-webhook")

            try await box.killSupervisor()
            #expect(try await box.get().out.contains("A site on a Pi"), "served while nobody supervises")
            try await eventually(within: .seconds(20), "the new supervisor reports the app ready") {
                guard try await box.property("ActiveState") == "active" else { return false }
                return try await box.pod().isReady
            }

            #expect(try await box.inspect("site-nginx") == nginx)
            #expect(try await box.inspect("site-webhook") == webhook)
            let pod = try await box.pod()
            #expect(try pod.container("nginx").restartCount == 1)
            #expect(try pod.container("webhook").restartCount == 0)

            // It does look after them: a container that dies now is noticed.
            try await box.demand("kill -9 \(webhook.pid)")
            try await eventually(within: .seconds(10), "the adopted webhook is restarted") {
                let webhook = try await box.pod().container("webhook")
                return webhook.restartCount == 1 && webhook.state.running != nil
            }
        }
    }

    @Test(
        "a container that dies while nobody supervises is restarted by the next supervisor",
        arguments: Box.Suite.allCases)
    func exitUnseen(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            let nginx = try await box.inspect("site-nginx")

            try await box.demand("kill -9 $(systemctl show -P MainPID podsup-site) \(nginx.pid)")

            try await eventually(within: .seconds(20), "nginx runs again, counted once") {
                guard let nginx = try? await box.pod().container("nginx") else { return false }
                return nginx.restartCount == 1 && nginx.ready
            }
            #expect(try await box.inspect("site-nginx").pid != nginx.pid)
            #expect(try await box.get().out.contains("A site on a Pi"))
        }
    }

    @Test("stopping podman.service does nothing to the pods", arguments: Box.Suite.allCases)
    func podmanServiceStops(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            let before = try await box.fingerprint()

            try await box.demand("systemctl start podman.service && systemctl stop podman.service")

            #expect(try await box.fingerprint() == before)
            #expect(try await box.pod().isReady)
            // The socket starts it again when there is work.
            try await box.demand("kill -9 \(try await box.inspect("site-nginx").pid)")
            try await eventually(within: .seconds(10), "nginx is restarted") {
                try await box.pod().container("nginx").restartCount == 1
            }
        }
    }
}
