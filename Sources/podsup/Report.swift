import PodSpec
import Supervisor
import Systemd

/// Every problem of a manifest at once: `file:line:column: path: what is wrong; what to do`.
struct BadManifest: Error {
    var problems: [ManifestProblem]
    var files: [ManifestFile]

    var lines: [String] {
        problems.map { problem in "\(files.nameOf(problem.file)):\(problem)" }
    }
}

extension [ManifestFile] {
    /// As the user named it; what came through standard input has no name.
    func nameOf(_ index: Int) -> String {
        guard indices.contains(index) else { return "manifest" }
        return self[index].name == "-" ? "<stdin>" : self[index].name
    }

    func line(_ note: FieldNote, _ word: String) -> String {
        "\(nameOf(note.file)):\(note.mark): \(note.path): \(word)\(note.text)"
    }
}

/// Reads and checks a manifest.
/// - Parameter machine: the one it is to run on; `nil` where that is another one.
func decode(
    _ input: ManifestInput, options: ManifestOptions = ManifestOptions(), machine: MachineCheck? = nil
) throws(BadManifest) -> App {
    var app: App
    do throws(ManifestProblems) {
        app = try Manifest.decode(input.files, name: input.name, options: options)
    } catch {
        throw BadManifest(problems: error.list, files: input.files)
    }
    guard let (problems, warnings) = machine?.verdict(on: app) else { return app }
    guard problems.isEmpty else { throw BadManifest(problems: problems, files: input.files) }
    app.warnings += warnings
    return app
}

/// Reads the manifest that an app was given, as its supervisor does: what `up` was told to pass over stays so.
func decodeKept(
    _ files: [ManifestFile], of app: String, machine: MachineCheck? = nil
) throws(BadManifest) -> App {
    try decode(
        ManifestInput(files: files, name: app), options: ManifestOptions(skipUnsupported: true),
        machine: machine)
}

/// Tells what went wrong.
/// - Returns: the exit status that says what kind of failure it is.
@MainActor
func report(_ error: any Error, _ console: Console) -> Int32 {
    switch error {
    case let error as BadManifest:
        for line in error.lines { console.note(line) }
        let count = error.problems.count
        console.complain("\(count) \(count == 1 ? "problem" : "problems"); nothing was changed")
        return ExitStatus.badManifest
    case let error as InputError:
        console.complain("\(error)")
        return error.isTooLarge ? ExitStatus.badManifest : ExitStatus.usage
    case let error as ControlError:
        console.complain("\(error)")
        switch error {
        case .badName: return ExitStatus.usage
        case .badAnnotation, .waitingInACircle, .badSchedule, .unknownTimeZone: return ExitStatus.badManifest
        default: return ExitStatus.mayWorkLater
        }
    case let error as JobFailure:
        tellLastLines(of: error.unit, console)
        console.complain("\(error)")
        return ExitStatus.mayWorkLater
    case SystemdError.refused(_, let unit?, _, _):
        tellLastLines(of: unit, console)
        console.complain("\(error)")
        return ExitStatus.mayWorkLater
    case let error as NotRunning:
        // Why it does not.
        if error.state == "failed" { tellLastLines(of: error.unit, console) }
        console.complain("\(error)")
        return ExitStatus.mayWorkLater
    default:
        console.complain("\(error)")
        return ExitStatus.mayWorkLater
    }
}
