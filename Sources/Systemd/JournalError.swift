import CLinux
import Glibc

/// libsystemd's journal functions failed.
package struct JournalError: Error, Equatable, CustomStringConvertible {
    /// The libsystemd function, e.g. `sd_journal_sendv`.
    package let call: String
    /// Positive `errno`.
    package let code: Int32

    package var description: String {
        let remedy =
            code == EACCES || code == EPERM
            ? "run it as root (sudo), or join the group systemd-journal"
            : "see 'systemctl status systemd-journald'"
        return "the journal cannot be used: \(call): \(String(cString: strerror(code))); \(remedy)"
    }
}

/// Passes a libsystemd result through; throws for a negative one.
@discardableResult
func checkJournal(_ result: Int32, _ call: String) throws(JournalError) -> Int32 {
    if result < 0 { throw JournalError(call: call, code: -result) }
    return result
}
