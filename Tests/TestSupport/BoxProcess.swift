import Foundation

/// What a program wrote and how it ended.
package struct Output: Sendable, CustomStringConvertible {
    /// The exit code; 128 + N after signal N.
    package let code: Int32
    package let out: String
    package let err: String
    package let duration: Duration

    /// Lines of standard output, without the empty ones.
    package var lines: [String] { out.split(separator: "\n").map(String.init) }
    /// Standard output without white space at its ends.
    package var text: String { out.trimmingCharacters(in: .whitespacesAndNewlines) }
    /// Standard output, then standard error.
    package var all: String { out + err }
    package var description: String { "exit \(code) after \(duration)\n\(out)\n--- standard error:\n\(err)" }
}

package enum BoxError: Error, CustomStringConvertible {
    case cannotRunHere
    case notStarted(String, String)
    case timedOut(String, after: Duration, Output)
    case failed(String, Output)
    case never(String, within: Duration, last: String)

    package var description: String {
        switch self {
        case .cannotRunHere: "box tests need root and the release binary .build/podsup; run scripts/test"
        case .notStarted(let program, let why): "\(program) does not start: \(why)"
        case .timedOut(let what, let after, let output): "still running after \(after): \(what)\n\(output)"
        case .failed(let what, let output): "failed: \(what)\n\(output)"
        case .never(let what, let within, let last): "not within \(within): \(what)\(last)"
        }
    }
}

/// Runs a program on this machine, with nothing on its standard input, and waits for its end.
///
/// Not by Foundation's `Process`: that also waits for what the program leaves behind, such as a box.
///
/// - Throws: ``BoxError/timedOut(_:after:_:)``; the program is killed then.
package func host(_ command: [String], timeout: Duration) async throws -> Output {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("podsup-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("out"), err = folder.appendingPathComponent("err")

    let began = ContinuousClock.now
    let pid = try spawn(command, out: out.path, err: err.path)
    let status = await withCheckedContinuation { (done: CheckedContinuation<Int32?, Never>) in
        DispatchQueue.global().async { done.resume(returning: wait(for: pid, until: began + timeout)) }
    }
    let output = Output(
        code: status ?? 128 + SIGKILL, out: String(decoding: try Data(contentsOf: out), as: UTF8.self),
        err: String(decoding: try Data(contentsOf: err), as: UTF8.self), duration: began.duration(to: .now))
    guard status != nil else {
        throw BoxError.timedOut(command.joined(separator: " "), after: timeout, output)
    }
    return output
}

/// The exit code, 128 + N after signal N, or nil if it had to be killed.
private func wait(for pid: pid_t, until deadline: ContinuousClock.Instant) -> Int32? {
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
        if ContinuousClock.now > deadline {
            kill(pid, SIGKILL)
            waitpid(pid, &status, 0)
            return nil
        }
        usleep(5_000)
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
}

/// Starts a program with its output going to two new files. A child of a Dispatch thread would start with
/// signals blocked; this one does not.
private func spawn(_ command: [String], out: String, err: String) throws -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&files, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t(), all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var arguments = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { environment.forEach { free($0) } }
    var pid: pid_t = 0
    let error = posix_spawnp(&pid, command[0], &files, &attributes, &arguments, &environment)
    guard error == 0 else { throw BoxError.notStarted(command[0], String(cString: strerror(error))) }
    return pid
}

/// Asks again and again until the answer is yes.
///
/// - Parameter what: a sentence for the error, and what was seen last is added by `note`.
/// - Throws: ``BoxError/never(_:within:last:)`` when the time is over.
package func eventually(
    within limit: Duration, _ what: String, every pause: Duration = .milliseconds(200),
    note: () async throws -> String = { "" }, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw BoxError.never(what, within: limit, last: try await note())
        }
        try await Task.sleep(for: pause)
    }
}
