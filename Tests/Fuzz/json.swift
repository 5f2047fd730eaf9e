/// Any bytes are a value or an error, and a value that is written is read as it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard let value = try? JSON(parsing: UnsafeBufferPointer(start: start, count: count)) else { return 0 }
    for layout in [JSON.Layout.compact, .pretty] {
        var writer = JSONWriter(layout: layout)
        writer.write(value)
        precondition((try? JSON(parsing: writer.bytes)) == value, "what was written is not what was read")
    }
    return 0
}
