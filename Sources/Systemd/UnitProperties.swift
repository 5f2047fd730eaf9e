/// What systemd knows of one unit: systemctl(1) `show`, the part that podsup uses.
package struct UnitProperties: Equatable, Sendable {
    package var loadState: LoadState
    package var activeState: ActiveState
    /// The type's own word, such as `running`, `exited`, `auto-restart`.
    package var subState: String
    /// `enabled`, `disabled`, `static`, `masked` …; empty for a unit without a file.
    package var unitFileState: String
    /// The file's path; empty where there is none.
    package var fragmentPath: String
    /// The file on disk is newer than what systemd has loaded.
    package var needsReload: Bool
    /// This run of the unit: 32 hexadecimal digits, or nil if it never ran.
    package var invocationID: String?
    /// Nil for units that are no services.
    package var service: ServiceProperties?
}

/// What only services have.
package struct ServiceProperties: Equatable, Sendable {
    /// The last `STATUS=`; empty where there was none.
    package var statusText: String
    /// Nil while nothing runs.
    package var mainPID: Int32?
    /// Automatic restarts since the last start by hand.
    package var restarts: UInt32
    /// `success`, `exit-code`, `signal`, `timeout`, `watchdog`, `oom-kill`, `protocol` …
    package var result: String
    /// How the main process ended last.
    package var mainExit: Exit?
    /// `TimeoutStopSec=`, drop-ins included; nil: without end.
    package var stopTimeout: Duration?

    package enum Exit: Equatable, Sendable {
        case exited(code: Int32)
        case killed(signal: Int32)
    }
}

/// A line of systemctl(1) `list-units`.
package struct UnitListing: Equatable, Sendable {
    package var name: String
    package var description: String
    package var loadState: LoadState
    package var activeState: ActiveState
    package var subState: String
}

/// A link that enabling or disabling made or took away.
package struct UnitFileChange: Equatable, Sendable {
    /// `symlink`, `unlink`, or a word for what was left alone, such as `masked`.
    package var type: String
    package var path: String
    /// Where a link points; empty for `unlink`.
    package var source: String
}

extension UnitProperties {
    /// - Parameters:
    ///   - unit: the properties of org.freedesktop.systemd1.Unit.
    ///   - service: those of org.freedesktop.systemd1.Service.
    init(_ unit: [String: BusValue], service: [String: BusValue]?) {
        loadState = LoadState(rawValue: unit.text("LoadState"))
        activeState = ActiveState(rawValue: unit.text("ActiveState"))
        subState = unit.text("SubState")
        unitFileState = unit.text("UnitFileState")
        fragmentPath = unit.text("FragmentPath")
        needsReload = unit.number("NeedDaemonReload") != 0
        if case .bytes(let id)? = unit["InvocationID"], !id.isEmpty { invocationID = id.map(hex).joined() }
        self.service = service.map(ServiceProperties.init)
    }
}

extension ServiceProperties {
    fileprivate init(_ service: [String: BusValue]) {
        statusText = service.text("StatusText")
        let pid = Int32(clamping: service.number("MainPID"))
        mainPID = pid == 0 ? nil : pid
        restarts = UInt32(clamping: service.number("NRestarts"))
        result = service.text("Result")
        // si_code of waitid(2): 1 CLD_EXITED, 2 CLD_KILLED, 3 CLD_DUMPED; 0 where it has not ended.
        let status = Int32(clamping: service.number("ExecMainStatus"))
        switch service.number("ExecMainCode") {
        case 1: mainExit = .exited(code: status)
        case 2, 3: mainExit = .killed(signal: status)
        default: mainExit = nil
        }
        let microseconds = service.number("TimeoutStopUSec")
        stopTimeout = Int64(exactly: microseconds).flatMap { $0 == 0 ? nil : .microseconds($0) }
    }
}

extension [String: BusValue] {
    fileprivate func text(_ name: String) -> String {
        if case .text(let text)? = self[name] { text } else { "" }
    }

    fileprivate func number(_ name: String) -> Int64 {
        if case .number(let number)? = self[name] { number } else { 0 }
    }
}
