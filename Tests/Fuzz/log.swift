/// What a container wrote comes out whole, whatever conmon, or somebody in its place, makes of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLog(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    var rest = [UInt8](UnsafeBufferPointer(start: start, count: count))[...]
    var joiner = LineJoiner()
    var (read, lines) = (0, 0)
    while true {
        let before = rest.count
        guard let record = LogRecord.take(from: &rest) else { break }
        precondition(rest.count < before && record.content.count < before - rest.count, "more than there was")
        if let line = joiner.take(record, at: Int64(read)) { lines += line.message.count }
        read += before - rest.count
    }
    for stream in LogStream.allCases { lines += joiner.flush(stream)?.message.count ?? 0 }
    precondition(lines <= read, "more came out than went in")
    return 0
}
