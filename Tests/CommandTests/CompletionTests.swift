import Foundation
import Supervisor
import Testing

@testable import podsup

@MainActor
@Suite("Completion")
struct CompletionTests {
    private let names = AppNames(apps: ["blog", "site"]) { app in
        guard app == "site" else { return nil }
        let text = """
            {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod",
              "metadata": {"name": "web", "namespace": "default"},
              "spec": {"restartPolicy": "Always", "containers": []},
              "status": {"phase": "Running", "conditions": [], "containerStatuses": [
                {"name": "nginx", "image": "i", "ready": true, "started": true, "restartCount": 0, "state": {}, "lastState": {}},
                {"name": "hook", "image": "i", "ready": true, "started": true, "restartCount": 0, "state": {}, "lastState": {}}]}}],
             "podsup": {"app": "site", "summary": "", "ready": true, "manifest": "x", "supervisorPID": 7, "version": "0"}}
            """
        return try? StatusDocument(decoding: Array(text.utf8))
    }

    private func words(_ words: String...) -> [String] { candidates(words, names).map(\.word) }

    @Test("the first word is a command, by its beginning, and none that units run")
    func commandNames() {
        #expect(words("sta") == ["status"])
        #expect(words("").contains("logs"))
        #expect(!words("").contains("supervise"))
        #expect(words("--user", "dow") == ["down"])
    }

    @Test("where an APP stands, the apps there are; behind its slash, its pods")
    func apps() {
        #expect(words("logs", "") == ["blog", "site"])
        #expect(words("logs", "-f", "s") == ["site"])
        #expect(words("logs", "site/") == ["site/web"])
        #expect(words("status", "site", "") == [])
        #expect(words("help", "metr") == ["metrics"])
    }

    @Test("the value of an option: containers of the app, a word of a few, a file, or nothing")
    func values() {
        #expect(words("logs", "site", "-c", "") == ["hook", "nginx"])
        #expect(words("logs", "site", "--container=n") == ["--container=nginx"])
        #expect(words("status", "-o", "") == ["wide", "json", "yaml", "name"])
        #expect(words("metrics", "-o", "/var") == [":files"])
        #expect(words("logs", "site", "--since", "") == [])
        #expect(words("up", "") == [":files"])
        #expect(words("completion", "") == ["bash", "zsh", "fish"])
    }

    @Test("every option of a command is offered")
    func options() {
        for command in commands where !command.help.isHidden {
            let offered = words(command.help.name, "--")
            for option in command.help.options + Common.options { #expect(offered.contains(option.long)) }
        }
    }

    @Test("an option that takes a FORMAT knows which")
    func formats() {
        for command in commands {
            for option in command.help.options where option.value == "FORMAT" {
                #expect(!option.choices.isEmpty, "\(command.help.name) \(option.long)")
            }
        }
    }

    @Test("bash takes the script, and completes by asking podsup")
    func bash() throws {
        let folder = try Folder()
        try folder.write(
            "podsup", "#!/bin/sh\nprintf 'status\\tshows\\nstop\\n'; echo \"$@\" > \(folder.path)/asked\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/podsup")
        try folder.write("completion", completionScript(.bash))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = [
            "-c",
            """
            PATH=\(folder.path):$PATH; . \(folder.path)/completion
            COMP_LINE='podsup --user st'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(podsup --user st); COMP_CWORD=2
            _podsup; printf '%s\\n' "${COMPREPLY[@]}"
            """,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text == "status\nstop\n")
        #expect(try folder.read("asked") == "complete -- --user st\n")
    }
}
