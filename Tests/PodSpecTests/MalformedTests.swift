import Testing

@testable import PodSpec

@Suite("A malformed manifest")
struct MalformedTests {
    @Test(
        "is refused with every problem at its place, in the order of the text",
        arguments: malformedObjects + malformedPods + malformedContainers + malformedVolumes + malformedKinds
            + malformedNames)
    func messages(manifest: String) {
        let expected = manifest.split(separator: "\n").filter { $0.hasPrefix("# > ") }.map { $0.dropFirst(4) }
        #expect(!expected.isEmpty)
        #expect(problems(in: manifest) == expected.map(String.init))
    }

    @Test(
        "that is no YAML is refused in the parser's words, at its place",
        arguments: [
            ("apiVersion: v1\nkind: Pod\n metadata: x\n", "3:10: "), ("a: b\na: c\n", "2:1: "),
            ("a: *x\n", "1:4: "),
            ("a:\n\tb: c\n", "2:2: "), ("a: \"b\n", "2:1: "), ("a: [b\n", "2:1: "), ("a: \u{0}", "1:4: "),
        ])
    func badYAML(text: String, place: String) throws {
        let found = problems(of: [("a.yaml", text)])
        let problem = try #require(found.first)
        #expect(found.count == 1)
        #expect(problem.code == .badYAML)
        #expect(problem.path == "")
        #expect(!problem.what.contains("; ") && !problem.remedy.isEmpty)
        #expect(problem.description.hasPrefix(place))
    }

    @Test("in one of several files is named by its index, and the others' problems are there too")
    func severalFiles() {
        let first = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
        let found = problems(of: [
            ("a.yaml", first), ("b.yaml", first + "---\nkind: [\n"), ("c.yaml", first + "---\nkind: 5\n"),
        ])
        #expect(found.map(\.file) == [1, 2, 2])
        #expect(found.map(\.code) == [.badYAML, .duplicate, .wrongType])
    }

    @Test("names the other file where a port is taken in another file")
    func otherFile() {
        func pod(_ name: String) -> String {
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: \(name)}
            spec: {containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: 80}]}]}
            """
        }
        #expect(
            problems(of: [("a.yaml", pod("a")), ("b.yaml", pod("b"))]).map(\.message) == [
                "port 80 of the machine is taken already, at a.yaml:4:79; use another hostPort"
            ])
    }

    @Test("never repeats a Secret's value", arguments: ["data", "stringData"])
    func secrets(field: String) {
        let text = """
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            \(field): {password: [hunter2], "b c": hunter2!}
            """
        let lines = problems(in: text)
        #expect(lines.count >= 2)
        #expect(!lines.contains { $0.contains("hunter2") })
    }

    @Test("is not the only one that could repeat a Secret's value: so could a warning")
    func secretWarnings() throws {
        let text = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {pin: 4711}\n"
        #expect(try decode(text).warnings.map(\.text) == ["taken as text; Kubernetes wants it in quotes"])
    }

    @Test("with more problems than anyone reads ends with their number")
    func manyProblems() {
        let fields = (0..<1500).map { "x\($0): 1" }.joined(separator: ", ")
        let text = "{apiVersion: v1, kind: Namespace, metadata: {name: a}, zeta: {\(fields)}, \(fields)}"
        let found = problems(of: [("a.yaml", text), ("b.yaml", "kind: [")])
        #expect(found.count == 1001)
        #expect(found.last?.message == "there are 502 more problems; correct these first")
    }

    @Test(
        "whose files contradict each other is refused",
        arguments: [["a", "a"], ["a", "a/b"], ["a/b/c", "a"]])
    func filePaths(paths: [String]) {
        let items = paths.map { "{path: \($0), fieldRef: {fieldPath: metadata.name}}" }.joined(
            separator: ", ")
        let lines = problems(in: pod(spec: "volumes: [{name: v, downwardAPI: {items: [\(items)]}}]"))
        #expect(lines.count == 1)
        #expect(lines.first?.contains("is another file or a folder of this volume already") ?? false)
    }

    @Test(
        "has no name that does not fit in the names made of it",
        arguments: ["", "Site", String(repeating: "a", count: 51)])
    func appName(name: String) {
        #expect(
            problems(of: [("-", pod())], app: name).map(\.message) == [
                "'\(name)' can't be the name of an app; give it one with --name: at most 50 lower-case letters, "
                    + "digits and '-', with a letter or digit at both ends"
            ])
    }
}
