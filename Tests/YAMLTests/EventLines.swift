@testable import YAML

/// Events in the notation of the yaml-test-suite, one a line.
func eventLines(_ text: [UInt8]) throws(YAMLError) -> String {
    var lines = ["+STR"]
    for event in try YAMLParser.events(in: text) { lines.append(line(event)) }
    return (lines + ["-STR", ""]).joined(separator: "\n")
}

private func line(_ event: Event) -> String {
    var properties = ""
    if let anchor = event.properties.anchor { properties += " &\(anchor)" }
    if let tag = event.properties.tag { properties += " <\(tag)>" }
    switch event.kind {
    case .documentStart(let explicit): return explicit ? "+DOC ---" : "+DOC"
    case .documentEnd(let explicit): return explicit ? "-DOC ..." : "-DOC"
    case .sequenceStart(let flow): return "+SEQ" + (flow ? " []" : "") + properties
    case .sequenceEnd: return "-SEQ"
    case .mappingStart(let flow): return "+MAP" + (flow ? " {}" : "") + properties
    case .mappingEnd: return "-MAP"
    case .alias(let name): return "=ALI *\(name)"
    case .scalar(let scalar): return "=VAL" + properties + " " + sign(scalar.style) + escaped(scalar.text)
    }
}

private func sign(_ style: Node.Scalar.Style) -> String {
    switch style {
    case .plain: ":"
    case .singleQuoted: "'"
    case .doubleQuoted: "\""
    case .literal: "|"
    case .folded: ">"
    }
}

private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case "\u{8}": result += "\\b"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
