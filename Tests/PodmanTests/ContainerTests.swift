import TestSupport
import Testing

@testable import Podman

@MainActor
@Suite("Containers, as both versions answer")
struct ContainerTests {
    @Test(
        "a container is made, started, paused, signalled, renamed and removed", arguments: Recorded.allCases)
    func life(version: Recorded) async throws {
        let server = try version.server(
            ("POST /containers/create", "containerCreate"), ("POST /containers/c/start", "containerStart"),
            ("POST /containers/c/start", "containerStartRunning"),
            ("POST /containers/c/pause", "containerPause"),
            ("POST /containers/c/unpause", "containerUnpause"),
            ("POST /containers/c/kill?signal=SIGTERM HTTP", "containerKill"),
            ("POST /containers/c/rename?name=c-old HTTP", "containerRename"),
            ("DELETE /containers/c?force=false&volumes=true HTTP", "containerRemove"),
            ("DELETE /containers/c?force=true&volumes=false&timeout=0 HTTP", "containerRemoveGone"))
        let podman = Podman(socketPath: server.path)
        let id = try await podman.createContainer(ContainerCreate(name: "c", image: "i"))
        #expect(id.count == 64)
        try await podman.startContainer("c")
        try await podman.startContainer("c")
        try await podman.pauseContainer("c")
        try await podman.unpauseContainer("c")
        try await podman.killContainer("c", signal: "SIGTERM")
        try await podman.renameContainer("c", to: "c-old")
        #expect(try await podman.removeContainer("c", force: false, volumes: true))
        #expect(try await !podman.removeContainer("c", force: true, volumes: false))
    }

    @Test("inspect tells state, process, network and limits", arguments: Recorded.allCases)
    func inspect(version: Recorded) async throws {
        let server = try version.server(("GET /containers/site-web/json", "containerInspectRunning"))
        let container = try await Podman(socketPath: server.path).inspectContainer("site-web")
        #expect(container.name == "site-web")
        #expect(container.state.status == "running")
        #expect(container.state.running && !container.state.paused)
        #expect(container.state.pid > 1 && container.state.conmonPid > 1)
        #expect(container.state.pid != container.state.conmonPid)
        #expect(container.state.startedAt != nil && container.state.finishedAt == nil)
        #expect(!container.state.neverStarted && !container.state.hasEnded)
        #expect(container.config.stopSignal == "15")
        #expect(container.config.labels == ["io.podsup.app": "site"])
        #expect(container.config.env.contains("PATH=/bin"))
        #expect(container.config.command.first == "sh")
        #expect(container.config.entrypoint == [])
        #expect(container.config.healthcheck == ["NONE"])
        #expect(container.config.workingDir == "/")
        #expect(container.ociRuntime == (version == .v431 ? "runc" : "crun"))
        #expect(container.network.ipAddress.hasPrefix("10.88."))
        #expect(container.network.networks["podman"] == container.network.ipAddress)
        #expect(container.network.anyAddress == container.network.ipAddress)
        #expect(container.image.count == 64 && container.imageName == "localhost/bb:1")
        #expect(container.pod.count == 64 && !container.isInfra)
        #expect(container.hostConfig.restartPolicy == "no")
        #expect(container.hostConfig.logDriver == "journald")
        #expect(container.hostConfig.memory == 0)
    }

    @Test("a container that has ended tells its exit code and when", arguments: Recorded.allCases)
    func inspectExited(version: Recorded) async throws {
        let server = try version.server(("GET /containers/site-web/json", "containerInspectExited"))
        let state = try await Podman(socketPath: server.path).inspectContainer("site-web").state
        #expect(state.hasEnded)
        #expect(state.exitCode == 7)
        #expect(state.pid == 0)
        #expect(!state.oomKilled)
        let started = try #require(state.startedAt)
        #expect(try #require(state.finishedAt) > started)
    }

    @Test(
        "the infra container is listed with the pod's labels, and known as such", arguments: Recorded.allCases
    )
    func list(version: Recorded) async throws {
        let server = try version.server(("GET /containers/json?all=true&sync=true&filters=", "containerList"))
        let podman = Podman(socketPath: server.path)
        let containers = try await podman.listContainers(labels: ["io.podsup.app=site"], asksRuntime: true)
        #expect(containers.count == 2)
        let infra = try #require(containers.first { $0.isInfra })
        let web = try #require(containers.first { !$0.isInfra })
        #expect(infra.labels["io.podsup.app"] == "site")
        #expect(web.name == "site-web" && web.names == ["site-web"])
        #expect(web.state == "running" && web.pid > 1 && web.exitCode == 0)
        #expect(web.pod == infra.pod && web.pod.count == 64 && web.podName == "site")
    }

    @Test("a container that never ran has no exit code, though Podman says 0", arguments: Recorded.allCases)
    func neverRan(version: Recorded) async throws {
        let server = try version.server(("GET /containers/c/json", "containerInspectCreated"))
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.inspectEnded("c") }
        #expect(error == .neverStarted("c"))
        #expect(error?.description == "container c was never started, so it has no exit code")
    }

    @Test(
        "a container whose process has gone is asked for until Podman has taken note",
        arguments: Recorded.allCases)
    func inspectEnded(version: Recorded) async throws {
        let server = try version.server(
            ("GET /containers/c/json", "containerInspectRunning"),
            ("GET /containers/c/json", "containerInspectRunning"),
            ("GET /containers/c/json", "containerInspectExited"))
        let podman = Podman(socketPath: server.path)
        // All tests take turns on the main queue.
        podman.queryDeadline = .seconds(60)
        let container = try await podman.inspectEnded("c")
        #expect(container.state.exitCode == 7)
        #expect(server.requests.count == 3)
    }

    @Test("a container that goes on running is not asked for without end")
    func inspectEndedDeadline() async throws {
        let running = Recorded.v542.answer("containerInspectRunning")
        let server = try StubServer(
            Array(repeating: .init(wire("GET /containers/c/json"), answer: running), count: 100))
        let podman = Podman(socketPath: server.path)
        podman.queryDeadline = .milliseconds(100)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.inspectEnded("c") }
        #expect(error == .deadline(call: "wait until container c has ended", after: .milliseconds(100)))
    }

    @Test("what Podman leaves out is told")
    func warnings() async throws {
        let answer = httpAnswer("201 Created", body: #"{"Id":"1","Warnings":["limitation discarded"]}"#)
        let server = try StubServer([.init(wire("POST /containers/create"), answer: answer)])
        var warnings: [String] = []
        let podman = Podman(socketPath: server.path)
        _ = try await podman.createContainer(ContainerCreate(name: "c", image: "i")) { warnings.append($0) }
        #expect(warnings == ["limitation discarded"])
    }

    @Test("a stop signal is a number or a name, an entrypoint a text or a list")
    func newerShapes() async throws {
        let text = try parse(Recorded.v542.answer("containerInspectRunning")).body
            .replacing(#""StopSignal":15"#, with: #""StopSignal":"SIGQUIT""#)
            .replacing(#""Entrypoint":"""#, with: #""Entrypoint":["/sbin/init","-x"]"#)
        let server = try StubServer([.init(wire("GET"), answer: httpAnswer("200 OK", body: text))])
        let config = try await Podman(socketPath: server.path).inspectContainer("c").config
        #expect(config.stopSignal == "SIGQUIT")
        #expect(config.entrypoint == ["/sbin/init", "-x"])
    }
}
