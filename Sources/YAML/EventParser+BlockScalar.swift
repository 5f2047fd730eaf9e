/// `|` and `>`.
extension EventParser {
    private enum Chomping { case strip, clip, keep }

    private struct Header {
        var style: Node.Scalar.Style
        var chomping = Chomping.clip
        /// Spaces beyond the parent's, if written.
        var indentation: Int?
    }

    /// - Parameter parent: indentation of the collection it is part of; -1 for a document.
    mutating func blockScalar(
        parent: Int, _ properties: Event.Properties, _ start: Int
    ) throws(YAMLError) {
        let header = try blockScalarHeader()
        var text: [UInt8] = []
        var breaks = 0
        let width = try blockScalarWidth(header, parent)
        var hadText = false
        var wasSpaced = false
        // A last line without a break counts as if it had one, as in the yaml-test-suite (JEF9/02, L24T/01).
        while current != Byte.end, let line = blockScalarLine(width) {
            if line.isEmpty {
                breaks += 1
            } else {
                let isSpaced = bytes[line.lowerBound].isWhite
                let folds = header.style == .folded && hadText && !isSpaced && !wasSpaced
                if folds { append(breaks: breaks, to: &text) } else { appendLineFeeds(breaks, to: &text) }
                text += try unquoted(line)
                (hadText, wasSpaced) = (true, isSpaced)
                breaks = 1
            }
            if current.isBreak { offset = afterBreak(offset) }
            lineStart = offset
        }
        switch header.chomping {
        case .strip: break
        case .clip: appendLineFeeds(hadText ? min(breaks, 1) : 0, to: &text)
        case .keep: appendLineFeeds(breaks, to: &text)
        }
        let scalar = Node.Scalar(String(decoding: text, as: UTF8.self), style: header.style)
        try node(.scalar(scalar), properties, at: start)
        try startLine()
    }

    private func appendLineFeeds(_ count: Int, to text: inout [UInt8]) {
        for _ in 0..<count { text.append(Byte.lineFeed) }
    }

    /// Everything up to the first line of text.
    private mutating func blockScalarHeader() throws(YAMLError) -> Header {
        var header = Header(style: current == Byte.bar ? .literal : .folded)
        offset += 1
        var hasChomping = false
        while !current.isBlankOrEnd {
            if current == Byte.plus || current == Byte.dash, !hasChomping {
                header.chomping = current == Byte.plus ? .keep : .strip
                hasChomping = true
            } else if current.isDigit, current != UInt8(ascii: "0"), header.indentation == nil {
                header.indentation = Int(current) - 0x30
            } else {
                throw failure(.blockScalarHeader)
            }
            offset += 1
        }
        skipWhites()
        guard current.isBreakOrEnd || isComment else { throw failure(.blockScalarHeader) }
        if isComment { try skipComment() }
        if current.isBreak { offset = afterBreak(offset) }
        lineStart = offset
        return header
    }

    /// The indentation of the text: as written, or that of its first line that is not blank.
    private func blockScalarWidth(_ header: Header, _ parent: Int) throws(YAMLError) -> Int {
        if let written = header.indentation { return max(parent, 0) + written }
        var index = offset
        var widest = 0
        var widestAt = offset
        while true {
            let start = index
            while at(index) == Byte.space { index += 1 }
            guard at(index).isBreak else {
                let width = index - start
                if at(index) == Byte.end { return max(widest, width, parent + 1) }
                if width <= parent { return max(widest, parent + 1) }
                if widest > width { throw failure(.blankLineTooLong, at: widestAt) }
                return width
            }
            if index - start > widest { (widest, widestAt) = (index - start, start) }
            index = afterBreak(index)
        }
    }

    /// The text of the line at `offset`, empty for a blank line; nil if the scalar has ended. Goes to its end.
    private mutating func blockScalarLine(_ width: Int) -> Range<Int>? {
        var index = offset
        while index - offset < width, at(index) == Byte.space { index += 1 }
        if at(index).isBreakOrEnd {
            offset = index
            return index..<index
        }
        guard index - offset == width, !isDocumentMarker(at: offset) else { return nil }
        let start = index
        while !at(index).isBreakOrEnd { index += 1 }
        offset = index
        return start..<index
    }

    /// Goes on at the start of the line after a block scalar. It is a key, an entry or a comment, so no tab comes first.
    private mutating func startLine() throws(YAMLError) {
        while current == Byte.space { offset += 1 }
        indent = offset - lineStart
        guard current != Byte.tab else { throw failure(.tabIndentation) }
        if indent == 0, isDocumentMarker(at: lineStart) {
            indent = -1
        } else {
            try skipToContent()
        }
    }
}
