import Foundation
import PodEngine
import PodSpec
import Testing

@testable import Supervisor

/// `openssl s_server`, with a certificate that nobody trusts.
private final class TLSServer {
    let port: UInt16
    private let server = Process()
    private let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID())")

    init(_ arguments: String..., files: [String: String] = [:]) throws {
        port = closedPort()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        // Nobody waits for it by `waitUntilExit`, which can hold up the main queue for good: Foundation sees an
        // end by a socket that programs started elsewhere at that moment inherit.
        server.executableURL = URL(fileURLWithPath: "/bin/sh")
        let certificate =
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            + " -subj /CN=elsewhere.example -keyout key.pem -out cert.pem"
        server.arguments =
            [
                "-c",
                "openssl \(certificate) && exec openssl s_server -quiet -accept 127.0.0.1:\(port)"
                    + " -key key.pem -cert cert.pem \"$@\"", "sh",
            ] + arguments
        server.currentDirectoryURL = folder
        server.standardInput = Pipe()
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
    }

    /// Until it listens.
    @MainActor
    func ready() async throws {
        for _ in 0..<500 {
            let endpoint = ProbeEndpoint(host: "127.0.0.1", port: port)
            if await TCPProbe.run(endpoint, timeout: .seconds(5)) == .success { return }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    func stop() {
        server.terminate()
        try? FileManager.default.removeItem(at: folder)
    }
}

@MainActor
@Suite("An httpGet probe over TLS")
struct ProbeTLSTests {
    private func probe(_ port: UInt16, path: String = "/", host: String = "127.0.0.1") async -> ProbeOutcome {
        var action = HTTPGet(port: .number(port))
        action.scheme = .https
        action.path = path
        return await HTTPProbe.run(action, at: ProbeEndpoint(host: host, port: port), timeout: .seconds(20))
    }

    @Test("succeeds with a server whose certificate nobody trusts, by address and by name")
    func succeeds() async throws {
        let server = try TLSServer("-www")
        defer { server.stop() }
        try await server.ready()
        #expect(await probe(server.port) == .success)
        #expect(await probe(server.port, host: "localhost") == .success)
    }

    @Test("fails with the status of the answer")
    func status() async throws {
        // It answers with the bytes of the file that is asked for.
        let server = try TLSServer("-HTTP", files: ["sick": "HTTP/1.0 503 Service Unavailable\r\n\r\n"])
        defer { server.stop() }
        try await server.ready()
        #expect(
            await probe(server.port, path: "/sick") == .failure("HTTP probe failed with statuscode: 503"))
    }

    @Test("fails where nobody listens, and where the server speaks no TLS")
    func failures() async {
        let port = closedPort()
        let prefix = "Get \"https://127.0.0.1:"
        #expect(
            await probe(port)
                == .failure("\(prefix)\(port)/\": dial tcp 127.0.0.1:\(port): connect: connection refused"))
        let server = ProbeServer(answering: "HTTP/1.1 400 Bad Request\r\n\r\n")
        defer { server.stop() }
        // It waits for a line end, which a handshake may or may not hold.
        var action = HTTPGet(port: .number(server.port))
        action.scheme = .https
        let endpoint = ProbeEndpoint(host: "127.0.0.1", port: server.port)
        let plain = await HTTPProbe.run(action, at: endpoint, timeout: .milliseconds(500))
        guard case .failure = plain else {
            Issue.record("\(plain)")
            return
        }
    }

    @Test("follows a redirect from http to https on the same host")
    func redirect() async throws {
        let server = try TLSServer("-www")
        defer { server.stop() }
        try await server.ready()
        let port = server.port
        let first = ProbeServer { _ in
            ProbeServer.status(301, "Location: https://127.0.0.1:\(port)/moved")
        }
        defer { first.stop() }
        let endpoint = ProbeEndpoint(host: "127.0.0.1", port: first.port)
        let outcome = await HTTPProbe.run(
            HTTPGet(port: .number(first.port)), at: endpoint, timeout: .seconds(20))
        #expect(outcome == .success)
    }

    @Test("knows the program's words for what went wrong")
    func words() {
        func failure(_ text: String) -> ConnectionError? {
            TLSConnection.failure(Array(text.utf8), "10.0.0.2:8443")
        }
        let refused = """
            401743561B7F0000:error:8000006F:system library:BIO_connect:Connection refused:../crypto/bio/bio_sock2.c:117:
            401743561B7F0000:error:10000067:BIO routines:BIO_connect:connect error:../crypto/bio/bio_sock2.c:119:
            connect:errno=111
            """
        #expect(failure(refused) == .cannotConnect("10.0.0.2:8443", code: 111))
        #expect(
            failure("40F7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/x.c:350:")
                == .handshake("wrong version number"))
        #expect(
            failure("40F7:error:0A000126:SSL routines::unexpected eof while reading:../ssl/x.c:322:") == nil)
        #expect(failure("Can't use SSL_get_servername\n") == nil)
    }
}
