import Testing

@testable import YAML

@Suite("A YAML scalar")
struct ScalarTests {
    @Test(
        "without quotes goes on to ': ', ' #' or the end, its lines joined by spaces",
        arguments: [
            ("a", #""a""#),
            ("  a b  ", #""a b""#),
            ("a # comment", #""a""#),
            ("a#b", #""a#b""#),
            ("a:b", #""a:b""#),
            ("http://host:80/x", #""http://host:80/x""#),
            ("-a", #""-a""#),
            ("?a", #""?a""#),
            (":a", #"":a""#),
            ("a, b] }", #""a, b] }""#),
            ("k: one\n  two\n   three", #"{"k": "one two three"}"#),
            ("k: one\n\n\n  two", #"{"k": "one\n\ntwo"}"#),
            ("k: it's \"here\" \\n", #"{"k": "it's \"here\" \\n"}"#),
            ("[a b, -1, c:d]", #"["a b", "-1", "c:d"]"#),
            ("k: a\n  # comment\n", #"{"k": "a"}"#),
            ("k:\tv", #"{"k": "v"}"#),
            ("k: Straße — 木", #"{"k": "Straße — 木"}"#),
        ])
    func plain(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "in single quotes knows '' alone, and folds its lines",
        arguments: [
            ("'a'", #""a""#),
            ("'it''s'", #""it's""#),
            (#"'\n # : {'"#, #""\\n # : {""#),
            ("''", #""""#),
            ("'one\n  two\n\n  three'", #""one two\nthree""#),
            ("' a\n b '", #"" a b ""#),
            ("'8080': x", #"{"8080": "x"}"#),
        ])
    func single(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "in double quotes knows every escape of YAML 1.2",
        arguments: [
            (#""a\nb\tc""#, #""a\nb\tc""#),
            (#""\"\\\/""#, #""\"\\/""#),
            (#""\x41\u00DF\U0001F600""#, #""Aß😀""#),
            (#""\0\a\b\v\f\r\e""#, #""\u0\u7\u8\u11\u12\u13\u27""#),
            (#""\N\_\L\P|\ ""#, "\"\u{85}\u{A0}\u{2028}\u{2029}| \""),
            ("\"one\n  two\\\n  three\"", #""one twothree""#),
            ("\"one  \n\n  two\"", #""one\ntwo""#),
            ("\"a\\\n   \\ b\"", #""a b""#),
            ("\"\"", #""""#),
        ])
    func double(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "after | keeps its lines",
        arguments: [
            ("|\n a\n  b\n\n c\n", #""a\n b\n\nc\n""#),
            ("|-\n a\n\n", #""a""#),
            ("|+\n a\n\n\n", #""a\n\n\n""#),
            ("|\n a\n\n\n", #""a\n""#),
            ("k: |2\n    a\n  b\n", #"{"k": "  a\nb\n"}"#),
            ("k: |-2\n   a\n", #"{"k": " a"}"#),
            ("k: |+2 # comment\n   a\n", #"{"k": " a\n"}"#),
            ("|\n # no comment\n", "\"# no comment\\n\""),
            ("a: |\n x\nb: y\n", #"{"a": "x\n", "b": "y"}"#),
            ("a: |\n x\n# comment\nb: y\n", #"{"a": "x\n", "b": "y"}"#),
            ("- |\n a\n- |\n b\n", #"["a\n", "b\n"]"#),
            ("a: |\nb: |+\n\n", #"{"a": "", "b": "\n"}"#),
            ("|\n a", #""a\n""#),
            ("|\n a\r\n b\r\n", #""a\nb\n""#),
        ])
    func literal(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "after > joins its lines, but those that are indented more",
        arguments: [
            (">\n a\n b\n", #""a b\n""#),
            (">-\n a\n b\n", #""a b""#),
            (">+\n a\n\n", #""a\n\n""#),
            (">\n a\n\n b\n", #""a\nb\n""#),
            (">\n a\n\n\n b\n", #""a\n\nb\n""#),
            (">\n a\n   b\n c\n", #""a\n  b\nc\n""#),
            (">\n a\n\n   b\n\n c\n", #""a\n\n  b\n\nc\n""#),
            (">\n\n a\n", #""\na\n""#),
            (">2\n   a\n  b\n", #"" a\nb\n""#),
        ])
    func folded(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test("keeps how it was written, which decides what it means")
    func styles() throws {
        let text = "[8080, '8080', \"8080\"]\n"
        let node = try #require(try YAMLParser.documents(in: Array(text.utf8)).first)
        guard case .sequence(let items) = node.content else {
            Issue.record("\(node)")
            return
        }
        let styles = items.map { item -> Node.Scalar.Style? in
            if case .scalar(let scalar) = item.content { scalar.style } else { nil }
        }
        #expect(styles == [.plain, .singleQuoted, .doubleQuoted])
        #expect(
            try eventLines(Array("- |\n a\n- >\n b\n".utf8)).contains("=VAL |a\\n\n=VAL >b\\n"))
    }
}
