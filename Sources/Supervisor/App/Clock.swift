import CLinux
import PodEngine
import Podman

/// The machine's clocks.
enum Clock {
    static var now: Now {
        Now(instant: instant, wall: WallTime(nanoseconds: linux_realtime_ns()))
    }

    static var instant: Instant { Instant(sinceBoot: .nanoseconds(linux_boottime_ns())) }
}

extension WallTime {
    init(_ time: PodmanTime) { self.init(nanoseconds: time.nanoseconds) }
}

/// Waits without a thread; ends early where the task is cancelled.
@MainActor
func sleep(_ duration: Duration) async {
    try? await pause(for: duration)
}
