/// Text of a manifest as a message shows it: on one line, in a length that can be read, and without anything that a
/// terminal would obey.
func shown(_ text: String) -> String {
    let limit = 400
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    let scalars = text.unicodeScalars[...]
    if scalars.count <= limit { return escaped(scalars) }
    return "\(escaped(scalars.prefix(limit / 2))) … \(escaped(scalars.suffix(limit / 2)))"
}

private func escaped(_ scalars: Substring.UnicodeScalarView) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            result += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
        case .spaceSeparator where scalar != " ":
            result += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
        default:
            result.append(scalar)
        }
    }
    return String(result)
}
