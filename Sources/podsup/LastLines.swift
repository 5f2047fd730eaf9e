import Glibc
import Supervisor
import Systemd

/// Shows what a unit, and systemd about it, wrote to the journal last.
///
/// - Parameter run: the unit's run that is meant (its invocation's id); nil: whichever.
@MainActor
func tellLastLines(of unit: String, in run: String? = nil, _ console: Console) {
    // Only what journald knows from the kernel tells whose entry it is.
    let user = JournalMatch.Field("_UID", "\(geteuid())")
    var groups: [[JournalMatch.Field]] = [
        [.init("_SYSTEMD_UNIT", unit)], [.init("UNIT", unit), .init("_PID", "1")],
        [.init("_SYSTEMD_USER_UNIT", unit), user], [.init("USER_UNIT", unit), user],
        [.init("OBJECT_SYSTEMD_UNIT", unit), .init("_UID", "0")],
    ]
    if let run {
        // Services of a user have another id in the same field: that of the user's systemd.
        groups[0].append(.init("_SYSTEMD_INVOCATION_ID", run))
        groups[1].append(.init("INVOCATION_ID", run))
        groups[3].append(.init("USER_INVOCATION_ID", run))
    }
    syncJournal()
    // Without the journal, the reason alone must do.
    let entries =
        (try? JournalReader.entries(matching: JournalMatch(anyOf: groups), fields: ["MESSAGE"], last: 10))
        ?? []
    if entries.isEmpty { return }
    console.note("the last lines about \(unit):")
    for entry in entries {
        let line = String(
            decoding: escaped(withoutColor(entry.fields["MESSAGE"] ?? [])), as: UTF8.self)
        console.note("  | \(line.clipped(to: 500))")
    }
}
