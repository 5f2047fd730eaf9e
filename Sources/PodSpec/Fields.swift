import YAML

/// The fields of one mapping, taken out by name.
///
/// Asking for a field makes its name known: what was never asked for is an unknown field, and what is near
/// it among the known ones is the suggestion. So a reader asks for all its fields, present or not, and the
/// same calls fill ``FieldCatalogue``.
final class Fields {
    /// The Kubernetes type, as the API reference names it: `Container`, `SecurityContext`.
    let type: String
    /// The place of the mapping itself.
    let place: Place
    let report: Report
    private var entries: [String: Entry] = [:]
    private var order: [String] = []
    private var known: Set<String> = []
    /// It is no mapping, and that was said: what is missing in it is no news.
    private(set) var isBroken = false

    struct Entry {
        var node: Node
        /// Where the value stands.
        var place: Place
        /// Where the key stands.
        var keyPlace: Place
    }

    init(_ node: Node, type: String, at place: Place, report: Report) {
        self.type = type
        self.place = place
        self.report = report
        guard case .mapping(let pairs) = node.content else {
            isBroken = true
            report.problem(
                .wrongType, at: place, "a mapping is wanted, but this is \(node.kindInWords)",
                "write 'name: value' lines below it")
            return
        }
        for pair in pairs {
            guard case .scalar(let key) = pair.key.content else {
                report.problem(
                    .wrongType, at: place.child("?", at: pair.key.mark), "a field's name must be text",
                    "write 'name: value'")
                continue
            }
            order.append(key.text)
            entries[key.text] = Entry(
                node: pair.value, place: place.child(key.text, at: pair.value.mark),
                keyPlace: place.child(key.text, at: pair.key.mark))
        }
    }

    /// A reader's fields where there is no manifest, only a catalogue to fill.
    private init(type: String, path: String, report: Report) {
        self.type = type
        self.place = Place(file: 0, mark: .start, path: path)
        self.report = report
        isBroken = true
    }

    static func catalogued(_ type: String, path: String, report: Report) -> Fields {
        Fields(type: type, path: path, report: report)
    }

    // MARK: Taking

    /// The field's value unless it is absent or null.
    func take(_ name: String) -> Entry? {
        register(name, as: .carriedOut)
        guard let entry = entries[name], !entry.node.isNull else { return nil }
        return entry
    }

    /// Fields that Kubernetes knows and that have nothing to do on one machine.
    func withoutEffect(_ names: String...) {
        for name in names {
            register(name, as: .withoutEffect)
            guard let entry = entries[name], !entry.node.isNull else { continue }
            report.noteWithoutEffect(at: entry.keyPlace, "has no effect on one machine")
            ClusterShape(report: report).check(entry.node, of: type, field: name, at: entry.place)
        }
    }

    /// The text of a field that has no effect but can be asked for.
    func textWithoutEffect(_ name: String) -> String? {
        takeWithoutEffect(name).flatMap { report.string($0.node, at: $0.place) }
    }

    /// The value of a field that has no effect, unless it is absent or null.
    func takeWithoutEffect(_ name: String) -> Entry? {
        withoutEffect(name)
        guard let entry = entries[name], !entry.node.isNull else { return nil }
        return entry
    }

    /// Fields that Kubernetes knows and podsup will not carry out. Their values may be read all the same
    /// afterwards, so that they are checked too.
    func refused(_ names: String..., remedy: String) {
        for name in names {
            register(name, as: .refused(remedy: remedy))
            guard let entry = entries[name], !entry.node.isNull else { continue }
            report.problem(.unsupported, at: entry.keyPlace, "podsup does not support this", remedy)
        }
    }

    /// The same, but for a value that asks for nothing: `hostUsers: true`.
    func refused(_ name: String, unless harmless: String, remedy: String) {
        register(name, as: .refused(remedy: remedy))
        guard let entry = entries[name], !entry.node.isNull else { return }
        if case .scalar(let scalar) = entry.node.content, scalar.text == harmless { return }
        report.problem(.unsupported, at: entry.keyPlace, "podsup does not support this", remedy)
    }

    /// Reports what nobody asked for. Call it last.
    func finish() {
        for name in order where !known.contains(name) {
            // Looking for a suggestion takes time.
            if report.isFull {
                report.drop()
                continue
            }
            guard let entry = entries[name] else { continue }
            report.problem(.unknownField, at: entry.keyPlace, "unknown field", remedy(forUnknown: name))
        }
    }

    private func remedy(forUnknown name: String) -> String {
        if type == "Object", name == "sops" {
            return "the file is encrypted, so decrypt it first: sops decrypt FILE | podsup up - --name NAME"
        }
        // Copied from a web page: such a blank is no indentation, so the line belongs to the mapping outside.
        if name.unicodeScalars.first?.properties.generalCategory == .spaceSeparator {
            return "indent the line with plain spaces"
        }
        return didYouMean(name, in: known, otherwise: "remove it")
    }

    // MARK: Speaking about fields

    var isCatalogue: Bool { report.catalogue != nil }

    func isPresent(_ name: String) -> Bool { entries[name].map { !$0.node.isNull } ?? false }

    /// A problem of one field's value, or of the mapping where the field is absent.
    func problem(_ code: ManifestProblem.Code, _ name: String, _ what: String, _ remedy: String) {
        report.problem(code, at: entries[name]?.place ?? missingPlace(name), what, remedy)
    }

    func warn(_ name: String, _ text: String) {
        report.warn(at: entries[name]?.place ?? missingPlace(name), text)
    }

    func missing(_ name: String, _ remedy: String) {
        if isBroken { return }
        report.problem(.missingField, at: missingPlace(name), "is required", remedy)
    }

    private func missingPlace(_ name: String) -> Place { place.child(name, at: place.mark) }

    /// Makes a name known, and tells the catalogue.
    func register(_ name: String, as treatment: FieldTreatment) {
        guard known.insert(name).inserted else { return }
        report.catalogue?.add(type, name, place.child(name, at: .start).path, treatment)
    }
}
