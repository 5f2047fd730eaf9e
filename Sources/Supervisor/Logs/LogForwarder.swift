/// Forwards the log of one container from its pipe to a channel: each line once, in order, whenever it is
/// interrupted.
///
/// It waits for nobody but the channel, and belongs to one queue.
final class LogForwarder {
    /// How much is taken from the pipe at a time; other containers have their turn in between.
    static let batch: Int64 = 64 << 10

    private let pipe: Int32
    private let spool: LogSpool
    private(set) var containerID: String?
    private(set) var restart: Int32 = 0
    private var channel: (any LogChannel)?
    private let makeChannel: (_ containerID: String, _ restart: Int32) -> any LogChannel

    private var joiner = LineJoiner()
    private var progress: LogProgress
    /// The line that is sent next may have arrived already: the one before us was killed while it sent it.
    private var mayHaveArrived = false
    /// What this process has sent of the container's log.
    private var tail = LogTail()
    /// Whether lines of the container were sent before this process began.
    private var hasPredecessor = false

    /// - Parameter pipe: non-blocking; stays the caller's.
    init(
        pipe: Int32, spool: LogSpool,
        makeChannel: @escaping (_ containerID: String, _ restart: Int32) -> any LogChannel
    ) throws(LogError) {
        self.pipe = pipe
        self.spool = spool
        self.makeChannel = makeChannel
        progress = LogProgress(next: LogSpool.firstRecord)
        try restore()
        mayHaveArrived = progress.isSending
        if let origin = spool.loadOrigin() {
            use(origin.containerID, origin.restart)
            hasPredecessor = true
        }
    }

    /// Forwards one batch. False: the pipe was empty, or nobody has said yet whose lines these are.
    func advance() throws -> Bool {
        guard let channel else { return false }
        let moved = try spool.take(from: pipe, atMost: Self.batch)
        try orGoBack { try forward(to: channel) }
        return moved > 0
    }

    /// Forwards all there is, the beginning of an unfinished line as well: conmon has ended.
    func finish() throws {
        while try advance() {}
        guard let channel else { return }
        try orGoBack {
            try forwardFragment(to: channel)
            for stream in LogStream.allCases where joiner.start(of: stream) != nil {
                try flush(stream, to: channel)
            }
            try settle()
        }
    }

    /// Says whose lines come next. What is there belongs to the one before and is forwarded first.
    func change(containerID id: String, restart: Int32) throws {
        if containerID == id { return }
        try finish()
        joiner = LineJoiner()
        mayHaveArrived = false
        try settle()
        try spool.save(containerID: id, restart: restart)
        use(id, restart)
    }

    private func use(_ id: String, _ restart: Int32) {
        containerID = id
        self.restart = restart
        tail = LogTail()
        hasPredecessor = false
        channel = makeChannel(id, restart)
    }

    private func forward(to channel: any LogChannel) throws {
        var buffer = [UInt8](repeating: 0, count: Int(min(Self.batch, spool.end - progress.next)))
        while progress.next < spool.end {
            let count = try spool.read(into: &buffer, at: progress.next)
            var rest = buffer[..<count]
            let before = progress.next
            while let record = LogRecord.take(from: &rest) {
                let length = Int64(count - rest.count) - (progress.next - before)
                try take(record, length: length, to: channel)
            }
            if progress.next == before {
                guard count == Self.batch else { break }
                try take(LogRecord(malformed: rest), length: Int64(count), to: channel)
            }
            try spool.release(before: firstNeeded)
        }
        try settle()
    }

    /// What conmon had written of a record when it was killed.
    private func forwardFragment(to channel: any LogChannel) throws {
        guard progress.next < spool.end else { return }
        var bytes = [UInt8](repeating: 0, count: Int(min(Self.batch, spool.end - progress.next)))
        bytes.removeLast(bytes.count - (try spool.read(into: &bytes, at: progress.next)))
        bytes.append(UInt8(ascii: "\n"))
        var rest = bytes[...]
        guard let record = LogRecord.take(from: &rest) else { return }
        try take(record, length: spool.end - progress.next, to: channel)
    }

    /// Where `work` fails, the line that failed is still to be sent: goes back to what was saved before it.
    private func orGoBack(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch {
            try restore()
            throw error
        }
    }

    private func take(_ record: LogRecord, length: Int64, to channel: any LogChannel) throws {
        if let stream = joiner.overdue(at: progress.next) { try flush(stream, to: channel) }
        try save(isSending: true)
        if let line = joiner.take(record, at: progress.next) { try send(line, to: channel) }
        progress.next += length
    }

    private func flush(_ stream: LogStream, to channel: any LogChannel) throws {
        try save(isSending: true)
        if let line = joiner.flush(stream) { try send(line, to: channel) }
    }

    private func send(_ line: LogLine, to channel: any LogChannel) throws {
        if !(mayHaveArrived && hasArrived(line, in: channel)) { try channel.write(line) }
        mayHaveArrived = false
        progress.count(line)
        tail.add(line.message, isPartial: line.isPartial)
    }

    /// The last lines of the container's log, as ``LogTail`` limits them; from the channel what this process
    /// has not sent itself.
    func lastLines() -> String {
        if hasPredecessor, !tail.isFull, let earlier = channel?.tail() { return earlier.text }
        return tail.text
    }

    private func hasArrived(_ line: LogLine, in channel: any LogChannel) -> Bool {
        guard !line.stamp.isEmpty, let arrived = channel.arrived(line.stream, stamp: line.stamp) else {
            return false
        }
        return arrived > progress.sentBefore(line)
    }

    /// Everything that is complete has been sent.
    private func settle() throws(LogError) {
        try save(isSending: false)
        if progress.next == spool.end, firstNeeded == spool.end {
            try spool.startOver()
            if progress.next > spool.end {
                progress.next = spool.end
                try save(isSending: false)
            }
        }
    }

    private var firstNeeded: Int64 {
        LogStream.allCases.reduce(progress.next) { min($0, joiner.start(of: $1) ?? $0) }
    }

    private func save(isSending: Bool) throws(LogError) {
        for (index, stream) in LogStream.allCases.enumerated() {
            progress.starts[index] = joiner.start(of: stream)
            progress.priorities[index] = joiner.priority(of: stream)
        }
        progress.isSending = isSending || mayHaveArrived
        try spool.save(progress)
    }

    /// Takes up the saved progress, with the unfinished lines as they were.
    private func restore() throws(LogError) {
        joiner = LineJoiner()
        guard let saved = spool.load() else { return }
        progress = saved
        if progress.next > spool.end {
            // The file was emptied and nobody lived to note it. That comes before anything new in the file.
            progress.next = spool.end
            try spool.save(progress)
        }
        for (index, stream) in LogStream.allCases.enumerated() {
            if let priority = progress.priorities[index] { joiner.resume(stream, priority: priority) }
        }
        guard var offset = progress.starts.compactMap({ $0 }).min() else { return }
        var bytes = [UInt8](repeating: 0, count: Int(Self.batch))
        while offset < progress.next {
            let count = try spool.read(into: &bytes, at: offset)
            var rest = bytes[..<count]
            while offset < progress.next, case let before = rest.count,
                let record = LogRecord.take(from: &rest)
            {
                if let start = progress.starts[Int(record.stream.rawValue)], start <= offset {
                    joiner.hold(record, at: offset)
                }
                offset += Int64(before - rest.count)
            }
            if rest.count == count { break }
        }
    }
}
