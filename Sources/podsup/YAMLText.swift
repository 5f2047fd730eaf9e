import JSON

/// A document as YAML, as kubectl's `-o yaml` has it: sorted names, two spaces for each level.
func yamlText(_ value: some Encodable) -> String {
    guard let bytes = try? JSON.encode(value), let json = try? JSON(parsing: bytes) else {
        preconditionFailure("a document cannot be encoded")
    }
    var writer = YAMLText()
    writer.write(json, indent: 0)
    return writer.lines.joined(separator: "\n")
}

private struct YAMLText {
    private(set) var lines: [String] = []

    mutating func write(_ value: JSON, indent: Int) {
        switch value {
        case .object(let members) where !members.isEmpty:
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                add("\(spaces(indent))\(scalar(name)):", member, below: indent + 2)
            }
        case .array(let elements) where !elements.isEmpty:
            for element in elements {
                // The first line of an element stands behind its dash.
                let start = lines.count
                if isScalar(element) {
                    lines.append("\(spaces(indent))- \(flow(element))")
                } else {
                    write(element, indent: indent + 2)
                    lines[start] = "\(spaces(indent))- \(lines[start].dropFirst(indent + 2))"
                }
            }
        default: lines.append("\(spaces(indent))\(flow(value))")
        }
    }

    private mutating func add(_ name: String, _ value: JSON, below indent: Int) {
        if isScalar(value) { return lines.append("\(name) \(flow(value))") }
        lines.append(name)
        // Lists stand under their name, as kubectl writes them.
        if case .array = value { write(value, indent: indent - 2) } else { write(value, indent: indent) }
    }

    private func isScalar(_ value: JSON) -> Bool {
        switch value {
        case .object(let members): members.isEmpty
        case .array(let elements): elements.isEmpty
        case .null, .bool, .number, .string: true
        }
    }

    private func flow(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let text): text
        case .string(let text): scalar(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    /// Plain where no reader of YAML 1.1 or 1.2 could take it for anything else, or quoted as in JSON.
    private func scalar(_ text: String) -> String {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./"
        let isSafe =
            !text.isEmpty && text.allSatisfy { plain.contains($0) || $0 == ":" || $0 == " " }
            && text.first?.isLetter == true && text.last != ":" && text.last != " "
            && !zip(text, text.dropFirst()).contains { $0 == ":" && $1 == " " }
        let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        if isSafe, !words.contains(text.lowercased()) { return text }
        guard let bytes = try? JSON.encode(text) else { return "\"\"" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
