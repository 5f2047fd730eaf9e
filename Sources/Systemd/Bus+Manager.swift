import CSystemd
import Glibc

extension Bus {
    /// Which processes of a unit a signal goes to.
    package enum Recipients: String, Sendable {
        case main, control, all
    }

    /// Has all unit files read again (`systemctl daemon-reload`), and returns as soon as systemd has begun to. It
    /// answers nobody until it is done, so whatever it is asked next, it answers by the new files. It runs every
    /// generator, which takes seconds on a small machine.
    package func reload() async throws(SystemdError) {
        let (ends, end) = AsyncStream.makeStream(of: Result<Void, SystemdError>.self)
        try onReloading { end.yield(.success(())) }
        let message = try BusMessage(handle.bus, "Reload", doing: "reload systemd's units")
        Task {
            do throws(SystemdError) {
                try await call(message, within: .seconds(180)) { _ throws(SystemdError) in () }
                end.yield(.success(()))
            } catch {
                end.yield(.failure(error))
            }
        }
        for await first in ends { return try first.get() }
    }

    /// The units that want a unit, as far as systemd has read their links: ``enableUnitFiles(_:)`` makes more, which
    /// count once it has reloaded.
    package func wanters(of unit: String) async throws(SystemdError) -> [String] {
        try await property("WantedBy", of: unit) { answer throws(SystemdError) in
            try answer.readVariantTexts()
        }
    }

    /// The file that systemd reads a unit from, which is loaded for that; empty where there is none. Cheaper than
    /// ``unitProperties(_:)``.
    package func fragmentPath(of unit: String) async throws(SystemdError) -> String {
        let path = try await property("FragmentPath", of: unit) { answer throws(SystemdError) in
            try answer.readVariant()
        }
        guard case .text(let path)? = path else { return "" }
        return path
    }

    /// Makes units start at boot, as their `[Install]` sections say. That works on files alone; call ``reload()``
    /// for systemd to know of it before the next boot.
    ///
    /// `EnableUnitFiles(as files, b runtime, b force) → b carries_install_info, a(sss) changes`, with force:
    /// a link in the way is replaced.
    ///
    /// - Parameter units: names of units, or absolute paths of files to link first.
    /// - Returns: what was changed; nothing if all was so already, or if there is no `[Install]`.
    @discardableResult
    package func enableUnitFiles(_ units: [String]) async throws(SystemdError) -> [UnitFileChange] {
        let doing = "enable \(units.joined(separator: ", "))"
        let message = try BusMessage(handle.bus, "EnableUnitFiles", doing: doing)
        try message.append(units)
        try message.append(false)
        try message.append(true)
        return try await call(message, about: units.onlyOne) { answer throws(SystemdError) in
            try answer.skip("b")
            return try answer.readChanges()
        }
    }

    /// Takes away what ``enableUnitFiles(_:)`` made, also where the file itself is gone. Call
    /// ``reload()`` afterwards.
    ///
    /// `DisableUnitFiles(as files, b runtime) → a(sss) changes`
    ///
    /// - Throws: ``SystemdError/noSuchUnit(_:)`` for a unit with neither file nor links.
    @discardableResult
    package func disableUnitFiles(_ units: [String]) async throws(SystemdError) -> [UnitFileChange] {
        let doing = "disable \(units.joined(separator: ", "))"
        let message = try BusMessage(handle.bus, "DisableUnitFiles", doing: doing)
        try message.append(units)
        try message.append(false)
        return try await call(message, about: units.onlyOne) { answer throws(SystemdError) in
            try answer.readChanges()
        }
    }

    /// Forgets that a unit failed, and its restarts.
    package func resetFailedUnit(_ unit: String) async throws(SystemdError) {
        let message = try BusMessage(handle.bus, "ResetFailedUnit", doing: "reset \(unit)")
        try message.append(unit)
        try await call(message, about: unit) { _ throws(SystemdError) in () }
    }

    /// Sends a signal to processes of a unit. `KillUnit(s unit, s whom, i signal)`
    package func killUnit(
        _ unit: String, who: Recipients = .main, signal: Int32
    ) async throws(SystemdError) {
        let message = try BusMessage(handle.bus, "KillUnit", doing: "send signal \(signal) to \(unit)")
        try message.append(unit)
        try message.append(who.rawValue)
        try message.append(signal)
        try await call(message, about: unit) { _ throws(SystemdError) in () }
    }

    /// Removes what a unit that does not run keeps on disk: of a timer when it elapsed last. One that is not loaded
    /// keeps nothing.
    ///
    /// `CleanUnit(s name, as mask)`: systemctl(1) `clean --what=state`.
    package func cleanUnit(_ unit: String) async throws(SystemdError) {
        let message = try BusMessage(handle.bus, "CleanUnit", doing: "clean \(unit)")
        try message.append(unit)
        try message.append(["state"])
        try await call(message, about: unit) { _ throws(SystemdError) in () }
    }

    /// What systemd knows of a unit, which is loaded for that. A unit that does not exist is no
    /// error: its load state is `notFound`.
    package func unitProperties(_ unit: String) async throws(SystemdError) -> UnitProperties {
        let common = try await properties(of: unit, "Unit")
        let service = unit.hasSuffix(".service") ? try await properties(of: unit, "Service") : nil
        return UnitProperties(common, service: service)
    }

    /// Units in memory whose names match any of the patterns: glob(7).
    ///
    /// `ListUnitsByPatterns(as states, as patterns) → a(ssssssouso)`
    package func listUnits(patterns: [String]) async throws(SystemdError) -> [UnitListing] {
        let message = try BusMessage(handle.bus, "ListUnitsByPatterns", doing: "list units")
        try message.append([String]())
        try message.append(patterns)
        return try await call(message) { answer throws(SystemdError) in
            try answer.readArray(of: "ssssssouso") { () throws(SystemdError) in
                let listing = UnitListing(
                    name: try answer.readString(), description: try answer.readString(),
                    loadState: LoadState(rawValue: try answer.readString()),
                    activeState: ActiveState(rawValue: try answer.readString()),
                    subState: try answer.readString())
                try answer.skip("souso")
                return listing
            }
        }
    }

    /// `org.freedesktop.DBus.Properties.Get(s interface, s name) → v` of a unit's object.
    private func property<Value: Sendable>(
        _ name: String, of unit: String, _ read: @escaping (BusMessage) throws(SystemdError) -> Value
    ) async throws(SystemdError) -> Value {
        let message = try BusMessage(
            handle.bus, "Get", on: objectPath(ofUnit: unit), interface: "org.freedesktop.DBus.Properties",
            doing: "look at \(unit)")
        try message.append("org.freedesktop.systemd1.Unit")
        try message.append(name)
        return try await call(message, about: unit, read)
    }

    /// `org.freedesktop.DBus.Properties.GetAll(s interface) → a{sv}` of a unit's object.
    private func properties(
        of unit: String, _ interface: String
    ) async throws(SystemdError) -> [String: BusValue] {
        let message = try BusMessage(
            handle.bus, "GetAll", on: objectPath(ofUnit: unit), interface: "org.freedesktop.DBus.Properties",
            doing: "look at \(unit)")
        try message.append("org.freedesktop.systemd1." + interface)
        return try await call(message, about: unit) { answer throws(SystemdError) in
            try answer.readProperties()
        }
    }
}

extension BusMessage {
    fileprivate func readChanges() throws(SystemdError) -> [UnitFileChange] {
        try readArray(of: "sss") { () throws(SystemdError) in
            UnitFileChange(type: try readString(), path: try readString(), source: try readString())
        }
    }
}

extension [String] {
    fileprivate var onlyOne: String? { count == 1 ? self[0] : nil }
}

/// A unit's D-Bus object: its name, with all but ASCII letters and digits escaped.
func objectPath(ofUnit unit: String) -> String {
    var path: UnsafeMutablePointer<CChar>?
    let code = sd_bus_path_encode("/org/freedesktop/systemd1/unit", unit, &path)
    guard code >= 0, let path else { preconditionFailure("sd_bus_path_encode refused its own prefix") }
    defer { free(path) }
    return String(cString: path)
}
