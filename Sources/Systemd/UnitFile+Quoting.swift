// How systemd reads values: systemd.syntax(7) "Quoting", systemd.service(5) "Command lines",
// systemd.unit(5) "Specifiers".
extension UnitFile.Value {
    /// Why no unit file can hold this value, if so.
    var problem: String? {
        switch self {
        case .raw(let text):
            if text.utf8.contains(where: { isControl($0) && $0 != UInt8(ascii: "\t") }) {
                return "it has a line break or another control character; write it in one line"
            }
            return text.hasSuffix("\\") ? "it ends in a backslash, which would join the next line to it" : nil
        case .paths(let paths):
            if let path = paths.first(where: { $0.utf8.contains(where: isControl) }) {
                return "the path \(UnitFile.Value.words([path]).text) has a control character; rename it"
            }
            return nil
        case .command(let words):
            guard let program = words.first, program.hasPrefix("/") else {
                return "the program '\(words.first ?? "")' needs its absolute path"
            }
            return words.contains { $0.utf8.contains(0) } ? "an argument has a NUL byte" : nil
        case .words(let words):
            return words.contains { $0.utf8.contains(0) } ? "a word has a NUL byte" : nil
        case .text, .time, .flag, .number:
            return nil
        }
    }

    /// The value as the file holds it. Only for values without a ``problem``.
    var text: String {
        switch self {
        case .raw(let text): text
        case .text(let text): literal(text)
        case .words(let words), .paths(let words):
            words.map { quoted(escapingPercent($0)) }.joined(separator: " ")
        case .command(let words): commandLine(words)
        case .time(let span): span.map(timeSpan) ?? "infinity"
        case .flag(let flag): flag ? "yes" : "no"
        case .number(let number): String(number)
        }
    }
}

/// systemd looks for `%` only after it has taken the quotes away.
private func escapingPercent(_ text: String) -> String { doubling("%", in: text) }

private func doubling(_ character: UnicodeScalar, in text: String) -> String {
    var doubled = ""
    for scalar in text.unicodeScalars {
        doubled.unicodeScalars.append(scalar)
        if scalar == character { doubled.unicodeScalars.append(scalar) }
    }
    return doubled
}

private func literal(_ text: String) -> String {
    var line = ""
    for scalar in escapingPercent(text).unicodeScalars {
        line.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7f ? " " : scalar)
    }
    // A backslash at the very end would join the next line; systemd drops the space behind it.
    return line.hasSuffix("\\") ? line + " " : line
}

/// The program's path knows no variables, but its arguments do: there `$` is doubled.
private func commandLine(_ words: [String]) -> String {
    let arguments = words.dropFirst().map { quoted(doubling("$", in: escapingPercent($0))) }
    return ([quoted(escapingPercent(words[0]))] + arguments).joined(separator: " ")
}

/// One word, in double quotes where it needs them. Of the escapes only `\\` and `\"` are used unless
/// there are control characters, since not all settings know the others.
private func quoted(_ word: String) -> String {
    guard word.isEmpty || !word.utf8.allSatisfy({ isSafe($0, besides: "-./:=,@%+$~") }) else { return word }
    var text = "\""
    for scalar in word.unicodeScalars {
        switch scalar {
        case "\\", "\"": text += "\\\(scalar)"
        case "\n": text += "\\n"
        case "\t": text += "\\t"
        default:
            if scalar.value < 0x20 || scalar.value == 0x7f {
                text += "\\x" + hex(UInt8(scalar.value))
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
    return text + "\""
}

/// `90s`, or `1500000us` for what is no whole number of seconds: systemd.time(7).
private func timeSpan(_ span: Duration) -> String {
    let microseconds = span.wholeMicroseconds
    return microseconds % 1_000_000 == 0 ? "\(microseconds / 1_000_000)s" : "\(microseconds)us"
}

/// ASCII letters, digits, `_`, and the characters given.
func isSafe(_ byte: UInt8, besides others: String) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
        true
    default: others.utf8.contains(byte)
    }
}

private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7f }
