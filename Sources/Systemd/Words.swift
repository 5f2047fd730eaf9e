/// How a job ended: `JobRemoved` in org.freedesktop.systemd1(5). Later versions may add words.
package struct JobResult: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let done = Self(rawValue: "done")
    package static let canceled = Self(rawValue: "canceled")
    /// The job's own time limit (`JobTimeoutSec=`) ended it. A start that exceeds `TimeoutStartSec=` is
    /// `failed`.
    package static let timeout = Self(rawValue: "timeout")
    package static let failed = Self(rawValue: "failed")
    package static let dependency = Self(rawValue: "dependency")
    /// The unit was not in a state in which the job applies.
    package static let skipped = Self(rawValue: "skipped")
}

extension JobResult: CustomStringConvertible {
    /// What happened, as a clause about the unit's job: "the start of x.service …".
    package var description: String {
        switch self {
        case .done: "was done"
        case .canceled: "was cancelled by another job"
        case .timeout: "took longer than its time limit"
        case .failed: "failed"
        case .dependency: "was not tried, because a unit that it needs failed"
        case .skipped: "does not apply to the unit's state"
        default: "ended with '\(rawValue)'"
        }
    }
}

/// Whether a unit's file could be loaded.
package struct LoadState: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let loaded = Self(rawValue: "loaded")
    package static let notFound = Self(rawValue: "not-found")
    package static let badSetting = Self(rawValue: "bad-setting")
    package static let error = Self(rawValue: "error")
    package static let masked = Self(rawValue: "masked")
}

/// What a unit does now, in words common to all types of units.
package struct ActiveState: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let active = Self(rawValue: "active")
    package static let reloading = Self(rawValue: "reloading")
    package static let inactive = Self(rawValue: "inactive")
    package static let failed = Self(rawValue: "failed")
    package static let activating = Self(rawValue: "activating")
    package static let deactivating = Self(rawValue: "deactivating")
}
