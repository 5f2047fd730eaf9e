/// What may name an app: a DNS label of at most 50 characters. It becomes a part of paths and unit names, so
/// that a name from a command line must be checked before anything is made of it.
package enum AppName {
    package static func isValid(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        func isEnd(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard (1...50).contains(bytes.count), isEnd(bytes[0]), isEnd(bytes[bytes.count - 1]) else {
            return false
        }
        return bytes.allSatisfy { isEnd($0) || $0 == UInt8(ascii: "-") }
    }

    /// The app of a unit `podsup-APP.service`.
    package static func of(unit: String) -> String? {
        guard unit.hasPrefix("podsup-"), unit.hasSuffix(".service") else { return nil }
        let name = String(unit.dropFirst("podsup-".count).dropLast(".service".count))
        return isValid(name) ? name : nil
    }
}

extension AppName {
    /// What may name an object of a manifest: a DNS subdomain, which leads nowhere else in a path.
    package static func isObject(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return name.utf8.count <= 253
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                            || byte == UInt8(ascii: "-")
                    }
            }
    }
}
