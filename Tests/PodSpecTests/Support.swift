import Testing

@testable import PodSpec

/// Decodes one file's text.
func decode(_ text: String, skipUnsupported: Bool = false) throws(ManifestProblems) -> App {
    try Manifest.decode(
        [ManifestFile(name: "site.yaml", bytes: Array(text.utf8))], name: "site",
        options: ManifestOptions(skipUnsupported: skipUnsupported))
}

/// The lines an author would read.
func problems(in text: String) -> [String] {
    problems(of: [("site.yaml", text)]).map(\.description)
}

/// What is wrong with several files; nothing where they decode.
func problems(of files: [(name: String, text: String)], app name: String = "site") -> [ManifestProblem] {
    do {
        let files = files.map { ManifestFile(name: $0.name, bytes: Array($0.text.utf8)) }
        _ = try Manifest.decode(files, name: name)
        return []
    } catch {
        return error.list
    }
}

/// A pod of one container, with more fields of the pod or the container put in, as YAML text.
func pod(spec: String = "", container: String = "") -> String {
    func indented(_ text: String, by columns: Int) -> String {
        let prefix = String(repeating: " ", count: columns)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : prefix + $0 }.joined(separator: "\n")
    }
    return """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: main
            image: example.org/web:1
        \(indented(container, by: 4))
        \(indented(spec, by: 2))
        """
}

func container(_ text: String) throws(ManifestProblems) -> Container {
    try decode(pod(container: text)).pods[0].containers[0]
}
