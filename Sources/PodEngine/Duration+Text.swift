extension Duration {
    /// Whole seconds as Go prints them in Kubernetes' messages: `10s`, `1m20s`, `5m0s`.
    var goText: String {
        let total = components.seconds
        let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60)
        if hours > 0 { return "\(hours)h\(minutes)m\(seconds)s" }
        return minutes > 0 ? "\(minutes)m\(seconds)s" : "\(seconds)s"
    }

    /// For people: `less than a second`, `90 s`, `12 min`, `5 h`, `3 d`.
    var plainText: String {
        let total = components.seconds
        switch total {
        case ..<1: return "less than a second"
        case ..<120: return "\(total) s"
        case ..<7200: return "\(total / 60) min"
        case ..<172_800: return "\(total / 3600) h"
        default: return "\(total / 86400) d"
        }
    }
}

extension WallTime {
    static func - (left: WallTime, right: WallTime) -> Duration {
        .nanoseconds(left.nanoseconds) - .nanoseconds(right.nanoseconds)
    }
}

extension Now {
    /// When `wall` was, on the clock that does not jump: never after now, never before boot. The date of a
    /// machine without a battery clock jumps at boot, so this is for what we did not see ourselves.
    func instant(of wall: WallTime) -> Instant {
        let ago = min(max(self.wall - wall, .zero), max(instant.sinceBoot, .zero))
        return Instant(sinceBoot: instant.sinceBoot - ago)
    }
}
