/// Names of units: systemd.unit(5), "String Escaping for Inclusion in Unit Names".
package enum UnitName {
    /// Makes any text a part of a unit's name, as systemd-escape(1) does: `my-app` becomes `my\x2dapp`.
    ///
    /// Slices need it most: a `-` in a slice's name separates it from its parent's.
    package static func escape(_ text: String) -> String {
        var name = ""
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "/"):
                name += "-"
            case UInt8(ascii: ".") where index > 0,
                UInt8(ascii: ":"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                name.unicodeScalars.append(UnicodeScalar(byte))
            default:
                name += "\\x" + hex(byte)
            }
        }
        return name
    }

    /// Whether systemd takes this as the full name of a unit: at most 255 bytes, a type that it knows
    /// behind the last dot, and only letters, digits and `:-_.\@` in front of it.
    package static func isValid(_ name: String) -> Bool {
        guard name.utf8.count <= 255, let dot = name.lastIndex(of: ".") else { return false }
        let stem = name[..<dot].utf8
        return types.contains(String(name[name.index(after: dot)...]))
            && !stem.isEmpty && stem.first != UInt8(ascii: "@") && stem.allSatisfy(isNameByte)
    }

    private static let types: Set<String> = [
        "service", "socket", "target", "device", "mount", "automount", "swap", "timer", "path", "slice",
        "scope",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: ":-_.\\@".utf8.contains(byte)
        }
    }
}
