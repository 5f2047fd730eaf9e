import Foundation
import PodEngine
import Testing

@testable import Supervisor

@Suite("Times in status.json")
struct StatusTimestampTests {
    @Test("a time is written as Foundation writes it, in whole seconds, on any day until 2262")
    func timestampIsFoundations() {
        // Prime steps of about 34 hours: every day of the year, leap days and turns of centuries among them.
        for seconds in stride(from: Int64(0), to: 9_223_372_036, by: 123_457) {
            let expected = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
            let text = timestamp(WallTime(nanoseconds: seconds * 1_000_000_000 + 999_999_999))
            #expect(text == expected)
            if text != expected { return }
        }
    }
}

@Suite("Searching bytes")
struct BytesTests {
    @Test(
        "a text is found wherever it is, and only there",
        arguments: [
            ("abc", "a", true), ("abc", "bc", true), ("abc", "abc", true), ("abc", "abcd", false),
            ("aab", "ab", true), ("abab", "ba", true), ("abc", "ac", false), ("", "a", false),
            ("0::/x/libpod-1f.scope", "libpod-", true),
        ])
    func findsText(bytes: String, text: String, isFound: Bool) {
        #expect(Array(bytes.utf8).contains(text: text) == isFound)
    }
}
