/// An answer is the same in whatever pieces it comes, and never longer than its limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard count > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let answer = Array(bytes.dropFirst())
    let step = Int(bytes[0]) % 7 + 1
    precondition(read(answer, by: max(1, answer.count)) == read(answer, by: step), "pieces change the answer")
    return 0
}

private struct Answer: Equatable {
    var head: HTTPResponseHead?
    var body: [UInt8] = []
    var hasEnded = false
    var problem: HTTPProblem?
}

private func read(_ bytes: [UInt8], by step: Int) -> Answer {
    let limits = HTTPResponseParser.Limits(head: 512, body: 256, excess: .isCutOff)
    var parser = HTTPResponseParser(limits: limits)
    var answer = Answer()
    func take(_ events: [HTTPResponseParser.Event]) {
        for event in events {
            precondition(!answer.hasEnded, "an event after the end")
            switch event {
            case .head(let head): answer.head = head
            case .body(let bytes): answer.body += bytes
            case .end: answer.hasEnded = true
            }
        }
    }
    do throws(HTTPProblem) {
        for start in stride(from: 0, to: bytes.count, by: step) {
            take(try parser.feed(Array(bytes[start..<min(start + step, bytes.count)])))
        }
        take(try parser.close())
    } catch {
        // What came before the mistake in the same piece is not told.
        return Answer(problem: error)
    }
    precondition(answer.body.count <= 256, "more body than the limit")
    return answer
}
