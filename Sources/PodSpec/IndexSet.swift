/// Indexes of an Indexed Job, as Kubernetes writes them: `1,3-5,7`.
package struct IndexSet: Equatable, Sendable {
    /// Ascending, neither touching nor overlapping.
    package private(set) var ranges: [ClosedRange<Int32>] = []

    package init() {}

    /// - Returns: `nil` unless `text` is numbers and ranges in ascending order.
    package init?(parsing text: String) {
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { number -> Int32? in
                guard !number.isEmpty, number.utf8.allSatisfy(isDigit) else { return nil }
                return Int32(number)
            }
            guard let first = ends[0], ends.count <= 2, let last = ends[ends.count - 1], first <= last else {
                return nil
            }
            if let before = ranges.last, before.upperBound >= first { return nil }
            append(first...last)
        }
    }

    private mutating func append(_ range: ClosedRange<Int32>) {
        if let before = ranges.last, before.upperBound + 1 == range.lowerBound {
            ranges[ranges.count - 1] = before.lowerBound...range.upperBound
        } else {
            ranges.append(range)
        }
    }

    package mutating func insert(_ index: Int32) {
        if contains(index) { return }
        var sorted = ranges
        sorted.append(index...index)
        sorted.sort { $0.lowerBound < $1.lowerBound }
        ranges = []
        for range in sorted { append(range) }
    }

    package func contains(_ index: Int32) -> Bool { ranges.contains { $0.contains(index) } }

    package var isEmpty: Bool { ranges.isEmpty }
    package var max: Int32? { ranges.last?.upperBound }
    package var count: Int64 { ranges.reduce(0) { $0 + Int64($1.upperBound) - Int64($1.lowerBound) + 1 } }

    /// How many are in both.
    package func count(in other: IndexSet) -> Int64 {
        var count: Int64 = 0
        for range in ranges {
            for theirs in other.ranges where range.overlaps(theirs) {
                let both = range.clamped(to: theirs)
                count += Int64(both.upperBound) - Int64(both.lowerBound) + 1
            }
        }
        return count
    }

    package var text: String {
        ranges.map { range in
            switch range.count {
            case 1: "\(range.lowerBound)"
            // As Kubernetes writes two neighbours.
            case 2: "\(range.lowerBound),\(range.upperBound)"
            default: "\(range.lowerBound)-\(range.upperBound)"
            }
        }.joined(separator: ",")
    }
}
