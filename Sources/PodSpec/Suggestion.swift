/// The candidate that a misspelt word most likely means, if any is near enough.
///
/// Near: at most a third of its letters differ, not counting upper and lower case.
func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
    let lowered = Array(word.lowercased().utf8)
    // An error message is not worth the quadratic cost of a very long word.
    guard !lowered.isEmpty, lowered.count <= 64 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
        let distance = editDistance(lowered, Array(candidate.lowercased().utf8))
        guard distance <= max(1, lowered.count / 3) else { continue }
        if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.candidate
}

/// `did you mean 'image'?`, or `otherwise` where nothing is near.
func didYouMean(_ word: String, in candidates: some Sequence<String>, otherwise: String) -> String {
    nearest(word, in: candidates).map { "did you mean '\($0)'?" } ?? otherwise
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var cost = min(
                last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}

/// `a, b and c`, in alphabetical order; at most `limit` of them by name.
func listing(_ words: some Sequence<String>, limit: Int = 10) -> String {
    let sorted = words.sorted()
    guard let last = sorted.last else { return "none" }
    if sorted.count == 1 { return last }
    if sorted.count > limit {
        return sorted.prefix(limit).joined(separator: ", ") + " and \(sorted.count - limit) more"
    }
    return sorted.dropLast().joined(separator: ", ") + " and " + last
}
