/// One field of a table.
struct Cell: Equatable, ExpressibleByStringLiteral {
    var text: String
    var color: Color?

    init(_ text: String, _ color: Color? = nil) {
        self.text = text
        self.color = color
    }
    init(stringLiteral text: String) { self.init(text) }
}

/// Rows for people, that fit the terminal: columns where there is room, else one column in several lines,
/// else each row as a short paragraph.
struct Table {
    struct Row: Equatable {
        var cells: [Cell]
        /// What is behind the row, below it.
        var note: String?
    }

    var header: [String]
    /// How many columns name a row.
    var lead = 1
    /// The columns that may take several lines.
    var flexible: [Int]
    var rows: [Row] = []
    var showsHeader = true
    /// Columns that other tables above or below have, too.
    var leastWidths: [Int] = []

    /// No narrower than this is a column that takes several lines.
    private static let leastFlexible = 14

    mutating func add(_ cells: [Cell], note: String? = nil) { rows.append(Row(cells: cells, note: note)) }

    var widths: [Int] {
        header.indices.map { column in
            let least = leastWidths.indices.contains(column) ? leastWidths[column] : 0
            let title = showsHeader || !leastWidths.isEmpty ? header[column].count : 0
            return max(title, least, rows.map { $0.cells[column].text.count }.max() ?? 0)
        }
    }

    /// - Parameter width: of the terminal; nil: lines may be as long as they are.
    func lines(width: Int?, hasColor: Bool) -> [String] {
        var widths = widths
        // A column is padded only where another one follows it.
        func total(_ gap: Int) -> Int { widths.reduce(0, +) + gap * (widths.count - 1) }
        guard let width, total(3) > width else { return columns(widths, gap: 3, width, hasColor) }
        if total(2) <= width { return columns(widths, gap: 2, width, hasColor) }
        while total(2) > width {
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }),
                widths[widest] > Self.leastFlexible
            else { return stacked(width, hasColor) }
            widths[widest] -= 1
        }
        return columns(widths, gap: 2, width, hasColor)
    }

    private func columns(_ widths: [Int], gap: Int, _ width: Int?, _ hasColor: Bool) -> [String] {
        var lines: [String] = []
        let titles = Row(cells: header.map { Cell($0) })
        for row in (showsHeader ? [titles] : []) + rows {
            let parts = zip(row.cells, widths).map { cell, width in
                cell.text.count <= width
                    ? [cell.text] : wrapped(cell.text, width: width).flatMap { $0.pieces(of: width) }
            }
            for index in 0..<(parts.map(\.count).max() ?? 0) {
                var line = ""
                var pending = 0
                for (column, part) in parts.enumerated() {
                    let text = index < part.count ? part[index] : ""
                    if !text.isEmpty {
                        line += spaces(pending) + paint(text, row.cells[column].color, hasColor)
                        pending = 0
                    }
                    pending += widths[column] - text.count + gap
                }
                lines.append(line)
            }
            lines += note(of: row, width, hasColor)
        }
        return lines
    }

    private func stacked(_ width: Int, _ hasColor: Bool) -> [String] {
        rows.flatMap { row -> [String] in
            let name = row.cells.prefix(lead).map(\.text).filter { $0 != "-" }.joined(separator: "/")
            // `container nginx`: below the other tables of one status it would be taken for anything.
            let title = lead == 1 ? "\(header[0].lowercased()) \(name)" : name
            var lines = title.pieces(of: width).map { paint($0, .bold, hasColor) }
            var line = "  "
            var used = 2
            for column in lead..<header.count {
                let cell = row.cells[column]
                if cell.text.isEmpty || cell.text == "-" { continue }
                let name = header[column].lowercased()
                let comma = used > 2 ? 2 : 0
                let length = name.count + 1 + cell.text.count
                if used > 2, used + comma + length >= width {
                    lines.append(line + ",")
                    (line, used) = ("  ", 2)
                } else if comma > 0 {
                    line += ", "
                    used += 2
                }
                if used + length >= width {
                    let parts = wrapped("\(name) \(cell.text)", width: width - 4).flatMap {
                        $0.pieces(of: width - 4)
                    }
                    lines.append(line + parts[0])
                    for part in parts.dropFirst().dropLast() { lines.append("    " + part) }
                    line = parts.count > 1 ? "    " + parts[parts.count - 1] : ""
                    used = line.count
                } else {
                    line += "\(name) \(paint(cell.text, cell.color, hasColor))"
                    used += length
                }
            }
            if used > 2 { lines.append(line) }
            return lines + note(of: row, width, hasColor)
        }
    }

    private func note(of row: Row, _ width: Int?, _ hasColor: Bool) -> [String] {
        guard let note = row.note else { return [] }
        let lines =
            width.map { width in wrapped(note, width: width - 2).flatMap { $0.pieces(of: width - 2) } } ?? [
                note
            ]
        return lines.map { "  " + paint($0, .faint, hasColor) }
    }
}

private func paint(_ text: String, _ color: Color?, _ hasColor: Bool) -> String {
    hasColor ? color?.paint(text) ?? text : text
}

extension String {
    /// Cut where it is too long.
    fileprivate func pieces(of width: Int) -> [String] {
        guard count > width, width > 0 else { return [self] }
        var pieces: [String] = []
        var rest = self[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return pieces
    }
}
