import PodEngine
import PodSpec
import Testing

@testable import Supervisor

/// Bytes of gRPC's C core 1.51, as its Python server sent them; `packed` is of the Python `hpack` encoder.
private enum Recorded {
    static let settings = """
        000018040000000000 0004003fffff0005003fffff000600002000fe0300000001 000004080000000000 003f0000
        000000040100000000
        """
    static let ping = "000004080000000000 00000005 000008060000000000 0000000000000000"
    static let header = """
        00004e010400000001 88400c636f6e74656e742d74797065106170706c69636174696f6e2f677270634014677270632d616363
        6570742d656e636f64696e67176964656e746974792c206465666c6174652c20677a6970
        """
    static let good = "00000f010500000001 400b677270632d7374617475730130"
    static let serving = settings + ping + header + "000007000000000001 00000000020801" + good
    static let notServing = settings + ping + header + "000007000000000001 00000000020802" + good
    static let empty = settings + ping + header + "000005000000000001 0000000000" + good
    static let unknownService =
        settings + ping + """
            00005d010500000001 88400c636f6e74656e742d74797065106170706c69636174696f6e2f67727063400b677270632d737461
            7475730135000c677270632d6d6573736167651f756e6b6e6f776e20736572766963652c202543332542436e62656b616e6e74
            """
    static let unimplemented =
        settings + """
            000050010500000001 88400c636f6e74656e742d74797065106170706c69636174696f6e2f67727063400b677270632d737461
            747573023132000c677270632d6d657373616765114d6574686f64206e6f7420666f756e6421
            """
    /// A header in two frames, padded data, fields from the table in the trailers: UNAVAILABLE.
    static let packed = """
        000000040000000000 000005010000000001 885f8b1d75 00001f090400000001
        d0620d263d4c4d65644089f2b585ed6950958d278a1aa2c31a9fffc7fffddf 00000b000800000001 0300000000020801000000
        000026010500000001 40889acac8b21234da8f820b5f40899acac8b5254207317f8c90fe2a5253d8a2b79956edefc0
        """
}

@Suite("A call of gRPC's health service")
struct ProbeGRPCCallTests {
    /// What comes of an answer, in one piece and byte by byte, and what was sent meanwhile.
    private func call(_ hex: String, isClosed: Bool = false) throws -> (HealthCall.Result?, sent: [UInt8]) {
        var results: [HealthCall.Result?] = []
        var sent: [[UInt8]] = []
        for step in [bytes(hex).count, 1] {
            var call = HealthCall()
            var answer: [UInt8] = []
            for start in stride(from: 0, to: bytes(hex).count, by: step) {
                answer += try call.feed(Array(bytes(hex)[start..<(start + step)]))
            }
            if isClosed { call.close() }
            results.append(call.result)
            sent.append(answer)
        }
        #expect(results[0] == results[1])
        #expect(sent[0] == sent[1])
        return (results[0], sent[0])
    }

    @Test("asks in one piece: preface, settings, a header that nothing packs, the message")
    func request() {
        let request = HealthCall.request(
            authority: "10.0.0.2:90", service: "db", timeout: .seconds(1), agent: "kube-probe/1.36")
        var rest = request[...]
        #expect(rest.starts(with: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8))
        rest = rest.dropFirst(24)
        #expect(Array(rest.prefix(21)) == bytes("00000c 04 00 00000000 0002 00000000 0006 00004000"))
        rest = rest.dropFirst(21)
        var decoder = HPACKDecoder()
        let length = Int(number(rest.prefix(3)))
        #expect(rest.dropFirst(3).starts(with: bytes("01 04 00000001")))
        let fields = try? decoder.decode(rest.dropFirst(9).prefix(length))
        #expect(
            fields?.map { "\($0.name)=\($0.value)" } == [
                ":method=POST", ":scheme=http", ":path=/grpc.health.v1.Health/Check",
                ":authority=10.0.0.2:90",
                "content-type=application/grpc", "user-agent=kube-probe/1.36", "te=trailers",
                "grpc-timeout=1000m",
            ])
        #expect(
            Array(rest.dropFirst(9 + length)) == bytes("000009 00 01 00000001 00 00000004 0a026462"))
        #expect(HealthMessage.request(service: "") == [0, 0, 0, 0, 0])
    }

    @Test("understands a real server's answers")
    func answers() throws {
        #expect(try call(Recorded.serving).0 == .answered(1))
        #expect(try call(Recorded.notServing).0 == .answered(2))
        #expect(try call(Recorded.empty).0 == .answered(0))
        #expect(
            try call(Recorded.unknownService).0 == .failed(GRPCStatus(5, "unknown service, ünbekannt")))
        #expect(try call(Recorded.unimplemented).0 == .failed(GRPCStatus(12, "Method not found!")))
        #expect(try call(Recorded.packed).0 == .failed(GRPCStatus(14, "down for ü")))
    }

    @Test("acknowledges settings and pings")
    func acknowledges() throws {
        let (result, sent) = try call(
            Recorded.settings + Recorded.ping + "000008060000000000 0102030405060708")
        #expect(result == nil)
        #expect(
            sent
                == bytes(
                    """
                    000000 04 01 00000000 000008 06 01 00000000 0000000000000000
                    000008 06 01 00000000 0102030405060708
                    """))
    }

    @Test(
        "ends with gRPC's own code for a stream that is reset, a server that goes, an answer that is none of gRPC's",
        arguments: [
            ("000004 03 00 00000001 00000007", 14, "stream terminated by RST_STREAM with error code: 7"),
            ("000008 07 00 00000000 00000000 00000000", 14, "the server is shutting down"),
            ("000001 01 05 00000001 8d", 12, "unexpected HTTP status code received from server: 404"),
            ("000001 01 05 00000001 88", 2, "unexpected content-type ''"),
        ])
    func failures(hex: String, code: UInt32, message: String) throws {
        #expect(try call(Recorded.settings + hex).0 == .failed(GRPCStatus(code, message)))
    }

    @Test(
        "ends with an internal error where the message is missing, compressed, cut off or no protobuf",
        arguments: [
            "", "000005 00 00 00000001 01 00000000", "000006 00 00 00000001 00 00000002 08",
            "000006 00 00 00000001 00 00000001 08", "000007 00 00 00000001 00 00000002 0f01",
            "000007 00 00 00000001 00 00000002 1209", "000005 00 01 00000001 00 00000000",
        ])
    func brokenMessages(hex: String) throws {
        let answer = Recorded.settings + Recorded.header + hex + Recorded.good
        guard case .failed(let status) = try call(answer).0 else {
            Issue.record("no failure")
            return
        }
        #expect(status.code == GRPCStatus.internalError)
    }

    @Test("passes over fields of later versions of the message, frames of other kinds and interim answers")
    func tolerant() throws {
        let interim = "000005 01 04 00000001 08 03 313030"
        // Fields 2 (bytes), 3 (32 bits), 5 (64 bits), 4 (a number), then 1.
        let message = "12 01 78  1d 01020304  29 0102030405060708  20 05  08 01"
        let answer =
            Recorded.settings + interim + Recorded.header + "000002 aa 00 00000001 0000"
            + "00001a 00 00 00000001 00 00000015" + message + Recorded.good
        #expect(try call(answer).0 == .answered(1))
    }

    @Test("fails where the server closes the connection before it has answered")
    func closed() throws {
        #expect(
            try call(Recorded.settings, isClosed: true).0
                == .failed(GRPCStatus(14, "error reading from server: EOF")))
    }

    @Test(
        "gives up a server that breaks the protocol",
        arguments: [
            ("000005 04 00 00000000 0000000000", "the server breaks HTTP/2: SETTINGS"),
            ("000001 06 00 00000000 00", "the server breaks HTTP/2: PING"),
            ("000001 00 00 00000001 00", "the server breaks HTTP/2: DATA without an answer"),
            (
                "000001 01 00 00000001 88 000000 00 00 00000001",
                "the server breaks HTTP/2: a header is not continued"
            ),
            ("000001 01 04 00000003 88", "the server breaks HTTP/2: HEADERS of another stream"),
            ("000001 01 0c 00000001 05", "the server breaks HTTP/2: more padding than frame"),
            (
                "000004 05 04 00000001 00000002",
                "the server breaks HTTP/2: a frame of type 5 that nobody asked for"
            ),
            ("004001 00 00 00000001", "the answer's frame is larger than 16384 bytes"),
        ])
    func malformed(hex: String, message: String) throws {
        var call = HealthCall()
        do {
            _ = try call.feed(bytes(Recorded.settings + hex))
            Issue.record("taken")
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test("gives up a server that never ends: headers, pings, data")
    func floods() throws {
        let pings = String(repeating: "000008 06 00 00000000 0000000000000000", count: 20)
        let continued = "001000 09 00 00000001" + String(repeating: "00", count: 4096)
        let data = Recorded.header + "001000 00 00 00000001" + String(repeating: "00", count: 4096)
        for (begin, repeated, problem) in [
            ("", pings, HTTP2Problem.tooLarge(part: "whole", limit: 256 << 10)),
            ("000001 01 00 00000001 88", continued, .tooLarge(part: "header", limit: 16 << 10)),
            (data, "000001 00 00 00000001 00", .tooLarge(part: "message", limit: 4096)),
        ] {
            var call = HealthCall()
            let piece = bytes(repeated)
            do throws(HTTP2Problem) {
                _ = try call.feed(bytes(Recorded.settings + begin))
                for _ in 0..<1000 { _ = try call.feed(piece) }
                Issue.record("taken")
            } catch {
                #expect(error == problem)
            }
        }
    }
}

@MainActor
@Suite("A grpc probe")
struct ProbeGRPCTests {
    private func probe(
        _ steps: [ProbeServer.Step], service: String = "", timeout: Duration = .seconds(20)
    ) async -> (ProbeOutcome, port: UInt16) {
        let server = ProbeServer { _ in steps }
        defer { server.stop() }
        let endpoint = ProbeEndpoint(host: "127.0.0.1", port: server.port)
        return (await GRPCProbe.run(endpoint, service: service, timeout: timeout), server.port)
    }

    private func failure(_ hex: String) async -> String? {
        if case .failure(let text) = await probe([.bytes(bytes(hex)), .hang]).0 { return text }
        return nil
    }

    @Test("succeeds where the service is SERVING, and fails in the kubelet's words where it is not")
    func outcomes() async {
        #expect(await probe([.bytes(bytes(Recorded.serving)), .hang]).0 == .success)
        #expect(await failure(Recorded.notServing) == "service unhealthy (responded with \"NOT_SERVING\")")
        #expect(await failure(Recorded.empty) == "service unhealthy (responded with \"UNKNOWN\")")
        #expect(
            await failure(Recorded.unknownService)
                == "error: health rpc probe failed: rpc error: code = NotFound desc = unknown service, ünbekannt"
        )
        #expect(
            await failure(Recorded.unimplemented)
                == "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): Method not found!"
        )
    }

    @Test("tells a server that does not answer from one that says nothing at all")
    func timeouts() async {
        let (silent, port) = await probe([.hang], timeout: .milliseconds(300))
        #expect(
            silent
                == .failure(
                    "timeout: failed to connect service \"127.0.0.1:\(port)\" within 300ms: context deadline exceeded"
                ))
        let (late, _) = await probe([.bytes(bytes(Recorded.settings)), .hang], timeout: .milliseconds(300))
        #expect(late == .failure("timeout: health rpc did not complete within 300ms"))
    }

    @Test("fails where nobody listens, and where the server speaks something else")
    func strangers() async {
        let port = closedPort()
        let refused = await GRPCProbe.run(
            ProbeEndpoint(host: "127.0.0.1", port: port), service: "", timeout: .seconds(20))
        #expect(
            refused
                == .failure(
                    "error: failed to connect service at \"127.0.0.1:\(port)\": dial tcp 127.0.0.1:\(port): connect: connection refused"
                ))
        for answer in ["HTTP/1.1 400 Bad Request\r\n\r\n", ""] {
            let (outcome, port) = await probe([.send(answer)])
            #expect(
                outcome
                    == .failure(
                        "error: failed to connect service at \"127.0.0.1:\(port)\": the server does not speak HTTP/2"
                    ))
        }
    }

    @Test("fails where the server breaks the protocol or closes the connection half-way")
    func broken() async {
        #expect(
            await failure(Recorded.settings + "000001 06 00 00000000 00")
                == "error: health rpc probe failed: rpc error: code = Unavailable desc = the server breaks HTTP/2: PING"
        )
        let (closed, _) = await probe([.bytes(bytes(Recorded.settings + Recorded.header))])
        guard case .failure(let text) = closed else {
            Issue.record("\(closed)")
            return
        }
        #expect(text.hasPrefix("error: health rpc probe failed: rpc error: code = Unavailable desc = "))
    }

    @Test("writes durations as Go does")
    func durations() {
        #expect(
            [300, 1000, 90_000, 3_600_000].map { Duration.milliseconds($0).inGo } == [
                "300ms", "1s", "1m30s", "1h0m0s",
            ])
    }
}
