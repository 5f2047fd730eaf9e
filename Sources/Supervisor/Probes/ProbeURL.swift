/// What an httpGet probe asks for: enough of RFC 3986 for its path and for where a redirect points.
struct ProbeURL: Equatable, CustomStringConvertible {
    /// In lower case.
    var scheme: String
    /// A name or an address, IPv6 without brackets.
    var host: String
    /// As written; `nil`: the scheme's own.
    var port: UInt16?
    /// Path and query; begins with a slash.
    var target: String

    /// - Parameter path: as the manifest has it: a query may follow, the slash in front may be missing.
    init(scheme: String, host: String, port: UInt16?, path: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        target = Self.target(path)
    }

    /// The port to connect to.
    var effectivePort: UInt16 { port ?? (scheme == "https" ? 443 : 80) }

    /// The value of the Host header field.
    var authority: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port.map { "\(name):\($0)" } ?? name
    }

    var description: String { "\(scheme)://\(authority)\(target)" }

    /// Where a Location field leads from here (RFC 3986 §5.2); `nil` if it is no URL.
    func resolving(_ location: String) -> ProbeURL? {
        let reference = location.prefix { $0 != "#" }
        if let colon = reference.firstIndex(where: { ":/?".contains($0) }), reference[colon] == ":" {
            let scheme = reference[..<colon].lowercased()
            let rest = reference[reference.index(after: colon)...]
            return rest.hasPrefix("//") ? Self.absolute(scheme, rest.dropFirst(2)) : nil
        }
        if reference.hasPrefix("//") { return Self.absolute(scheme, reference.dropFirst(2)) }

        var result = self
        let path = target.prefix { $0 != "?" }
        if reference.isEmpty { return result }
        if reference.hasPrefix("?") {
            result.target = Self.target(path + reference)
        } else if reference.hasPrefix("/") {
            result.target = Self.target(Self.withoutDots(reference))
        } else {
            let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
            result.target = Self.target(Self.withoutDots(folder + reference))
        }
        return result
    }

    private static func absolute(_ scheme: String, _ rest: Substring) -> ProbeURL? {
        let end = rest.firstIndex { "/?".contains($0) } ?? rest.endIndex
        // Whoever redirects to a user's password gets it ignored.
        let authority = rest[..<end].split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        var host = authority
        var port: UInt16?
        let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
        if let colon = authority[bracket...].lastIndex(of: ":") {
            host = authority[..<colon]
            let digits = authority[authority.index(after: colon)...]
            port = UInt16(digits)
            if port == nil && !digits.isEmpty { return nil }
        }
        if host.hasPrefix("[") && host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        return ProbeURL(scheme: scheme, host: String(host), port: port, path: String(rest[end...]))
    }

    /// `.` and `..` worked off (RFC 3986 §5.2.4); the query stays as it is.
    private static func withoutDots(_ reference: some StringProtocol) -> String {
        let path = reference.prefix { $0 != "?" }
        var kept: [Substring] = []
        let segments = String(path).split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            if segment == ".." { _ = kept.popLast() }
            if segment != "." && segment != ".." {
                kept.append(segment)
            } else if isLast {
                kept.append("")
            }
        }
        return "/" + kept.joined(separator: "/") + reference[path.endIndex...]
    }

    /// What goes on the request line: no fragment, one slash in front, and nothing that would end or split
    /// the line: other bytes than RFC 3986 allows are escaped.
    private static func target(_ path: some StringProtocol) -> String {
        var result: [UInt8] = []
        let text = path.prefix { $0 != "#" }
        if !text.hasPrefix("/") { result.append(UInt8(ascii: "/")) }
        for byte in text.utf8 {
            if allowed.contains(byte) {
                result.append(byte)
            } else {
                result.append(UInt8(ascii: "%"))
                result += [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let allowed = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&'()*+,;=%".utf8)
    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
