/// Hands lines to a closure: the terminal of `podsup up --foreground`, where no journald listens.
package struct LineSink: LogSink {
    private let write: @Sendable (LogOrigin, LogLine) -> Void

    /// - Parameter write: called on the pump's queue.
    package init(_ write: @escaping @Sendable (LogOrigin, LogLine) -> Void) { self.write = write }

    package func channel(for origin: LogOrigin) -> any LogChannel { LineChannel(origin: origin, put: write) }
}

private final class LineChannel: LogChannel {
    private let origin: LogOrigin
    private let put: @Sendable (LogOrigin, LogLine) -> Void

    init(origin: LogOrigin, put: @escaping @Sendable (LogOrigin, LogLine) -> Void) {
        self.origin = origin
        self.put = put
    }

    func write(_ line: LogLine) { put(origin, line) }

    func arrived(_ stream: LogStream, stamp: ArraySlice<UInt8>) -> Int64? { nil }

    func tail() -> LogTail? { nil }
}
