/// Turns events into nodes: resolves aliases and merge keys, finds keys that are there twice.
struct Composer {
    private let events: [Event]
    private let bytes: [UInt8]
    private let limits: Limits
    private var places: Places
    private var index = 0

    /// Anchors of the document. `nil`: the value is not complete yet.
    private var anchors: [String: Anchor] = [:]
    private var aliases = 0
    private var size = Size()

    /// What is composed, everything counted as often as aliases repeat it.
    private struct Size {
        var nodes = 0
        /// Bytes of scalars.
        var text = 0
    }

    /// The part of `size` that aliases brought.
    private var repeatedNodes = 0

    private struct Anchor {
        /// The event that defines it.
        let event: Int
        var value: Value?
        var size = Size()
    }

    /// A node and the number of collections inside each other in it.
    struct Value {
        var node: Node
        var levels: Int
    }

    init(_ events: [Event], of bytes: [UInt8], limits: Limits) {
        self.events = events
        self.bytes = bytes
        self.limits = limits
        places = Places(bytes)
    }

    mutating func documents() throws(YAMLError) -> [Node] {
        var documents: [Node] = []
        while index < events.count {
            // The start and the end of each document stand around its one node.
            index += 1
            anchors.removeAll(keepingCapacity: true)
            documents.append(try value(level: 0).node)
            index += 1
        }
        return documents
    }

    /// The node at `index`, which is inside of `level` collections.
    private mutating func value(level: Int) throws(YAMLError) -> Value {
        let own = index
        let event = events[index]
        let before = size
        index += 1
        if case .alias(let name) = event.kind { return try aliased(name, event, level) }
        size.nodes += 1
        if let name = event.properties.anchor { anchors[name] = Anchor(event: own) }
        var value = Value(
            node: Node(.sequence([]), mark: places.mark(at: Int(event.offset)), tag: event.properties.tag),
            levels: 0)
        switch event.kind {
        case .scalar(let scalar):
            try grow(by: scalar.text.utf8.count, event)
            value.node.content = .scalar(scalar)
        case .sequenceStart: try sequence(&value, event, level + 1)
        default: try mapping(&value, event, level + 1)
        }
        if let name = event.properties.anchor, anchors[name]?.event == own {
            let grown = Size(nodes: size.nodes - before.nodes, text: size.text - before.text)
            anchors[name] = Anchor(event: own, value: value, size: grown)
        }
        return value
    }

    private mutating func grow(by text: Int, _ event: Event) throws(YAMLError) {
        size.text += text
        guard size.text <= limits.text else { throw failure(.tooMuchText(limit: limits.text), event) }
    }

    func failure(_ problem: YAMLError.Problem, _ event: Event, other: Mark? = nil) -> YAMLError {
        var places = Places(bytes)
        return YAMLError(places.mark(at: Int(event.offset)), problem, other: other)
    }

    private mutating func aliased(_ name: String, _ event: Event, _ level: Int) throws(YAMLError) -> Value {
        aliases += 1
        guard aliases <= limits.aliases else { throw failure(.tooManyAliases(limit: limits.aliases), event) }
        guard let anchor = anchors[name] else { throw failure(.unknownAlias(name), event) }
        guard let value = anchor.value else { throw failure(.aliasInItself(name), event) }
        guard level + value.levels <= limits.levels else {
            throw failure(.tooDeep(limit: limits.levels), event)
        }
        size.nodes += anchor.size.nodes
        repeatedNodes += anchor.size.nodes
        guard repeatedNodes <= limits.repeatedNodes else {
            throw failure(.tooManyRepeatedNodes(limit: limits.repeatedNodes), event)
        }
        try grow(by: anchor.size.text, event)
        return value
    }

    private var endsCollection: Bool {
        switch events[index].kind {
        case .sequenceEnd, .mappingEnd: true
        default: false
        }
    }

    private mutating func sequence(_ value: inout Value, _ event: Event, _ level: Int) throws(YAMLError) {
        guard level <= limits.levels else { throw failure(.tooDeep(limit: limits.levels), event) }
        var items: [Node] = []
        while !endsCollection {
            let item = try self.value(level: level)
            value.levels = max(value.levels, item.levels)
            items.append(item.node)
        }
        index += 1
        value.levels += 1
        value.node.content = .sequence(items)
    }

    private mutating func mapping(_ value: inout Value, _ event: Event, _ level: Int) throws(YAMLError) {
        guard level <= limits.levels else { throw failure(.tooDeep(limit: limits.levels), event) }
        var entries = EntryList()
        var merge: (position: Int, sources: [[Node.Entry]], mark: Mark)?
        while !endsCollection {
            let keyEvent = events[index]
            let key = try self.value(level: level)
            let valueEvent = events[index]
            let entry = try self.value(level: level)
            value.levels = max(value.levels, key.levels, entry.levels)
            if isMergeKey(key.node) {
                if let merge { throw failure(.duplicateMerge, keyEvent, other: merge.mark) }
                merge = (entries.count, try mergeSources(entry.node, valueEvent), key.node.mark)
            } else if let first = entries.append(Node.Entry(key: key.node, value: entry.node)) {
                throw failure(.duplicateKey(key.node.scalarText), keyEvent, other: first)
            }
        }
        index += 1
        if let merge { entries.insert(merge.sources, at: merge.position) }
        value.levels += 1
        value.node.content = .mapping(entries.entries)
    }

    /// https://yaml.org/type/merge.html: a plain `<<`, or one with its tag.
    private func isMergeKey(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node.content, scalar.text == "<<" else { return false }
        return node.tag == "tag:yaml.org,2002:merge" || (node.tag == nil && scalar.style == .plain)
    }

    private func mergeSources(_ node: Node, _ event: Event) throws(YAMLError) -> [[Node.Entry]] {
        switch node.content {
        case .mapping(let entries): return [entries]
        case .sequence(let items):
            var sources: [[Node.Entry]] = []
            for item in items {
                guard case .mapping(let entries) = item.content else {
                    throw failure(.mergeNeedsMapping, event)
                }
                sources.append(entries)
            }
            return sources
        case .scalar: throw failure(.mergeNeedsMapping, event)
        }
    }
}
