/// What differs between two texts, as `diff -u` writes it: three lines of context.
package func unifiedDiff(_ old: [String], _ new: [String], from: String, to: String) -> [String] {
    let steps = shortestEdit(old, new)
    guard steps.contains(where: { $0.kind != .same }) else { return [] }
    var lines = ["--- \(from)", "+++ \(to)"]
    var index = 0
    while let first = steps[index...].firstIndex(where: { $0.kind != .same }) {
        var last = first
        // Changes with at most six equal lines between them share a hunk.
        while let next = steps[(last + 1)...].firstIndex(where: { $0.kind != .same }), next - last <= 7 {
            last = next
        }
        let range = max(index, first - 3)...min(steps.count - 1, last + 3)
        let hunk = steps[range]
        let removed = hunk.filter { $0.kind != .added }.count
        let added = hunk.filter { $0.kind != .removed }.count
        let (a, b) = (hunk[range.lowerBound].old, hunk[range.lowerBound].new)
        lines.append("@@ -\(place(a, removed)) +\(place(b, added)) @@")
        lines += hunk.map { $0.kind.rawValue + $0.text }
        index = range.upperBound + 1
        if index >= steps.count { break }
    }
    return lines
}

/// Lines are counted from 1; a side without lines names the one before.
private func place(_ line: Int, _ count: Int) -> String {
    count == 1 ? "\(line + 1)" : "\(count == 0 ? line : line + 1),\(count)"
}

private struct EditStep {
    enum Kind: String { case same = " ", removed = "-", added = "+" }
    var kind: Kind
    var text: String
    /// How many lines of each side lie before it.
    var old: Int
    var new: Int
}

/// Myers' greedy algorithm («An O(ND) Difference Algorithm and Its Variations», 1986); texts that differ in more
/// than 2000 lines are told as all removed, all added.
private func shortestEdit(_ old: [String], _ new: [String]) -> [EditStep] {
    let (n, m) = (old.count, new.count)
    let limit = min(n + m, 2000)
    let offset = limit + 1
    var reach = [Int](repeating: 0, count: 2 * limit + 3)
    var trace: [[Int]] = []
    search: for distance in 0...limit {
        trace.append(reach)
        for k in stride(from: -distance, through: distance, by: 2) {
            let down = k == -distance || (k != distance && reach[offset + k - 1] < reach[offset + k + 1])
            var x = down ? reach[offset + k + 1] : reach[offset + k - 1] + 1
            var y = x - k
            while x < n, y < m, old[x] == new[y] { (x, y) = (x + 1, y + 1) }
            reach[offset + k] = x
            if x >= n, y >= m { break search }
        }
        if distance == limit {
            return old.enumerated().map { EditStep(kind: .removed, text: $1, old: $0, new: 0) }
                + new.enumerated().map { EditStep(kind: .added, text: $1, old: n, new: $0) }
        }
    }
    var steps: [EditStep] = []
    var (x, y) = (n, m)
    for (distance, reach) in trace.enumerated().reversed() {
        let k = x - y
        let down = k == -distance || (k != distance && reach[offset + k - 1] < reach[offset + k + 1])
        let previous = down ? k + 1 : k - 1
        let startX = distance == 0 ? 0 : reach[offset + previous]
        let startY = distance == 0 ? 0 : startX - previous
        while x > startX, y > startY {
            (x, y) = (x - 1, y - 1)
            steps.append(EditStep(kind: .same, text: old[x], old: x, new: y))
        }
        if distance == 0 { break }
        if down {
            y -= 1
            steps.append(EditStep(kind: .added, text: new[y], old: x, new: y))
        } else {
            x -= 1
            steps.append(EditStep(kind: .removed, text: old[x], old: x, new: y))
        }
    }
    return steps.reversed()
}
