/// A mapping's entries while they are collected. Finds a key that is there already: by comparison among a few,
/// by hash among many.
struct EntryList {
    private(set) var entries: [Node.Entry] = []
    private var marks: [Key: Mark] = [:]
    private static let few = 12

    var count: Int { entries.count }

    /// Adds an entry, or returns where its key stands already.
    mutating func append(_ entry: Node.Entry) -> Mark? {
        let key = Key(node: entry.key)
        if let mark = mark(of: key) { return mark }
        entries.append(entry)
        if entries.count > Self.few { remember(key) }
        return nil
    }

    /// Adds the entries of merged mappings whose keys are not there. The first of two mappings wins.
    mutating func insert(_ sources: [[Node.Entry]], at position: Int) {
        guard let only = sources.first, sources.count == 1 else {
            var merged = EntryList()
            for source in sources { for entry in source { _ = merged.append(entry) } }
            return insert([merged.entries], at: position)
        }
        if entries.isEmpty {
            // A copy shares its storage.
            entries = only
        } else {
            entries.insert(contentsOf: only.filter { mark(of: Key(node: $0.key)) == nil }, at: position)
        }
    }

    private func mark(of key: Key) -> Mark? {
        if marks.isEmpty { return entries.first { Key(node: $0.key) == key }?.key.mark }
        return marks[key]
    }

    private mutating func remember(_ key: Key) {
        if marks.isEmpty {
            for entry in entries { marks[Key(node: entry.key)] = entry.key.mark }
        } else {
            marks[key] = key.node.mark
        }
    }
}

/// A key's identity: its text, or its parts. Style, tag and place do not count: in JSON, which is what a manifest
/// becomes, `1` and `"1"` are one key.
private struct Key: Hashable {
    let node: Node

    static func == (left: Key, right: Key) -> Bool {
        switch (left.node.content, right.node.content) {
        case (.scalar(let left), .scalar(let right)):
            // `==` on strings takes different bytes for the same text where Unicode does.
            left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
        case (.sequence(let left), .sequence(let right)):
            left.elementsEqual(right) { Key(node: $0) == Key(node: $1) }
        case (.mapping(let left), .mapping(let right)):
            left.elementsEqual(right) {
                Key(node: $0.key) == Key(node: $1.key) && Key(node: $0.value) == Key(node: $1.value)
            }
        case (.scalar, _), (.sequence, _), (.mapping, _):
            false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch node.content {
        case .scalar(let scalar):
            hasher.combine(scalar.text)
        case .sequence(let items):
            hasher.combine(items.count)
            for item in items { Key(node: item).hash(into: &hasher) }
        case .mapping(let entries):
            hasher.combine(entries.count)
            for entry in entries {
                Key(node: entry.key).hash(into: &hasher)
                Key(node: entry.value).hash(into: &hasher)
            }
        }
    }
}

extension Node {
    /// The text of a scalar.
    var scalarText: String? {
        if case .scalar(let scalar) = content { scalar.text } else { nil }
    }
}
