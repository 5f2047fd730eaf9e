import Foundation
import Supervisor
import Testing

@testable import podsup

@MainActor
@Suite("The command line")
struct CommandLineTests {
    @Test("each command tells how it is used, with every option it takes")
    func help() async {
        for command in commands {
            let screen = Screen()
            #expect(await run([command.help.name, "--help"], screen.console()) == 0)
            #expect(screen.text.contains("Usage: podsup \(command.help.name)"))
            for option in command.help.options + Common.options {
                #expect(screen.text.contains(option.long + (option.value.map { " \($0)" } ?? " ")))
            }
            #expect(screen.lines.allSatisfy { $0.count <= 80 })
            #expect(screen.complaints.isEmpty)
        }
    }

    @Test("help lists every command but the one that units run; alone, podsup says the same and ends with 2")
    func overviews() async {
        let (asked, alone) = (Screen(), Screen())
        #expect(await run(["help"], asked.console()) == 0)
        #expect(await run([], alone.console()) == ExitStatus.usage)
        #expect(asked.text == alone.text)
        for command in commands {
            #expect(asked.text.contains("  \(command.help.name) ") != command.help.isHidden)
        }
    }

    @Test("an unknown command is refused, with the one that was meant where one is near")
    func unknown() async {
        let screen = Screen()
        #expect(await run(["stauts"], screen.console()) == ExitStatus.usage)
        #expect(await run(["teleport"], screen.console()) == ExitStatus.usage)
        #expect(
            screen.complaints == """
                podsup: unknown command 'stauts'; did you mean 'status'?
                podsup: unknown command 'teleport'; see 'podsup help'

                """)
        #expect(screen.text.isEmpty)
    }

    @Test("wrong usage names the command and ends with 2")
    func usage() async {
        let screen = Screen()
        #expect(await run(["down"], screen.console()) == ExitStatus.usage)
        #expect(await run(["status", "-o", "toml"], screen.console()) == ExitStatus.usage)
        #expect(await run(["help", "staus"], screen.console()) == ExitStatus.usage)
        #expect(
            screen.complaints == """
                podsup: down: APP is missing; see 'podsup down --help'
                podsup: status: --output toml: unknown; use wide, json, yaml, name; see 'podsup status --help'
                podsup: help: unknown command 'staus'; did you mean 'status'?

                """)
    }

    @Test(
        "a name that would lead out of podsup's folders is refused",
        arguments: ["../etc", "a/b", "", ".", "A"])
    func names(name: String) async {
        for command in ["status", "down", "reload", "restart", "supervise"] {
            let screen = Screen()
            #expect(await run([command, name], screen.console()) == ExitStatus.usage)
            #expect(screen.complaints.hasPrefix("podsup: '\(name)' can't be the name of an app; use at most"))
        }
    }

    @Test("the README's table has every command that people run")
    func readme() throws {
        let text = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("README.md"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: "## Commands").last)
        let rows = try #require(section.components(separatedBy: "| Exit code").first)
        let names = rows.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.compactMap {
            $0.element.split(separator: " ").first { $0 != "podsup" }.map(String.init)
        }
        let missing = commands.map { $0.help }.filter { !$0.isHidden && !names.contains($0.name) }.map(\.name)
        #expect(missing == [])
    }

    @Test("the version is one line")
    func version() async {
        let (command, option) = (Screen(), Screen())
        #expect(await run(["version"], command.console()) == 0)
        #expect(await run(["--version"], option.console()) == 0)
        #expect(command.text == option.text)
        #expect(command.text.hasPrefix("podsup ") && command.lines.count == 2)
    }
}
