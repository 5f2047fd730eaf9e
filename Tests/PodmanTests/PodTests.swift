import TestSupport
import Testing

@testable import Podman

@MainActor
@Suite("Pods, as both versions answer")
struct PodTests {
    @Test("a pod is made, started, found and removed", arguments: Recorded.allCases)
    func life(version: Recorded) async throws {
        let server = try version.server(
            ("POST /pods/create", "podCreate"), ("POST /pods/site/start", "podStart"),
            ("POST /pods/site/start", "podStartRunning"), ("GET /pods/site/json", "podInspect"),
            ("GET /pods/json?filters=", "podList"), ("GET /pods/json HTTP", "podListNone"),
            ("DELETE /pods/site?force=true&timeout=0 HTTP", "podRemove"),
            ("DELETE /pods/site?force=false HTTP", "podRemoveGone"))
        let podman = Podman(socketPath: server.path)
        let id = try await podman.createPod(PodCreate(name: "site"))
        try await podman.startPod("site")
        try await podman.startPod("site")

        let pod = try await podman.inspectPod("site")
        #expect(pod.id == id)
        #expect(pod.name == "site")
        #expect(pod.state == "Running")
        #expect(pod.hostname == "site")
        #expect(pod.labels == ["io.podsup.app": "site"])
        #expect(pod.sharedNamespaces.sorted() == ["ipc", "net", "uts"])
        #expect(pod.cgroupPath.hasPrefix("machine.slice/"))
        #expect(pod.containers.map(\.id) == [pod.infraContainerID])
        #expect(pod.containers.map(\.state) == ["running"])
        #expect(pod.created != nil)
        #expect(!pod.hostNetwork)

        let listed = try await podman.listPods(labels: ["io.podsup.app=site"])
        #expect(listed.map(\.id) == [id])
        #expect(listed.first?.infraID == pod.infraContainerID)
        #expect(listed.first?.status == "Running")
        #expect(listed.first?.labels == ["io.podsup.app": "site"])
        #expect(try await podman.listPods(labels: []).isEmpty)

        #expect(try await podman.removePod("site", force: true, timeout: 0))
        #expect(try await !podman.removePod("site", force: false, timeout: nil))
    }

    @Test("a pod that cannot start says which container failed, and why", arguments: Recorded.allCases)
    func portTaken(version: Recorded) async throws {
        let server = try version.server(("POST /pods/other/start", "podStartPortTaken"))
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in try await podman.startPod("other") }
        #expect(error?.apiError?.status == 409)
        #expect(error?.description.hasPrefix("Podman: start pod other: starting container ") == true)
        #expect(error?.description.hasSuffix("listen tcp4 :18080: bind: address already in use") == true)
    }

    @Test("a name that is taken is an error of its own", arguments: Recorded.allCases)
    func nameTaken(version: Recorded) async throws {
        let server = try version.server(("POST /pods/create", "podCreateTaken"))
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in
            _ = try await podman.createPod(PodCreate(name: "site"))
        }
        #expect(error?.alreadyExists == true)
    }

    @Test("the version and the host are known", arguments: Recorded.allCases)
    func host(version: Recorded) async throws {
        let server = try version.server(("GET /version", "version"), ("GET /info", "info"))
        let podman = Podman(socketPath: server.path)
        let running = try await podman.version()
        #expect(running.description == version.rawValue)
        #expect(running.apiVersion == version.rawValue)
        let info = try await podman.info()
        #expect(info.host.ociRuntime.name == (version == .v431 ? "runc" : "crun"))
        #expect(info.host.ociRuntime.path == "/usr/bin/" + info.host.ociRuntime.name)
        #expect(info.host.cgroupVersion == "v2")
        #expect(info.host.cgroupControllers == [])
        #expect(info.host.cgroupManager == "systemd")
        #expect(info.host.networkBackend == "netavark")
        #expect(!info.host.security.rootless)
        #expect(info.store.graphRoot == "/var/lib/containers/storage")
    }

    @Test("whoever answers a ping is there; whoever refuses it is not")
    func ping() async throws {
        let server = try StubServer([
            .init(wire("GET /_ping"), answer: httpAnswer("200 OK", body: "OK")),
            .init(wire("GET /_ping"), answer: httpAnswer("500 Internal Server Error")),
        ])
        let podman = Podman(socketPath: server.path)
        try await podman.ping()
        let error = await failure { () async throws(PodmanError) in try await podman.ping() }
        guard case .api? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("versions of development count as what they will be")
    func versions() throws {
        let development = try #require(PodmanVersion("6.1.0-dev", apiVersion: "6.1.0-dev"))
        #expect(development > PodmanVersion(major: 5, minor: 8, patch: 2, apiVersion: ""))
        #expect(PodmanVersion("6.0", apiVersion: "")?.patch == 0)
        #expect(PodmanVersion("six", apiVersion: "") == nil)
        #expect(PodmanVersion("", apiVersion: "") == nil)
    }
}
