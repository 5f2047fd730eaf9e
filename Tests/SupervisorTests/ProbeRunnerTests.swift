import Foundation
import PodEngine
import PodSpec
import Synchronization
import TestSupport
import Testing

@testable import Supervisor

@MainActor
@Suite("The prober")
struct ProbeRunnerTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "prober-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// A container whose runtime is a script; `$log` is the runtime's log, `$tries` counts its runs.
    private func target(_ script: String = "exit 99", ports: [String: UInt16] = [:]) throws -> ProbeTarget {
        let config = folder.appending(path: "config.json").path
        try #"{"process":{}}"#.write(toFile: config, atomically: true, encoding: .utf8)
        let path = folder.appending(path: "crun").path
        let head = """
            #!/bin/sh
            log=$2 tries=\(folder.path)/tries
            echo >> $tries

            """
        try writeScript(head + script, to: path)
        let container = RuntimeContainer(id: "c", runtimePath: path, configPath: config)
        return ProbeTarget(address: nil, ports: ports, container: container)
    }

    private var tries: Int {
        (try? Data(contentsOf: folder.appending(path: "tries")))?.count ?? 0
    }

    private func exec(_ script: String, timeout: Duration = .seconds(20)) async throws -> ProbeOutcome {
        await ProbeRunner.run(.exec(["check", "it"]), timeout: timeout, target: try target(script))
    }

    @Test("takes a command's exit code 0 for success, any other for failure with what it wrote")
    func execOutcome() async throws {
        #expect(try await exec("echo fine; exit 0") == .success)
        #expect(try await exec("echo; echo ' not ready '; exit 1") == .failure("not ready"))
        #expect(try await exec("exit 3") == .failure("command exited with 3, without output"))
    }

    @Test("quotes no more than 1 KiB of a command's output")
    func longOutput() async throws {
        let outcome = try await exec("head -c 5000 /dev/zero | tr '\\0' x; exit 1")
        #expect(outcome == .failure(String(repeating: "x", count: 1024)))
    }

    @Test("fails a command that takes too long, and one that the image does not have, at once")
    func execFailures() async throws {
        let late = try await exec("exec sleep 100", timeout: .milliseconds(300))
        #expect(late == .failure("command \"check it\" timed out after 0.3 seconds"))
        #expect(tries == 1)
        let missing = try await exec(
            #"echo '{"msg":"executable file `check` not found in $PATH","level":"error"}' >> $log; exit 255"#)
        #expect(missing == .failure("executable file `check` not found in $PATH"))
        #expect(tries == 2)
    }

    @Test("does not count what the runtime could not do, after three tries")
    func unknown() async throws {
        let outcome = try await exec(#"echo '{"msg":"no cgroup","level":"error"}' >> $log; exit 1"#)
        #expect(outcome == .unknown("no cgroup"))
        #expect(tries == 3)
    }

    @Test("counts the first try that tells something")
    func retried() async throws {
        let outcome = try await exec(
            #"[ $(wc -l < $tries) = 2 ] || { echo '{"msg":"busy"}' >> $log; exit 1; }"#)
        #expect(outcome == .success)
        #expect(tries == 2)
    }

    @Test("finds a port by its name in the container, or by its number")
    func namedPort() async throws {
        let server = ProbeServer { _ in ProbeServer.status(200) }
        defer { server.stop() }
        let target = try target(ports: ["web": server.port])
        let timeout = Duration.seconds(20)
        for reference in [
            PortReference.name("web"), .name("\(server.port)"), .number(server.port),
        ] {
            let http = await ProbeRunner.run(
                .httpGet(HTTPGet(port: reference)), timeout: timeout, target: target)
            #expect(http == .success)
            let tcp = await ProbeRunner.run(
                .tcpSocket(port: reference, host: nil), timeout: timeout, target: target)
            #expect(tcp == .success)
        }
        let nameless = await ProbeRunner.run(
            .tcpSocket(port: .name("metrics"), host: nil), timeout: timeout, target: target)
        #expect(nameless == .unknown("the container has no port named 'metrics'"))
    }

    @Test("probes the pod's address unless a host is named")
    func address() async throws {
        let server = ProbeServer { _ in ProbeServer.status(200) }
        defer { server.stop() }
        var target = try target()
        target.address = "127.0.0.2"
        var action = HTTPGet(port: .number(server.port))
        let atPod = await ProbeRunner.run(.httpGet(action), timeout: .seconds(20), target: target)
        #expect(
            atPod
                == .failure(
                    "Get \"http://127.0.0.2:\(server.port)/\": dial tcp 127.0.0.2:\(server.port): connect: connection refused"
                ))
        action.host = "localhost"
        #expect(await ProbeRunner.run(.httpGet(action), timeout: .seconds(20), target: target) == .success)
    }

    @Test("fails a tcpSocket probe where nobody listens, or there is no such host")
    func tcpFailure() async throws {
        let port = closedPort()
        let refused = await ProbeRunner.run(
            .tcpSocket(port: .number(port), host: nil), timeout: .seconds(20), target: try target())
        #expect(refused == .failure("dial tcp 127.0.0.1:\(port): connect: connection refused"))
        let nowhere = await ProbeRunner.run(
            .tcpSocket(port: .number(80), host: "nowhere.invalid"), timeout: .seconds(1),
            target: try target())
        // Without a name server in reach the answer may not come in time.
        #expect(
            [
                .failure("dial tcp: lookup nowhere.invalid: no such host"),
                .failure("dial tcp nowhere.invalid:80: i/o timeout"),
            ].contains(nowhere))
    }

    @Test("connects from within another network namespace where it is told to, and stays outside itself")
    func networkNamespace() async throws {
        let server = ProbeServer { _ in ProbeServer.status(200) }
        defer { server.stop() }
        let pid = folder.appending(path: "pid").path
        // Its loopback is down. Only root makes one without a user namespace around it.
        let unshare = ["--net"] + (geteuid() == 0 ? [] : ["--user", "--map-root-user"])
        let inside = Task {
            try await ChildProcess.run(
                "/usr/bin/unshare",
                unshare + ["sh", "-c", "echo $$ > \(pid).new; mv \(pid).new \(pid); exec sleep 100"],
                timeout: .seconds(100))
        }
        var target = try target()
        for _ in 0..<500 where target.networkOf == nil {
            try await Task.sleep(for: .milliseconds(10))
            target.networkOf = (try? String(contentsOfFile: pid, encoding: .utf8))
                .flatMap { Int32($0.dropLast()) }
        }
        let namespace = try #require(target.networkOf)
        let handler = Probe.Handler.tcpSocket(port: .number(server.port), host: nil)
        let there = await ProbeRunner.run(handler, timeout: .seconds(20), target: target)
        #expect(there == .failure("dial tcp 127.0.0.1:\(server.port): connect: network is unreachable"))

        // A host that is named is looked for from here.
        let named = Probe.Handler.tcpSocket(port: .number(server.port), host: "127.0.0.1")
        #expect(await ProbeRunner.run(named, timeout: .seconds(20), target: target) == .success)

        kill(namespace, SIGKILL)
        _ = try await inside.value
        let gone = await ProbeRunner.run(handler, timeout: .seconds(20), target: target)
        #expect(gone == .unknown("socket: no such file or directory"))
    }

    @Test("runs an exec hook and tells what it wrote where it failed")
    func execHook() async throws {
        let good = await ProbeRunner.runHook(
            .exec(["a"]), timeout: .seconds(20), target: try target("exit 0"))
        #expect(good == nil)
        let bad = await ProbeRunner.runHook(
            .exec(["a"]), timeout: .seconds(20), target: try target("echo no; exit 1"))
        #expect(bad == "no")
    }

    @Test("takes any answer to an httpGet hook for success, but not none")
    func httpHook() async throws {
        let server = ProbeServer { _ in ProbeServer.status(500) }
        let action = HTTPGet(port: .number(server.port))
        let answered = await ProbeRunner.runHook(
            .httpGet(action), timeout: .seconds(20), target: try target())
        #expect(answered == nil)
        #expect(server.requests.first?.contains("\r\nUser-Agent: kube-lifecycle/1.36\r\n") == true)
        server.stop()

        let port = closedPort()
        let refused = await ProbeRunner.runHook(
            .httpGet(HTTPGet(port: .number(port))), timeout: .seconds(20), target: try target())
        let address = "127.0.0.1:\(port)"
        #expect(refused == "Get \"http://\(address)/\": dial tcp \(address): connect: connection refused")
    }

    @Test("sleeps in a sleep hook, no longer than it has time")
    func sleepHook() async throws {
        let started = ContinuousClock.now
        let slept = await ProbeRunner.runHook(
            .sleep(.milliseconds(200)), timeout: .seconds(20), target: try target())
        #expect(slept == nil)
        #expect(ContinuousClock.now - started >= .milliseconds(190))
        let cut = await ProbeRunner.runHook(
            .sleep(.seconds(100)), timeout: .milliseconds(100), target: try target())
        #expect(cut == "container terminated before sleep hook finished")
        #expect(ContinuousClock.now - started < .seconds(50))
    }

    @Test("keeps the main queue free while it waits for twenty probes at once")
    func concurrent() async throws {
        let crowd = Crowd()
        let server = ProbeServer { _ in
            crowd.enter()
            Thread.sleep(forTimeInterval: 0.3)
            crowd.leave()
            return ProbeServer.status(200)
        }
        defer { server.stop() }
        let target = try target()
        let probes = (0..<20).map { _ in
            Task {
                await ProbeRunner.run(
                    .httpGet(HTTPGet(port: .number(server.port))), timeout: .seconds(20), target: target)
            }
        }
        for probe in probes { #expect(await probe.value == .success) }
        #expect(crowd.peak > 1, "one after the other")
    }
}

/// Counts how many were there at once.
private final class Crowd: Sendable {
    private let counts = Mutex((now: 0, peak: 0))

    var peak: Int { counts.withLock { $0.peak } }

    func enter() {
        counts.withLock {
            $0.now += 1
            $0.peak = max($0.peak, $0.now)
        }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
