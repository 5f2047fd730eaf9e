extension YAMLError: CustomStringConvertible {
    /// `line:column: what is wrong; what to do`. The caller puts the file's name in front.
    package var description: String {
        guard let other else { return "\(mark): \(problem)" }
        switch problem {
        case .duplicateKey, .duplicateMerge: return "\(mark): \(problem) (first at \(other))"
        default: return "\(mark): \(problem) (opened at \(other))"
        }
    }
}

extension YAMLError.Problem: CustomStringConvertible {
    /// `what is wrong; what to do`.
    package var description: String {
        switch self {
        case .tooLarge(let limit):
            "the text is larger than \(limit) bytes; split it"
        case .foreignEncoding(let name):
            "the text is \(name); save it as UTF-8"
        case .invalidUTF8:
            "found bytes that are no UTF-8; save the file as UTF-8, or write binary data in base64"
        case .controlCharacter(let value):
            "found the control character \(hex(value)); remove it, or write it as an escape in double quotes"
        case .unquotedCharacter(let value):
            "found the character \(hex(value)) outside of quotes; remove it, or quote the value"

        case .tooDeep(let limit):
            "found more than \(limit) collections inside each other; flatten them"
        case .tooManyDocuments(let limit):
            "found more than \(limit) documents; split the text"
        case .tooManyAliases(let limit):
            "found more than \(limit) aliases; write the values out, or split the text"
        case .tooManyNodes(let limit):
            "found more than \(limit) values; split the text"
        case .tooManyRepeatedNodes(let limit):
            "found aliases that repeat more than \(limit) values; write the values out, or split the text"
        case .tooMuchText(let limit):
            "found more than \(limit) bytes of text, aliases counted as what they repeat; split the text"

        case .tabIndentation:
            "found a tab where indentation is expected; indent with spaces"
        case .badIndentation:
            "the indentation matches no open sequence or mapping; align the line with those it belongs to"
        case .tooLittleIndentation:
            "found a line that is not indented enough inside of quotes or brackets; indent it, or close them"
        case .blankLineTooLong:
            "found a blank line with more spaces than the first line of the text; "
                + "remove the spaces, or give the indentation, as in '|2'"

        case .blockNotAllowedHere:
            "a sequence or mapping cannot start here; start it on its own line, indented"
        case .keyNotAllowedHere:
            "found a second ': ' in one line; put the key on its own line, or quote the text"
        case .keyOverSeveralLines:
            "found ': ' after a text of several lines; check the indentation, or quote the text"
        case .keyTooLong:
            "found a key of more than 1024 characters; write '? ' before it"
        case .keyExpected:
            "expected 'key: value'; add the ':' and a space, or check the indentation"
        case .entryExpected:
            "expected '- ' as in the entries above; add it, or check the indentation"
        case .spaceAfterColon:
            "expected a space after ':'; add it"
        case .textAfterValue:
            "found text after the end of a value; quote the whole value, or write ' #' before a comment"
        case .blockScalarHeader:
            "only an indentation (1 to 9), '+' or '-' may follow '|' or '>'; start the text on the next line"

        case .indicator(let character):
            "a value cannot start with '\(character)'; quote it"
        case .unclosedQuote:
            "found the end of the text inside of quotes; add the closing quote"
        case .markerInside(let marker):
            "found '\(marker)' at the start of a line inside of quotes or brackets; close them, or indent the line"
        case .unknownEscape:
            "found an escape that YAML does not know; write '\\\\' for a backslash, or use single quotes"
        case .escapedCharacter:
            "the escape names no Unicode character; correct its digits"

        case .unclosedCollection(let closing):
            "found the end of the text where ',' or '\(closing)' is expected; add the '\(closing)'"
        case .separatorExpected(let closing):
            "expected ',' or '\(closing)'; add it, or quote the text before"
        case .emptyEntry:
            "found ',' without a value before it; remove it, or write null"
        case .mismatched(let closing):
            "expected ',' or '\(closing)', found the other bracket; write '\(closing)'"

        case .emptyName:
            "'&' and '*' need a name; add it, or quote the value"
        case .textAfterProperty:
            "expected a space after the anchor or tag; add it, or quote the value"
        case .repeatedProperty(let what):
            "found a second \(what) for one value; remove one"
        case .propertiesOnAlias:
            "an alias cannot have an anchor or a tag; remove it"
        case .unknownAlias(let name):
            "no '&\(shortened(name))' stands before this alias in its document; add it, or quote the value"
        case .aliasInItself(let name):
            "the alias '*\(shortened(name))' stands inside of the value that it names; write the value out"
        case .badTag:
            "this is no valid tag; write '!name', '!!name' or '!<uri>', or quote the value"
        case .undeclaredHandle(let handle):
            "the tag handle '\(shortened(handle))' is not declared; "
                + "add a %TAG line before the document's '---', or quote the value"

        case .badDirective(let remedy):
            "the directive is not valid; \(remedy)"
        case .unsupportedVersion(let version):
            "YAML \(shortened(version)) is not supported; write %YAML 1.2, or remove the line"
        case .documentExpected:
            "expected '---' after the directives; add it"
        case .textAfterDocument:
            "found text after the end of the document; check the indentation, or start a new one with '---'"
        case .textAfterEndMarker:
            "found text after '...'; put it on its own line"

        case .duplicateKey(let key?):
            "the key '\(shortened(key))' is there twice; remove one"
        case .duplicateKey(nil):
            "a key is there twice; remove one"
        case .duplicateMerge:
            "the merge key '<<' is there twice; write one with a list, '<<: [*a, *b]'"
        case .mergeNeedsMapping:
            "the merge key '<<' needs a mapping or a list of mappings; quote it if it is an ordinary key"
        }
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A name that comes from the text, in a length and with characters that fit an error message.
    private func shortened(_ name: String) -> String {
        var result = ""
        for (index, scalar) in name.unicodeScalars.enumerated() {
            if index == 60 { return result + "…" }
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: result += hex(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
