/// Scalars without quotes.
extension EventParser {
    /// - Parameter minIndent: spaces that each further line needs.
    mutating func plain(_ minIndent: Int, inFlow: Bool) throws(YAMLError) -> String {
        try checkPlainStart(inFlow)
        let start = offset
        skipPlainLine(inFlow)
        let firstLine = try unquoted(start..<offset)
        guard var next = plainContinuation(minIndent, inFlow) else {
            return String(decoding: firstLine, as: UTF8.self)
        }
        var text = Array(firstLine)
        while true {
            append(breaks: next.breaks, to: &text)
            (offset, lineStart, indent) = (next.offset, next.lineStart, next.indent)
            skipPlainLine(inFlow)
            text += try unquoted(next.offset..<offset)
            guard let further = plainContinuation(minIndent, inFlow) else {
                return String(decoding: text, as: UTF8.self)
            }
            next = further
        }
    }

    /// Folds line breaks: one is a space, more are one line feed less than they are.
    func append(breaks: Int, to text: inout [UInt8]) {
        if breaks == 1 { text.append(Byte.space) }
        for _ in 1..<max(breaks, 1) { text.append(Byte.lineFeed) }
    }

    /// YAML 1.2.2 §7.3.3: no indicator first, but `-`, `?` and `:` before something that is no white space.
    private func checkPlainStart(_ inFlow: Bool) throws(YAMLError) {
        switch current {
        case Byte.dash, Byte.question, Byte.colon:
            let next = at(offset + 1)
            guard next.isBlankOrEnd || (inFlow && next.isFlowIndicator) else { return }
        case Byte.comma, Byte.openBracket, Byte.closeBracket, Byte.openBrace, Byte.closeBrace, Byte.hash,
            Byte.ampersand, Byte.asterisk, Byte.exclamation, Byte.bar, Byte.greater, Byte.singleQuote,
            Byte.doubleQuote, Byte.percent, UInt8(ascii: "@"), UInt8(ascii: "`"):
            break
        default:
            return
        }
        throw failure(.indicator(Character(Unicode.Scalar(current))))
    }

    /// Goes past the scalar's part in this line, without white space at its end.
    private mutating func skipPlainLine(_ inFlow: Bool) {
        var index = offset
        scan: while true {
            let byte = at(index)
            switch byte {
            case Byte.end, Byte.lineFeed, Byte.carriageReturn:
                break scan
            case Byte.space, Byte.tab:
                index += 1
                continue
            case Byte.hash:
                if index > offset { break scan }
            case Byte.colon:
                if endsPlain(index, inFlow) { break scan }
            case Byte.comma, Byte.openBracket, Byte.closeBracket, Byte.openBrace, Byte.closeBrace:
                if inFlow { break scan }
            default:
                break
            }
            index += 1
            offset = index
        }
    }

    /// Is the ':' at `index` an indicator?
    private func endsPlain(_ index: Int, _ inFlow: Bool) -> Bool {
        let next = at(index + 1)
        return next.isBlankOrEnd || (inFlow && next.isFlowIndicator)
    }

    /// The next line, if the scalar goes on there.
    private func plainContinuation(
        _ minIndent: Int, _ inFlow: Bool
    ) -> (offset: Int, lineStart: Int, indent: Int, breaks: Int)? {
        var index = offset
        while at(index).isWhite { index += 1 }
        guard at(index).isBreak else { return nil }
        var breaks = 0
        var start = index
        var spaces = 0
        repeat {
            index = afterBreak(index)
            breaks += 1
            start = index
            while at(index) == Byte.space { index += 1 }
            spaces = index - start
            while at(index).isWhite { index += 1 }
        } while at(index).isBreak
        guard spaces >= minIndent, !isDocumentMarker(at: start) else { return nil }
        switch at(index) {
        case Byte.end, Byte.hash: return nil
        case Byte.colon where endsPlain(index, inFlow): return nil
        case let byte where inFlow && byte.isFlowIndicator: return nil
        default: return (index, start, spaces, breaks)
        }
    }
}
