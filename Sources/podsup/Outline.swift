/// `Name:   value` lines in levels, values of one block below each other, as kubectl's `describe` sets them.
struct Outline {
    private(set) var lines: [String] = []

    /// - Parameter values: without an entry for what is not known; a value of several lines goes on below.
    mutating func block(_ values: [(name: String, value: String?)], level: Int = 0, least: Int = 0) {
        let known = values.filter { $0.value != nil }
        let width = max(least, (known.map(\.name.count).max() ?? 0) + 3)
        for (name, value) in known {
            let parts = (value ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                let lead = index == 0 ? "\(name):\(spaces(width - name.count - 1))" : spaces(width)
                add("\(spaces(2 * level))\(lead)\(part)")
            }
        }
    }

    mutating func title(_ text: String, level: Int = 0) { add("\(spaces(2 * level))\(text):") }

    mutating func list(_ title: String, _ values: [String], level: Int) {
        if values.isEmpty { return }
        self.title(title, level: level)
        for value in values { add(spaces(2 * level + 2) + value) }
    }

    mutating func add(_ line: String) { lines.append(line.last == " " ? String(line.trimmedEnd) : line) }

    mutating func add(_ table: Table, level: Int) {
        for line in table.lines(width: nil, hasColor: false) { add(spaces(2 * level) + line) }
    }
}

extension String {
    fileprivate var trimmedEnd: Substring {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return text
    }
}
