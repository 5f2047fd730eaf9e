/// White space, comments and line breaks.
extension EventParser {
    mutating func skipWhites() {
        while current.isWhite { offset += 1 }
    }

    /// The start of the line after the break at `index`. A break is LF, CR or CR LF.
    func afterBreak(_ index: Int) -> Int {
        at(index) == Byte.carriageReturn && at(index + 1) == Byte.lineFeed ? index + 2 : index + 1
    }

    /// Goes past the break at `offset` and the next line's spaces, and counts them.
    mutating func nextLine() {
        offset = afterBreak(offset)
        lineStart = offset
        while current == Byte.space { offset += 1 }
        indent = offset - lineStart
    }

    func isByteOrderMark(at index: Int) -> Bool {
        at(index) == 0xEF && at(index + 1) == 0xBB && at(index + 2) == 0xBF
    }

    /// Is there `---` or `...`, followed by white space, at this start of a line? Files that were joined may have a
    /// byte order mark before `---`.
    func isDocumentMarker(at lineStart: Int) -> Bool {
        var start = lineStart
        if isByteOrderMark(at: start), at(start + 3) == Byte.dash { start += 3 }
        let byte = at(start)
        guard byte == Byte.dash || byte == Byte.dot else { return false }
        return at(start + 1) == byte && at(start + 2) == byte && at(start + 3).isBlankOrEnd
    }

    /// A `#` starts a comment at the start of a line and after white space.
    var isComment: Bool {
        current == Byte.hash && (offset == lineStart || at(offset - 1).isWhite)
    }

    mutating func skipComment() throws(YAMLError) {
        let start = offset
        while !current.isBreakOrEnd { offset += 1 }
        if content == .oddCharacters { _ = try unquoted(start..<offset) }
    }

    /// Goes to the next content, in this line or a later one.
    mutating func skipToContent() throws(YAMLError) {
        while true {
            skipWhites()
            if isComment { try skipComment() }
            guard current.isBreak else { break }
            nextLine()
            if indent == 0, isDocumentMarker(at: lineStart) {
                indent = -1
                return
            }
        }
        if current == Byte.end { indent = -1 }
    }

    /// Goes from the end of a value to the next line with content. Only a comment may be in between.
    mutating func endValue() throws(YAMLError) {
        skipWhites()
        guard current.isBreakOrEnd || isComment else { throw failure(.textAfterValue) }
        try skipToContent()
    }

    /// Goes to the next content in a flow collection, in which a line needs `minIndent` spaces.
    ///
    /// A closing bracket may stand below the start of the line that opened it. YAML asks for one space more, but
    /// libyaml and go-yaml take it, and so do people.
    mutating func skipInFlow(_ minIndent: Int) throws(YAMLError) {
        let line = lineStart
        while true {
            skipWhites()
            if isComment { try skipComment() }
            guard current.isBreak else { break }
            nextLine()
        }
        guard lineStart != line, current != Byte.end else { return }
        let isClosing = current == Byte.closeBracket || current == Byte.closeBrace
        try checkIndent(isClosing && startsLine ? minIndent - 1 : minIndent, open: openBracket)
    }

    /// Checks the start of a line that goes on with the value that starts with the quote or bracket at `open`.
    func checkIndent(_ minIndent: Int, open: Int) throws(YAMLError) {
        if isDocumentMarker(at: lineStart) {
            let marker = at(lineStart) == Byte.dot ? "..." : "---"
            throw failure(.markerInside(marker), at: lineStart, other: open)
        }
        if indent < minIndent {
            throw failure(startsLine ? .tooLittleIndentation : .tabIndentation, other: open)
        }
    }

    /// Why no block collection starts at `place`: a tab before it, or what the caller says.
    func layoutProblem(at place: Int, otherwise problem: YAMLError.Problem) -> YAMLError.Problem {
        var index = place
        while index > lineStart, at(index - 1).isWhite {
            index -= 1
            if at(index) == Byte.tab { return .tabIndentation }
        }
        return problem
    }
}
