/// In what order apps wait for each other: the annotation `podsup.io/after`.
package struct StartOrder {
    /// The apps that each app waits for.
    private var after: [String: [String]] = [:]

    package init() {}

    package mutating func add(_ app: String, after others: [String]) { after[app] = others }

    /// The apps that are installed, as their units say.
    ///
    /// - Parameter folder: of units.
    package init(installedIn folder: String) {
        for app in UnitFolder.apps(in: folder) {
            guard let bytes = try? Files.read("\(folder)/\(AppUnit.name(app))") else { continue }
            add(app, after: Self.after(unit: bytes))
        }
    }

    /// Refuses what systemd would break up at random, with a start that is left out.
    ///
    /// - Throws: ``ControlError/waitingInACircle(_:)``.
    package func check() throws(ControlError) {
        var done: Set<String> = []
        for app in after.keys.sorted() {
            var path: [String] = []
            if let circle = circle(from: app, &path, &done) { throw .waitingInACircle(circle) }
        }
    }

    /// The first circle found: its first app comes again at its end.
    private func circle(from app: String, _ path: inout [String], _ done: inout Set<String>) -> [String]? {
        if let start = path.firstIndex(of: app) { return path[start...] + [app] }
        guard done.insert(app).inserted else { return nil }
        path.append(app)
        for other in after[app] ?? [] {
            if let circle = circle(from: other, &path, &done) { return circle }
        }
        path.removeLast()
        return nil
    }

    private static func after(unit: [UInt8]) -> [String] {
        unit.split(separator: UInt8(ascii: "\n")).flatMap { line -> [String] in
            let text = String(decoding: line, as: UTF8.self)
            guard text.hasPrefix("After=") else { return [] }
            return text.dropFirst("After=".count).split(separator: " ").compactMap {
                AppName.of(unit: String($0))
            }
        }
    }
}
