extension [UInt8] {
    /// Whether `text` occurs in it. (`String.contains` of a text is in the module of regular expressions.)
    package func contains(text: String) -> Bool {
        let wanted = Array(text.utf8)
        return indices.dropLast(Swift.max(0, wanted.count - 1)).contains { self[$0...].starts(with: wanted) }
    }
}

extension String {
    /// As for bytes.
    package func contains(text: String) -> Bool { Array(utf8).contains(text: text) }
}
