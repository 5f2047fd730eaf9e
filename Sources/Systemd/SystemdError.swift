import Glibc

/// What can go wrong between podsup and systemd. Each `doing` is a verb phrase that reads after
/// "cannot", such as `start podsup-site.service`.
package enum SystemdError: Error, Equatable, Sendable {
    /// No systemd answers at the other end. `errno` is that of the connection, positive.
    case unreachable(Bus.Scope, errno: Int32)
    /// The connection ended while an answer was awaited, as when D-Bus is stopped.
    case disconnected(doing: String)
    /// systemd took longer than the call's time limit; it may still do it.
    case timedOut(doing: String)
    /// systemd, its polkit rules or the bus's policy do not let this user do it.
    case denied(Bus.Scope, doing: String)
    /// systemd has no such unit, or no such unit file.
    case noSuchUnit(String)
    /// An administrator forbade the unit: systemctl(1) `mask`.
    case masked(Bus.Scope, unit: String)
    /// Any other D-Bus error: its name (`org.freedesktop.systemd1.BadUnitSetting`) and its text, and the unit that
    /// the call named.
    case refused(doing: String, unit: String? = nil, name: String, message: String)
    /// The answer does not have the signature that org.freedesktop.systemd1(5) promises.
    case unexpectedAnswer(doing: String)
    /// The waiting task was cancelled. The job itself goes on.
    case cancelled(doing: String)
    /// The service manager's notify socket does not take a message. `errno` is positive.
    case notifyFailed(errno: Int32)
    /// A name that systemd's descriptor store would ignore: see ``Notify/isValidName(_:)``.
    case badDescriptorName(String)
    /// A setting that no unit file can hold.
    case badSetting(section: String, key: String, problem: String)
}

extension SystemdError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable(.system, let errno):
            return "cannot reach systemd over the system bus: \(text(of: errno)); check that systemd runs "
                + "as PID 1 and that dbus is installed and started (systemctl start dbus.socket)"
        case .unreachable(.user, let errno):
            return "cannot reach this user's systemd: \(text(of: errno)); run 'loginctl enable-linger USER' "
                + "so that it runs without a login, and log in as the user itself (by ssh or 'machinectl shell "
                + "USER@', not by su or sudo) or set XDG_RUNTIME_DIR=/run/user/UID"
        case .disconnected(let doing):
            return "cannot \(doing): the connection to systemd ended; check 'systemctl status dbus' and "
                + "try again"
        case .timedOut(let doing):
            return "cannot \(doing): systemd did not answer in time; see 'systemctl list-jobs' and "
                + "'journalctl -b'"
        case .denied(.system, let doing):
            return "cannot \(doing): permission denied; run it as root (sudo), or use --user"
        case .denied(.user, let doing):
            return "cannot \(doing): permission denied by this user's systemd; run it as the user who owns it"
        case .noSuchUnit(let unit):
            return "systemd has no unit \(unit); check its name (systemctl list-unit-files)"
        case .masked(let scope, let unit):
            return
                "\(unit) is masked; allow it with 'systemctl\(scope == .user ? " --user" : "") unmask \(unit)'"
        case .refused(let doing, let unit, let name, let message):
            let text = message.hasSuffix(".") ? String(message.dropLast()) : message
            let remedy = unit.map { "; see 'systemctl status \($0)'" } ?? "; see 'journalctl -b'"
            return "cannot \(doing): \(text.isEmpty ? "systemd refused" : text) (\(name))\(remedy)"
        case .unexpectedAnswer(let doing):
            return "cannot \(doing): systemd's answer has an unknown form; is it older than systemd 252?"
        case .cancelled(let doing):
            return "stopped waiting to \(doing); systemd goes on with it"
        case .notifyFailed(let errno):
            return "cannot tell the service manager: \(text(of: errno)); check NOTIFY_SOCKET"
        case .badDescriptorName(let name):
            return "'\(name)' cannot name a stored descriptor; use 1 to 255 printable ASCII characters, "
                + "none of them ':'"
        case .badSetting(let section, let key, let problem):
            return "[\(section)] \(key)=: \(problem)"
        }
    }
}

private func text(of errno: Int32) -> String {
    // sd_bus_open_user(3), for want of an address.
    errno == ENOMEDIUM ? "XDG_RUNTIME_DIR is not set" : String(cString: strerror(errno))
}
