import Foundation
import Testing

@testable import podsup

/// One thing that a command shows.
struct Picture {
    var title: String
    /// Lines that are not broken at the terminal's edge: a manifest's, a program's, or for other programs.
    var isRaw = false
    var draw: @MainActor (Console) async throws -> Void

    init(_ title: String, isRaw: Bool = false, _ draw: @escaping @MainActor (Console) async throws -> Void) {
        self.title = title
        self.isRaw = isRaw
        self.draw = draw
    }
}

/// What a picture is looked at on.
private struct Form {
    var name: String
    var columns: Int?

    static let all = [
        Form(name: "in a pipe"), Form(name: "on a terminal of 80 columns", columns: 80),
        Form(name: "on a terminal of 40 columns", columns: 40),
    ]
}

/// Both outputs in the order in which they are written; lines on standard error have `2> ` in front, and what a
/// terminal obeys is shown.
@MainActor
private final class Canvas {
    private(set) var text = ""
    private var isAtStart = true

    func console(_ form: Form) -> Console {
        Console(isTerminal: form.columns != nil, columns: form.columns, rows: 24) {
            [self] descriptor, bytes in
            for character in String(decoding: bytes, as: UTF8.self) {
                if isAtStart, descriptor == 2 { text += "2> " }
                text += character == "\u{1b}" ? "␛" : String(character)
                isAtStart = character == "\n"
            }
        }
    }

    /// Lines as a person sees them: without colours, and without what paints over older ones.
    var lines: [String] {
        text.split(separator: "\n").map { line in
            String(line.drop { "2> ".contains($0) }).replacingOccurrences(
                of: "␛\\[[0-9;?]*[A-Za-z]", with: "", options: .regularExpression)
        }
    }
}

/// The texts are kept in `Tests/Snapshots`, a file for each command. With PODSUP_RECORD=1 in the environment they
/// are written anew: read the difference before it is committed.
@MainActor
@Suite("Pictures of what each command shows, in a pipe and on terminals of 80 and 40 columns")
struct PictureTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Snapshots")
    private let isRecording = ProcessInfo.processInfo.environment["PODSUP_RECORD"] != nil

    init() {
        // Times are shown in the machine's zone.
        setenv("TZ", "UTC", 1)
        tzset()
    }

    @Test("every command that people run has its pictures, and there are none of commands that are gone")
    func complete() throws {
        let wanted = commands.map { $0.help }.filter { !$0.isHidden }.map(\.name).sorted()
        #expect(gallery.keys.sorted() == wanted)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        #expect(isRecording || files == wanted.map { "\($0).txt" })
    }

    @Test("each command shows what it showed before")
    func pictures() async throws {
        for (command, pictures) in gallery.sorted(by: { $0.key < $1.key }) {
            var text = ""
            for picture in pictures {
                for form in Form.all {
                    let canvas = Canvas()
                    try await picture.draw(canvas.console(form))
                    text += "=== \(picture.title), \(form.name)\n\(canvas.text)\n"
                    if let columns = form.columns, !picture.isRaw {
                        // A word that is longer, such as a path, can't be broken.
                        let long = canvas.lines.filter { $0.count > columns && $0.contains(" ") }
                        #expect(long == [], "\(command): \(picture.title), \(form.name)")
                    }
                }
            }
            let file = Self.folder.appendingPathComponent("\(command).txt")
            if isRecording {
                try text.write(to: file, atomically: true, encoding: .utf8)
            } else {
                let before = try String(contentsOf: file, encoding: .utf8)
                #expect(text == before, "\(command): \(difference(before, text))")
            }
        }
    }

    private func difference(_ before: String, _ now: String) -> String {
        UnifiedDiff(from: before, to: now).text(from: "before", to: "now")
    }
}
