import Foundation
import TestSupport
import Testing

@testable import Podman

/// The conversation with a socket: what is sent, deadlines, cancellation, and who failed.
@MainActor
@Suite("The conversation with Podman")
struct ConversationTests {
    @Test("a request closes its connection, names a host and says that its body is JSON")
    func request() async throws {
        let server = try Recorded.v542.server(("POST /pods/create", "podCreate"))
        _ = try await Podman(socketPath: server.path).createPod(PodCreate(name: "site"))
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /v4.0.0/libpod/pods/create HTTP/1.1")
        #expect(request.headers.contains("Connection: close"))
        #expect(request.headers.contains("Host: podman"))
        #expect(request.headers.contains("Content-Type: application/json"))
        #expect(request.headers.contains("Content-Length: \(request.body.utf8.count)"))
    }

    @Test("names in a path and filters in a query are percent-encoded")
    func encoding() async throws {
        let server = try StubServer([
            .init(wire("GET /pods/a%2F..%2Fb%3Fc/json"), answer: httpAnswer("404 Not Found")),
            .init(
                wire("GET /images/localhost:5000/a%20b@sha256:0/exists"), answer: httpAnswer("204 No Content")
            ),
            .init(
                wire("GET /pods/json?filters=%7B%22label%22%3A%5B%22a%3Db%20c%2Fd%22%2C%22e%22%5D%7D HTTP"),
                answer: httpAnswer("200 OK", body: "null")),
        ])
        let podman = Podman(socketPath: server.path)
        let missing = await failure { () async throws(PodmanError) in
            _ = try await podman.inspectPod("a/../b?c")
        }
        #expect(missing?.apiError?.status == 404)
        #expect(try await podman.imageExists("localhost:5000/a b@sha256:0"))
        #expect(try await podman.listPods(labels: ["a=b c/d", "e"]).isEmpty)
    }

    @Test("an answer that comes byte by byte is an answer", arguments: Recorded.allCases)
    func slowAnswer(version: Recorded) async throws {
        let bytes = Array(version.answer("podInspect").utf8)
        let server = try StubServer([
            .init(wire("GET /pods/site/json"), bytes.map { .send([$0]) })
        ])
        #expect(try await Podman(socketPath: server.path).inspectPod("site").name == "site")
    }

    @Test("a request larger than the socket's buffer arrives whole")
    func largeRequest() async throws {
        let server = try StubServer([
            .init(wire("POST /containers/create"), answer: httpAnswer("201 Created", body: #"{"Id":"1"}"#))
        ])
        var spec = ContainerCreate(name: "c", image: "i")
        spec.env = ["LARGE": String(repeating: "x", count: 4 << 20)]
        #expect(try await Podman(socketPath: server.path).createContainer(spec) == "1")
        #expect((server.requests.first?.body.utf8.count ?? 0) > 4 << 20)
    }

    @Test("a server that answers and hangs up before it has read the request is heard")
    func earlyAnswer() async throws {
        var exchange = StubServer.Exchange("", answer: httpAnswer("413 Too Large", body: "too much"))
        exchange.readsRequest = false
        let server = try StubServer([exchange])
        var spec = ContainerCreate(name: "c", image: "i")
        spec.env = ["LARGE": String(repeating: "x", count: 4 << 20)]
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.createContainer(spec)
        }
        #expect(error?.description == "Podman: create container c: too much")
    }

    @Test("the connection is closed as soon as the answer is complete, though the server would keep it")
    func closesAfterAnswer() async throws {
        let server = try StubServer([
            .init(wire("GET /info"), [.send(Array(Recorded.v542.answer("info").utf8)), .awaitHangUp]),
            .init(wire("GET /version"), answer: Recorded.v542.answer("version")),
        ])
        let podman = Podman(socketPath: server.path)
        _ = try await podman.info()
        // The server takes the next connection only after the first has gone.
        _ = try await podman.version()
        #expect(server.hangUps == 1)
    }

    // MARK: Deadlines and cancellation

    @Test("a server that says nothing runs into the deadline, and the connection is closed")
    func silence() async throws {
        let server = try StubServer([.init(wire("GET /info"), [.awaitHangUp])])
        let podman = Podman(socketPath: server.path)
        podman.workDeadline = .milliseconds(80)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.info() }
        #expect(error == .deadline(call: "get Podman's information on this host", after: .milliseconds(80)))
        #expect(await comesTrue { server.hangUps == 1 })
    }

    @Test("a trickle does not move a total deadline")
    func trickle() async throws {
        let trickle = (0..<500).flatMap { _ in [StubServer.Step.send([0x20]), .pause(.milliseconds(20))] }
        let server = try StubServer([
            .init(wire("GET /info"), [.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))] + trickle)
        ])
        let podman = Podman(socketPath: server.path)
        podman.workDeadline = .milliseconds(150)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.info() }
        #expect(error == .deadline(call: "get Podman's information on this host", after: .milliseconds(150)))
    }

    @Test("a cancelled task hangs up at once")
    func cancellation() async throws {
        let server = try StubServer([.init(wire("POST /containers/c/start"), [.awaitHangUp])])
        let podman = Podman(socketPath: server.path)
        let task = Task {
            await failure { () async throws(PodmanError) in try await podman.startContainer("c") }
        }
        #expect(await comesTrue { server.requests.count == 1 })
        task.cancel()
        #expect(await task.value == .cancelled(call: "start container c"))
        #expect(await comesTrue { server.hangUps == 1 })
    }

    @Test("a task cancelled before its call does not call")
    func cancelledBefore() async throws {
        let podman = Podman(socketPath: "/nonexistent/podman.sock")
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await failure { () async throws(PodmanError) in _ = try await podman.info() }
        }
        task.cancel()
        #expect(await task.value == .cancelled(call: "get Podman's information on this host"))
    }

    // MARK: Answers that cannot be used

    @Test("an answer that stops short is told with how far it came")
    func truncated() async throws {
        let server = try StubServer([
            .init(wire("GET /info"), answer: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"host\":")
        ])
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.info() }
        #expect(
            error?.description == "Podman's answer cannot be used (get Podman's information on this host): "
                + "the connection was closed in the body of the answer, after 8 bytes; "
                + "see 'journalctl\(userOption) -u podman.service'")
    }

    @Test("an answer of another shape names what is missing", arguments: ["{}", "[]", "{", "{\"Id\":1}"])
    func otherShape(body: String) async throws {
        let server = try StubServer([
            .init(wire("POST /pods/create"), answer: httpAnswer("201 Created", body: body))
        ])
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in
            _ = try await podman.createPod(PodCreate(name: "site"))
        }
        guard case .badAnswer("create pod site", let problem) = error else {
            Issue.record("\(body) is no answer: \(String(describing: error))")
            return
        }
        #expect(problem.hasPrefix("it ") || problem.contains("'Id'") || problem.hasPrefix("''"))
    }

    @Test("a body of more than 16 MiB is refused")
    func hugeBody() async throws {
        let server = try StubServer([
            .init(wire("GET /info"), answer: "HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n{")
        ])
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.info() }
        #expect(error?.description.contains("the body of the answer is larger than 16777216 bytes; ") == true)
    }
}

/// Whether `condition` becomes true within two seconds.
@MainActor
func comesTrue(_ condition: @MainActor () -> Bool) async -> Bool {
    for _ in 0..<200 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return condition()
}
