import Glibc
import Supervisor
import Systemd

/// Whose apps a command is about: the machine's or this user's, and where their things are.
@MainActor
struct Site {
    let scope: Bus.Scope
    var base: Paths

    init(_ common: Common) {
        scope = common.isUser ? .user : .system
        base = common.isUser ? userPaths() : .system
    }

    /// Who runs the apps' supervisors.
    var supervisorUser: uid_t { scope == .user ? geteuid() : 0 }

    /// - Throws: ``ControlError/badName(_:)``.
    func app(_ name: String) throws(ControlError) -> AppPaths {
        guard AppName.isValid(name) else { throw .badName(name) }
        return UnitFolder.paths(of: name, base)
    }

    /// For the units of an app on this machine.
    func unitOptions(_ paths: AppPaths) -> UnitOptions {
        UnitOptions(binary: ownPath(), isUser: scope == .user).of(paths, base)
    }
}

private func userPaths() -> Paths {
    let names = ["XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME"]
    var environment: [String: String] = [:]
    for name in names { environment[name] = variable(name) }
    let home = variable("HOME") ?? getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) } ?? "/"
    return .user(environment: environment, home: home, uid: geteuid())
}

private func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// This program's own path, for the units it writes.
func ownPath() -> String {
    let path = realPath("/proc/self/exe") ?? UnitOptions.defaultBinary
    return path
}
