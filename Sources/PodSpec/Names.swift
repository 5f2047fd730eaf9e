/// What Kubernetes asks of a name (`apimachinery/pkg/util/validation/validation.go`).
enum NameRule {
    /// Containers, volumes, hostnames.
    case dnsLabel
    /// Services (DNS-1035).
    case serviceName
    /// Pods, ConfigMaps, Secrets, claims.
    case dnsSubdomain
    /// Keys of labels and annotations: `name` or `prefix.example/name`.
    case qualifiedName
    case labelValue
    /// A container port's name (IANA service name).
    case portName
    /// A key of a ConfigMap or Secret, which is also a file name.
    case dataKey
    /// Any printable ASCII but `=` (KEP-4369).
    case environmentName
    case headerName
    /// A domain of resolv.conf: underscores and a dot at the end may be (KEP-4427), and a lone dot.
    case searchDomain

    /// What is allowed, for a sentence that begins with «use».
    var allowed: String {
        switch self {
        case .dnsLabel:
            return "at most 63 lower-case letters, digits and '-', with a letter or digit at both ends"
        case .serviceName:
            return
                "at most 63 lower-case letters, digits and '-', with a letter first and no '-' at the end"
        case .dnsSubdomain:
            return "at most 253 lower-case letters, digits, '-' and '.', with a letter or digit at both ends "
                + "and beside each '.'"
        case .qualifiedName:
            return "at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends, "
                + "optionally after a domain and '/'"
        case .labelValue:
            return "at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends"
        case .portName:
            return
                "at most 15 lower-case letters, digits and single '-', at least one letter, "
                + "no '-' at the ends"
        case .dataKey:
            return
                "at most 253 letters, digits, '-', '_' and '.', "
                + "and neither '.' nor a name that begins with '..'"
        case .environmentName:
            return "printable ASCII characters without '='"
        case .headerName:
            return "letters, digits and '-'"
        case .searchDomain:
            return "at most 253 lower-case letters, digits, '-', '_' and '.'"
        }
    }

    func accepts(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        switch self {
        case .dnsLabel:
            return isLabel(bytes[...])
        case .serviceName:
            return isLabel(bytes[...]) && !isDigit(bytes[0])
        case .dnsSubdomain:
            return bytes.count <= 253 && isSubdomain(bytes)
        case .qualifiedName:
            return isQualifiedName(text)
        case .labelValue:
            return bytes.isEmpty || isWord(bytes)
        case .portName:
            return isPortName(bytes)
        case .dataKey:
            return (1...253).contains(bytes.count) && text != "." && !text.hasPrefix("..")
                && bytes.allSatisfy { isLetterOrDigit($0) || isWordMark($0) }
        case .environmentName:
            return !bytes.isEmpty
                && bytes.allSatisfy { (0x20...0x7e).contains($0) && $0 != UInt8(ascii: "=") }
        case .headerName:
            return !bytes.isEmpty && bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        case .searchDomain:
            if text == "." { return true }
            let name = bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes[...]
            // An underscore counts as a letter.
            return name.count <= 253
                && isSubdomain(name.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "x") : $0 })
        }
    }
}

private func isSubdomain(_ bytes: [UInt8]) -> Bool {
    // Only the whole name has a limit here, not each label: so does Kubernetes.
    bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
        isLabel($0, limit: 253)
    }
}

private func isLabel(_ bytes: ArraySlice<UInt8>, limit: Int = 63) -> Bool {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= limit else { return false }
    return isLowerOrDigit(first) && isLowerOrDigit(last)
        && bytes.allSatisfy { isLowerOrDigit($0) || $0 == UInt8(ascii: "-") }
}

private func isWord(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    return isLetterOrDigit(first) && isLetterOrDigit(last)
        && bytes.allSatisfy { isLetterOrDigit($0) || isWordMark($0) }
}

private func isQualifiedName(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return isWord(Array(text.utf8))
    case 2: return NameRule.dnsSubdomain.accepts(String(parts[0])) && isWord(Array(parts[1].utf8))
    default: return false
    }
}

private func isPortName(_ bytes: [UInt8]) -> Bool {
    let dash = UInt8(ascii: "-")
    guard (1...15).contains(bytes.count), bytes.first != dash, bytes.last != dash else { return false }
    guard bytes.allSatisfy({ isLowerOrDigit($0) || $0 == dash }) else { return false }
    guard bytes.contains(where: { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else {
        return false
    }
    return !zip(bytes, bytes.dropFirst()).contains { $0 == dash && $1 == dash }
}

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isLowerOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLowerOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
}

private func isWordMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
}
