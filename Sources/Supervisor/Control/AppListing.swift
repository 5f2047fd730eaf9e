import Glibc
import Systemd

/// One app as a person is shown it: what its supervisor says, or, where none runs, what systemd says.
package struct AppEntry: Equatable, Sendable {
    package var name: String
    /// What the supervisor wrote last.
    package var document: StatusDocument?
    /// Whether that supervisor still runs, so that the document is true.
    package var isSupervised: Bool
    /// What systemd knows of the unit; asked only where no supervisor runs, and nil where systemd does not.
    package var unit: UnitProperties?

    package init(name: String, document: StatusDocument?, isSupervised: Bool, unit: UnitProperties? = nil) {
        self.name = name
        self.document = document
        self.isSupervised = isSupervised
        self.unit = unit
    }
}

/// Which apps there are.
@MainActor
package struct AppListing {
    let base: Paths
    let scope: Bus.Scope

    package init(_ base: Paths, _ scope: Bus.Scope) {
        self.base = base
        self.scope = scope
    }

    /// Every app with a unit or a status, by name.
    package func all() async -> [AppEntry] {
        var entries: [AppEntry] = []
        for name in names() { entries.append(await entry(name)) }
        return entries
    }

    /// - Throws: ``ControlError/noSuchApp(_:)``, ``ControlError/badName(_:)``.
    package func one(_ name: String) async throws(ControlError) -> AppEntry {
        guard AppName.isValid(name) else { throw .badName(name) }
        let entry = await entry(name)
        if entry.document == nil, !Files.exists(AppPaths(app: name, base: base).unitFile),
            entry.unit?.loadState != .loaded
        {
            throw .noSuchApp(name)
        }
        return entry
    }

    /// Files tell, without a question to systemd: `status` is to be quick.
    private func names() -> [String] {
        let running = ((try? Files.names(in: base.runtime)) ?? []).filter {
            AppName.isValid($0) && Files.exists(AppPaths(app: $0, base: base).status)
        }
        return Set(UnitFolder.apps(in: base.units) + running).sorted()
    }

    private func entry(_ name: String) async -> AppEntry {
        let paths = AppPaths(app: name, base: base)
        let document = StatusFile.read(paths)
        if let document, StatusFile.isAlive(document) {
            return AppEntry(name: name, document: document, isSupervised: true)
        }
        let unit = try? await Preflight.connect(scope).unitProperties(paths.unit)
        return AppEntry(name: name, document: document, isSupervised: false, unit: unit)
    }
}
