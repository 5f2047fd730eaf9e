import Foundation
import PodEngine
import PodSpec
import Testing

@testable import Supervisor

@MainActor
@Suite("An httpGet probe")
struct ProbeHTTPTests {
    private func local(_ port: UInt16) -> ProbeEndpoint { ProbeEndpoint(host: "127.0.0.1", port: port) }

    private func probe(
        _ server: ProbeServer, path: String = "/", headers: [HTTPGet.Header] = [],
        timeout: Duration = .seconds(20)
    ) async -> ProbeOutcome {
        var action = HTTPGet(port: .number(server.port))
        action.path = path
        action.headers = headers
        defer { server.stop() }
        return await HTTPProbe.run(action, at: local(server.port), timeout: timeout)
    }

    @Test("succeeds with 200 to 299", arguments: [200, 204, 299])
    func success(status: Int) async throws {
        #expect(await probe(ProbeServer { _ in ProbeServer.status(status) }) == .success)
    }

    @Test("fails with any other status but a redirect, and names it", arguments: [400, 404, 500, 503, 999])
    func failure(status: Int) async throws {
        let outcome = await probe(
            ProbeServer(answering: "HTTP/1.1 \(status) No\r\nContent-Length: 6\r\n\r\nsecret"))
        #expect(outcome == .failure("HTTP probe failed with statuscode: \(status)"))
    }

    @Test("sends what the kubelet sends")
    func request() async throws {
        let server = ProbeServer { _ in ProbeServer.status(200) }
        _ = await probe(server, path: "/healthz?full=1")
        #expect(
            server.requests == [
                """
                GET /healthz?full=1 HTTP/1.1\r
                Host: 127.0.0.1:\(server.port)\r
                User-Agent: kube-probe/1.36\r
                Accept: */*\r
                Connection: close\r
                \r

                """
            ])
    }

    @Test("lets header fields be repeated and override its own, but not break its framing")
    func headers() async throws {
        let server = ProbeServer { _ in ProbeServer.status(200) }
        _ = await probe(
            server,
            headers: [
                .init(name: "host", value: "site.example"), .init(name: "X-A", value: "1"),
                .init(name: "USER-AGENT", value: "me"), .init(name: "X-A", value: "2"),
                .init(name: "Accept", value: "text/html"), .init(name: "Content-Length", value: "5"),
            ])
        #expect(
            server.requests == [
                """
                GET / HTTP/1.1\r
                Host: site.example\r
                User-Agent: me\r
                X-A: 1\r
                X-A: 2\r
                Accept: text/html\r
                Connection: close\r
                \r

                """
            ])
    }

    @Test("leaves out Accept and User-Agent where they are set to nothing")
    func emptyHeaders() async throws {
        let server = ProbeServer { _ in ProbeServer.status(200) }
        _ = await probe(
            server, headers: [.init(name: "Accept", value: ""), .init(name: "User-Agent", value: "")])
        #expect(
            server.requests == [
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nConnection: close\r\n\r\n"
            ])
    }

    @Test("cannot be made to send a second request by its path or its fields")
    func injection() async throws {
        let server = ProbeServer { _ in ProbeServer.status(200) }
        let outcome = await probe(server, path: "/a b\r\nX: y#z")
        #expect(outcome == .success)
        #expect(server.targets == ["/a%20b%0D%0AX:%20y"])

        let refused = await probe(
            ProbeServer { _ in ProbeServer.status(200) },
            headers: [.init(name: "X", value: "a\r\nB: c")])
        guard case .failure(let message) = refused else { throw Unexpected() }
        #expect(message.hasSuffix("a header field holds a control character; remove it"))
    }

    @Test("follows redirects within the host, keeping its header fields")
    func redirect() async throws {
        let server = ProbeServer { head in
            if head.hasPrefix("GET /a/b ") { return ProbeServer.status(302, "Location: ../c?d=e") }
            if head.hasPrefix("GET /c?d=e ") { return ProbeServer.status(307, "Location: /f#g") }
            return ProbeServer.status(200)
        }
        let outcome = await probe(
            server, path: "/a/b",
            headers: [.init(name: "X-A", value: "1"), .init(name: "Host", value: "site.example")])
        #expect(outcome == .success)
        #expect(server.targets == ["/a/b", "/c?d=e", "/f"])
        #expect(
            server.requests.allSatisfy {
                $0.contains("\r\nX-A: 1\r\n") && $0.contains("\r\nHost: site.example\r\n")
            })
    }

    @Test("fails where a redirect leads, not where it starts")
    func redirectToFailure() async throws {
        let server = ProbeServer { head in
            head.hasPrefix("GET / ")
                ? ProbeServer.status(301, "Location: /login") : ProbeServer.status(401)
        }
        #expect(await probe(server) == .failure("HTTP probe failed with statuscode: 401"))
    }

    @Test("gives a chain of redirects up after ten requests")
    func redirectLoop() async throws {
        let server = ProbeServer { _ in ProbeServer.status(302, "Location: /again") }
        let outcome = await probe(server)
        #expect(
            outcome
                == .failure("Get \"http://127.0.0.1:\(server.port)/again\": stopped after 10 redirects"))
        #expect(server.requests.count == 10)
    }

    @Test(
        "succeeds with a remark where a redirect leaves the host, or is none",
        arguments: [
            (302, "Location: http://other.example/x", "302, to http://other.example/x"),
            (308, "Location: //localhost/", "308, to //localhost/"),
            (304, "X: y", "304, to nowhere"), (302, "X: y", "302, to nowhere"),
        ])
    func warning(status: Int, field: String, remark: String) async throws {
        let outcome = await probe(ProbeServer { _ in ProbeServer.status(status, field) })
        #expect(outcome == .warning("Probe terminated redirects: \(remark)"))
    }

    @Test("takes an answer in any pieces, chunked or up to the end of the connection")
    func pieces() async throws {
        let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        let outcome = await probe(ProbeServer { _ in text.unicodeScalars.map { .send(String($0)) } })
        #expect(outcome == .success)
        #expect(await probe(ProbeServer(answering: "HTTP/1.0 200 OK\r\n\r\nabc")) == .success)
    }

    @Test("reads 10 KiB of the answer and does not wait for the rest")
    func longBody() async throws {
        let body = String(repeating: "x", count: 11 << 10)
        let outcome = await probe(ProbeServer { _ in [.send("HTTP/1.1 200 OK\r\n\r\n" + body), .hang] })
        #expect(outcome == .success)
    }

    @Test("fails at its timeout, whether the answer does not begin or does not end")
    func timeout() async throws {
        let silent = ProbeServer { _ in [.hang] }
        let url = "http://127.0.0.1:\(silent.port)/"
        let started = ContinuousClock.now
        #expect(
            await probe(silent, timeout: .milliseconds(200))
                == .failure(
                    "Get \"\(url)\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
                ))
        let elapsed = ContinuousClock.now - started
        #expect(elapsed >= .milliseconds(190))

        let endless = ProbeServer { _ in [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"), .hang] }
        guard case .unknown(let message) = await probe(endless, timeout: .milliseconds(200))
        else { throw Unexpected() }
        #expect(message.hasSuffix("(Client.Timeout exceeded while reading body)"))
    }

    @Test("counts all redirects against one timeout")
    func redirectTimeout() async throws {
        let server = ProbeServer { _ in
            Thread.sleep(forTimeInterval: 0.2)
            return ProbeServer.status(302, "Location: /again")
        }
        let outcome = await probe(server, timeout: .milliseconds(500))
        guard case .failure(let message) = outcome else { throw Unexpected() }
        #expect(message.contains("/again\": context deadline exceeded"))
    }

    @Test("fails where nobody listens, in the kubelet's words")
    func refused() async throws {
        let port = closedPort()
        let outcome = await HTTPProbe.run(
            HTTPGet(port: .number(port)), at: local(port), timeout: .seconds(20))
        let address = "127.0.0.1:\(port)"
        #expect(
            outcome
                == .failure("Get \"http://\(address)/\": dial tcp \(address): connect: connection refused"))
    }

    @Test(
        "fails with what is no HTTP, or ends too early",
        arguments: ["", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nContent-Le"])
    func noHTTP(answer: String) async throws {
        guard case .failure(let message) = await probe(ProbeServer(answering: answer))
        else { throw Unexpected() }
        #expect(message.hasPrefix("Get \"http://127.0.0.1:"))
    }

    @Test("has no result, as with the kubelet, where the answer's body breaks off")
    func brokenBody() async throws {
        let server = ProbeServer(answering: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab")
        guard case .unknown(let message) = await probe(server) else { throw Unexpected() }
        #expect(message.hasSuffix("in the body of the answer, after 2 bytes"))
    }

    private struct Unexpected: Error {}
}
