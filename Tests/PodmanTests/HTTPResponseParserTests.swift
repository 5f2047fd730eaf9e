import Testing

@testable import Podman

@Suite("HTTP answers")
struct HTTPResponseParserTests {
    @Test("an answer with a length has its head, its body and its end")
    func fixedLength() throws {
        let answer = try parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nServer: Libpod\r\n\r\nhello")
        #expect(answer.head?.status == 200)
        #expect(answer.head?.reason == "OK")
        #expect(answer.head?.header("content-length") == "5")
        #expect(answer.body == "hello")
        #expect(answer.isComplete)
    }

    @Test("the same answer comes out however its bytes are cut", arguments: [1, 2, 3, 5, 7, 13, 64])
    func cutAnywhere(size: Int) throws {
        let bytes =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: a\r\n b\r\n\r\n"
            + "5\r\nhello\r\n7;name=\"v\"\r\n, world\r\n0\r\nTrailer: x\r\n\r\n"
        let answer = try parse(bytes, pieces: size)
        #expect(answer.body == "hello, world")
        #expect(answer.head?.header("X") == "a b")
        #expect(answer.isComplete)
    }

    @Test("every recorded answer of Podman is the same byte by byte as in one piece")
    func recordedByteByByte() throws {
        for (name, text) in recorded431.merging(recorded542, uniquingKeysWith: { $1 }) {
            let whole = try parse(text)
            #expect(whole.isComplete, "\(name)")
            #expect(try parse(text, pieces: 1) == whole, "\(name)")
        }
    }

    @Test("lines may end without a carriage return")
    func bareLineFeeds() throws {
        let answer = try parse("HTTP/1.0 200 OK\nContent-Length: 2\n\nok")
        #expect(answer.body == "ok")
        #expect(answer.isComplete)
    }

    @Test("a status line may lack its reason")
    func noReason() throws {
        #expect(try parse("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n").head?.status == 200)
        #expect(try parse("HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n").head?.status == 404)
    }

    @Test("an answer without a length ends with its connection")
    func untilClose() throws {
        var parser = HTTPResponseParser()
        var events = try parser.feed(Array("HTTP/1.1 200 OK\r\n\r\nhel".utf8))
        events += try parser.feed(Array("lo".utf8))
        #expect(!parser.isDone)
        events += try parser.close()
        #expect(events.last == .end)
        #expect(ParsedAnswer(events).body == "hello")
    }

    @Test(
        "204, 304 and the answer to HEAD have no body, whatever their fields say",
        arguments: [("204 No Content", false), ("304 Not Modified", false), ("200 OK", true)])
    func noBody(status: String, answersHead: Bool) throws {
        var parser = HTTPResponseParser(answersHead: answersHead)
        let events = try parser.feed(Array("HTTP/1.1 \(status)\r\nContent-Length: 10\r\n\r\n".utf8))
        #expect(events.last == .end)
        #expect(parser.isDone)
    }

    @Test("interim answers are skipped")
    func interim() throws {
        let answer = try parse(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        #expect(answer.head?.status == 200)
        #expect(answer.head?.header("Link") == nil)
        #expect(answer.body == "ok")
    }

    @Test("after 101 everything is body")
    func upgrade() throws {
        var parser = HTTPResponseParser()
        let events = try parser.feed(
            Array("HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n\u{1}\u{0}raw".utf8))
        #expect(ParsedAnswer(events).head?.status == 101)
        #expect(ParsedAnswer(events).body == "\u{1}\u{0}raw")
        #expect(!parser.isDone)
    }

    @Test("bytes after the end are ignored")
    func bytesAfterTheEnd() throws {
        let answer = try parse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Oops\r\n\r\n")
        #expect(answer.body == "ok")
        #expect(answer.head?.status == 200)
    }

    @Test("Transfer-Encoding wins over Content-Length")
    func chunkedWins() throws {
        let answer = try parse(
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
        #expect(answer.body == "ok")
        #expect(answer.isComplete)
    }

    @Test("the same length twice is a length")
    func lengthTwice() throws {
        let answer = try parse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok")
        #expect(answer.body == "ok")
    }
}

/// What came of an answer, its body put together.
struct ParsedAnswer: Equatable {
    var head: HTTPResponseHead?
    var body = ""
    var isComplete = false

    init(_ events: [HTTPResponseParser.Event]) {
        var bytes: [UInt8] = []
        for event in events {
            switch event {
            case .head(let head): self.head = head
            case .body(let piece): bytes += piece
            case .end: isComplete = true
            }
        }
        body = String(decoding: bytes, as: UTF8.self)
    }
}

/// Feeds `text` in pieces of so many bytes, then closes the connection.
func parse(
    _ text: String, pieces: Int = .max, limits: HTTPResponseParser.Limits = HTTPResponseParser.Limits()
) throws -> ParsedAnswer {
    var parser = HTTPResponseParser(limits: limits)
    var events: [HTTPResponseParser.Event] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        events += try parser.feed(Array(rest.prefix(pieces)))
        rest = rest.dropFirst(pieces)
    }
    events += try parser.close()
    return ParsedAnswer(events)
}
