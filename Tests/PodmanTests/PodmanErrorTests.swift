import Foundation
import TestSupport
import Testing

@testable import Podman

@MainActor
@Suite("Errors say who failed and what to do")
struct PodmanErrorTests {
    @Test("no socket: start it")
    func missing() async {
        let podman = Podman(socketPath: "/nonexistent/podman.sock")
        let error = await failure { () async throws(PodmanError) in _ = try await podman.info() }
        #expect(error == .socketMissing(path: "/nonexistent/podman.sock"))
        #expect(
            error?.description == "/nonexistent/podman.sock: no such socket; "
                + "start it with 'systemctl enable --now podman.socket'")
    }

    @Test("a user's socket is started with systemctl --user")
    func missingUsers() {
        let error = PodmanError.socketMissing(path: "/run/user/1000/podman/podman.sock")
        #expect(error.description.hasSuffix("start it with 'systemctl --user enable --now podman.socket'"))
    }

    @Test("a socket that nobody listens on: start it")
    func refused() async throws {
        let path = try staleSocket()
        defer { unlink(path) }
        let podman = Podman(socketPath: path)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.info() }
        #expect(error == .socketRefused(path: path))
        #expect(
            error?.description
                == "\(path): nobody listens on this socket; start it with 'systemctl restart podman.socket'"
        )
    }

    @Test("a socket that is not ours: as root, or --user")
    func denied() {
        let error = PodmanError.permissionDenied(path: "/run/podman/podman.sock")
        #expect(
            error.description == "/run/podman/podman.sock: permission denied; "
                + "run it as root (sudo), or use --user for pods of your own")
    }

    @Test("a path too long for a socket is told, not cut")
    func longPath() async {
        let path = "/" + String(repeating: "x", count: 108)
        let podman = Podman(socketPath: path)
        let error = await failure { () async throws(PodmanError) in _ = try await podman.info() }
        #expect(error == .socketFailed(path: path, errno: ENAMETOOLONG))
        #expect(error?.description.hasPrefix("\(path): File name too long") == true)
    }

    @Test(
        "a container whose storage is damaged is told from a Podman that fails",
        arguments: [
            (
                "getting graph driver info \"f2be\": readlink /var/lib/containers/storage/overlay: invalid argument",
                true
            ),
            ("reading information about layer \"3acf\": layer not known", true),
            ("getting container from store \"f2be\": container not known", true),
            ("no space left on device", false),
        ])
    func damagedStorage(message: String, isDamaged: Bool) {
        func error(_ status: Int) -> PodmanError {
            .api(call: "inspect container f2be", PodmanAPIError(status: status, cause: "", message: message))
        }
        #expect(error(500).isStorageDamaged == isDamaged)
        #expect(!error(404).isStorageDamaged)
    }

    @Test(
        "a layer that a power loss damaged is told from other things that fail",
        arguments: [
            (
                "writing blob: adding layer with blob \"sha256:497e\"/\"\"/\"sha256:bdc9\": "
                    + "readlink /var/lib/containers/storage/overlay/l: invalid argument", true
            ),
            ("readlink /var/lib/containers/storage/overlay/l: invalid argument", true),
            ("readlink /sources/overlay/l: no such file or directory", false),
            ("invalid argument", false),
        ])
    func damagedLayer(message: String, isDamaged: Bool) {
        // A failed pull has the status 200.
        for status in [200, 500] {
            let error = PodmanError.api(
                call: "pull", PodmanAPIError(status: status, cause: "", message: message))
            #expect(error.isLayerDamaged == isDamaged)
        }
    }

    @Test("a deadline says how long it waited and where to look")
    func deadline() {
        let error = PodmanError.deadline(call: "start pod site", after: .seconds(60))
        #expect(
            error.description == "Podman did not answer within 60 s (start pod site); "
                + "see 'journalctl\(userOption) -u podman.service'")
    }

    @Test("the same failure is recognised in every version's words", arguments: Recorded.allCases)
    func causes(version: Recorded) throws {
        func error(_ name: String) throws -> PodmanError {
            let parsed = try parse(version.answer(name))
            let answer = Answer(status: parsed.head?.status ?? 0, body: Array(parsed.body.utf8))
            return .api(call: name, PodmanAPIError(answer))
        }
        #expect(try error("containerInspectMissing").isNoSuchContainer)
        #expect(try error("containerRemoveGone").isNoSuchContainer)
        #expect(try error("podInspectMissing").isNoSuchPod)
        #expect(try error("podRemoveGone").isNoSuchPod)
        #expect(try error("imageInspectMissing").isNoSuchImage)
        #expect(try error("containerCreateNoImage").isNoSuchImage)
        #expect(try error("volumeInspectMissing").isNoSuchVolume)
        #expect(try error("volumeRemoveGone").isNoSuchVolume)
        #expect(try error("podCreateTaken").alreadyExists)
        #expect(try error("containerCreateTaken").alreadyExists)
        #expect(try error("containerRenameTaken").isNameInUse)
        #expect(try error("volumeCreateTaken").alreadyExists)
        #expect(try error("containerKillCreated").isNotRunning)
        #expect(try error("containerKillExited").isAlreadyStopped)
        #expect(try error("volumeRemoveInUse").isInUse)

        let command = try error("containerStartNoCommand")
        #expect(!command.isNoSuchContainer && !command.isNotRunning && !command.alreadyExists)
        #expect(try !error("podInspectMissing").isNoSuchContainer)
        #expect(try !error("containerInspectMissing").isNoSuchImage)
    }

    @Test("a cause inside a name or a message's middle is not taken for the failure")
    func causeInTheMiddle() {
        let error = PodmanError.api(
            call: "x",
            PodmanAPIError(status: 500, cause: "boom", message: "no such pod: but something else: boom"))
        #expect(!error.isNoSuchPod)
    }

    @Test("of two documents in one answer the first counts")
    func twoDocuments() {
        let text =
            #"{"cause":"a","message":"first","response":500}"# + "\n" + #"{"cause":"b","message":"c"}"# + "\n"
        let error = PodmanAPIError(Answer(status: 500, body: Array(text.utf8)))
        #expect(error == PodmanAPIError(status: 500, cause: "a", message: "first"))
    }

    @Test("what is no error document is told as it is")
    func otherText() {
        #expect(PodmanAPIError(Answer(status: 502, body: [])).message == "HTTP status 502")
        let text = PodmanAPIError(Answer(status: 404, body: Array("404 page not found\n".utf8)))
        #expect(text.message == "404 page not found")
        #expect(PodmanError.api(call: "x", text).description == "Podman: x: 404 page not found")
    }

    /// A socket's file whose listener has gone: a hard link outlives the name that the server removes.
    private func staleSocket() throws -> String {
        let server = try StubServer([])
        let kept = FileManager.default.temporaryDirectory.path + "/stale-\(UUID().uuidString.prefix(8))"
        try #require(link(server.path, kept) == 0)
        return kept
    }
}
