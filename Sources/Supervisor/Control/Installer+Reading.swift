import Systemd

// What systemd has read of the files, and when it reads them again.
extension Installer {
    /// Has systemd read which targets want the app, once `wait` is over or has lasted for 3 s: what is waited for
    /// longer than that is not slowed down by it. The app runs without that, and `up` would do it next time; only
    /// starts of `podsup.target` and the like need it before the next boot.
    package func finish<Value>(
        _ result: Result, after wait: @MainActor () async throws -> Value
    ) async throws -> Value {
        let late = Task {
            try await Task.sleep(for: .seconds(3))
            try await readLinks(of: result.enabled)
        }
        defer { late.cancel() }
        let value = try await wait()
        try await readLinks(of: result.enabled)
        return value
    }

    /// Of several apps that come up together one asks for all.
    private func readLinks(of units: [String]) async throws {
        for unit in units where try await !bus.wanters(of: unit).contains(SharedUnits.target.name) {
            return try await bus.reload()
        }
    }

    /// Whether systemd works by the files, of which it reads those that it has not in memory.
    ///
    /// - Parameter isNew: the app had no unit, so that what is loaded now is what was written. The links of any unit
    ///   that was enabled just now make systemd 257 call all units outdated.
    func hasRead(_ units: [UnitText], isNew: Bool) async throws -> Bool {
        for unit in units {
            let path = try await bus.fragmentPath(of: unit.name)
            guard path == "\(paths.base.units)/\(unit.name)" else { return false }
            if !isNew, try await bus.unitProperties(unit.name).needsReload { return false }
        }
        return true
    }
}
