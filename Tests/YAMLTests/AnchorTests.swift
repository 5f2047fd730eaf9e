import Testing

@testable import YAML

@Suite("YAML's anchors, aliases, merge keys and tags")
struct AnchorTests {
    @Test(
        "an alias is the value that its anchor names",
        arguments: [
            ("a: &x 1\nb: *x\n", #"{"a": "1", "b": "1"}"#),
            ("a: &x {k: v}\nb: [*x, *x]\n", #"{"a": {"k": "v"}, "b": [{"k": "v"}, {"k": "v"}]}"#),
            ("- &x 1\n- *x\n- &x 2\n- *x\n", #"["1", "1", "2", "2"]"#),
            ("&k a: 1\nb: *k\n", #"{"a": "1", "b": "a"}"#),
            ("a: &k b\n*k : 2\n", #"{"a": "b", "b": "2"}"#),
            ("a: &x\nb: *x\n", #"{"a": "", "b": ""}"#),
            ("a: &x |\n  t\nb: *x\n", #"{"a": "t\n", "b": "t\n"}"#),
            ("a: &x\n  - 1\nb: *x\n", #"{"a": ["1"], "b": ["1"]}"#),
            ("--- &d\na: 1\n", #"{"a": "1"}"#),
        ])
    func aliases(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "'<<' takes what is not there from other mappings, the first of them first",
        arguments: [
            ("a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n", #"{"k": "3", "l": "2"}"#),
            ("a: &x {k: 1, l: 2}\nb: {k: 3, <<: *x}\n", #"{"k": "3", "l": "2"}"#),
            ("a: &x {k: 1}\ny: &y {k: 2, m: 4}\nb: {<<: [*x, *y]}\n", #"{"k": "1", "m": "4"}"#),
            ("a: &x {k: 1}\nc: &y {<<: *x, l: 2}\nb: {<<: *y}\n", #"{"k": "1", "l": "2"}"#),
            ("b: {<<: {k: 1}}\n", #"{"k": "1"}"#),
            ("b: {'<<': 1}\n", #"{"<<": "1"}"#),
        ])
    func merge(text: String, value: String) throws {
        let node = try #require(try YAMLParser.documents(in: Array(text.utf8)).first)
        guard case .mapping(let entries) = node.content,
            let merged = entries.first(where: { $0.key.scalarText == "b" })?.value,
            case .mapping(let pairs) = merged.content
        else {
            Issue.record("\(node)")
            return
        }
        // The order of keys means nothing.
        let found = pairs.compactMap { pair in
            pair.key.scalarText.map { "\"\($0)\": \"\(pair.value.scalarText ?? "?")\"" }
        }
        #expect("{" + found.sorted().joined(separator: ", ") + "}" == value)
    }

    @Test(
        "a tag is resolved, by the handles of its document",
        arguments: [
            ("!!str 8080", #"<tag:yaml.org,2002:str>"8080""#),
            ("!local x", #"<!local>"x""#),
            ("!<urn:x> y", #"<urn:x>"y""#),
            ("! x", #"<!>"x""#),
            ("!!map {a: !!int 1}", #"<tag:yaml.org,2002:map>{"a": <tag:yaml.org,2002:int>"1"}"#),
            ("%TAG !e! tag:example.com:\n---\n!e!a b\n", #"<tag:example.com:a>"b""#),
            ("!a%20b c", #"<!a b>"c""#),
            ("&a !t x", #"<!t>"x""#),
            ("!t &a x", #"<!t>"x""#),
        ])
    func tags(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "what they can't mean is refused with its place",
        arguments: [
            ("a: *x", "1:4: no '&x' stands before this alias in its document; add it, or quote the value"),
            (
                "--- &x a\n--- *x",
                "2:5: no '&x' stands before this alias in its document; add it, or quote the value"
            ),
            ("&x [*x]", "1:5: the alias '*x' stands inside of the value that it names; write the value out"),
            ("a: 1\nb: 2\na: 3", "3:1: the key 'a' is there twice; remove one (first at 1:1)"),
            ("a: 1\n'a': 3", "2:1: the key 'a' is there twice; remove one (first at 1:1)"),
            ("{[a]: 1, [a]: 2}", "1:10: a key is there twice; remove one (first at 1:2)"),
            (
                "{<<: {a: 1}, <<: {b: 1}}",
                "1:14: the merge key '<<' is there twice; write one with a list, '<<: [*a, *b]' (first at 1:2)"
            ),
            (
                "<<: 1",
                "1:5: the merge key '<<' needs a mapping or a list of mappings; quote it if it is an ordinary key"
            ),
            ("&a &b c", "1:4: found a second anchor for one value; remove one"),
            ("&a *b", "1:1: an alias cannot have an anchor or a tag; remove it"),
            ("& a", "1:1: '&' and '*' need a name; add it, or quote the value"),
            (
                "!e!a b",
                "1:1: the tag handle '!e!' is not declared; add a %TAG line before the document's '---', or quote the value"
            ),
        ])
    func wrong(text: String, message: String) {
        #expect(refusal(of: text) == message)
    }
}
