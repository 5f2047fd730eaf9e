@testable import YAML

/// What a text means, as JSON on one line: all scalars as strings, tags in `<…>` before their values, documents
/// with `---` between them.
func read(_ text: String, limits: Limits = .manifest) throws(YAMLError) -> String {
    try YAMLParser.documents(in: Array(text.utf8), limits: limits).map(json).joined(separator: " --- ")
}

/// Why a text is refused: `line:column: what is wrong; what to do`; `accepted` if it is not.
func refusal(of text: String, limits: Limits = .manifest) -> String {
    refusal(of: Array(text.utf8), limits: limits)
}

func refusal(of bytes: [UInt8], limits: Limits = .manifest) -> String {
    do throws(YAMLError) {
        _ = try YAMLParser.documents(in: bytes, limits: limits)
        return "accepted"
    } catch {
        return "\(error)"
    }
}

private func json(_ node: Node) -> String {
    let tag = node.tag.map { "<\($0)>" } ?? ""
    switch node.content {
    case .scalar(let scalar): return tag + quoted(scalar.text)
    case .sequence(let items): return tag + "[" + items.map(json).joined(separator: ", ") + "]"
    case .mapping(let entries):
        let pairs = entries.map { "\(json($0.key)): \(json($0.value))" }
        return tag + "{" + pairs.joined(separator: ", ") + "}"
    }
}

private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\"", "\\": result += "\\\(scalar)"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "\\u\(scalar.value)"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
