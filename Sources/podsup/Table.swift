/// Rows as lines, with columns aligned and three spaces between them. The last column is not padded.
func aligned(_ rows: [[String]], gap: Int = 3) -> [String] {
    var widths: [Int] = []
    for row in rows {
        for (column, cell) in row.enumerated() {
            if column == widths.count { widths.append(0) }
            widths[column] = max(widths[column], cell.visibleWidth)
        }
    }
    return rows.map { row in
        var line = ""
        for (column, cell) in row.enumerated() {
            line += cell
            if column < row.count - 1 { line += spaces(widths[column] - cell.visibleWidth + gap) }
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}

/// Text in lines of at most `width` columns, broken at spaces; a longer word has a line of its own. Spaces at
/// the start stay.
///
/// - Parameter indent: spaces before all lines but the first.
func wrapped(_ text: String, width: Int, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isEmpty = true
    var gap = 0
    for word in text.dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
        // Several spaces are columns, and stay.
        if word.isEmpty {
            gap += 1
            continue
        }
        let between = isEmpty ? 0 : 1 + gap
        if !isEmpty, line.visibleWidth + between + String(word).visibleWidth > width {
            lines.append(line)
            line = spaces(indent)
        } else {
            line += spaces(between)
        }
        line += word
        (isEmpty, gap) = (false, 0)
    }
    return lines + (isEmpty ? [] : [line])
}

func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

extension String {
    /// Characters that take a place on a terminal: all but colours (`ESC [ … m`).
    var visibleWidth: Int {
        guard utf8.contains(0x1b) else { return count }
        var width = 0
        var isEscape = false
        for character in self {
            if character == "\u{1b}" {
                isEscape = true
            } else if isEscape {
                if character == "m" { isEscape = false }
            } else {
                width += 1
            }
        }
        return width
    }

    /// At most `width` characters, the last an ellipsis where some are missing.
    func clipped(to width: Int) -> String { count <= width ? self : prefix(max(0, width - 1)) + "…" }
}
