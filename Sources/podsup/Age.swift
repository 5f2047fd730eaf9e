import Podman

/// Seconds since 1970, UTC.
typealias Seconds = Int64

/// How long ago, as kubectl writes it (`apimachinery/pkg/util/duration.HumanDuration`): two units where
/// they matter.
func age(_ seconds: Seconds) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400)
    func two(_ first: Int64, _ unit: String, _ second: Int64, _ other: String) -> String {
        second == 0 ? "\(first)\(unit)" : "\(first)\(unit)\(second)\(other)"
    }
    switch seconds {
    case ..<0: return "0s"
    case ..<120: return "\(seconds)s"
    case ..<600: return two(minutes, "m", seconds % 60, "s")
    case ..<10_800: return "\(minutes)m"
    case ..<28_800: return two(hours, "h", minutes % 60, "m")
    case ..<172_800: return "\(hours)h"
    case ..<691_200: return two(days, "d", hours % 24, "h")
    default: return "\(days)d"
    }
}

/// A date as Kubernetes writes them (RFC 3339); nil for anything else.
func seconds(_ timestamp: String?) -> Seconds? {
    timestamp.flatMap { PodmanTime($0) }.map { $0.nanoseconds / 1_000_000_000 }
}
