import PodSpec

/// Any bytes are an app or a list of problems; the second reading says what the first said.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzManifest(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let first = outcome(bytes)
    // Every fourth: it costs as much as the first.
    if count % 4 == 0 { precondition(first == outcome(bytes), "the same bytes were read in two ways") }
    return 0
}

private enum Outcome: Equatable {
    case app(App)
    case problems([String])
}

private func outcome(_ bytes: [UInt8]) -> Outcome {
    do throws(ManifestProblems) {
        return .app(try Manifest.decode([ManifestFile(name: "fuzz.yaml", bytes: bytes)], name: "fuzz"))
    } catch {
        precondition(!error.list.isEmpty, "refused without a reason")
        return .problems(error.list.map { "\($0)" })
    }
}
