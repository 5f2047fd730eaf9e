import CLinux
import Descriptors
import Dispatch
import Glibc

/// A command in a container with a person, or a pipe, at its other end: `podsup exec`.
///
/// The OCI runtime runs it, as for probes (``RuntimeExec``): no conmon is left behind. It is for the command
/// line, which may wait in threads; a supervisor may not.
@MainActor
package final class RuntimeSession {
    /// What the command reads and writes.
    package enum Streams: Equatable, Sendable {
        /// A terminal of its own in the container, joined by the runtime to that of this process; the value is
        /// what it is called (`TERM`).
        case terminal(String)
        /// This process's standard streams; without `input` the command reads an empty one.
        case pipes(input: Bool)
    }

    package enum Outcome: Equatable, Sendable {
        /// The command's exit code; 128 + N after signal N.
        case ended(Int32)
        /// The container has no such program (127), or may not run it (126).
        case notStarted(String, code: Int32)
        case runtimeFailed(String)
    }

    private var pid: Int32 = 0
    private var exitSource: DescriptorSource?
    private var signalSources: [any DispatchSourceSignal] = []

    package init() {}

    /// Runs a command and returns once it has ended and all it wrote is written.
    ///
    /// SIGINT, SIGQUIT, SIGTERM and SIGHUP that reach this process go to the command.
    package func run(
        _ arguments: [String], in container: RuntimeContainer, _ streams: Streams
    ) async throws(ProcessError) -> Outcome {
        var terminal: String?
        if case .terminal(let name) = streams { terminal = name }
        guard
            let document = OCIProcess.document(
                from: try readFile(container.configPath), running: arguments, terminal: terminal)
        else { return .runtimeFailed("\(container.configPath) has no process") }
        // In memory, not on a disk: the environment may hold secrets.
        let process = try MemoryFile("process.json", document)
        let log = try MemoryFile("runtime.log")
        let command =
            RuntimeExec.entry(of: container.runtimePath) + [
                "--log", "/proc/self/fd/4", "--log-format", "json", "exec", "--process", "/proc/self/fd/3",
                container.id,
            ]
        let extra = [process.descriptor, log.descriptor]
        let code: Int32
        if terminal != nil {
            code = try await withTerminalKept { () async throws(ProcessError) in
                try start(command, [0, 1, 2] + extra, ownGroup: false)
                return await end()
            }
        } else {
            code = try await runPiped(command, extra, readsInput: streams == .pipes(input: true))
        }

        let said = RuntimeLog(log.contents(atMost: 16 << 10))
        guard let error = said.error else { return .ended(code) }
        if said.blamesCommand { return .notStarted(error, code: said.saysMissing ? 127 : 126) }
        return .runtimeFailed(error)
    }

    private func runPiped(
        _ command: [String], _ extra: [Int32], readsInput: Bool
    ) async throws(ProcessError) -> Int32 {
        // Pipes and not what this process has: crun gives its standard streams to the container's user
        // (fchown), which would be the person's terminal or file.
        let pipes = [try Self.pipe(), try Self.pipe(), try Self.pipe()]
        defer { close(pipes[0].read) }
        do throws(ProcessError) {
            try start(command, [pipes[0].read, pipes[1].write, pipes[2].write] + extra, ownGroup: true)
        } catch {
            for pipe in pipes { close(pipe.write) }
            for pipe in pipes.dropFirst() { close(pipe.read) }
            throw error
        }
        close(pipes[1].write)
        close(pipes[2].write)
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "exec", attributes: .concurrent)
        let input = pipes[0].write
        if readsInput {
            queue.async { copy(from: 0, to: input) }
        } else {
            close(input)
        }
        let hasEnded = Flag()
        let group = DispatchGroup()
        for (pipe, target) in [(pipes[1].read, Int32(1)), (pipes[2].read, 2)] {
            queue.async(group: group) { copy(from: pipe, to: target, until: hasEnded) }
        }
        let code = await end()
        hasEnded.raise()
        await withCheckedContinuation { done in group.notify(queue: .main) { done.resume() } }
        return code
    }

    private func start(_ command: [String], _ descriptors: [Int32], ownGroup: Bool) throws(ProcessError) {
        pid = withCStrings(command) { arguments in
            withCStrings(ChildProcess.environment) { environment in
                linux_spawn_here(
                    command[0], arguments, environment, descriptors, Int32(descriptors.count),
                    ownGroup ? 1 : 0)
            }
        }
        guard pid > 0 else { throw ProcessError(command[0], code: -pid) }
        for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
            source.setEventHandler { [pid] in _ = kill(pid, number) }
            source.activate()
            signalSources.append(source)
        }
    }

    /// The exit code of the runtime, which is the command's.
    private func end() async -> Int32 {
        let pidfd = linux_pidfd_open(pid)
        guard pidfd >= 0 else {
            var status: Int32 = 0
            waitpid(pid, &status, 0)
            return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
        }
        let code: Int32 = await withCheckedContinuation { continuation in
            let source = DescriptorSource(pidfd)
            source.setEventHandler { [weak self] in
                var code: Int32 = 0
                var signal: Int32 = 0
                guard let self, linux_reap(pidfd, &code, &signal) != 0, let source = self.exitSource else {
                    return
                }
                source.cancel()
                self.exitSource = nil
                continuation.resume(returning: signal == 0 ? code : 128 + signal)
            }
            source.setCancelHandler { close(pidfd) }
            exitSource = source
            source.activate()
        }
        for source in signalSources { source.cancel() }
        signalSources = []
        return code
    }

    /// Sets the terminal as it was, whatever became of the runtime that had made it raw.
    private func withTerminalKept(
        _ body: () async throws(ProcessError) -> Int32
    ) async throws(ProcessError) -> Int32 {
        var before = termios()
        let isTerminal = tcgetattr(0, &before) == 0
        defer { if isTerminal { tcsetattr(0, TCSADRAIN, &before) } }
        return try await body()
    }

    private static func pipe() throws(ProcessError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        let result = linux_pipe(&ends)
        guard result == 0 else { throw ProcessError("pipe", code: -result) }
        return (ends[0], ends[1])
    }
}

/// Set once, from one thread to another.
private final class Flag: Sendable {
    private let lock = DispatchSemaphore(value: 0)

    func raise() { lock.signal() }

    var isRaised: Bool {
        guard lock.wait(timeout: .now()) == .success else { return false }
        lock.signal()
        return true
    }
}

/// Copies until the end of `source`, or until nobody reads `target`, and closes the pipe's end.
private func copy(from source: Int32, to target: Int32, until hasEnded: Flag? = nil) {
    defer { close(hasEnded == nil ? target : source) }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
        if let hasEnded {
            // Something that the command left behind may hold the pipe open for ever.
            var wait = pollfd(fd: source, events: Int16(POLLIN), revents: 0)
            let isOver = hasEnded.isRaised
            let ready = poll(&wait, 1, isOver ? 50 : 200)
            if ready == 0 {
                if isOver { return }
                continue
            }
        }
        let count = read(source, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { return }
        var written = 0
        while written < count {
            let part = buffer[written..<count].withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
            if part < 0, errno == EINTR { continue }
            if part < 0, errno == EAGAIN {
                var wait = pollfd(fd: target, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
                continue
            }
            guard part > 0 else { return }
            written += part
        }
    }
}
