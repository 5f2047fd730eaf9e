import Testing

@testable import Supervisor

/// The examples of RFC 7541, Appendix C, and what a peer may try.
@Suite("Header compression")
struct ProbeHPACKTests {
    private func decode(_ hex: String, _ decoder: inout HPACKDecoder) throws -> [String] {
        try decoder.decode(bytes(hex)).map { "\($0.name): \($0.value)" }
    }

    @Test(
        "reads the RFC's answers, packed, from a connection that reuses its fields (C.6, with a larger table)"
    )
    func huffman() throws {
        var decoder = HPACKDecoder()
        let first = try decode(
            """
            4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad
            1718 63c7 8f0b 97c8 e9ae 82ae 43d3
            """, &decoder)
        #expect(
            first == [
                ":status: 302", "cache-control: private", "date: Mon, 21 Oct 2013 20:13:21 GMT",
                "location: https://www.example.com",
            ])
        // Its only new field is the status; the others are in the table since the first answer.
        let second = try decode("4883 640e ff c1 c0 bf", &decoder)
        #expect(second.first == ":status: 307")
        #expect(Array(second.dropFirst()) == Array(first.dropFirst()).map { $0 })
    }

    @Test("reads fields that are not packed (C.3.1), and literals that must not be kept (C.2)")
    func plain() throws {
        var decoder = HPACKDecoder()
        let request = try decode("8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d", &decoder)
        #expect(
            request == [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"])
        #expect(try decode("040c 2f73 616d 706c 652f 7061 7468", &decoder) == [":path: /sample/path"])
        #expect(
            try decode("1008 7061 7373 776f 7264 0673 6563 7265 74", &decoder) == ["password: secret"])
        // Only the authority was kept.
        #expect(try decode("be", &decoder) == [":authority: www.example.com"])
        #expect(throws: HTTP2Problem.compression("no entry 63")) { _ = try decode("bf", &decoder) }
    }

    @Test("forgets the oldest fields when the table is full, or made smaller")
    func eviction() throws {
        var decoder = HPACKDecoder()
        for value in ["61", "62"] { _ = try decode("4001 78 01 \(value)", &decoder) }
        #expect(try decode("be bf", &decoder) == ["x: b", "x: a"])
        // Room for one of them: 34 bytes.
        #expect(try decode("3f 03 be", &decoder) == ["x: b"])
        #expect(throws: HTTP2Problem.compression("no entry 63")) { _ = try decode("bf", &decoder) }
        #expect(try decode("20", &decoder) == [])
        #expect(throws: HTTP2Problem.compression("no entry 62")) { _ = try decode("be", &decoder) }
    }

    @Test(
        "refuses blocks that end too early, name what is not there, or are wrongly packed",
        arguments: [
            "80", "c6", "40", "4001", "40 8a 9aca", "3fe2 1f 00", "3fff ffff ff7f", "00 01 78 81 00",
            "00 01 78 84 ffff ffff", "82 20",
        ])
    func malformed(hex: String) {
        var decoder = HPACKDecoder()
        do {
            _ = try decode(hex, &decoder)
            Issue.record("\(hex) was taken")
        } catch HTTP2Problem.compression {
        } catch {
            Issue.record("\(hex): \(error)")
        }
    }

    @Test("gives up a block that stands for more than 16 KiB, however small it is")
    func bomb() throws {
        var decoder = HPACKDecoder()
        let value = String(repeating: "78", count: 2000)
        _ = try decode("4001 78 7f d10e" + value, &decoder)
        #expect(throws: HTTP2Problem.tooLarge(part: "header", limit: 16384)) {
            _ = try decode(String(repeating: "be", count: 9), &decoder)
        }
    }
}

/// Bytes written as hexadecimal digits, with any space between.
func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { !$0.isWhitespace }.map { UInt8($0.hexDigitValue!) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
