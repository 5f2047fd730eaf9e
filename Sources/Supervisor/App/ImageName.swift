/// The grammar of an image's name (distribution's `reference/regexp.go`), as far as mistakes are made.
enum ImageName {
    /// What is wrong with `[DOMAIN/]PATH[:TAG][@DIGEST]`, and what to do; `nil`: nothing.
    static func problem(of reference: String) -> String? {
        var rest = reference[...]
        if let at = rest.firstIndex(of: "@") {
            if !isDigest(rest[rest.index(after: at)...]) {
                return "the digest after '@' must be as in sha256:HEX"
            }
            rest = rest[..<at]
        }
        let afterSlash = rest.lastIndex(of: "/").map(rest.index(after:)) ?? rest.startIndex
        if let colon = rest[afterSlash...].firstIndex(of: ":") {
            let tag = rest[rest.index(after: colon)...]
            guard (1...128).contains(tag.utf8.count),
                tag.utf8.allSatisfy({ isWord($0) || $0 == 0x2D || $0 == 0x2E }),
                tag.utf8.first.map(isWord) == true
            else { return "'\(tag)' is no tag; use letters, digits, '_', '.' and '-'" }
            rest = rest[..<colon]
        }
        var parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 1, isDomain(parts[0]) { parts.removeFirst() }
        for part in parts {
            if part.isEmpty { return "it has an empty part; write it as in registry/name:tag" }
            if part.utf8.contains(where: { (0x41...0x5A).contains($0) }) {
                return "'\(part)' must be lowercase"
            }
            if !part.utf8.allSatisfy({ isWord($0) || $0 == 0x2D || $0 == 0x2E })
                || !isAlphanumeric(part.utf8.first)
                || !isAlphanumeric(part.utf8.last)
            {
                return "'\(part)' may have lowercase letters, digits, and between them '.', '_' and '-'"
            }
        }
        return nil
    }

    /// As Docker tells a registry from the first part of a path.
    private static func isDomain(_ part: Substring) -> Bool {
        part == "localhost" || part.utf8.contains(0x2E) || part.utf8.contains(0x3A)
            || part.utf8.contains { (0x41...0x5A).contains($0) }
    }

    private static func isDigest(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].utf8.count >= 32
            && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
    }

    private static func isWord(_ byte: UInt8) -> Bool { byte == 0x5F || isAlphanumeric(byte) }
}
