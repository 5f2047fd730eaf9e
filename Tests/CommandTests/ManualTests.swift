import Foundation
import PodSpec
import Testing

@testable import podsup

@MainActor
@Suite("The manual")
struct ManualTests {
    @Test("podsup(1) has every command and every option")
    func commandPage() {
        let page = Manual.podsup.text
        for help in commands.map({ $0.help }) where !help.isHidden {
            #expect(page.contains(".SS podsup \(troff(help.name))"))
            for option in help.options + Common.options {
                #expect(page.contains("\\fB\(troff(option.long))\\fR"))
            }
        }
    }

    @Test("podsup-manifest(5) has every field that decoding knows, and every annotation")
    func manifestPage() {
        let page = Manual.manifest.text
        for entry in Manifest.fieldTable() { #expect(page.contains("\\fB\(troff(entry.field))\\fR")) }
        for name in ["after", "start-deadline", "max-restart-period", "unit."] {
            #expect(page.contains(troff("podsup.io/\(name)")))
        }
    }

    @Test("no line of text is taken for a request")
    func requests() {
        #expect(troff(".TH x") == "\\&.TH x")
        #expect(troff("-o 'a\\b'") == "\\-o \\(aqa\\eb\\(aq")
    }

    @Test("groff sets the pages without a warning", arguments: Manual.allCases)
    func groff(page: Manual) throws {
        let tool = "/usr/bin/groff"
        guard FileManager.default.isExecutableFile(atPath: tool) else {
            print("NOT RUN: groff is not installed; the manual's pages were not set")
            return
        }
        let folder = try Folder()
        let path = try folder.write(page.rawValue, page.text)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = ["-man", "-Tutf8", "-ww", "-z", path]
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(said == "")
        #expect(process.terminationStatus == 0)
    }
}
