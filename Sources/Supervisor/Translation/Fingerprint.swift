import PodSpec

/// FNV-1a, 64 bits: tells whether something changed, in a few lines and the same on every machine. Not for
/// keeping secrets.
package struct Fingerprint {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // An end mark, so that «ab», «c» differs from «a», «bc».
        state = (state ^ 0x100) &* 0x100_0000_01b3
    }

    /// 16 hexadecimal digits.
    package var text: String { hexadecimal(state) }
}

/// 16 digits.
func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

/// A text that is the same for equal values, on every machine and in every run.
///
/// Absent, empty and false parts are left out, so that a field that a later version of podsup adds does
/// not make every container look changed.
func canonicalText(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
        return mirror.children.first.map { canonicalText($0.value) } ?? ""
    case .dictionary:
        let entries = mirror.children.map { child in
            let pair = Mirror(reflecting: child.value).children.map { canonicalText($0.value) }
            return pair.joined(separator: "=")
        }
        return entries.isEmpty ? "" : "{\(entries.sorted().joined(separator: ","))}"
    case .collection, .set:
        let elements = mirror.children.map { canonicalText($0.value) }
        return elements.isEmpty ? "" : "[\(elements.joined(separator: ","))]"
    case .struct, .tuple, .enum:
        if mirror.children.isEmpty { return "\(value)" }
        let fields = mirror.children.compactMap { child -> String? in
            let text = canonicalText(child.value)
            return text.isEmpty ? nil : "\(child.label ?? ""):\(text)"
        }
        return "(\(fields.joined(separator: ",")))"
    default:
        let text = "\(value)"
        return text == "false" ? "" : "\(text.utf8.count)'\(text)"
    }
}
