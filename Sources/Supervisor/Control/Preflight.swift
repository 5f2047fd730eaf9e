import Glibc
import Podman
import Systemd

/// What must be so before anything is written: each failure is one sentence that says what to do.
@MainActor
package enum Preflight {
    /// Whether this user may change the apps of `scope`.
    package static func checkRights(_ scope: Bus.Scope, doing: String) throws(ControlError) {
        if scope == .system, geteuid() != 0 { throw .notRoot(doing: doing) }
    }

    /// Connects to systemd.
    package static func connect(_ scope: Bus.Scope) throws -> Bus {
        // sd_booted(3).
        guard Files.exists("/run/systemd/system") else { throw ControlError.noSystemd }
        return try Bus(scope)
    }

    /// Whether there is a Podman on this machine at all.
    package static func checkInstalled() throws(ControlError) {
        guard isInstalled("podman") else { throw .podmanMissing }
    }

    /// Makes sure that Podman answers; starts its socket where it only sleeps.
    package static func checkPodman(_ paths: Paths, _ bus: Bus) async throws {
        try checkInstalled()
        let podman = Podman(socketPath: paths.socket)
        if try await answers(podman) { return }
        let unit = "podman.socket"
        let properties = try await bus.unitProperties(unit)
        guard properties.loadState == .loaded else {
            throw ControlError.podmanSocket(
                unit: unit, state: properties.loadState == .masked ? "masked" : "not installed")
        }
        let result = try await bus.restartUnit(unit)
        guard result == .done else {
            throw ControlError.podmanSocket(unit: unit, state: "not started: its start \(result)")
        }
        _ = try await podman.version()
    }

    /// - Returns: false where nothing listens on its socket; every other failure is thrown.
    private static func answers(_ podman: Podman) async throws(PodmanError) -> Bool {
        do throws(PodmanError) {
            _ = try await podman.version()
            return true
        } catch {
            switch error {
            case .socketMissing, .socketRefused: return false
            default: throw error
            }
        }
    }

    /// Whether a program is in this process's `PATH`, or where Debian puts it.
    static func isInstalled(_ program: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/bin", "/usr/local/bin"]
        return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
