import CLinux
import Descriptors
import Dispatch
import Glibc

/// A program run to its end, without a shell and without blocking the main queue.
///
/// The exit comes through a pidfd: SIGCHLD is left alone, signals of several children may be one.
@MainActor
package final class ChildProcess {
    /// Runs `path` and returns once it has ended.
    ///
    /// It gets a session of its own, an empty standard input, no signal blocked or ignored, and no
    /// descriptor besides these. What it started may outlive it, but then nobody reads its output.
    ///
    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - environment: `NAME=VALUE`, all there is; nothing is inherited.
    ///   - extra: descriptors to pass on, as 3, 4 …; the caller keeps and closes its own. At most five.
    ///   - limit: bytes of output to keep. The rest is read and dropped, so the writer never waits.
    ///   - timeout: after it the program is killed with everything it started.
    ///   - stop: does so at any time.
    /// - Throws: when there is no such program, or no descriptors or processes are left.
    package static func run(
        _ path: String, _ arguments: [String], environment: [String] = ChildProcess.environment,
        extra: [Int32] = [], limit: Int = 10 << 10, timeout: Duration, stop: ChildStop? = nil
    ) async throws(ProcessError) -> ProcessResult {
        let child = try ChildProcess(
            path, arguments, environment: environment, extra: extra, limit: limit)
        stop?.child = child
        return await withUnsafeContinuation { child.wait(timeout, $0) }
    }

    /// What programs that podsup starts get to see of its own environment.
    package nonisolated static let environment: [String] = {
        var kept = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
        for name in ["HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"] {
            if let value = getenv(name) { kept.append("\(name)=\(String(cString: value))") }
        }
        return kept
    }()

    /// How long a killed program may take to be gone before its caller is told anyway.
    private static let killPatience = 2.0

    private let pid: Int32
    private let pidfd: Int32
    private let output: OutputPipe
    private var exitSource: DescriptorSource?
    private var timer: (any DispatchSourceTimer)?
    private var timedOut = false
    private var continuation: UnsafeContinuation<ProcessResult, Never>?

    private init(
        _ path: String, _ arguments: [String], environment: [String], extra: [Int32], limit: Int
    ) throws(ProcessError) {
        // An empty pipe and not /dev/null: crun gives its standard input to the container's user
        // (fchown), which would be the machine's /dev/null.
        let input = try Self.pipe()
        close(input.write)
        defer { close(input.read) }
        let output = try Self.pipe()
        defer { close(output.write) }
        self.output = OutputPipe(output.read, limit: limit)

        pid = withCStrings([path] + arguments) { arguments in
            withCStrings(environment) { environment in
                let descriptors = [input.read, output.write, output.write] + extra
                return linux_spawn(path, arguments, environment, descriptors, Int32(descriptors.count))
            }
        }
        guard pid > 0 else {
            self.output.finish()
            throw ProcessError(path, code: -pid)
        }
        pidfd = linux_pidfd_open(pid)
        guard pidfd >= 0 else {
            // Without a pidfd nothing would tell of its end.
            Glibc.kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            self.output.finish()
            throw ProcessError("pidfd_open", code: -pidfd)
        }
    }

    private static func pipe() throws(ProcessError) -> (read: Int32, write: Int32) {
        var ends: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutableBytes(of: &ends) {
            linux_pipe($0.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        guard result == 0 else { throw ProcessError("pipe", code: -result) }
        return ends
    }

    private func wait(_ timeout: Duration, _ continuation: UnsafeContinuation<ProcessResult, Never>) {
        self.continuation = continuation
        output.resume()

        // The handlers hold `self` until they are cancelled, which `reap` does.
        let source = DescriptorSource(pidfd)
        source.setEventHandler { self.reap() }
        source.setCancelHandler { [pidfd] in close(pidfd) }
        source.activate()
        exitSource = source

        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + timeout.seconds)
        timer.setEventHandler { self.runOut() }
        timer.activate()
        self.timer = timer
    }

    private func reap() {
        var code: Int32 = 0
        var signal: Int32 = 0
        let reaped = linux_reap(pidfd, &code, &signal)
        guard reaped != 0 else { return }
        exitSource?.cancel()
        exitSource = nil
        timer?.cancel()
        timer = nil
        if reaped < 0 {
            // Somebody else reaped it (SIGCHLD ignored): it has ended, nobody knows how.
            finish(.exited(255))
        } else {
            finish(signal == 0 ? .exited(code) : .signaled(signal))
        }
    }

    fileprivate func runOut() {
        if timedOut {
            // Killed and still not gone: it hangs in the kernel. The pidfd reaps it one day.
            timer?.cancel()
            timer = nil
            finish(.signaled(SIGKILL))
            return
        }
        timedOut = true
        var tree = ProcessTree(root: pid)
        tree.kill()
        timer?.schedule(deadline: .now() + Self.killPatience)
    }

    fileprivate var isRunning: Bool { continuation != nil && !timedOut }

    private func finish(_ end: ProcessResult.End) {
        guard let continuation else { return }
        self.continuation = nil
        continuation.resume(
            returning: ProcessResult(end: end, output: output.finish(), timedOut: timedOut))
    }
}

/// Ends a program before its time, as its timeout would.
@MainActor
package final class ChildStop {
    fileprivate weak var child: ChildProcess?

    package init() {}

    package func kill() {
        guard let child, child.isRunning else { return }
        child.runOut()
    }
}

/// Calls `body` with a NULL-terminated array of C strings.
func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    let copies = strings.map { strdup($0) } + [nil]
    defer { copies.forEach { free($0) } }
    return copies.withUnsafeBufferPointer { body($0.baseAddress!) }
}
