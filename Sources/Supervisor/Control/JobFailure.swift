import Systemd

/// A job of systemd's that ended badly.
package struct JobFailure: Error, Equatable, CustomStringConvertible {
    /// `start`
    package var doing: String
    package var unit: String
    package var result: JobResult
    package var scope: Bus.Scope

    package init(_ doing: String, _ unit: String, _ result: JobResult, _ scope: Bus.Scope) {
        self.doing = doing
        self.unit = unit
        self.result = result
        self.scope = scope
    }

    package var description: String {
        let user = scope == .user ? " --user" : ""
        return "the \(doing) of \(unit) \(result); see 'systemctl\(user) status \(unit)' and "
            + "'journalctl\(user) -u \(unit)'"
    }
}
