import Foundation
import Supervisor
import Testing

@testable import podsup

@MainActor
@Suite("validate")
struct ValidateTests {
    private let folder: Folder
    private let screen = Screen()

    init() throws { folder = try Folder() }

    private func validate(_ words: String...) async -> Int32 {
        await run(["validate"] + words, screen.console())
    }

    @Test("a valid manifest is said to be so, with what is in it")
    func valid() async throws {
        let path = try folder.write("hello.yaml", hello)
        #expect(await validate(path) == 0)
        #expect(screen.text == "hello is valid: 1 pod, 1 container\n")
        #expect(screen.complaints.isEmpty)
    }

    @Test(
        "every problem is shown with its place, in the order of the files and of the text, and it ends with 78"
    )
    func problems() async throws {
        let broken = hello.replacingOccurrences(of: "image:", with: "imag:")
        let first = try folder.write("a.yaml", broken)
        let second = try folder.write("b.yaml", "a: [\n")
        #expect(await validate(first, second) == ExitStatus.badManifest)
        #expect(screen.text.isEmpty)
        let lines = screen.complaints.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("\(first):7:7: spec.containers[0].image: is required; "))
        #expect(lines[1] == "\(first):8:7: spec.containers[0].imag: unknown field; did you mean 'image'?")
        #expect(lines[2].hasPrefix("\(second):"))
        #expect(lines[3] == "podsup: 3 problems")
    }

    @Test("warnings are shown always, fields without effect when asked for; neither is a failure")
    func notes() async throws {
        let path = try folder.write(
            "hello.yaml",
            hello + "\n      resources:\n        limits:\n          memory: 128m\n  priority: 5\n")
        #expect(await validate(path) == 0)
        #expect(
            screen.complaints.hasPrefix(
                "\(path):14:19: spec.containers[0].resources.limits.memory: warning: "))
        #expect(screen.lines.count == 2)
        #expect(await validate(path, "-v") == 0)
        #expect(screen.text.contains("\(path):15:3: spec.priority: has no effect"))
    }

    @Test("as JSON, each problem has its place and its code")
    func json() async throws {
        let path = try folder.write("hello.yaml", hello.replacingOccurrences(of: "image:", with: "imag:"))
        #expect(await validate(path, "-o", "json") == ExitStatus.badManifest)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(screen.output)) as? [String: Any])
        #expect(document["valid"] as? Bool == false)
        #expect(document["app"] as? String == "hello")
        let problems = try #require(document["problems"] as? [[String: Any]])
        #expect(problems.map { $0["code"] as? String } == ["missing-field", "unknown-field"])
        #expect(problems[1]["file"] as? String == path)
        #expect(problems[1]["line"] as? Int == 8)
        #expect(problems[1]["column"] as? Int == 7)
        #expect(problems[1]["path"] as? String == "spec.containers[0].imag")
        #expect(problems[1]["message"] as? String == "unknown field; did you mean 'image'?")
        #expect(screen.complaints.isEmpty)
    }

    @Test("a file whose name no app could have is checked all the same")
    func oddName() async throws {
        let path = try folder.write("K8s.deployment.yaml", hello)
        #expect(await validate(path) == 0)
        #expect(await validate(path, "--name", "K8s") == ExitStatus.badManifest)
    }

    @Test("a manifest for another machine is refused here, unless it is only checked for that one")
    func otherMachine() async throws {
        let path = try folder.write("hello.yaml", hello + "\n  nodeSelector: {kubernetes.io/arch: pdp11}\n")
        #expect(await validate(path) == ExitStatus.badManifest)
        #expect(screen.complaints.contains("nodeSelector['kubernetes.io/arch']: 'pdp11' is wanted"))
        #expect(await validate(path, "--other-machine") == 0)
    }

    @Test("a folder is one app, named after it")
    func folders() async throws {
        try folder.write("web.yaml", hello)
        try folder.write("more.yml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n")
        try folder.write("notes.txt", "no: [manifest")
        #expect(await validate(folder.path + "/", "--name", "web") == 0)
        #expect(screen.text == "web is valid: 1 pod, 1 container, 1 ConfigMap\n")
    }

    @Test("a file that is not there, a folder without manifests: one sentence each")
    func unreadable() async throws {
        #expect(await validate(folder.path + "/none.yaml") == ExitStatus.usage)
        #expect(await validate(folder.path) == ExitStatus.usage)
        #expect(
            screen.complaints == """
                podsup: \(folder.path)/none.yaml: there is no such file; check the path
                podsup: \(folder.path): there is no *.yaml or *.yml in this folder; name the files

                """)
    }

    @Test("an annotation of podsup's own that means nothing is a problem, too")
    func annotations() async throws {
        let path = try folder.write(
            "hello.yaml",
            hello.replacingOccurrences(
                of: "  name: hello", with: "  name: hello\n  annotations: {podsup.io/afer: db}"))
        #expect(await validate(path) == ExitStatus.badManifest)
        #expect(screen.complaints.hasPrefix("podsup: annotation podsup.io/afer: unknown; podsup knows "))
    }
}
