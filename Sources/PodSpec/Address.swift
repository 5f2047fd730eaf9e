/// Whether a text is an IPv4 or IPv6 address without a zone.
func isAddress(_ text: String) -> Bool { isIPv4(text[...]) || isIPv6(text) }

private func isIPv4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
        && parts.allSatisfy { part in
            // Kubernetes and Go refuse leading zeros, which some programs read as octal.
            part.utf8.allSatisfy(isDigit) && !(part.utf8.count > 1 && part.hasPrefix("0"))
                && UInt8(part) != nil
        }
}

private func isIPv6(_ text: String) -> Bool {
    var groups = text[...]
    var count = 0
    var hasGap = false
    if groups.hasPrefix("::") {
        hasGap = true
        groups = groups.dropFirst(2)
        if groups.isEmpty { return true }
    }
    while true {
        let end = groups.firstIndex(of: ":") ?? groups.endIndex
        let group = groups[..<end]
        if end == groups.endIndex, group.contains(".") {
            guard isIPv4(group) else { return false }
            count += 2
            break
        }
        guard (1...4).contains(group.utf8.count), group.utf8.allSatisfy({ isHexDigit($0) }) else {
            return false
        }
        count += 1
        if end == groups.endIndex { break }
        groups = groups[groups.index(after: end)...]
        if groups.hasPrefix(":") {
            if hasGap { return false }
            hasGap = true
            groups = groups.dropFirst()
            if groups.isEmpty { break }
        }
    }
    return hasGap ? count < 8 : count == 8
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
}
