import CLinux

/// A regular expression, POSIX extended: regex(7). Owns one compiled by the C library.
///
/// journalctl's are PCRE2's, which podsup does not link; of those `\d`, `*?` and look-around are missing.
/// Bytes are compared as they are: `.` is one byte, and case is known of ASCII letters only.
package final class Pattern {
    private let raw: OpaquePointer

    /// - Parameter ignoresCase: nil: where the text has no capital letter, as in journalctl(1), `--grep`.
    package init(_ text: String, ignoresCase: Bool? = nil) throws(PatternError) {
        let ignores =
            ignoresCase ?? !text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        var reason = [CChar](repeating: 0, count: 200)
        guard let raw = linux_pattern_compile(text, ignores ? 1 : 0, &reason, Int32(reason.count)) else {
            let bytes = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw PatternError(text: text, reason: String(decoding: bytes, as: UTF8.self))
        }
        self.raw = raw
    }

    deinit { linux_pattern_free(raw) }

    /// Whether it occurs anywhere in the bytes. Bytes too many for the memory there is don't match.
    package func matches(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            linux_pattern_matches(raw, buffer.baseAddress, Int64(buffer.count)) == 1
        }
    }
}

package struct PatternError: Error, Equatable, CustomStringConvertible {
    package let text: String
    /// The C library's words.
    package let reason: String

    package var description: String {
        "'\(text)' is no regular expression: \(reason); see 'man 7 regex', and write \\. for a point"
    }
}
