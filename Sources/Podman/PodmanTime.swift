/// A date as Podman reports it, in nanoseconds since 1970 (UTC).
package struct PodmanTime: Hashable, Comparable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Reads RFC 3339 as Go writes it: up to nine digits of a second, `Z` or an offset. `nil` for anything
    /// else, for Go's zero time (year 1: «never») and for dates that do not fit (after 2262).
    package init?(_ text: String) {
        var reader = DigitReader(Array(text.utf8))
        guard let year = reader.number(4), year >= 1970, reader.skip("-"),
            let month = reader.number(2), (1...12).contains(month), reader.skip("-"),
            let day = reader.number(2), (1...31).contains(day), reader.skip("T") || reader.skip(" "),
            let hour = reader.number(2), hour < 24, reader.skip(":"),
            let minute = reader.number(2), minute < 60, reader.skip(":"),
            let second = reader.number(2), second <= 60
        else { return nil }
        let fraction = reader.skip(".") ? reader.fraction() : 0
        guard let fraction, let offset = reader.offset(), reader.isAtEnd else { return nil }

        let days = daysSince1970(year: year, month: month, day: day)
        let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
        let (scaled, tooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow) = scaled.addingReportingOverflow(fraction)
        guard !tooLarge, !overflow else { return nil }
        nanoseconds = sum
    }

    package static func < (left: PodmanTime, right: PodmanTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

/// Days from 1970-01-01 in the Gregorian calendar: years begin in March, so that the leap day is the last.
private func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
}

private struct DigitReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly `digits` digits.
    mutating func number(_ digits: Int) -> Int64? {
        let piece = rest.prefix(digits)
        guard piece.count == digits, piece.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest.removeFirst(digits)
        return piece.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// One to nine digits after the point, in nanoseconds.
    mutating func fraction() -> Int64? {
        let count = rest.prefix { (0x30...0x39).contains($0) }.count
        guard (1...9).contains(count), let value = number(count) else { return nil }
        return (count..<9).reduce(value) { scaled, _ in scaled * 10 }
    }

    /// Minutes east of Greenwich.
    mutating func offset() -> Int64? {
        if skip("Z") { return 0 }
        let sign: Int64
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(2), hours < 24, skip(":"), let minutes = number(2), minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes)
    }
}
