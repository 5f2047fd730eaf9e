import Glibc

/// A pipe or file of the log path could not be made or used.
package struct LogError: Error, Equatable, CustomStringConvertible {
    package let path: String
    /// The system call, e.g. `splice`.
    package let call: String
    /// Positive `errno`.
    package let code: Int32

    package var description: String {
        switch code {
        case EEXIST, ELOOP, ENOTDIR:
            "\(path): something else is in the place of podsup's log pipe; remove it"
        case ENOSPC, EDQUOT:
            "\(path): \(call): no space left; free some in this folder's file system"
        case ESTALE:
            "\(path): somebody has removed the pipe that a running container writes to; "
                + "its lines come again when it is restarted"
        default:
            "\(path): \(call): \(String(cString: strerror(code)))"
        }
    }
}
