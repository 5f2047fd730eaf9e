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
        case tooManyDocuments(limit: Int)
        case tooManyAliases(limit: Int)
        case tooManyNodes(limit: Int)
        case tooManyRepeatedNodes(limit: Int)
        case tooMuchText(limit: Int)

        // Lines and indentation.
        case tabIndentation
        case badIndentation
        case tooLittleIndentation
        case blankLineTooLong

        // Block collections and scalars.
        case blockNotAllowedHere
        case keyNotAllowedHere
        case keyOverSeveralLines
        case keyTooLong
        case keyExpected
        case entryExpected
        case spaceAfterColon
        case textAfterValue
        case blockScalarHeader

        // Plain and quoted scalars.
        case indicator(Character)
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
        case badDirective(remedy: String)
        case unsupportedVersion(String)
        case documentExpected
        case textAfterDocument
        case textAfterEndMarker

        // Composition. A key that is no scalar has no name.
        case duplicateKey(String?)
        case duplicateMerge
        case mergeNeedsMapping
    }
}
