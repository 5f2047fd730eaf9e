/// The answer to a call is the same in whatever pieces it comes, and what it makes us send stays small.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGRPC(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard count > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let answer = Array(bytes.dropFirst())
    let whole = read(answer, by: max(1, answer.count))
    precondition(whole.sent <= answer.count, "more is sent than came")
    precondition(whole == read(answer, by: Int(bytes[0]) % 31 + 1), "pieces change the answer")
    return 0
}

private struct Answer: Equatable {
    var result: HealthCall.Result?
    var sent = 0
    var problem: HTTP2Problem?
}

private func read(_ bytes: [UInt8], by step: Int) -> Answer {
    var call = HealthCall()
    var answer = Answer()
    do throws(HTTP2Problem) {
        for start in stride(from: 0, to: bytes.count, by: step) {
            answer.sent += try call.feed(Array(bytes[start..<min(start + step, bytes.count)])).count
        }
    } catch {
        // What was sent before the mistake in the same piece is not told.
        return Answer(problem: error)
    }
    call.close()
    answer.result = call.result
    return answer
}
