import Dispatch
import PodEngine
import Systemd

/// Tells people what happened: one journal entry per transition, or a line on the terminal.
@MainActor
final class Reporter {
    enum Output: Sendable {
        case journal
        /// In the foreground: each line as it comes.
        case lines(@Sendable (String) -> Void)
    }

    private let app: String
    private let output: Output
    /// Named in the entries so that journalctl(1) shows them with the unit's, whatever journald knows of the process.
    /// It believes that of root alone.
    var unit: String?
    // journald may make a writer wait, which the main queue must not.
    private let queue = DispatchQueue(label: "reports")
    private var series = EventSeries()
    private var timer: (any DispatchSourceTimer)?

    init(app: String, output: Output) {
        self.app = app
        self.output = output
    }

    /// Repetitions are counted, and told together later.
    func report(_ report: PodReport, pod: String?) {
        if series.tells(report, pod: pod, at: Clock.instant) {
            tell(report, pod: pod)
        } else {
            arm()
        }
    }

    /// Tells what was only counted so far; nothing comes after it.
    func finish() {
        timer?.cancel()
        timer = nil
        for entry in series.rest() { tell(entry) }
    }

    /// Waits until all that was told is in the journal.
    func flush() { queue.sync {} }

    private func arm() {
        guard timer == nil, let wake = series.nextWake else { return }
        let left = max(wake - Clock.instant, .zero)
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + left.seconds + 0.001, leeway: .seconds(10))
        timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.tellCounts() } }
        timer.activate()
        self.timer = timer
    }

    private func tellCounts() {
        timer?.cancel()
        timer = nil
        for entry in series.due(at: Clock.instant) { tell(entry) }
        arm()
    }

    private func tell(_ entry: EventSeries.Entry) {
        var report = entry.report
        report.message += entry.times == 1 ? " (once more since)" : " (\(entry.times) times more since)"
        tell(report, pod: entry.pod, times: entry.times)
    }

    private func tell(_ report: PodReport, pod: String?, times: Int32 = 1) {
        let place = [pod, report.container].compactMap { $0 }.joined(separator: "/")
        let text = place.isEmpty ? report.message : "\(place): \(report.message)"
        switch output {
        case .lines(let put): put("\(text)\n")
        case .journal:
            var fields = [
                ("MESSAGE", text), ("PRIORITY", report.severity == .warning ? "4" : "5"),
                ("MESSAGE_ID", MessageID.of(report.reason)), ("SYSLOG_IDENTIFIER", "podsup"),
                ("PODSUP_APP", app), ("PODSUP_REASON", report.reason), ("PODSUP_EVENT", "1"),
            ]
            if let unit { fields.append(("OBJECT_SYSTEMD_UNIT", unit)) }
            if times > 1 { fields.append(("PODSUP_COUNT", "\(times)")) }
            if let pod { fields.append(("PODSUP_POD", pod)) }
            if let container = report.container { fields.append(("PODSUP_CONTAINER", container)) }
            if let pod, let container = report.container {
                fields.append(("CONTAINER_NAME", PodmanName.container(container, of: pod)))
            }
            queue.async { [fields] in
                // Nobody is left to tell when the journal cannot be told.
                try? JournalWriter(shared: fields).send()
            }
        }
    }

    /// About the app as a whole.
    func note(_ severity: PodReport.Severity = .normal, _ reason: String, _ message: String) {
        report(PodReport(severity, reason, message), pod: nil)
    }
}

/// Identifies a kind of event in the journal (systemd.journal-fields(7)): a fixed part and the reason's hash.
enum MessageID {
    static func of(_ reason: String) -> String {
        var hash = Fingerprint()
        hash.add(reason.utf8)
        return "70d5a9e04c1b4f6a\(hash.text)"
    }
}
