/// Whose lines: one container as Podman knows it.
package struct LogOrigin: Equatable, Sendable {
    package var app: String
    package var pod: String
    package var container: String
    /// Podman's full id, 64 hexadecimal digits.
    package var containerID: String
    /// How often the container had been restarted when this one was made.
    package var restart: Int32

    package init(app: String, pod: String, container: String, containerID: String, restart: Int32) {
        self.app = app
        self.pod = pod
        self.container = container
        self.containerID = containerID
        self.restart = restart
    }
}

/// What a container wrote up to a newline, which is left out.
package struct LogLine: Equatable {
    package var stream: LogStream
    /// As in `syslog(3)`: the line's own `<N>` prefix, or 6 for stdout and 3 for stderr.
    package var priority: UInt8
    /// When conmon read the end of the line from the container, RFC 3339 with nanoseconds; empty: unknown.
    package var stamp: ArraySlice<UInt8>
    package var message: ArraySlice<UInt8>
    /// No newline follows: the container ended without one, or the line is longer than is kept together.
    package var isPartial: Bool
}

/// Where lines go.
package protocol LogSink: Sendable {
    /// Called once per container; what comes back is used on one queue only.
    func channel(for origin: LogOrigin) -> any LogChannel
}

/// Where the lines of one container go.
package protocol LogChannel: AnyObject {
    /// Takes one line for good; may wait, which slows the container's writer down. When it throws, the line
    /// is offered again later.
    func write(_ line: LogLine) throws

    /// How many lines of this container with this stamp in this stream have arrived, those written by a
    /// supervisor that has been killed since among them; `nil`: nobody can tell. May wait some seconds. Asked
    /// once, after such an end.
    func arrived(_ stream: LogStream, stamp: ArraySlice<UInt8>) -> Int64?

    /// The end of all that has arrived of this container, a killed supervisor's part too; `nil`: nobody can
    /// tell. May wait some seconds.
    func tail() -> LogTail?
}
