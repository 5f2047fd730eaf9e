import Supervisor

/// `APP[/POD]` on the command line.
struct Target: Equatable {
    var app: String
    var pod: String?

    init(_ word: String) throws(UsageError) {
        let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        app = parts[0]
        pod = parts.count > 1 ? parts[1] : nil
        if app.isEmpty || pod?.isEmpty == true { throw UsageError("'\(word)': write APP or APP/POD") }
    }

    /// What the app's supervisor says.
    @MainActor
    func status(_ site: Site) async throws -> StatusDocument {
        let entry = try await AppListing(site.base, site.scope).one(app)
        guard let document = entry.document, entry.isSupervised else {
            throw NotRunning(
                unit: AppUnit.name(app), app: app, state: entry.unit?.activeState.rawValue ?? "inactive",
                scope: site.scope)
        }
        return document
    }

    static func taking(_ container: String) -> String { "container '\(container)'; -c names another" }

    @MainActor
    func container(_ name: String?, _ site: Site, _ console: Console) async throws -> LiveContainer {
        try LiveContainer.find(in: try await status(site), pod: pod, container: name) { taken in
            if console.showsProgress { console.complain(Self.taking(taken)) }
        }
    }
}
