/// Words that a message looks through: thousands of problems must not take thousands of words each.
private let candidateLimit = 200

/// The candidate that a misspelt word most likely means, if any is near enough.
///
/// Near: at most a third of its letters differ, not counting upper and lower case; or it is one end of just
/// one candidate.
package func nearest(_ word: String, in candidates: some Collection<String>) -> String? {
    let lowered = Array(word.lowercased().utf8)
    // A message is not worth the cost of very long words or lists.
    guard !lowered.isEmpty, lowered.count <= 64, candidates.count <= candidateLimit else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate.utf8.count <= 256 {
        let distance = editDistance(lowered, Array(candidate.lowercased().utf8))
        guard distance <= (lowered.count > 1 ? max(1, lowered.count / 3) : 0) else { continue }
        if best.map({ (distance, candidate) < ($0.distance, $0.candidate) }) ?? true {
            best = (candidate, distance)
        }
    }
    if let best { return best.candidate }
    // `name` where `secretName` is meant.
    let longer = candidates.filter {
        lowered.count > 3
            && ($0.lowercased().hasPrefix(word.lowercased()) || $0.lowercased().hasSuffix(word.lowercased()))
    }
    return longer.count == 1 ? longer[0] : nil
}

/// `did you mean 'image'?`, or `otherwise` where nothing is near.
func didYouMean(_ word: String, in candidates: some Collection<String>, otherwise: String) -> String {
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
func listing(_ words: some Collection<String>, limit: Int = 10) -> String {
    if words.count > candidateLimit { return "\(words.count) others" }
    let sorted = words.sorted()
    guard let last = sorted.last else { return "none" }
    if sorted.count == 1 { return last }
    if sorted.count > limit {
        return sorted.prefix(limit).joined(separator: ", ") + " and \(sorted.count - limit) more"
    }
    return sorted.dropLast().joined(separator: ", ") + " and " + last
}
