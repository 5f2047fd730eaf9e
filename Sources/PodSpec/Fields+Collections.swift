import YAML

extension Fields {
    /// A mapping of known fields, read by `decode`. Its unknown fields are reported afterwards.
    func object<Value>(_ name: String, _ type: String, _ decode: (Fields) -> Value) -> Value? {
        let entry = take(name)
        if isCatalogue {
            _ = decode(Fields.catalogued(type, path: "\(place.path).\(name)", report: report))
            return nil
        }
        guard let entry else { return nil }
        let fields = Fields(entry.node, type: type, at: entry.place, report: report)
        let value = decode(fields)
        fields.finish()
        return value
    }

    /// A list of mappings of known fields.
    func list<Value>(_ name: String, _ type: String, _ decode: (Fields) -> Value) -> [Value] {
        let elements = elements(name)
        if isCatalogue {
            _ = decode(Fields.catalogued(type, path: "\(place.path).\(name)[]", report: report))
            return []
        }
        return elements.map { element in
            let fields = Fields(element.node, type: type, at: element.place, report: report)
            let value = decode(fields)
            fields.finish()
            return value
        }
    }

    /// A list of texts; `nil` where the field is absent.
    func strings(_ name: String) -> [String]? {
        guard isPresent(name) else {
            _ = take(name)
            return nil
        }
        return elements(name).compactMap { report.string($0.node, at: $0.place) }
    }

    /// A list of whole numbers.
    func integers(_ name: String, in range: ClosedRange<Int64>) -> [Int64] {
        elements(name).compactMap { report.integer($0.node, at: $0.place, in: range) }
    }

    /// A list's elements with their places; a null element is a problem.
    func elements(_ name: String) -> [(node: Node, place: Place)] {
        guard let entry = take(name) else { return [] }
        guard case .sequence(let nodes) = entry.node.content else {
            report.wrongType(
                entry.node, at: entry.place, wanted: "a list",
                remedy: "put each element on a line of its own after '- '")
            return []
        }
        return nodes.enumerated().compactMap { index, node in
            let place = entry.place.element(index, at: node.mark)
            if node.isNull {
                report.problem(.wrongType, at: place, "the element is empty", "give it a value or remove it")
                return nil
            }
            return (node, place)
        }
    }

    /// Absent, or a list without elements.
    func isEmptyList(_ name: String) -> Bool {
        guard let entry = take(name) else { return true }
        return entry.node.content == .sequence([])
    }

    /// A mapping whose keys the user chooses: labels, a ConfigMap's data, resources.
    func entries(_ name: String) -> [UserEntry] {
        guard let entry = take(name) else { return [] }
        guard case .mapping(let pairs) = entry.node.content else {
            report.wrongType(
                entry.node, at: entry.place, wanted: "a mapping", remedy: "write 'name: value' lines below it"
            )
            return []
        }
        return pairs.compactMap { pair in
            guard case .scalar(let key) = pair.key.content else {
                report.wrongType(
                    pair.key, at: entry.place.entry("?", at: pair.key.mark), wanted: "a text as key",
                    remedy: "write 'name: value'")
                return nil
            }
            return UserEntry(
                key: key.text, node: pair.value, place: entry.place.entry(key.text, at: pair.value.mark),
                keyPlace: entry.place.entry(key.text, at: pair.key.mark))
        }
    }

    /// Of several fields that exclude each other, the ones that are there.
    func present(of names: String...) -> [String] { names.filter(isPresent) }

    /// Reports unless exactly one of `names` is there, those that are refused included.
    func requireExactlyOne(of names: [String], orRefused refused: [String] = [], _ noun: String) {
        if isBroken { return }
        let present = (names + refused).filter(isPresent)
        if present.isEmpty {
            report.problem(
                .missingField, at: place, "has no \(noun)", "add one of \(names.joined(separator: ", "))")
        } else if present.count > 1, let second = take(present[1]) {
            report.problem(
                .conflict, at: second.keyPlace, "only one \(noun) is allowed, and '\(present[0])' is there",
                "keep one of \(present.joined(separator: ", "))")
        }
    }
}

/// An entry of a mapping whose keys the user chooses.
struct UserEntry {
    var key: String
    var node: Node
    /// Where the value stands.
    var place: Place
    /// Where the key stands.
    var keyPlace: Place
}
