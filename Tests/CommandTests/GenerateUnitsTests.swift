import Foundation
import Supervisor
import TestSupport
import Testing

@testable import podsup

@MainActor
@Suite("generate-units")
struct GenerateUnitsTests {
    private let folder: Folder
    private let output: Folder
    private let screen = Screen()

    init() throws {
        folder = try Folder()
        output = try Folder()
        try folder.write("a.yaml", hello.replacingOccurrences(of: "hello", with: "one"))
        try folder.write("b.yaml", hello)
    }

    private func generate(_ words: String...) async -> Int32 {
        await run(["generate-units"] + words, screen.console())
    }

    @Test("each file becomes a unit of its own, and a second run changes no byte and no file")
    func each() async throws {
        #expect(await generate(folder.path, "--output", output.path) == 0)
        #expect(
            try output.names == [
                "podsup-.slice.d", "podsup-a.service", "podsup-a.slice", "podsup-b.service",
                "podsup-b.slice", "podsup.slice", "podsup.target", "podsup_exec.service",
                "podsup_exec.socket",
            ])
        #expect(try output.read("podsup-.slice.d/podsup.conf").contains("\nDefaultDependencies=no\n"))
        let text = try output.read("podsup-a.service")
        #expect(text.contains("\nExecStart=/usr/bin/podsup supervise a\n"))
        let before = try FileManager.default.attributesOfItem(atPath: output.path + "/podsup-a.service")
        #expect(await generate("\(folder.path)/a.yaml", "-o", output.path) == 0)
        let after = try FileManager.default.attributesOfItem(atPath: output.path + "/podsup-a.service")
        #expect(try output.read("podsup-a.service") == text)
        #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
        #expect(before[.posixPermissions] as? Int == 0o644)
    }

    @Test("without a folder the units are printed")
    func prints() async throws {
        #expect(
            await generate("\(folder.path)/a.yaml", "--binary", "/opt/podsup", "--manifest-dir", "/srv/pods")
                == 0)
        #expect(screen.lines[0] == "# podsup-a.service")
        #expect(screen.lines.contains("ExecStart=/opt/podsup supervise a --manifest-dir /srv/pods"))
    }

    @Test("one wrong manifest and nothing is written; the problems of all are shown")
    func allOrNothing() async throws {
        try folder.write("c.yaml", "kind: Nonsense\napiVersion: v1\n")
        try folder.write("d.yaml", "kind: Pood\napiVersion: v1\n")
        #expect(await generate(folder.path, "-o", output.path) == ExitStatus.badManifest)
        #expect(try output.names == [])
        #expect(screen.complaints.contains("\(folder.path)/c.yaml:1:"))
        #expect(screen.complaints.contains("\(folder.path)/d.yaml:1:"))
    }

    @Test("--check finds what is missing and what is out of date, and writes nothing")
    func check() async throws {
        #expect(await generate("\(folder.path)/a.yaml", "-o", output.path) == 0)
        #expect(await generate("\(folder.path)/a.yaml", "-o", output.path, "--check") == 0)
        #expect(screen.text == "")
        let slice = try output.read("podsup-a.slice")
        try output.write("podsup-a.slice", slice.replacingOccurrences(of: "=no", with: "=yes") + "A=1\n")
        let names = try output.names
        #expect(await generate(folder.path, "-o", output.path, "--check") == ExitStatus.mayWorkLater)
        #expect(
            screen.text.hasPrefix(
                """
                --- \(output.path)/podsup-a.slice
                +++ \(output.path)/podsup-a.slice
                @@ -3,5 +3,4 @@
                \u{20}
                 [Unit]
                 Description=Containers of podsup app a
                -DefaultDependencies=yes
                -A=1
                +DefaultDependencies=no
                --- /dev/null
                +++ \(output.path)/podsup-b.service
                @@ -0,0 +1,
                """))
        #expect(try output.names == names)
    }

    @Test(
        "options that contradict each other, relative paths and two apps of one name are wrong usage",
        arguments: [
            ["--check"], ["--print", "-o", "x"], ["--binary", "podsup"], ["--manifest-dir", "pods"],
            ["--name", "x"],
        ])
    func usage(words: [String]) async {
        #expect(await run(["generate-units", folder.path] + words, screen.console()) == ExitStatus.usage)
    }

    @Test("two files that make the same app are refused")
    func twice() async throws {
        let file = "\(folder.path)/a.yaml"
        #expect(await generate(file, file) == ExitStatus.usage)
        #expect(screen.complaints.contains("two of the files make the unit podsup-a.service; rename one"))
    }

    @Test("apps that wait for each other in a circle are refused by name")
    func circle() async throws {
        func wait(_ app: String, for others: String) throws {
            let annotation = "metadata:\n  annotations: {podsup.io/after: '\(others)'}"
            try folder.write(
                "\(app).yaml",
                hello.replacingOccurrences(of: "metadata:", with: annotation)
                    .replacingOccurrences(of: "name: hello", with: "name: \(app)"))
        }
        try wait("a", for: "b, elsewhere")
        try wait("b", for: "c")
        try wait("c", for: "d a")
        #expect(await generate(folder.path, "-o", output.path) == ExitStatus.badManifest)
        #expect(screen.complaints.contains("a after b after c after a; remove one"), "\(screen.complaints)")
        #expect(try output.names == [])
        try wait("c", for: "d")
        #expect(await generate(folder.path, "-o", output.path) == 0)
        try wait("c", for: "c")
        #expect(await generate(folder.path, "-o", output.path) == ExitStatus.badManifest)
    }

    @Test("the units that a package ships are those that up writes")
    func shipped() throws {
        for unit in try SharedUnits.all() {
            let path = Box.project.appendingPathComponent("units/\(unit.name)")
            #expect(try String(contentsOf: path, encoding: .utf8) == unit.text)
        }
    }
}
