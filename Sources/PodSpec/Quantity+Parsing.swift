extension Quantity {
    /// Reads `<sign>digits[.digits]<suffix>`, to the letter of Kubernetes'
    /// `apimachinery/pkg/api/resource/quantity.go`: suffixes `n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei`,
    /// or an exponent as in `e3`.
    ///
    /// Both values are rounded away from zero and clamped to ±(2^63 − 1).
    package init?(parsing text: String) {
        var rest = Array(text.utf8)[...]
        var negative = false
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            negative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !(whole.isEmpty && fraction.isEmpty),
            let scale = Scale(suffix: String(decoding: rest, as: UTF8.self))
        else { return nil }

        let number = Decimal(
            digits: (whole + fraction).map { $0 - UInt8(ascii: "0") }, exponent: scale.ten - fraction.count
        ).timesTwo(toThe: scale.two)
        self.init(
            text: text,
            milli: number.roundedUp(shiftedBy: 3, negative: negative),
            value: number.roundedUp(shiftedBy: 0, negative: negative))
    }

    /// Whether the text ends in `suffix` after a digit.
    func hasSuffix(_ suffix: String) -> Bool {
        guard text.hasSuffix(suffix) else { return false }
        return text.dropLast(suffix.count).utf8.last.map(isDigit) ?? false
    }
}

/// What a quantity's suffix multiplies by: 10^ten · 2^two.
private struct Scale {
    var ten = 0
    var two = 0

    init?(suffix: String) {
        switch suffix {
        case "": break
        case "n": ten = -9
        case "u": ten = -6
        case "m": ten = -3
        case "k": ten = 3
        case "M": ten = 6
        case "G": ten = 9
        case "T": ten = 12
        case "P": ten = 15
        case "E": ten = 18
        case "Ki": two = 10
        case "Mi": two = 20
        case "Gi": two = 30
        case "Ti": two = 40
        case "Pi": two = 50
        case "Ei": two = 60
        default:
            guard suffix.hasPrefix("e") || suffix.hasPrefix("E"), suffix.utf8.count <= 8,
                let exponent = Int(suffix.dropFirst())
            else { return nil }
            ten = exponent
        }
    }
}

/// A non-negative decimal number of any length: digits · 10^exponent.
private struct Decimal {
    /// Most significant first.
    var digits: [UInt8]
    var exponent: Int

    func timesTwo(toThe power: Int) -> Decimal {
        var digits = digits
        for _ in 0..<(power / 10) {
            var carry: UInt32 = 0
            for index in digits.indices.reversed() {
                let product = UInt32(digits[index]) * 1024 + carry
                digits[index] = UInt8(product % 10)
                carry = product / 10
            }
            while carry > 0 {
                digits.insert(UInt8(carry % 10), at: 0)
                carry /= 10
            }
        }
        return Decimal(digits: digits, exponent: exponent)
    }

    /// The number times 10^shift as an integer, rounded away from zero.
    func roundedUp(shiftedBy shift: Int, negative: Bool) -> Int64 {
        let significant = digits.drop { $0 == 0 }
        guard !significant.isEmpty else { return 0 }
        let power = exponent + shift
        let (kept, zeros) = power >= 0 ? (significant.count, power) : (max(0, significant.count + power), 0)
        // 20 decimal digits never fit.
        guard kept + zeros < 20 else { return negative ? -Int64.max : Int64.max }
        var magnitude: UInt64 = 0
        for digit in significant.prefix(kept) { magnitude = magnitude * 10 + UInt64(digit) }
        for _ in 0..<zeros { magnitude *= 10 }
        if significant.dropFirst(kept).contains(where: { $0 != 0 }) { magnitude += 1 }
        let clamped = Int64(min(magnitude, UInt64(Int64.max)))
        return negative ? -clamped : clamped
    }
}
