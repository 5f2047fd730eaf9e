import TestSupport
import Testing

@testable import Podman

@MainActor
@Suite("Images and volumes, as both versions answer")
struct ImageTests {
    @Test("an image is there or not", arguments: Recorded.allCases)
    func exists(version: Recorded) async throws {
        let server = try version.server(
            ("GET /images/localhost/bb:1/exists", "imageExists"),
            ("GET /images/localhost/none:1/exists", "imageExistsNot"),
            ("GET /images/localhost/bb:1/json", "imageInspect"))
        let podman = Podman(socketPath: server.path)
        #expect(try await podman.imageExists("localhost/bb:1"))
        #expect(try await !podman.imageExists("localhost/none:1"))
        let image = try await podman.inspectImage("localhost/bb:1")
        #expect(image.id.count == 64)
        #expect(image.digest.hasPrefix("sha256:"))
        #expect(image.repoDigests == ["localhost/bb@\(image.digest)"])
        #expect(image.config == ImageInspect.Config(env: ["PATH=/bin"]))
        #expect(image.architecture == "amd64")
        #expect(image.healthcheck == [])
    }

    @Test("an image's configuration is read in full")
    func configuration() async throws {
        let body = """
            {"Id":"1","Config":{"User":"101:101","Env":["A=b"],"Entrypoint":["/e","x"],"Cmd":["c"],\
            "WorkingDir":"/w","StopSignal":"SIGQUIT","Volumes":{"/v":{},"/a":{}}},\
            "Healthcheck":{"Test":["CMD","true"],"Interval":30000000000}}
            """
        let server = try StubServer([.init(wire("GET"), answer: httpAnswer("200 OK", body: body))])
        let image = try await Podman(socketPath: server.path).inspectImage("i")
        #expect(
            image.config
                == ImageInspect.Config(
                    user: "101:101", env: ["A=b"], entrypoint: ["/e", "x"], command: ["c"], workingDir: "/w",
                    stopSignal: "SIGQUIT", volumes: ["/a", "/v"]))
        #expect(image.healthcheck == ["CMD", "true"])
    }

    @Test("an image is removed, or is gone already, or is in use")
    func remove() async throws {
        let server = try StubServer([
            .init(wire("DELETE /images/localhost/bb:1 HTTP"), answer: httpAnswer("200 OK", body: "{}")),
            .init(
                wire("DELETE /images/localhost/bb:1 HTTP"), answer: httpAnswer("404 Not Found", body: "{}")),
            .init(wire("DELETE /images/localhost/bb:1 HTTP"), answer: httpAnswer("409 Conflict", body: "{}")),
        ])
        let podman = Podman(socketPath: server.path)
        try await podman.removeImage("localhost/bb:1")
        try await podman.removeImage("localhost/bb:1")
        let error = await failure { () async throws(PodmanError) in
            try await podman.removeImage("localhost/bb:1")
        }
        #expect(error?.isImageInUse == true)
    }

    // MARK: Pulling

    @Test("a pull that is not needed answers with the image's ID", arguments: Recorded.allCases)
    func pullPresent(version: Recorded) async throws {
        let server = try version.server(
            ("POST /images/pull?reference=localhost%2Fbb%3A1&policy=missing HTTP", "pullPresent"))
        let podman = Podman(socketPath: server.path)
        #expect(try await podman.pullImage("localhost/bb:1", policy: "missing").count == 64)
    }

    @Test(
        "a pull that fails says so in its last line, though its status is 200", arguments: Recorded.allCases)
    func pullFailed(version: Recorded) async throws {
        let server = try version.server(("POST /images/pull", "pullFailed"))
        let podman = Podman(socketPath: server.path)
        var said: [String] = []
        let error = await failure { () async throws(PodmanError) in
            _ = try await podman.pullImage("localhost/none:1", policy: "always") { said.append($0.text) }
        }
        #expect(said == ["Trying to pull localhost/none:1..."])
        #expect(
            error?.description.hasPrefix("Podman: pull image localhost/none:1: initializing source") == true)
        #expect(error?.description.hasSuffix("connect: connection refused") == true)
    }

    @Test("a pull that is refused outright says why", arguments: Recorded.allCases)
    func pullRefused(version: Recorded) async throws {
        let server = try version.server(("POST /images/pull", "pullBadPolicy"))
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in
            _ = try await podman.pullImage("localhost/bb:1", policy: "bogus")
        }
        #expect(error?.apiError?.status == 400)
        #expect(error?.apiError?.message == #"unsupported pull policy "bogus""#)
    }

    @Test("progress is told as it comes, from lines cut anywhere")
    func progress() async throws {
        let lines =
            #"{"stream":"Copying blob a\n"}"# + "\n" + #"{"stream":"Copying blob b\n"}"# + "\n"
            + #"{"images":["1"],"id":"1"}"# + "\n"
        let chunks = Array(lines.utf8).map { byte in
            StubServer.Step.send(Array("1\r\n".utf8) + [byte] + Array("\r\n".utf8))
        }
        let head = StubServer.Step.send(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
        let server = try StubServer([
            .init(wire("POST /images/pull"), [head] + chunks + [.send(Array("0\r\n\r\n".utf8))])
        ])
        var said: [String] = []
        let id = try await Podman(socketPath: server.path).pullImage("i", policy: "always") {
            said.append($0.text)
        }
        #expect(id == "1")
        #expect(said == ["Copying blob a", "Copying blob b"])
    }

    @Test("a pull may take longer than any deadline, as long as it gives signs of life")
    func idleDeadline() async throws {
        let beat = [StubServer.Step.send(Array(#"{"stream":"."}"#.utf8) + [0x0A]), .pause(.milliseconds(60))]
        let head = StubServer.Step.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
        let alive = Array(repeating: beat, count: 8).flatMap { $0 }
        let server = try StubServer([
            .init(wire("POST /images/pull"), [head] + alive + [.send(Array(#"{"id":"1"}"#.utf8))]),
            .init(wire("POST /images/pull"), [head] + beat + [.awaitHangUp]),
        ])
        let podman = Podman(socketPath: server.path)
        podman.workDeadline = .milliseconds(100)
        podman.pullIdleDeadline = .milliseconds(250)
        #expect(try await podman.pullImage("i", policy: "always") == "1")
        let error = await failure { () async throws(PodmanError) in
            _ = try await podman.pullImage("i", policy: "always")
        }
        #expect(error == .deadline(call: "pull image i", after: .milliseconds(250)))
        #expect(await comesTrue { server.hangUps == 1 })
    }

    @Test(
        "a pull whose stream ends without an image is no success",
        arguments: ["", "{\"stream\":\"x\"}\n", "{"])
    func pullWithoutImage(body: String) async throws {
        let server = try StubServer([.init(wire("POST"), answer: httpAnswer("200 OK", body: body))])
        let podman = Podman(socketPath: server.path)
        let error = await failure { () async throws(PodmanError) in
            _ = try await podman.pullImage("i", policy: "always")
        }
        guard case .badAnswer("pull image i", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("credentials go with the pull alone")
    func credentials() async throws {
        let server = try Recorded.v542.server(("POST /images/pull", "pullPresent"))
        _ = try await Podman(socketPath: server.path).pullImage("i", policy: "missing", auth: "e30=")
        #expect(server.requests.first?.headers.contains("X-Registry-Auth: e30=") == true)
    }

    // MARK: Volumes

    @Test("a volume is made, found and removed", arguments: Recorded.allCases)
    func volume(version: Recorded) async throws {
        let server = try version.server(
            ("POST /volumes/create", "volumeCreate"), ("POST /volumes/create", "volumeCreateTaken"),
            ("GET /volumes/data/json", "volumeInspect"), ("GET /volumes/json HTTP", "volumeList"),
            ("DELETE /volumes/data?force=false HTTP", "volumeRemoveInUse"),
            ("DELETE /volumes/data?force=false HTTP", "volumeRemove"),
            ("DELETE /volumes/data?force=false HTTP", "volumeRemoveGone"))
        let podman = Podman(socketPath: server.path)
        let spec = VolumeCreate(name: "data", labels: ["io.podsup.app": "site"])
        let made = try await podman.createVolume(spec)
        #expect(made.mountpoint == "/var/lib/containers/storage/volumes/data/_data")
        #expect(made.labels == ["io.podsup.app": "site"])
        let taken = await failure { () async throws(PodmanError) in _ = try await podman.createVolume(spec) }
        #expect(taken?.alreadyExists == true)
        #expect(try await podman.inspectVolume("data") == made)
        #expect(try await podman.listVolumes(labels: []) == [made])
        let inUse = await failure { () async throws(PodmanError) in
            _ = try await podman.removeVolume("data", force: false)
        }
        #expect(inUse?.isInUse == true)
        #expect(try await podman.removeVolume("data", force: false))
        #expect(try await !podman.removeVolume("data", force: false))
    }
}
