extension YAMLError {
    /// What is wrong. Values of the text are never part of it (they may be secrets), names are.
    package enum Problem: Equatable, Sendable {
        // The bytes.
        case tooLarge(limit: Int)
        case foreignEncoding(String)
        case invalidUTF8
        case controlCharacter(UInt32)
        case unquotedCharacter(UInt32)

        // Limits.
        case tooDeep(limit: Int)
        case tooManyAliases(limit: Int)
        case tooManyNodes(limit: Int)

        // Lines and indentation.
        case tabIndentation
        case badIndentation
        case tooLittleIndentation
        case blankLineTooLong

        // Block collections.
        case blockNotAllowedHere
        case keyNotAllowedHere
        case keyOverSeveralLines
        case keyTooLong
        case keyExpected
        case entryExpected
        case spaceAfterColon
        case textAfterValue
        case blockScalarHeader

        // Scalars.
        case indicator(String)
        case unclosedQuote
        case markerInside(String)
        case unknownEscape
        case escapedCharacter

        // Flow collections.
        case unclosedCollection(Character)
        case separatorExpected(closing: Character)
        case emptyEntry
        case mismatched(closing: Character)

        // Anchors, aliases, tags.
        case emptyName
        case textAfterProperty
        case repeatedProperty(String)
        case propertiesOnAlias
        case unknownAlias(String)
        case aliasInItself(String)
        case badTag
        case undeclaredHandle(String)

        // Documents.
        case badDirective(String)
        case unsupportedVersion(String)
        case documentExpected
        case textAfterDocument
        case textAfterEndMarker

        // Composition.
        case duplicateKey(String?)
        case duplicateMerge
        case mergeNeedsMapping
    }
}

extension YAMLError.Problem: CustomStringConvertible {
    /// `what is wrong; what to do`.
    package var description: String {
        bytesText ?? layoutText ?? contentText
    }

    private var bytesText: String? {
        switch self {
        case .tooLarge(let limit):
            "the text is larger than \(limit) bytes; split it"
        case .foreignEncoding(let name):
            "the text is \(name); save it as UTF-8"
        case .invalidUTF8:
            "found bytes that are no UTF-8; save the file as UTF-8, or put binary data in base64"
        case .controlCharacter(let value):
            "found the control character \(hex(value)); remove it, or write it as an escape in double quotes"
        case .unquotedCharacter(let value):
            "found the character \(hex(value)) outside of quotes; remove it, or quote the value"
        case .tooDeep(let limit):
            "found more than \(limit) collections inside each other; flatten them"
        case .tooManyAliases(let limit):
            "found more than \(limit) aliases; write the values out, or split the text"
        case .tooManyNodes(let limit):
            "found more than \(limit) values, aliases counted as what they repeat; split the text"
        default:
            nil
        }
    }

    private var layoutText: String? {
        switch self {
        case .tabIndentation:
            "found a tab where indentation is expected; indent with spaces"
        case .badIndentation:
            "the indentation matches no open sequence or mapping; align it with the lines it belongs to"
        case .tooLittleIndentation:
            "found a line of an open value that is not indented enough; indent it more than its parent"
        case .blankLineTooLong:
            "found a blank line with more spaces than the block scalar's first line; "
                + "remove the spaces, or give the indentation ('|2')"
        case .blockNotAllowedHere:
            "a block sequence or mapping cannot start here; start it on its own line, indented"
        case .keyNotAllowedHere:
            "a second 'key: value' cannot start in this line; put it on its own line, or quote the text"
        case .keyOverSeveralLines:
            "found ':' after a text of several lines; check the indentation, or quote the text"
        case .keyTooLong:
            "found a key of more than 1024 characters; write '? ' before it"
        case .keyExpected:
            "expected 'key: value' here; add the ':' and a space, or check the indentation"
        case .entryExpected:
            "expected '- ' as in the entries above; add it, or check the indentation"
        case .spaceAfterColon:
            "expected a space after ':'; add one"
        case .textAfterValue:
            "found text after the end of a value; quote the whole value, or put ' #' before a comment"
        case .blockScalarHeader:
            "after '|' or '>' only an indentation (1 to 9), '+' or '-' may follow; put the text on the next line"
        default:
            nil
        }
    }

    private var contentText: String {
        switch self {
        case .indicator(let character):
            "a value cannot start with '\(character)'; quote it"
        case .unclosedQuote:
            "found the end of the text inside of quotes; add the closing quote"
        case .markerInside(let marker):
            "found '\(marker)' at the start of a line inside of quotes or brackets; close them before, or indent"
        case .unknownEscape:
            "found an escape that YAML does not know; write '\\\\' for a backslash, or use single quotes"
        case .escapedCharacter:
            "the escape names no Unicode character; correct its digits"
        case .unclosedCollection(let closing):
            "found the end of the text where ',' or '\(closing)' is expected; add the '\(closing)'"
        case .separatorExpected(let closing):
            "expected ',' or '\(closing)' here; add it, or quote the text before"
        case .emptyEntry:
            "found ',' without a value before it; remove it, or write null"
        case .mismatched(let closing):
            "expected ',' or '\(closing)', found another closing bracket; close with '\(closing)'"
        case .emptyName:
            "'&' and '*' need a name; add it, or quote the value"
        case .textAfterProperty:
            "expected a space after the anchor or tag; add one"
        case .repeatedProperty(let what):
            "found a second \(what) for one value; remove one"
        case .propertiesOnAlias:
            "an alias cannot have an anchor or a tag; remove it"
        case .unknownAlias(let name):
            "no anchor '&\(name)' stands before this alias in its document; define it, or correct the name"
        case .aliasInItself(let name):
            "the alias '*\(name)' stands inside of the value it names; write the value out"
        case .badTag:
            "the tag is no valid tag; write it as '!name', '!!name' or '!<uri>', or quote the value"
        case .undeclaredHandle(let handle):
            "the tag handle '\(handle)' is not declared; add '%TAG \(handle) prefix' before the document's '---'"
        case .badDirective(let remedy):
            "the directive is not valid; \(remedy)"
        case .unsupportedVersion(let version):
            "YAML \(version) is not supported; write %YAML 1.2, or remove the line"
        case .documentExpected:
            "expected '---' after the directives; add it"
        case .textAfterDocument:
            "found text after the end of the document; check the indentation, or start a new one with '---'"
        case .textAfterEndMarker:
            "found text after '...'; put it on its own line"
        case .duplicateKey(let key):
            if let key { "the key '\(shortened(key))' is there twice; remove one" } else {
                "a key is there twice; remove one"
            }
        case .duplicateMerge:
            "the merge key '<<' is there twice; write one with a list, '<<: [*a, *b]'"
        case .mergeNeedsMapping:
            "the merge key '<<' needs a mapping or a list of mappings; quote it if it is an ordinary key"
        default:
            "the text is no valid YAML; correct it"
        }
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private func shortened(_ key: String) -> String {
        key.unicodeScalars.count <= 60 ? key : String(key.unicodeScalars.prefix(60)) + "…"
    }
}
