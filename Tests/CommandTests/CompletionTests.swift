import Foundation
import Supervisor
import TestSupport
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
        try writeScript(
            "#!/bin/sh\nprintf 'status\\tshows\\nstop\\n'; echo \"$@\" > \(folder.path)/asked\n",
            to: "\(folder.path)/podsup")
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

    @Test(
        "Tab completes a command and an app in a shell that a person types into",
        arguments: Completion.Shell.allCases)
    func typed(shell: Completion.Shell) async throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(shell.rawValue)") else {
            print(
                "NOT RUN: \(shell.rawValue) is not installed; its completion was not tried (see scripts/setup)"
            )
            return
        }
        let folder = try Folder()
        // Answers the shell as podsup does, and writes down what it is run with in the end.
        try writeScript(
            """
            #!/bin/sh
            if [ "$1" = complete ]; then
                shift 2; echo "$@" >> \(folder.path)/asked
                case "$*" in lo*\\ *) echo site ;; lo*) printf 'logs\\tshow what: containers write\\n' ;; esac
            else echo "$@" > \(folder.path)/ran; fi
            """,
            to: "\(folder.path)/podsup")
        try folder.write("completion", completionScript(shell))
        let load = ". \(folder.path)/completion; echo yes > \(folder.path)/ready"
        let start: String
        switch shell {
        case .bash:
            try folder.write("rc", load)
            start = "bash --noprofile --rcfile rc -i"
        case .zsh:
            try folder.write(".zshrc", "autoload -U compinit; compinit -u -D\n\(load)\n")
            start = "zsh -d -i"
        case .fish: start = "fish --no-config -i -C \"\(load)\""
        }
        try folder.write(
            "type",
            """
            seen() { for try in $(seq 300); do grep -qs "$1" $2 && return; sleep 0.1; done; }
            seen yes ready; sleep 0.5; printf 'podsup lo\\t'; seen '^lo$' asked; sleep 0.5
            printf 'si\\t'; seen 'logs si' asked; sleep 0.5; printf '\\r'; seen . ran; printf '\\rexit\\r'; sleep 0.5
            """)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = [
            "PATH": "\(folder.path):/usr/bin:/bin", "HOME": folder.path, "ZDOTDIR": folder.path,
            "TERM": "xterm",
        ]
        process.arguments = ["-c", "bash type | timeout 120 script -qec '\(start)' /dev/null > screen 2>&1"]
        // Not on this thread: other tests' deadlines are on it.
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        let ran = try? folder.read("ran").trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(ran == "logs site", "\((try? folder.read("screen")) ?? "")")
    }
}
