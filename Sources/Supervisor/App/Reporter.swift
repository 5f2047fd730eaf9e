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
    // journald may make a writer wait, which the main queue must not.
    private let queue = DispatchQueue(label: "reports")

    init(app: String, output: Output) {
        self.app = app
        self.output = output
    }

    func report(_ report: PodReport, pod: String?) {
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
