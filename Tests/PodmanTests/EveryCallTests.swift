import TestSupport
import Testing

@testable import Podman

/// One of the calls that a supervisor can make.
struct AnyCall: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @MainActor @Sendable (Podman) async throws(PodmanError) -> Void

    init(_ name: String, _ make: @escaping @MainActor @Sendable (Podman) async throws(PodmanError) -> Void) {
        testDescription = name
        self.make = make
    }

    static let all: [AnyCall] =
        [
            AnyCall("ping") { podman throws(PodmanError) in try await podman.ping() },
            AnyCall("version") { podman throws(PodmanError) in _ = try await podman.version() },
            AnyCall("info") { podman throws(PodmanError) in _ = try await podman.info() },
        ] + containers + pods + images + volumesAndNetworks

    private static let containers = [
        AnyCall("createContainer") { podman throws(PodmanError) in
            _ = try await podman.createContainer(ContainerCreate(name: "c", image: "i"))
        },
        AnyCall("startContainer") { podman throws(PodmanError) in try await podman.startContainer("c") },
        AnyCall("killContainer") { podman throws(PodmanError) in
            try await podman.killContainer("c", signal: "TERM")
        },
        AnyCall("renameContainer") { podman throws(PodmanError) in
            try await podman.renameContainer("c", to: "d")
        },
        AnyCall("removeContainer") { podman throws(PodmanError) in
            _ = try await podman.removeContainer("c", force: true, volumes: true)
        },
        AnyCall("inspectContainer") { podman throws(PodmanError) in
            _ = try await podman.inspectContainer("c")
        },
        AnyCall("inspectEnded") { podman throws(PodmanError) in _ = try await podman.inspectEnded("c") },
        AnyCall("listContainers") { podman throws(PodmanError) in
            _ = try await podman.listContainers(labels: [])
        },
        AnyCall("pauseContainer") { podman throws(PodmanError) in try await podman.pauseContainer("c") },
        AnyCall("unpauseContainer") { podman throws(PodmanError) in try await podman.unpauseContainer("c") },
        AnyCall("removeStorageLeftover") { podman throws(PodmanError) in
            _ = try await podman.removeStorageLeftover(named: "c")
        },
    ]

    private static let pods = [
        AnyCall("createPod") { podman throws(PodmanError) in
            _ = try await podman.createPod(PodCreate(name: "p"))
        },
        AnyCall("startPod") { podman throws(PodmanError) in try await podman.startPod("p") },
        AnyCall("inspectPod") { podman throws(PodmanError) in _ = try await podman.inspectPod("p") },
        AnyCall("listPods") { podman throws(PodmanError) in _ = try await podman.listPods(labels: []) },
        AnyCall("removePod") { podman throws(PodmanError) in
            _ = try await podman.removePod("p", force: true, timeout: 0)
        },
    ]

    private static let images = [
        AnyCall("imageExists") { podman throws(PodmanError) in _ = try await podman.imageExists("i") },
        AnyCall("inspectImage") { podman throws(PodmanError) in _ = try await podman.inspectImage("i") },
        AnyCall("pullImage") { podman throws(PodmanError) in
            _ = try await podman.pullImage("i", policy: "always")
        },
        AnyCall("pullImageByLayers") { podman throws(PodmanError) in
            try await podman.pullImageByLayers("i") { _ in }
        },
    ]

    private static let volumesAndNetworks = [
        AnyCall("createVolume") { podman throws(PodmanError) in
            _ = try await podman.createVolume(VolumeCreate(name: "v"))
        },
        AnyCall("inspectVolume") { podman throws(PodmanError) in _ = try await podman.inspectVolume("v") },
        AnyCall("listVolumes") { podman throws(PodmanError) in _ = try await podman.listVolumes(labels: []) },
        AnyCall("removeVolume") { podman throws(PodmanError) in
            _ = try await podman.removeVolume("v", force: false)
        },
        AnyCall("networkExists") { podman throws(PodmanError) in _ = try await podman.networkExists("n") },
        AnyCall("createNetwork") { podman throws(PodmanError) in
            _ = try await podman.createNetwork(NetworkCreate(name: "n"))
        },
        AnyCall("removeNetwork") { podman throws(PodmanError) in _ = try await podman.removeNetwork("n") },
    ]
}

@Suite("Every call to Podman")
@MainActor
struct EveryCallTests {
    @Test("gives up on a server that takes it and says nothing", arguments: AnyCall.all)
    func hangs(call: AnyCall) async throws {
        let server = try StubServer([.init("", [.awaitHangUp])])
        let podman = Podman(socketPath: server.path)
        podman.queryDeadline = .milliseconds(60)
        podman.workDeadline = .milliseconds(60)
        podman.pullIdleDeadline = .milliseconds(60)
        let error = await failure { () async throws(PodmanError) in try await call.make(podman) }
        guard case .deadline(_, after: .milliseconds(60)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(await comesTrue { server.hangUps == 1 })
    }

    @Test("takes an answer that is cut off for no answer", arguments: AnyCall.all)
    func truncated(call: AnyCall) async throws {
        let server = try StubServer([
            .init("", answer: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Id\":")
        ])
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in try await call.make(podman) }
        guard case .badAnswer(_, let problem) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problem.contains("the connection was closed in the body"))
    }

    @Test("throws what Podman says of a failure of its own", arguments: AnyCall.all)
    func fails(call: AnyCall) async throws {
        let body =
            #"{"cause":"disk I/O error","message":"adding to the database: disk I/O error","response":500}"#
        let server = try StubServer([.init("", answer: httpAnswer("500 Oops", body: body))])
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in try await call.make(podman) }
        #expect(error?.apiError?.status == 500)
        #expect(error?.apiError?.message == "adding to the database: disk I/O error")
    }
}
