import Supervisor

/// `podsup doctor`
struct Doctor: Command {
    static let help = CommandHelp(
        name: "doctor", arguments: "[options]", summary: "look for what breaks apps on this machine",
        details:
            "Changes nothing. Ends with 1 where something is broken or will break; what is only a warning is no such.",
        options: [
            Option("--output", "o", value: "json", "print a JSON document instead of lines"),
            Option("--quiet", "q", "leave out what is in order"),
        ],
        examples: [
            .init("podsup doctor", "what is or will be wrong on this machine, and what to do")
        ])

    enum Format: String, CaseIterable { case json }

    let format: Format?
    let isQuiet: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        format = try arguments.choice("--output", Format.self)
        isQuiet = arguments.flag("--quiet")
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        try Preflight.checkRights(site.scope, doing: "look at the machine's apps")
        let findings = await Supervisor.Doctor.examine(
            site.base, site.scope, UnitOptions(binary: ownPath(), isUser: common.isUser))
        if format == .json {
            console.print(encodedText(findings))
        } else {
            for line in lines(findings, console) { console.print(line) }
        }
        return findings.contains { $0.level == .broken } ? 1 : ExitStatus.done
    }

    func lines(_ findings: [DoctorFinding], _ console: Console) -> [String] {
        var table = Table(header: ["LEVEL", "WHAT", "FINDING"], lead: 2, flexible: [2], showsHeader: false)
        for finding in findings where !isQuiet || finding.level != .ok {
            let color: Color =
                switch finding.level {
                case .ok: .good
                case .warning: .busy
                case .broken: .bad
                }
            let remedy = finding.remedy.isEmpty ? "" : "; \(finding.remedy)"
            table.add([
                Cell(finding.level.rawValue, color), Cell(finding.subject),
                Cell(printable(finding.text) + remedy),
            ])
        }
        return table.lines(width: console.tableWidth, hasColor: console.hasColor)
    }
}
