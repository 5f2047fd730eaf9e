import CLinux
import CSystemd
import Glibc

/// Messages to the service manager that started this process: sd_notify(3), sd_listen_fds(3).
///
/// Without `NOTIFY_SOCKET` in the environment, as in a terminal, nothing is sent and nothing fails.
/// A process that starts others takes `NOTIFY_SOCKET` and `WATCHDOG_*` out of *their* environment.
package enum Notify {
    /// One `KEY=value` of a message.
    package enum Assignment: Equatable, Sendable {
        case ready
        /// A reload begins now; ``ready`` ends it. Units of `Type=notify-reload` (systemd 253) need it.
        case reloading
        case stopping
        /// One line for `systemctl status`. Control characters become spaces, since a line break would begin
        /// another assignment; what exceeds 1,000 bytes is cut off.
        case status(String)
        /// Why it fails, as a positive errno.
        case errno(Int32)
        /// Feeds the watchdog.
        case watchdog
        /// Moves the end of the running start or stop to this long from now.
        case extendTimeout(Duration)
        /// Which process is the main one. For `NotifyAccess=` other than `main`.
        case mainPID(Int32)
    }

    /// Sends the assignments in one message, which systemd takes as a whole.
    ///
    /// - Returns: whether there is somebody to tell.
    /// - Throws: ``SystemdError/notifyFailed(errno:)``.
    @discardableResult
    package static func send(_ assignments: Assignment...) throws(SystemdError) -> Bool {
        try send(assignments.map(line))
    }

    /// Has the service manager keep a copy of a descriptor until the unit is stopped, and hand it to the
    /// next process of the unit: see ``inherited()``. Needs `FileDescriptorStoreMax=`. A descriptor that
    /// is in the store already is not stored again.
    ///
    /// - Parameters:
    ///   - name: see ``isValidName(_:)``; several descriptors may have the same one.
    ///   - dropsWhenHungUp: false keeps a descriptor of which the other end is closed.
    /// - Throws: ``SystemdError/badDescriptorName(_:)``, ``SystemdError/notifyFailed(errno:)``.
    @discardableResult
    package static func storeDescriptor(
        _ descriptor: Int32, name: String, dropsWhenHungUp: Bool = true
    ) throws(SystemdError) -> Bool {
        try checkName(name)
        let lines = ["FDSTORE=1", "FDNAME=\(name)"] + (dropsWhenHungUp ? [] : ["FDPOLL=0"])
        return try send(lines, [descriptor])
    }

    /// Drops all stored descriptors of this name.
    @discardableResult
    package static func removeDescriptor(name: String) throws(SystemdError) -> Bool {
        try checkName(name)
        return try send(["FDSTOREREMOVE=1", "FDNAME=\(name)"])
    }

    /// The descriptors that the service manager handed over: those of sockets, and stored ones, in the
    /// order of their numbers. Close-on-exec; the caller owns them.
    ///
    /// Takes `LISTEN_*` out of the environment, so that a second call gives nothing. Call it before
    /// there is a second thread.
    package static func inherited() -> [(name: String, fd: Int32)] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = Int(sd_listen_fds_with_names(1, &names))
        guard count > 0, let names else { return [] }
        defer { free(names) }
        return (0..<count).map { index in
            defer { free(names[index]) }
            let name = names[index].map { String(cString: $0) } ?? "unknown"
            return (name, SD_LISTEN_FDS_START + Int32(index))
        }
    }

    /// `WatchdogSec=`: how often, at the latest, ``Assignment/watchdog`` must come; half of it is a good
    /// period. Nil if no watchdog waits for this process.
    package static func watchdogInterval() -> Duration? {
        var microseconds: UInt64 = 0
        guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(clamping: microseconds))
    }

    /// Whether systemd takes this as the name of a stored descriptor: 1 to 255 printable ASCII characters,
    /// none of them `:` (`FDNAME=` in sd_notify(3)).
    package static func isValidName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: ":") }
    }

    private static func checkName(_ name: String) throws(SystemdError) {
        guard isValidName(name) else { throw .badDescriptorName(name) }
    }

    private static func send(_ lines: [String], _ descriptors: [Int32] = []) throws(SystemdError) -> Bool {
        let code = sd_pid_notify_with_fds(
            0, 0, lines.joined(separator: "\n"), descriptors, UInt32(descriptors.count))
        guard code >= 0 else { throw .notifyFailed(errno: -code) }
        return code > 0
    }
}

private func line(_ assignment: Notify.Assignment) -> String {
    switch assignment {
    case .ready: "READY=1"
    case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds())"
    case .stopping: "STOPPING=1"
    case .status(let text): "STATUS=\(oneLine(text))"
    case .errno(let number): "ERRNO=\(number)"
    case .watchdog: "WATCHDOG=1"
    case .extendTimeout(let time): "EXTEND_TIMEOUT_USEC=\(time.wholeMicroseconds)"
    case .mainPID(let pid): "MAINPID=\(pid)"
    }
}

/// systemd drops a message of more than 4,096 bytes (PIPE_BUF) as a whole.
private let longestStatus = 1000

private func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
        let isControl = scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
        line.unicodeScalars.append(isControl ? " " : scalar)
        if line.utf8.count > longestStatus {
            while line.utf8.count > longestStatus - 3 { line.unicodeScalars.removeLast() }
            return line + "…"
        }
    }
    return line
}

private func monotonicMicroseconds() -> UInt64 {
    UInt64(linux_monotonic_ns()) / 1000
}
