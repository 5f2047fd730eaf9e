/// A point on the clock that a jump of the date does not move: time since boot, suspended time included.
package struct Instant: Hashable, Comparable, Sendable {
    package let sinceBoot: Duration

    package init(sinceBoot: Duration) { self.sinceBoot = sinceBoot }

    package static func < (left: Instant, right: Instant) -> Bool { left.sinceBoot < right.sinceBoot }
    package static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(sinceBoot: instant.sinceBoot + duration)
    }
    package static func - (left: Instant, right: Instant) -> Duration { left.sinceBoot - right.sinceBoot }
}

/// A date, for people: nanoseconds since 1970. Decisions use ``Instant``.
package struct WallTime: Hashable, Comparable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    package static func < (left: WallTime, right: WallTime) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// Both clocks at one moment; every event carries one.
package struct Now: Equatable, Sendable {
    package let instant: Instant
    package let wall: WallTime

    package init(instant: Instant, wall: WallTime) {
        self.instant = instant
        self.wall = wall
    }
}
