import Testing

@testable import YAML

@Suite("A YAML text is refused where it begins to be too much:")
struct LimitTests {
    @Test("aliases of aliases, after the few lines that they need")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(
            refusal(of: text).hasSuffix(
                ": found aliases that repeat more than 100000 values; write the values out, or split the text"
            ))
    }

    @Test("a long text that aliases repeat")
    func repeatedText() {
        let text =
            "a: &a " + String(repeating: "x", count: 1 << 20) + "\nb: ["
            + [String](repeating: "*a", count: 100).joined(separator: ", ") + "]\n"
        #expect(refusal(of: text).hasPrefix("2:"))
        #expect(refusal(of: text).contains("bytes of text, aliases counted as what they repeat"))
    }

    @Test("mappings merged into each other")
    func merges() {
        var text = "a: &a {k: 1}\n"
        for line in 0..<300 {
            text += "b\(line): {<<: [" + [String](repeating: "*a", count: 50).joined(separator: ", ") + "]}\n"
        }
        #expect(
            refusal(of: text).hasSuffix(
                ": found more than 10000 aliases; write the values out, or split the text"))
    }

    @Test("more than 100 collections inside each other, by brackets, dashes or aliases")
    func depth() {
        #expect(
            refusal(of: String(repeating: "[", count: 100) + String(repeating: "]", count: 100)) == "accepted"
        )
        let message = "found more than 100 collections inside each other; flatten them"
        #expect(refusal(of: String(repeating: "[", count: 1_000_000)) == "1:101: \(message)")
        #expect(refusal(of: String(repeating: "- ", count: 1_000_000)) == "1:201: \(message)")
        let deep = "a: &a " + String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        let deeper = "\nb: " + String(repeating: "[", count: 60) + "*a" + String(repeating: "]", count: 60)
        #expect(refusal(of: deep + deeper) == "2:64: \(message)")
    }

    @Test("4 MiB")
    func bytes() {
        #expect(refusal(of: "a: " + String(repeating: "x", count: (4 << 20) - 3)) == "accepted")
        #expect(
            refusal(of: "a: " + String(repeating: "x", count: (4 << 20) - 2))
                == "1:1: the text is larger than 4194304 bytes; split it")
    }

    @Test("10,000 documents, empty ones too")
    func documents() {
        #expect(refusal(of: String(repeating: "---\n", count: 10_000)) == "accepted")
        #expect(
            refusal(of: String(repeating: "---\n", count: 1_000_000))
                == "10001:1: found more than 10000 documents; split the text")
    }

    @Test("350,000 values")
    func values() {
        let message = "found more than 350000 values; split the text"
        #expect(refusal(of: "[" + String(repeating: "a,", count: 500_000) + "]").hasSuffix(message))
        #expect(refusal(of: String(repeating: "- a\n", count: 500_000)).hasSuffix(message))
    }
}
