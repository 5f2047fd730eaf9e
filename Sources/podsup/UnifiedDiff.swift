/// The lines that differ between two texts, as diff(1) `-u` shows them, with three lines around each.
struct UnifiedDiff {
    private enum Line { case same(String), removed(String), added(String) }

    private let lines: [Line]
    private let context = 3

    init(from old: String, to new: String) {
        lines = Self.compare(Self.lines(of: old), Self.lines(of: new))
    }

    /// With the two lines of names on top; nothing where the texts are equal.
    func text(from oldName: String, to newName: String) -> String {
        let hunks = hunks()
        if hunks.isEmpty { return "" }
        return "--- \(oldName)\n+++ \(newName)\n" + hunks.map(text).joined()
    }

    /// Ranges of `lines`, each with a difference in it.
    private func hunks() -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, line) in lines.enumerated() {
            if case .same = line { continue }
            let around = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= around.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<around.upperBound
            } else {
                hunks.append(around)
            }
        }
        return hunks
    }

    private func text(of hunk: Range<Int>) -> String {
        let before = counts(lines[..<hunk.lowerBound])
        let inside = counts(lines[hunk])
        // An empty range is named by the line in front of it.
        func range(_ start: Int, _ count: Int) -> String {
            let first = count == 0 ? start : start + 1
            return count == 1 ? "\(first)" : "\(first),\(count)"
        }
        var text = "@@ -\(range(before.old, inside.old)) +\(range(before.new, inside.new)) @@\n"
        for line in lines[hunk] {
            switch line {
            case .same(let line): text += " \(line)\n"
            case .removed(let line): text += "-\(line)\n"
            case .added(let line): text += "+\(line)\n"
            }
        }
        return text
    }

    private func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
        var counts = (old: 0, new: 0)
        for line in lines {
            if case .added = line {} else { counts.old += 1 }
            if case .removed = line {} else { counts.new += 1 }
        }
        return counts
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// By the longest common subsequence; meant for texts of some hundred lines.
    private static func compare(_ old: [String], _ new: [String]) -> [Line] {
        var common = [[Int32]](
            repeating: [Int32](repeating: 0, count: new.count + 1), count: old.count + 1)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                common[i][j] =
                    old[i] == new[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
            }
        }
        var lines: [Line] = []
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                lines.append(.same(old[i]))
                i += 1
                j += 1
            } else if j == new.count || (i < old.count && common[i + 1][j] >= common[i][j + 1]) {
                lines.append(.removed(old[i]))
                i += 1
            } else {
                lines.append(.added(new[j]))
                j += 1
            }
        }
        return lines
    }
}
