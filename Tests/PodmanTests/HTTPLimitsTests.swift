import Testing

@testable import Podman

@Suite("HTTP answers that are wrong, cut short or too large")
struct HTTPLimitsTests {
    @Test(
        "what is no HTTP is refused",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 099 No\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\nName : v\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: v\r\n\r\n", "HTTP/1.1 200 OK\r\n folded\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        ])
    func malformed(text: String) throws {
        #expect(problem(text)?.isMalformed == true)
        #expect(problem(text, pieces: 1)?.isMalformed == true)
    }

    @Test(
        "a chunk whose framing is wrong is refused",
        arguments: [
            "\r\n", "g\r\n", "-1\r\n", "0x5\r\nhello\r\n", "5\r\nhello!\r\n", "fffffffffffffffff\r\n",
            ";a=b\r\n",
        ])
    func malformedChunks(text: String) throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(problem(head + text)?.isMalformed == true)
        #expect(problem(head + text, pieces: 1)?.isMalformed == true)
    }

    @Test("an answer cut off at any byte is truncated, never complete")
    func truncatedAnywhere() throws {
        let answers = [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ]
        for answer in answers {
            for length in 0..<answer.utf8.count {
                let cut = String(decoding: Array(answer.utf8).prefix(length), as: UTF8.self)
                guard case .truncated = problem(cut) else {
                    Issue.record("\(length) bytes of \(answer.debugDescription) are no answer")
                    continue
                }
            }
        }
    }

    @Test("a head beyond its limit is refused before it is complete")
    func headLimit() throws {
        let limits = HTTPResponseParser.Limits(head: 100)
        var parser = HTTPResponseParser(limits: limits)
        #expect(throws: HTTPProblem.tooLarge(part: "header of the answer", limit: 100)) {
            try parser.feed(Array("HTTP/1.1 200 OK\r\nX: ".utf8) + Array(repeating: 0x61, count: 100))
        }
    }

    @Test("interim answers and trailers count as head")
    func interimAnswersCount() throws {
        let interim = String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 10)
        #expect(problem(interim, limits: .init(head: 100))?.isTooLarge == true)
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        let trailers = String(repeating: "T: x\r\n", count: 20)
        #expect(problem(chunked + trailers, limits: .init(head: 100))?.isTooLarge == true)
    }

    @Test("a body beyond its limit is refused, by its length at once")
    func bodyLimit() throws {
        let limits = HTTPResponseParser.Limits(body: 4)
        let tooLarge = HTTPProblem.tooLarge(part: "body of the answer", limit: 4)
        #expect(problem("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", limits: limits) == tooLarge)
        #expect(problem("HTTP/1.1 200 OK\r\n\r\nhello", limits: limits) == tooLarge)
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(problem(chunked + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", limits: limits) == tooLarge)
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhell", limits: limits).body == "hell")
    }

    @Test("the size line of a chunk has a limit of its own")
    func chunkLineLimit() throws {
        let text =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"
            + String(repeating: "x", count: 5000)
        #expect(problem(text) == .tooLarge(part: "size line of a chunk", limit: 4096))
    }

    @Test(
        "a reader that wants only the first bytes gets them and is done",
        arguments: [
            "Content-Length: 11\r\n\r\nhello world", "\r\nhello world",
            "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n8\r\nlo world\r\n",
        ])
    func cutOff(rest: String) throws {
        for size in [1, 4, .max] {
            let answer = try parse(
                "HTTP/1.1 200 OK\r\n" + rest, pieces: size, limits: .init(body: 5, excess: .isCutOff))
            #expect(answer.body == "hello")
            #expect(answer.isComplete)
        }
    }

    @Test("a reader that wants no body is done with the head")
    func noBodyWanted() throws {
        var parser = HTTPResponseParser(limits: .init(body: 0, excess: .isCutOff))
        _ = try parser.feed(Array("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n".utf8))
        #expect(parser.isDone)
    }
}

/// Why `text` is no answer; `nil` when it is one.
private func problem(
    _ text: String, pieces: Int = .max, limits: HTTPResponseParser.Limits = HTTPResponseParser.Limits()
) -> HTTPProblem? {
    do {
        _ = try parse(text, pieces: pieces, limits: limits)
        return nil
    } catch {
        return error as? HTTPProblem
    }
}

extension HTTPProblem {
    fileprivate var isMalformed: Bool { if case .malformed = self { true } else { false } }
    fileprivate var isTooLarge: Bool { if case .tooLarge = self { true } else { false } }
}
