import CLinux
import Dispatch
import Glibc

/// The log of all containers of one name, one after the other.
package struct ContainerLog: Hashable, Sendable {
    package var app: String
    package var pod: String
    package var container: String

    package init(app: String, pod: String, container: String) {
        self.app = app
        self.pod = pod
        self.container = container
    }
}

/// The containers' logs on their way from conmon to a sink.
///
/// Each container writes through conmon (log driver `k8s-file`) into a named pipe of its own, which is kept
/// open over the supervisor's end by systemd's file descriptor store, so that a writer without a reader
/// waits instead of failing. The pump moves what comes into a small file in memory, cuts it into lines and
/// hands these to the sink; a full pipe slows its container down. All of that happens on one queue, beside
/// the main loop: a sink may wait.
@MainActor
package final class LogPump {
    private let directory: String
    private let sink: any LogSink
    private let onError: @Sendable (ContainerLog, any Error) -> Void
    private let queue = DispatchQueue(label: "logs")
    private var taps: [ContainerLog: LogTap] = [:]

    /// How much conmon may write ahead while nobody reads, per container: some seconds of an ordinary log.
    private static let pipeSize: Int32 = 256 << 10

    /// - Parameters:
    ///   - directory: `/run/podsup/APP`, which exists and is kept over restarts of the supervisor. Pipes are
    ///     made in `log/` there.
    ///   - onError: something failed, on the pump's queue; the pump tries again every second.
    package init(
        directory: String, sink: any LogSink, onError: @escaping @Sendable (ContainerLog, any Error) -> Void
    ) {
        self.directory = directory
        self.sink = sink
        self.onError = onError
    }

    /// The log path for a container's specification, the same for all containers of that name. The
    /// specification sets no size limit: conmon would put a file in the pipe's place.
    package func pipePath(pod: String, container: String) -> String {
        "\(directory)/log/\(pod)/\(container).fifo"
    }

    /// Makes the pipe where it is missing and starts to read, if a predecessor has said whose lines come.
    ///
    /// - Parameter inherited: what systemd's store had under this pipe's name. Becomes the pump's own.
    /// - Returns: the descriptor for systemd's store; the pump's own, open until ``close(_:)``.
    package func open(_ log: ContainerLog, inherited: Int32? = nil) throws(LogError) -> Int32 {
        if let tap = taps[log] { return tap.pipe }
        let path = pipePath(pod: log.pod, container: log.container)
        let folder = try openFolder(of: log)
        defer { Glibc.close(folder) }
        var pipe = try checkLog(linux_fifo_open(folder, "\(log.container).fifo"), path, "open")
        if var kept = inherited {
            // Another pipe than the one at the path: somebody has tidied the folder. What its container
            // writes from now on has no reader.
            if linux_same_file(kept, pipe) == 1 {
                // The very same descriptor: systemd would store another one of the same pipe beside it.
                swap(&pipe, &kept)
            } else {
                onError(log, LogError(path: path, call: "fstat", code: ESTALE))
            }
            Glibc.close(kept)
        }
        // Refused where this user's pipes hold a lot already (pipe(7), pipe-user-pages-soft): 64 KiB do too.
        _ = linux_pipe_set_size(pipe, Self.pipeSize)
        do throws(LogError) {
            let spool = try LogSpool(
                directory: folder, name: "\(log.container).spool", path: path)
            let forwarder = try LogForwarder(pipe: pipe, spool: spool) { [sink] id, restart in
                sink.channel(
                    for: LogOrigin(
                        app: log.app, pod: log.pod, container: log.container, containerID: id,
                        restart: restart))
            }
            let tap = LogTap(queue: queue, pipe: pipe, forwarder: forwarder) { [onError] error in
                onError(log, error)
            }
            taps[log] = tap
            queue.async { tap.start() }
            return pipe
        } catch {
            Glibc.close(pipe)
            throw error
        }
    }

    /// Says to which container the next lines belong. To be awaited between making a container and starting
    /// it; what is left of its predecessor is forwarded under that one's id first. The same id again is
    /// nothing new.
    package func setContainer(_ log: ContainerLog, id: String, restart: Int32) async {
        await work(on: log) { $0.change(containerID: id, restart: restart) }
    }

    /// Waits until all that a container which has ended wrote is in the sink, its unfinished line too.
    package func drained(_ log: ContainerLog) async {
        await work(on: log) { $0.finish() }
    }

    /// The end of the log of a container that has ended (see ``LogTail``). `nil`: it could not be had within
    /// `limit`, since the sink takes nothing.
    package func lastLines(_ log: ContainerLog, within limit: Duration) async -> String? {
        guard let tap = taps[log] else { return nil }
        return await withCheckedContinuation { (continuation: CheckedContinuation<String?, Never>) in
            let answer = FirstAnswer(continuation)
            queue.async {
                let text = tap.lastLines()
                Task { @MainActor in answer.give(text) }
            }
            Task {
                await sleep(limit)
                answer.give(nil)
            }
        }
    }

    /// Forwards the rest and removes the pipe. The container is gone; systemd's store may forget the pipe.
    package func close(_ log: ContainerLog) async {
        await drained(log)
        guard let tap = taps.removeValue(forKey: log) else { return }
        queue.async { tap.close() }
        guard let folder = try? openFolder(of: log) else { return }
        defer { Glibc.close(folder) }
        _ = linux_unlink(folder, "\(log.container).fifo")
        _ = linux_unlink(folder, "\(log.container).spool")
    }

    private func openFolder(of log: ContainerLog) throws(LogError) -> Int32 {
        let base = try checkLog(linux_directory_open(-1, directory), directory, "open")
        defer { Glibc.close(base) }
        let logs = try checkLog(linux_directory_open(base, "log"), "\(directory)/log", "mkdir")
        defer { Glibc.close(logs) }
        return try checkLog(linux_directory_open(logs, log.pod), "\(directory)/log/\(log.pod)", "mkdir")
    }

    /// Does `step` on the queue, again every second until it succeeds.
    private func work(on log: ContainerLog, _ step: @escaping @Sendable (LogTap) -> Bool) async {
        guard let tap = taps[log] else { return }
        while true {
            let isDone = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
                queue.async { continuation.resume(returning: step(tap)) }
            }
            if isDone { return }
            await sleep(.seconds(1))
        }
    }
}

/// Of two answers the first counts.
@MainActor
private final class FirstAnswer {
    private var continuation: CheckedContinuation<String?, Never>?

    init(_ continuation: CheckedContinuation<String?, Never>) { self.continuation = continuation }

    func give(_ answer: String?) {
        continuation?.resume(returning: answer)
        continuation = nil
    }
}
