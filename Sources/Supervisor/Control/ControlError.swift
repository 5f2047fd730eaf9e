import PodSpec
import Podman
import Systemd

/// Why an app cannot be installed, changed or removed. Each says what to do.
package enum ControlError: Error, Equatable, Sendable {
    case badName(String)
    /// Neither a shipped manifest nor a revision.
    case noManifest(app: String, shipped: String)
    /// `up` of another file than the one that the administrator ships for this app.
    case shippedManifest(app: String, path: String)
    case badAnnotation(String, problem: String)
    case notRoot(doing: String)
    case noSystemd
    case podmanMissing
    case podmanSocket(unit: String, state: String)
    case noSuchApp(String)
    /// Apps whose annotations `podsup.io/after` form a circle; the first comes again at the end.
    case waitingInACircle([String])
    /// Another app has a unit of that name.
    case unitTaken(String)
    case badSchedule(cronJob: String, problem: String)
    /// The machine does not know it.
    case unknownTimeZone(String, cronJob: String)
}

extension ControlError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badName(let name):
            "'\(name)' can't be the name of an app; use at most 50 lower-case letters, digits and '-', with a "
                + "letter or digit at both ends"
        case .noManifest(let app, let shipped):
            "app '\(app)' has no manifest; write \(shipped), or run 'podsup up FILE'"
        case .shippedManifest(let app, let path):
            "app '\(app)' is defined by \(path); edit that file and run 'podsup up \(path)', or give this one "
                + "another name with --name"
        case .badAnnotation(let name, let problem):
            "annotation \(name): \(problem)"
        case .notRoot(let doing):
            "cannot \(doing): permission denied; run it as root (sudo), or use --user for pods of your own"
        case .noSystemd:
            "systemd does not run this machine; use 'podsup up --foreground FILE' to run the app in this terminal"
        case .podmanMissing:
            "Podman is not installed; install it with 'apt install podman'"
        case .podmanSocket(let unit, let state):
            "Podman does not answer: \(unit) is \(state); see 'systemctl\(userOption) status \(unit)'"
        case .noSuchApp(let app):
            "there is no app '\(app)'; 'podsup status\(userOption)' lists those there are"
        case .unitTaken(let unit):
            "another app has the unit \(unit); rename this app, or its CronJob"
        case .badSchedule(let cronJob, let problem):
            "CronJob '\(cronJob)': \(problem)"
        case .unknownTimeZone(let zone, let cronJob):
            "CronJob '\(cronJob)': this machine knows no time zone '\(zone)'; correct it, or install tzdata and "
                + "tzdata-legacy"
        case .waitingInACircle(let apps):
            "the apps wait for each other in a circle: \(apps.joined(separator: " after ")); remove one of the "
                + "annotations podsup.io/after"
        }
    }
}
