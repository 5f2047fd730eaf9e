import CLinux
import Glibc
import PodEngine
import Podman

/// Podman's API service, started by podsup itself where no systemd starts it on its socket.
@MainActor
final class PodmanService {
    private static let startPatience = Duration.seconds(15)

    /// Nil where the helper started it.
    private let pid: Int32?

    /// Does nothing where somebody answers on the socket.
    ///
    /// - Parameter socket: made with its folder where it is missing.
    /// - Returns: `nil` where the service is somebody else's.
    static func start(on socket: String) async throws -> PodmanService? {
        let podman = Podman(socketPath: socket)
        do throws(PodmanError) {
            try await podman.ping()
            return nil
        } catch {
            guard error.isSocketProblem else { throw error }
            if case .permissionDenied = error { throw error }
        }
        guard let program = findProgram("podman") else { throw NoPodman() }
        try Files.makeFolder(socket.parentFolder, mode: 0o700)
        let service = try PodmanService(program, socket)
        let end = Clock.instant + startPatience
        while true {
            do throws(PodmanError) {
                try await podman.ping()
                return service
            } catch {
                guard error.isSocketProblem, Clock.instant < end else {
                    service.stop()
                    throw error
                }
            }
            await sleep(.milliseconds(50))
        }
    }

    /// `--time 0`: it would end itself after five idle seconds, and nobody would start it again.
    private init(_ program: String, _ socket: String) throws(ProcessError) {
        guard !HelperClient.isThere else {
            // It ends itself when nobody asks any more, or with us.
            let words = [program, "system", "service", "--time", "10", "unix://\(socket)"]
            Task { _ = try? await HelperClient.run(words, timeout: .seconds(3600)) }
            pid = nil
            return
        }
        let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(silence) }
        let words = [program, "system", "service", "--time", "0", "unix://\(socket)"]
        let pid = withCStrings(words) { arguments in
            withCStrings(ChildProcess.environment) { environment in
                linux_spawn(program, arguments, environment, [silence, silence, silence], 3)
            }
        }
        guard pid > 0 else { throw ProcessError(program, code: -pid) }
        self.pid = pid
    }

    /// The containers and their conmon processes run on.
    func stop() {
        guard let pid else { return }
        kill(pid, SIGTERM)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }
}

struct NoPodman: Error, CustomStringConvertible {
    var description: String { "Podman is not installed; install it with 'apt install podman'" }
}

/// The path of a program in `PATH`.
package func findProgram(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
}
