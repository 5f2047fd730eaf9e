import Supervisor
import Systemd

/// The container to blame for an app that does not get ready: the first that is not.
struct Blame: Equatable {
    var pod: String
    var container: String

    init?(_ document: StatusDocument) {
        for item in document.items {
            let inits = (item.status.initContainerStatuses ?? []).filter {
                !$0.ready && $0.state.terminated?.exitCode != 0
            }
            let mains = item.status.containerStatuses.filter { !$0.ready }
            // What crashed or was refused says more than what waits for it.
            let suspects = inits + mains
            let worst =
                suspects.first {
                    $0.restartCount > 0 || $0.lastState.terminated != nil || $0.state.terminated != nil
                }
                ?? suspects.first { $0.state.running != nil } ?? suspects.first
            if let worst {
                (pod, container) = (item.metadata.name, worst.name)
                return
            }
        }
        return nil
    }

    /// What it wrote last, for people.
    @MainActor
    func lastLines(_ paths: AppPaths, _ scope: Bus.Scope, count: UInt64 = 10) -> [String] {
        let match = JournalMatch(anyOf: [
            [
                .init(scope == .system ? "_SYSTEMD_UNIT" : "_SYSTEMD_USER_UNIT", paths.unit),
                .init("PODSUP_APP", paths.app), .init("PODSUP_POD", pod),
                .init("PODSUP_CONTAINER", container),
                .init("PODSUP_STREAM", "stdout"), .init("PODSUP_STREAM", "stderr"),
            ]
        ])
        let entries = (try? JournalReader.entries(matching: match, fields: ["MESSAGE"], last: count)) ?? []
        return entries.map { String(decoding: escaped($0.fields["MESSAGE"] ?? []), as: UTF8.self) }
    }
}
