import CLinux
import Glibc

/// Where one running container is found by its OCI runtime: all of it as `podman inspect` says.
package struct RuntimeContainer: Equatable, Sendable {
    /// The full id.
    package var id: String
    /// The runtime's binary (`crun`, `runc`): an absolute path.
    package var runtimePath: String
    /// `OCIConfigPath`: the container's `config.json`.
    package var configPath: String

    package init(id: String, runtimePath: String, configPath: String) {
        self.id = id
        self.runtimePath = runtimePath
        self.configPath = configPath
    }
}

/// How a command in a container came out.
package enum RuntimeExecResult: Equatable, Sendable {
    case ended(ProcessResult)
    /// The container has no such program, or may not run it.
    case notStarted(String)
    /// The runtime could not do its work; this says nothing about the container's health.
    case runtimeFailed(String)
}

/// Runs a command in a container by the OCI runtime itself, with the user, environment, working
/// directory and privileges of the container's own process.
///
/// Neither Podman nor conmon takes part: a Podman exec session takes 50 ms of CPU and leaves conmon
/// processes behind. Both runtimes keep their state where they look for it by themselves (`/run/crun`,
/// or `$XDG_RUNTIME_DIR/crun` rootless), and Podman does not tell them otherwise.
@MainActor
package enum RuntimeExec {
    /// - Parameters:
    ///   - limit: bytes of output to keep.
    ///   - timeout: after it the command and all its descendants are killed, in the container too.
    package static func run(
        _ arguments: [String], in container: RuntimeContainer, limit: Int = 10 << 10, timeout: Duration
    ) async -> RuntimeExecResult {
        let process: MemoryFile
        let log: MemoryFile
        do {
            guard
                let document = OCIProcess.document(
                    from: try readFile(container.configPath), running: arguments)
            else { return .runtimeFailed("\(container.configPath) has no process") }
            process = try MemoryFile("process.json", document)
            log = try MemoryFile("runtime.log")
        } catch {
            return .runtimeFailed("\(error)")
        }

        // In memory, not on a disk: the environment may hold secrets.
        let command =
            entry(of: container.runtimePath) + [
                "--log", "/proc/self/fd/4", "--log-format", "json", "exec", "--process",
                "/proc/self/fd/3", container.id,
            ]
        let result: ProcessResult
        do {
            result = try await HelperClient.run(
                command, extra: [process.descriptor, log.descriptor], limit: limit, timeout: timeout)
        } catch {
            return .runtimeFailed("\(error)")
        }
        if result.timedOut { return .ended(result) }

        let said = RuntimeLog(log.contents(atMost: 16 << 10))
        if said.blamesCommand, let error = said.error { return .notStarted(error) }
        if let error = said.error { return .runtimeFailed(error) }
        return .ended(result)
    }

    /// Kills a container and removes it from the runtime; one that it does not know is fine.
    package static func delete(
        _ id: String, runtimePath: String, timeout: Duration
    ) async throws(ProcessError) -> ProcessResult {
        try await HelperClient.run(entry(of: runtimePath) + ["delete", "--force", id], timeout: timeout)
    }

    /// The words that start the runtime. Rootless containers live in Podman's user namespace, which its
    /// pause process keeps. crun works from outside of it; runc does not (it insists on giving its pipes
    /// to the container's root, which is nobody outside: «fchown fd 10: operation not permitted»).
    static func entry(of runtimePath: String) -> [String] {
        guard geteuid() != 0, !runtimePath.hasSuffix("/crun"), let folder = getenv("XDG_RUNTIME_DIR"),
            let text = try? readFile("\(String(cString: folder))/libpod/tmp/pause.pid"),
            let pid = Int32(trimmedText(text))
        else { return [runtimePath] }
        return [
            "/usr/bin/nsenter", "--user", "--preserve-credentials", "--target", "\(pid)", "--", runtimePath,
        ]
    }
}

/// A file that exists in memory only, until its owner goes.
final class MemoryFile {
    let descriptor: Int32

    init(_ name: String, _ contents: [UInt8] = []) throws(ProcessError) {
        descriptor = linux_memfd(name)
        guard descriptor >= 0 else { throw ProcessError("memfd_create", code: -descriptor) }
        var written = 0
        while written < contents.count {
            let count = contents[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw ProcessError("write \(name)", code: errno) }
            written += count
        }
    }

    deinit { close(descriptor) }

    func contents(atMost limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = max(0, Int(linux_file_read(descriptor, buffer.baseAddress, Int64(limit), 0)))
        }
    }
}

/// Reads a file of at most 4 MiB.
func readFile(_ path: String) throws(ProcessError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ProcessError(path, code: errno) }
    defer { close(descriptor) }
    var contents: [UInt8] = []
    let limit = 4 << 20
    while contents.count < limit {
        let step = 64 << 10
        var failed: Int32 = 0
        let part = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
            let got = read(descriptor, buffer.baseAddress, step)
            if got < 0 { failed = errno }
            count = max(0, got)
        }
        guard failed == 0 else { throw ProcessError(path, code: failed) }
        if part.isEmpty { return contents }
        contents += part
    }
    throw ProcessError(path, code: EFBIG)
}
