import PodEngine
import PodSpec

/// What an app's annotations `podsup.io/…` ask for.
package struct AppSettings: Equatable, Sendable {
    /// Apps that must be ready before this one starts: `podsup.io/after: db, registry`.
    package var after: [String] = []
    /// How long `READY=1` waits for the pods: `podsup.io/start-deadline: 2min`.
    package var startDeadline = Self.defaultStartDeadline
    /// The longest wait between a container's restarts, 1–300 s as in Kubernetes' `maxContainerRestartPeriod`
    /// (KEP-5593): `podsup.io/max-restart-period: 30s`.
    package var maxRestartPeriod = BackOff.defaultCap
    /// `podsup.io/unit.SECTION.KEY`, in the order of their names; a value has a setting on each line.
    package var unit: [UnitSetting] = []

    package static let defaultStartDeadline = Duration.seconds(300)

    package struct UnitSetting: Equatable, Sendable {
        package var section: String
        package var key: String
        package var value: String
    }

    /// - Throws: ``ControlError/badAnnotation(_:problem:)``.
    package init(_ annotations: [String: String]) throws(ControlError) {
        for (name, value) in annotations.sorted(by: { $0.key < $1.key }) where name.hasPrefix(Self.domain) {
            let key = String(name.dropFirst(Self.domain.count))
            switch key {
            case "after": after = try apps(value, name)
            case "start-deadline": startDeadline = try span(value, name)
            case "max-restart-period":
                maxRestartPeriod = try span(value, name)
                guard maxRestartPeriod <= BackOff.defaultCap else {
                    throw .badAnnotation(name, problem: "'\(value)' is too long; write 1s to 300s")
                }
            case _ where key.hasPrefix("unit."): unit += try settings(key, value, name)
            default:
                throw .badAnnotation(
                    name,
                    problem: "unknown; podsup knows \(Self.domain)after, start-deadline, max-restart-period "
                        + "and unit.SECTION.KEY")
            }
        }
    }

    private static let domain = "podsup.io/"
}

private func apps(_ value: String, _ name: String) throws(ControlError) -> [String] {
    let words = value.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
    for word in words where !AppName.isValid(word) {
        throw .badAnnotation(name, problem: "'\(word)' is no app's name; write names separated by commas")
    }
    return words
}

/// `unit.Service.MemoryMax`.
private func settings(
    _ key: String, _ value: String, _ name: String
) throws(ControlError) -> [AppSettings.UnitSetting] {
    let parts = key.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, !parts[1].isEmpty, !parts[2].isEmpty else {
        throw .badAnnotation(name, problem: "names no setting; write podsup.io/unit.SECTION.KEY")
    }
    let text = value.hasSuffix("\n") ? String(value.dropLast()) : value
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
        AppSettings.UnitSetting(section: parts[1], key: parts[2], value: String($0))
    }
}

/// A span as systemd.time(7) writes the simple ones: `90`, `90s`, `5min`, `1h`.
private func span(_ value: String, _ name: String) throws(ControlError) -> Duration {
    let digits = value.prefix(while: { $0.isASCII && $0.isNumber })
    let units: [String: Int64] = ["": 1, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86400]
    let unit = String(value.dropFirst(digits.count).drop(while: { $0 == " " }))
    guard let number = Int64(digits), let scale = units[unit], (1...86400).contains(number) else {
        throw .badAnnotation(name, problem: "'\(value)' is no span of time; write 90s, 5min or 1h")
    }
    return .seconds(number * scale)
}
