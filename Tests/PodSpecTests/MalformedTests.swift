import Testing

@testable import PodSpec

@Suite("A malformed manifest")
struct MalformedTests {
    @Test(
        "is refused with every problem at its place, in the order of the text",
        arguments: malformedObjects + malformedPods + malformedContainers + malformedVolumes)
    func messages(manifest: String) {
        let expected = manifest.split(separator: "\n").filter { $0.hasPrefix("# > ") }.map { $0.dropFirst(4) }
        #expect(!expected.isEmpty)
        #expect(problems(in: manifest) == expected.map(String.init))
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
