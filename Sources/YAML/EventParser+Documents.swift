/// The stream: documents, their markers and directives.
extension EventParser {
    mutating func stream() throws(YAMLError) {
        // A document may do without `---` at the start and after `...`.
        var mayBeBare = true
        indent = 0
        while current == Byte.space { offset += 1 }
        indent = offset - lineStart
        while true {
            try skipToDocument(mayBeBare: mayBeBare)
            guard current != Byte.end else { return }
            if isDocumentMarker(at: offset), current == Byte.dot {
                try endMarker()
                mayBeBare = true
                continue
            }
            guard mayBeBare || isDocumentMarker(at: offset) else { throw failure(.textAfterDocument) }
            tagHandles = [:]
            if current == Byte.percent, offset == lineStart { try directives() }
            mayBeBare = try document()
        }
    }

    /// Goes to the next thing that is no comment. A byte order mark may stand before each document.
    private mutating func skipToDocument(mayBeBare: Bool) throws(YAMLError) {
        while true {
            if indent != -1 || current == Byte.end { try skipToContent() }
            guard mayBeBare, offset == lineStart, isByteOrderMark(at: offset) else {
                return
            }
            offset += 3
            lineStart = offset
            while current == Byte.space { offset += 1 }
            indent = isDocumentMarker(at: offset) ? -1 : offset - lineStart
        }
    }

    /// - Returns: whether it ended with `...`, so that the next one needs no `---`.
    private mutating func document() throws(YAMLError) -> Bool {
        let isExplicit = offset == lineStart && isDocumentMarker(at: offset)
        documents += 1
        guard documents <= limits.documents else {
            throw failure(.tooManyDocuments(limit: limits.documents), at: offset)
        }
        append(.documentStart(explicit: isExplicit))
        if isExplicit {
            offset += isByteOrderMark(at: offset) ? 6 : 3
            indent = 0
        }
        try blockNode(parent: -1, sequenceMayAlign: false, compact: false)
        guard indent == -1 else { throw failure(layoutProblem(at: offset, otherwise: .textAfterDocument)) }
        let endsExplicitly = current == Byte.dot
        append(.documentEnd(explicit: endsExplicitly))
        if endsExplicitly { try endMarker() }
        return endsExplicitly
    }

    /// `...` and the rest of its line.
    private mutating func endMarker() throws(YAMLError) {
        offset += 3
        indent = 0
        skipWhites()
        guard current.isBreakOrEnd || isComment else { throw failure(.textAfterEndMarker) }
        try skipToContent()
    }

    /// All directives of a document, up to its `---`.
    private mutating func directives() throws(YAMLError) {
        var hasVersion = false
        while current == Byte.percent, offset == lineStart {
            let start = offset
            offset += 1
            switch try directiveWord() {
            case "YAML":
                if hasVersion { throw failure(.badDirective(remedy: "write %YAML once"), at: start) }
                hasVersion = true
                try version(start)
            case "TAG":
                try tagDirective(start)
            case "":
                throw failure(.badDirective(remedy: "write its name after '%'"), at: start)
            default:
                // YAML 1.2.2 §6.8.1: unknown directives are reserved and passed over.
                while !current.isBreakOrEnd, !isComment { offset += 1 }
            }
            skipWhites()
            guard current.isBreakOrEnd || isComment else {
                throw failure(.badDirective(remedy: "remove what follows its arguments"))
            }
            try skipToContent()
        }
        guard isDocumentMarker(at: offset), offset == lineStart, current == Byte.dash else {
            throw failure(.documentExpected)
        }
    }

    private mutating func directiveWord() throws(YAMLError) -> String {
        skipWhites()
        let start = offset
        while !current.isBlankOrEnd { offset += 1 }
        return String(decoding: try unquoted(start..<offset), as: UTF8.self)
    }

    private mutating func version(_ start: Int) throws(YAMLError) {
        let version = try directiveWord()
        let parts = version.utf8.split(separator: Byte.dot, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else {
            throw failure(.badDirective(remedy: "write %YAML 1.2"), at: start)
        }
        guard parts[0].elementsEqual("1".utf8) else {
            throw failure(.unsupportedVersion(version), at: start)
        }
    }

    private mutating func tagDirective(_ start: Int) throws(YAMLError) {
        let handle = try directiveWord()
        let prefix = try directiveWord()
        let name = handle.utf8.dropFirst().dropLast()
        let isHandle =
            handle.utf8.first == Byte.exclamation && handle.utf8.last == Byte.exclamation
            && name.allSatisfy(\.isWord)
        guard isHandle, let decoded = decodedTag(Array(prefix.utf8)[...], isPrefix: true) else {
            throw failure(.badDirective(remedy: "write it as '%TAG !handle! prefix'"), at: start)
        }
        guard tagHandles.updateValue(decoded, forKey: handle) == nil else {
            throw failure(.badDirective(remedy: "declare the handle '\(handle)' once"), at: start)
        }
    }
}
