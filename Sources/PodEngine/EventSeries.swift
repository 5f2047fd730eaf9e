/// Counts events that say the same again, instead of telling them again (Kubernetes' event series).
///
/// The first one is told. What comes again within ten minutes is counted, and the count is told once at the end
/// of that time; then the next ten minutes begin. Transitions (a start, an exit) are each news and never counted.
package struct EventSeries: Sendable {
    /// What is told, and how often it was so since it was told before.
    package struct Entry: Equatable, Sendable {
        package var pod: String?
        package var report: PodReport
        package var times: Int32
    }

    package static let window = Duration.seconds(600)
    /// Series kept at once; of more, those told first are told no further.
    private static let limit = 64

    /// Troubles and routine that may come again and again with the same words.
    private static let countedReasons: Set<String> = [
        "BackOff", "Created", "ErrImageNeverPull", "Failed", "FailedCreatePodSandBox", "FailedKillPod",
        "FailedMount", "FailedPostStartHook", "FailedPreStopHook", "InspectFailed", "LogFailed",
        "ProbeWarning",
        "Pulled", "Unhealthy",
    ]

    private struct Series {
        var pod: String?
        var report: PodReport
        var told: Instant
        var times: Int32
    }
    /// In the order in which they were last told.
    private var series: [Series] = []

    package init() {}

    /// Whether it is to be told now; otherwise it was counted.
    package mutating func tells(_ report: PodReport, pod: String?, at now: Instant) -> Bool {
        guard Self.countedReasons.contains(report.reason) else { return true }
        if let index = series.firstIndex(where: { $0.report == report && $0.pod == pod }) {
            series[index].times = min(series[index].times, .max - 1) + 1
            return false
        }
        if series.count >= Self.limit { series.removeFirst() }
        series.append(Series(pod: pod, report: report, told: now, times: 0))
        return true
    }

    /// Counts that are due to be told. A series without a count is over.
    package mutating func due(at now: Instant) -> [Entry] {
        let counted = take { now >= $0.told + Self.window }
        series += counted.map { Series(pod: $0.pod, report: $0.report, told: now, times: 0) }
        return counted
    }

    /// All counts; for the end.
    package mutating func rest() -> [Entry] { take { _ in true } }

    /// When ``due(at:)`` has something to tell; `nil`: nothing was counted.
    package var nextWake: Instant? {
        series.lazy.filter { $0.times > 0 }.map { $0.told + Self.window }.min()
    }

    private mutating func take(_ isOver: (Series) -> Bool) -> [Entry] {
        let over = series.filter(isOver)
        series.removeAll(where: isOver)
        return over.filter { $0.times > 0 }.map { Entry(pod: $0.pod, report: $0.report, times: $0.times) }
    }
}
