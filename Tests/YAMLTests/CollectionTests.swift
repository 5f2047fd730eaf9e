import Testing

@testable import YAML

@Suite("YAML's sequences and mappings")
struct CollectionTests {
    @Test(
        "nest by indentation",
        arguments: [
            ("- a\n- b\n", #"["a", "b"]"#),
            ("-\n  a\n-\n", #"["a", ""]"#),
            ("a: 1\nb:\n  c: 2\n", #"{"a": "1", "b": {"c": "2"}}"#),
            ("a:\n- b\n- c\nd: e\n", #"{"a": ["b", "c"], "d": "e"}"#),
            ("a:\n  - b\nd: e\n", #"{"a": ["b"], "d": "e"}"#),
            ("- a: 1\n  b: 2\n- c: 3\n", #"[{"a": "1", "b": "2"}, {"c": "3"}]"#),
            ("- - a\n  - b\n- - c\n", #"[["a", "b"], ["c"]]"#),
            ("a:\nb:\n", #"{"a": "", "b": ""}"#),
            ("a:   \n\n\n     b: c\n", #"{"a": {"b": "c"}}"#),
            ("# c\na: # c\n  # c\n  b # c\n# c\n", #"{"a": "b"}"#),
            ("'a b': 1\n\"c\": 2\n", #"{"a b": "1", "c": "2"}"#),
            ("a : 1\n", #"{"a": "1"}"#),
            ("a:\n  b:\n    - c:\n        d\n", #"{"a": {"b": [{"c": "d"}]}}"#),
            ("- a:\n  - b\n  c: d\n", #"[{"a": ["b"], "c": "d"}]"#),
        ])
    func block(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "nest by brackets, over lines and with comments",
        arguments: [
            ("[]", "[]"),
            ("{}", "{}"),
            ("[a, [b], {c: d}]", #"["a", ["b"], {"c": "d"}]"#),
            ("{a: 1, b: [2, 3], }", #"{"a": "1", "b": ["2", "3"]}"#),
            ("[a,]", #"["a"]"#),
            ("k: [a,\n  b, # comment\n  c\n  ]\n", #"{"k": ["a", "b", "c"]}"#),
            ("{a, b: }", #"{"a": "", "b": ""}"#),
            (#"{"a":1, 'b':2}"#, #"{"a": "1", "b": "2"}"#),
            ("[a: b, c]", #"[{"a": "b"}, "c"]"#),
            ("[? a : b]", #"[{"a": "b"}]"#),
            ("{a: 'x\n  y'}", #"{"a": "x y"}"#),
            ("- {a: 1}\n- [b]\n", #"[{"a": "1"}, ["b"]]"#),
            ("{http://x: y:z}", #"{"http://x": "y:z"}"#),
        ])
    func flow(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "may be keys, after '? '",
        arguments: [
            ("? a\n: b\n", #"{"a": "b"}"#),
            ("? - a\n  - b\n: c\n", #"{["a", "b"]: "c"}"#),
            ("? |\n  a\n: - b\n", #"{"a\n": ["b"]}"#),
            ("? a\n? b\n", #"{"a": "", "b": ""}"#),
            ("{[a]: b, {c: d}: e}", #"{["a"]: "b", {"c": "d"}: "e"}"#),
        ])
    func keys(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test("carry the line and the column of every key and value")
    func marks() throws {
        let text = "a:\n  - b\n  - {c: d}\né: 'f'\n"
        let node = try #require(try YAMLParser.documents(in: Array(text.utf8)).first)
        #expect(
            places(node) == [
                "1:1 {", "1:1 a", "2:3 [", "2:5 b", "3:5 {", "3:6 c", "3:9 d", "4:1 é", "4:4 f",
            ])
    }
}

private func places(_ node: Node) -> [String] {
    switch node.content {
    case .scalar(let scalar): ["\(node.mark) \(scalar.text)"]
    case .sequence(let items): ["\(node.mark) ["] + items.flatMap(places)
    case .mapping(let entries): ["\(node.mark) {"] + entries.flatMap { places($0.key) + places($0.value) }
    }
}
