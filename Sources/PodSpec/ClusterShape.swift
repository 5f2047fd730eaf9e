import YAML

/// Checks values that podsup has no use for as a cluster would: their types, and the fields of objects in them.
///
/// A slip in them would only come to light on a cluster.
struct ClusterShape {
    let report: Report

    /// - Parameters:
    ///   - type: of the object that the field is in.
    ///   - field: one that ``Fields/withoutEffect(_:)`` was told of.
    func check(_ node: Node, of type: String, field: String, at place: Place) {
        guard let shape = Self.shape(of: "\(type).\(field)") ?? Self.shape(of: field) else { return }
        check(node, shape, at: place)
    }

    private func check(_ node: Node, _ shape: Substring, at place: Place) {
        if node.isNull { return }
        switch shape.first {
        case "[": elements(node, shape.dropFirst().dropLast(), at: place)
        case "{": entries(node, shape.dropFirst().dropLast(), at: place)
        case "(": choice(node, shape.dropFirst().dropLast().split(separator: "|").map(String.init), at: place)
        default: scalar(node, shape, at: place)
        }
    }

    private func scalar(_ node: Node, _ shape: Substring, at place: Place) {
        switch shape {
        case "text":
            _ = report.forKubernetes ? report.string(node, at: place) : report.lenientText(node, at: place)
        case "integer": _ = report.integer(node, at: place, in: nil)
        case "quantity": _ = report.quantity(node, at: place)
        case "share":
            if case .scalar(let scalar) = node.content, node.meaning(of: scalar) == .text {
                if scalar.text.last != "%" || readInteger(String(scalar.text.dropLast())) == nil {
                    report.problem(
                        .invalidValue, at: place, "'\(scalar.text)' is neither a number nor a share",
                        "write it as in 1 or 25%")
                }
            } else {
                _ = report.integer(node, at: place, in: nil)
            }
        case "boolean":
            guard case .scalar(let scalar) = node.content, node.isPlain(scalar),
                readBoolean(scalar.text) != nil
            else {
                return report.wrongType(node, at: place, wanted: "true or false", remedy: "use one of them")
            }
        case "any": return
        default: object(node, String(shape), at: place)
        }
    }

    private func choice(_ node: Node, _ choices: [String], at place: Place) {
        guard let text = report.string(node, at: place), !text.isEmpty, !choices.contains(text) else {
            return
        }
        report.problem(
            .invalidValue, at: place, "'\(text)' is not one of \(choices.joined(separator: ", "))",
            didYouMean(text, in: choices, otherwise: "use one of them"))
    }

    private func elements(_ node: Node, _ shape: Substring, at place: Place) {
        guard case .sequence(let items) = node.content else {
            return report.wrongType(
                node, at: place, wanted: "a list", remedy: "write '- ' before each element")
        }
        for (index, item) in items.enumerated() {
            check(item, shape, at: place.element(index, at: item.mark))
        }
    }

    private func entries(_ node: Node, _ shape: Substring, at place: Place) {
        guard case .mapping(let pairs) = node.content else {
            return report.wrongType(node, at: place, wanted: "a mapping", remedy: "write 'name: value' lines")
        }
        for pair in pairs {
            guard case .scalar(let key) = pair.key.content else { continue }
            check(pair.value, shape, at: place.entry(key.text, at: pair.value.mark))
        }
    }

    private func object(_ node: Node, _ type: String, at place: Place) {
        let fields = Fields(node, type: type, at: place, report: report)
        if fields.isBroken { return }
        for (name, shape, isRequired) in Self.fields(of: type) {
            if let entry = fields.take(name) {
                check(entry.node, shape, at: entry.place)
            } else if isRequired {
                fields.missing(name, "add it")
            }
        }
        fields.finish()
    }
}
