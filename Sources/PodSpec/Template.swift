import YAML

/// What a template that was not rendered looks like to a YAML parser: `{{ .Values.name }}` is a mapping whose
/// only key is a mapping, `{{- if … }}` is no YAML at all.
extension Node {
    /// Where the first template in it stands.
    var firstTemplate: Mark? {
        switch content {
        case .scalar: return nil
        case .sequence(let nodes):
            for node in nodes { if let mark = node.firstTemplate { return mark } }
            return nil
        case .mapping(let entries):
            for entry in entries {
                if entries.count == 1, case .mapping = entry.key.content, entry.value.isNull { return mark }
                if let mark = entry.key.firstTemplate ?? entry.value.firstTemplate { return mark }
            }
            return nil
        }
    }
}

/// The first line with a template's braces outside of quotes and comments, down to the line at which the
/// YAML went wrong.
func templateLine(in bytes: [UInt8], upTo mark: Mark) -> Mark? {
    var number: Int32 = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        number += 1
        if number > mark.line { return nil }
        let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
        guard let brace = content.indices.first(where: { content[$0...].starts(with: "{{".utf8) }) else {
            continue
        }
        let before = content[..<brace]
        if before.contains(UInt8(ascii: "#")) { continue }
        // Braces in quotes do no harm, except where the YAML went wrong: quotes within a template end the text.
        let isQuoted = before.contains { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
        if isQuoted, number < mark.line { continue }
        return Mark(line: number, column: Int32(brace - line.startIndex) + 1)
    }
    return nil
}

/// What to do with a template, of Helm or of Ansible.
let renderFirst = "render the template first: helm template NAME CHART | podsup up - --name NAME"

/// Whether a template's braces are left in a text.
func isTemplate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: "{{".utf8) }
}

extension Report {
    func addTemplate(_ place: Place) {
        problem(.badYAML, at: place, "this is a template that was not rendered", renderFirst)
    }
}
