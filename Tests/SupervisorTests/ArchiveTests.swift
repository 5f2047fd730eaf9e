import Foundation
import TestSupport
import Testing

@testable import Supervisor

@Suite("Archives to and from containers")
struct ArchiveTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "archive-\(UUID().uuidString)"
    ).path

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func packed(_ entries: [(TarEntry, [UInt8])]) -> [UInt8] {
        entries.flatMap { entry, content in
            entry.header + content + [UInt8](repeating: 0, count: TarEntry.padding(Int64(content.count)))
        } + [UInt8](repeating: 0, count: 1024)
    }

    private func file(_ name: String, _ text: String = "x", mode: UInt32 = 0o644) -> (TarEntry, [UInt8]) {
        (TarEntry(name: name, kind: .file, mode: mode, size: Int64(text.utf8.count)), Array(text.utf8))
    }

    @discardableResult
    private func unpack(_ bytes: [UInt8], step: Int = 1 << 20, top: String = "t") throws -> ArchiveUnpacker {
        var unpacker = try ArchiveUnpacker(into: folder, top: top)
        for start in stride(from: 0, to: bytes.count, by: step) {
            try unpacker.feed(Array(bytes[start..<min(start + step, bytes.count)]))
        }
        try unpacker.finish()
        return unpacker
    }

    @Test(
        "what is packed comes out the same: modes, links, times, long names, empty folders",
        arguments: [1, 511, 1 << 20])
    func roundTrip(step: Int) throws {
        let long = String(repeating: "n", count: 180)
        let source = folder + "/source"
        try host(
            "mkdir -p '\(source)/sub/empty' && cd '\(source)' && echo hello > a && chmod 741 a && ln -s ../a sub/l"
                + " && head -c 70000 /dev/urandom > \(long) && touch -d @1000000000 a && chmod 500 sub/empty")
        var bytes: [UInt8] = []
        var packer = ArchivePacker { bytes += $0 }
        try packer.pack(source, as: "any")
        if step > 1 || bytes.count < 200_000 { try unpack(bytes, step: step, top: "copy") }
        try host(
            """
            cd '\(folder)'; diff -r source copy; [ $(stat -c %a copy/a) = 741 ]; [ $(stat -c %Y copy/a) = 1000000000 ]
            [ "$(readlink copy/sub/l)" = ../a ]; [ $(stat -c %a copy/sub/empty) = 500 ]
            """)
    }

    @Test("GNU tar reads what is written, and writes what is read")
    func gnuTar() throws {
        let long = String(repeating: "d", count: 120)
        try host(
            "mkdir -p '\(folder)/s/\(long)' && echo deep > '\(folder)/s/\(long)/f' && tar -C '\(folder)' -cf '\(folder)/gnu.tar' s"
        )
        try unpack(Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/gnu.tar"))), top: "mine")
        var bytes: [UInt8] = []
        var packer = ArchivePacker { bytes += $0 }
        try packer.pack(folder + "/s", as: "theirs")
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/ours.tar"))
        try host("cd '\(folder)' && tar -xf ours.tar && diff -r s mine && diff -r s theirs")
    }

    @Test(
        "a name that leads out is refused",
        arguments: ["t/../../evil", "../evil", "t/../../../../../../tmp/evil"])
    func leadsOut(name: String) throws {
        #expect(throws: (any Error).self) { try unpack(packed([file(name)])) }
        #expect(!FileManager.default.fileExists(atPath: folder + "/../evil"))
    }

    @Test("nothing is written through a link that came with the archive")
    func throughLink() throws {
        let outside = folder + "-outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        let link = (TarEntry(name: "t/l", kind: .link(outside), mode: 0o777), [UInt8]())
        let folderEntry = (TarEntry(name: "t", kind: .folder, mode: 0o755), [UInt8]())
        #expect(throws: (any Error).self) { try unpack(packed([folderEntry, link, file("t/l/evil")])) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == [])
        // In the place of a link comes the file itself.
        let target = (TarEntry(name: "t/m", kind: .link(outside + "/evil"), mode: 0o777), [UInt8]())
        try unpack(packed([target, file("t/m", "inside")]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == [])
        #expect(try String(contentsOfFile: folder + "/t/m", encoding: .utf8) == "inside")
    }

    @Test("set-user-ID bits and devices are left out")
    func privileges() throws {
        let device = (TarEntry(name: "t/dev", kind: .other(UInt8(ascii: "3")), mode: 0o666), [UInt8]())
        let unpacker = try unpack(packed([file("t/su", mode: 0o6755), device]))
        #expect(unpacker.skipped == ["t/dev"])
        try host("cd '\(folder)/t'; [ $(stat -c %a su) = 755 ]; [ ! -e dev ]")
    }

    @Test("an archive that breaks off, or is none, is an error", arguments: [100, 512, 700])
    func broken(count: Int) throws {
        let bytes = packed([file("t", String(repeating: "x", count: 2000))])
        #expect(throws: (any Error).self) { try unpack(Array(bytes[..<count])) }
        #expect(throws: (any Error).self) { try unpack([UInt8](repeating: 0x41, count: 1024)) }
    }

    private func host(_ script: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-ec", script]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(script)")
    }
}
