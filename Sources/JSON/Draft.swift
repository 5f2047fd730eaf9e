/// A value while it is put together: containers of the same value write into one draft.
final class Draft {
    private enum Content {
        /// An `Encodable` that wrote nothing is `null`.
        case scalar(JSON)
        case array([Draft])
        case object([String: Draft])
    }
    private var content = Content.scalar(.null)

    func set(_ value: JSON) { content = .scalar(value) }

    func becomeArray() { if case .array = content {} else { content = .array([]) } }

    func becomeObject() { if case .object = content {} else { content = .object([:]) } }

    var count: Int { if case .array(let drafts) = content { drafts.count } else { 0 } }

    /// A new element; this is an array.
    func append() -> Draft {
        let draft = Draft()
        guard case .array(var drafts) = content else { preconditionFailure("an element of no array") }
        content = .scalar(.null)  // the array stays where it is instead of being copied
        drafts.append(draft)
        content = .array(drafts)
        return draft
    }

    /// The member of that name, new if there is none; this is an object.
    func member(_ name: String) -> Draft {
        guard case .object(var drafts) = content else { preconditionFailure("a member of no object") }
        if let draft = drafts[name] { return draft }
        let draft = Draft()
        content = .scalar(.null)
        drafts[name] = draft
        content = .object(drafts)
        return draft
    }

    func fill(with value: some Encodable, path: [any CodingKey]) throws {
        try value.encode(to: ValueEncoder(draft: self, codingPath: path))
    }

    var finished: JSON {
        switch content {
        case .scalar(let value): value
        case .array(let drafts): .array(drafts.map(\.finished))
        case .object(let drafts): .object(drafts.mapValues(\.finished))
        }
    }
}
