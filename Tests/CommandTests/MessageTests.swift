import Foundation
import Podman
import Supervisor
import Testing

@testable import Systemd
@testable import podsup

/// What can be checked of the rule «place, thing, what is wrong; what to do» without reading.
@Suite("What people are told")
struct MessageTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")

    /// A text in the source, comments left out. Parts that are put in stand as `\(…)`.
    private struct Literal {
        var place: String
        var text: String
    }

    private static func swiftFiles() throws -> [(name: String, text: String)] {
        let all = try #require(FileManager.default.enumerator(atPath: sources.path))
        return try all.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
            ($0, try String(contentsOf: sources.appendingPathComponent($0), encoding: .utf8))
        }
    }

    private static func literals() throws -> [Literal] {
        let quoted = try NSRegularExpression(
            pattern: #""((?:[^"\\]|\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\.)*)""#)
        return try swiftFiles().flatMap { file in
            file.text.components(separatedBy: "\n").enumerated().flatMap { number, line -> [Literal] in
                let line = line.trimmingCharacters(in: .whitespaces)
                if line.hasPrefix("//") { return [] }
                let range = NSRange(line.startIndex..., in: line)
                return quoted.matches(in: line, range: range).compactMap { match in
                    Range(match.range(at: 1), in: line).map {
                        Literal(place: "\(file.name):\(number + 1)", text: String(line[$0]))
                    }
                }
            }
        }
    }

    /// Help, the manual, the units' own comments and Prometheus' help lines are sentences; so are two of the kubelet's.
    private static let sentences = [
        "podsup/Help.swift", "podsup/Manual.swift", "podsup/Metrics.swift", "podsup/Completion.swift",
        "Supervisor/Control/AppUnit", "Supervisor/Control/SharedUnits.swift",
        "Supervisor/Volumes/Hosts.swift",
        "PodEngine/PodMachine",
    ]

    @Test("a message ends without a full stop")
    func stops() throws {
        let literals = try Self.literals()
        #expect(literals.count > 2000, "the sources are read")
        let bad = literals.filter { literal in
            literal.text.contains(" ") && literal.text.hasSuffix(".") && !literal.text.hasSuffix("..")
                && !literal.place.hasPrefix("podsup/Doctor.swift") && !literal.text.hasPrefix("podsup ")
                && !Self.sentences.contains { literal.place.hasPrefix($0) }
        }
        // A text in several parts goes on behind a full stop within.
        let parts = bad.filter {
            !$0.text.hasSuffix("goes back to one.") && !$0.text.hasSuffix("is replaced.")
        }
        #expect(parts.map { "\($0.place): \($0.text)" } == [])
    }

    @Test("no message shows a bare errno or what only a programmer knows")
    func dumps() throws {
        let words = [
            "errno", "String(describing:", "String(reflecting:", "type(of:", "debugDescription",
        ]
        let bad = try Self.literals().filter { literal in
            // Its text is shown.
            let text = literal.text.replacing("text(of: errno)", "")
            return text.contains(" ") && words.contains { text.contains($0) }
        }
        #expect(bad.map { "\($0.place): \($0.text)" } == [])
    }

    @Test("no message shouts, or asks with please")
    func manners() throws {
        let bad = try Self.literals().filter { literal in
            // A table of fields is no message.
            !literal.place.hasPrefix("PodSpec/ClusterShape") && literal.text.contains(" ")
                && (literal.text.hasSuffix("!") || literal.text.contains("Please"))
        }
        #expect(bad.map { "\($0.place): \($0.text)" } == [])
    }

    /// Errors that are caught by name and told in other words, so that their own are never shown.
    private static let inner = [
        // Told as problems of the manifest, by their parts.
        "BadPullSecret", "BindingProblem", "CronProblem", "ManifestProblems", "BadManifest", "Unmet",
        // Part of PodmanError.
        "PodmanAPIError",
        // Told by `run`, with the command's name.
        "UsageError",
        // Ends a copy that the other side has refused and tells about itself.
        "Refused",
    ]

    @Test("every error has words of its own: none is shown as Swift would dump it")
    func descriptions() throws {
        let files = try Self.swiftFiles()
        let all = files.map(\.text).joined(separator: "\n")
        let declaration = try NSRegularExpression(
            pattern: #"(?:struct|enum) (\w+): ([^{\n]*\bError\b[^{\n]*)\{"#)
        var bare: [String] = []
        var found = 0
        for match in declaration.matches(in: all, range: NSRange(all.startIndex..., in: all)) {
            let name = String(all[try #require(Range(match.range(at: 1), in: all))])
            let conformances = all[try #require(Range(match.range(at: 2), in: all))]
            found += 1
            let isDescribed =
                conformances.contains("CustomStringConvertible")
                || all.contains("extension \(name): CustomStringConvertible")
            if !isDescribed { bare.append(name) }
        }
        #expect(found > 30)
        #expect(bare.sorted() == Self.inner.sorted())
    }

    /// One of each, with what a person could name in it.
    private static let errors: [any Error] = [
        ControlError.badName("A"), ControlError.noManifest(app: "a", shipped: "/etc/podsup/pods/a.yaml"),
        ControlError.shippedManifest(app: "a", path: "/etc/podsup/pods/a.yaml"),
        ControlError.notRoot(doing: "run 'a'"),
        ControlError.noSystemd, ControlError.podmanMissing,
        ControlError.podmanSocket(unit: "podman.socket", state: "masked"), ControlError.noSuchApp("a"),
        SystemdError.masked(.user, unit: "podsup-a.service"), ControlError.unitTaken("podsup-a.service"),
        ControlError.unknownTimeZone("Mars", cronJob: "night"),
        ControlError.waitingInACircle(["a", "b", "a"]),
        InputError.nothing, InputError.unnamed, InputError.emptyFolder("pods"),
        InputError.unreadable("a.yaml", errno: 2),
        PodmanError.socketMissing(path: "/run/podman/podman.sock"),
        PodmanError.socketRefused(path: "/run/podman/podman.sock"),
        PodmanError.permissionDenied(path: "/run/podman/podman.sock"),
        PodmanError.socketFailed(path: "/run/podman/podman.sock", errno: 5),
        PodmanError.deadline(call: "start pod a", after: .seconds(60)),
        PodmanError.badAnswer(call: "start pod a", "it is cut off"),
        SystemdError.unreachable(.system, errno: 2), SystemdError.unreachable(.user, errno: 123),
        SystemdError.disconnected(doing: "start a"), SystemdError.timedOut(doing: "start a"),
        SystemdError.denied(.system, doing: "start a"), SystemdError.denied(.user, doing: "start a"),
        SystemdError.noSuchUnit("a.service"),
        SystemdError.refused(
            doing: "start a", unit: "a.service", name: "org.freedesktop.systemd1.LoadFailed",
            message: "Unit a is bad."),
        SystemdError.refused(
            doing: "start a", unit: "a.service", name: "org.freedesktop.DBus.Error.Failed", message: ""),
        JournalError(call: "sd_journal_open", code: 13), JournalError(call: "sd_journal_open", code: 5),
        FileError("/var/lib/podsup/a", code: 28),
        NotRunning(unit: "podsup-a.service", app: "a", state: "failed", scope: .user),
        JobFailure("start", "podsup-a.service", .failed, .system),
    ]

    @Test("what stops a command says what to do about it, in one line, with what it is about in its words")
    func remedies() {
        for error in Self.errors {
            let text = "\(error)"
            #expect(text.contains("; "), "\(text): what now?")
            #expect(!text.contains("\n") && !text.hasSuffix("."), "\(text)")
            #expect(!text.contains("Optional(") && !text.contains("Error("), "\(text)")
        }
    }
}
