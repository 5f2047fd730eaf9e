import Foundation
import PodSpec
import Testing

@testable import Supervisor

@Suite("Files")
struct FilesTests {
    let folder: TestFolder
    init() throws { folder = try TestFolder() }

    @Test("a folder has the mode that was asked for, whatever the umask and with parents that were missing")
    func folderModes() throws {
        try Files.makeFolder(folder.path + "/a/b", mode: 0o777)
        try Files.makeFolder(folder.path + "/c", mode: 0o700)
        #expect(try folder.mode("a/b") == 0o777)
        #expect(try folder.mode("a") == 0o755)
        #expect(try folder.mode("c") == 0o700)
        // One that is there is left as it is.
        try Files.makeFolder(folder.path + "/a/b", mode: 0o700)
        #expect(try folder.mode("a/b") == 0o777)
    }

    @Test("a new file is never written through a link, nor over another file")
    func createsOnly() throws {
        try Files.create(folder.path + "/a", [1], mode: 0o644)
        #expect(throws: FileError(folder.path + "/a", code: EEXIST)) {
            try Files.create(folder.path + "/a", [2])
        }
        try Files.link(folder.path + "/link", to: folder.path + "/target")
        #expect(throws: FileError.self) { try Files.create(folder.path + "/link", [2]) }
        #expect(!Files.exists(folder.path + "/target"))
        #expect(try Files.read(folder.path + "/a") == [1])
    }

    @Test("a replaced link is a file then, and its target is left alone")
    func replacesLinks() throws {
        try Files.create(folder.path + "/target", [1])
        try Files.link(folder.path + "/link", to: folder.path + "/target")
        try Files.replace(folder.path + "/link", [2], mode: 0o640, durable: true)
        #expect(try Files.read(folder.path + "/link") == [2])
        #expect(try Files.read(folder.path + "/target") == [1])
        #expect(try folder.mode("link") == 0o640)
        #expect(try Files.names(in: folder.path) == ["link", "target"])
    }

    @Test("a replacement that fails leaves the old file whole and no draft behind")
    func replaceFails() throws {
        try Files.makeFolder(folder.path + "/a/b")
        #expect(throws: FileError.self) { try Files.replace(folder.path + "/a", [1]) }
        #expect(try Files.names(in: folder.path) == ["a"])
        #expect(Files.exists(folder.path + "/a/b"))
    }

    @Test("a file that is too large is refused, not read")
    func tooLarge() throws {
        try Files.create(folder.path + "/a", [UInt8](repeating: 0, count: 100_000))
        #expect(throws: FileError(folder.path + "/a", code: EFBIG)) {
            try Files.read(folder.path + "/a", limit: 99_999)
        }
        #expect(try Files.read(folder.path + "/a", limit: 100_000).count == 100_000)
        #expect(try Files.tail(folder.path + "/a", count: 10).count == 10)
    }

    @Test("removing a folder removes links, not what they point at")
    func removesLinks() throws {
        try Files.makeFolder(folder.path + "/outside")
        try Files.create(folder.path + "/outside/file", [])
        try Files.makeFolder(folder.path + "/a/b")
        try Files.link(folder.path + "/a/b/link", to: folder.path + "/outside")
        try Files.remove(folder.path + "/a")
        try Files.remove(folder.path + "/a")
        #expect(try Files.names(in: folder.path) == ["outside"])
        #expect(try Files.names(in: folder.path + "/outside") == ["file"])
    }

    @Test("names in what is no folder are an error, in a folder that is not there none")
    func names() throws {
        try Files.create(folder.path + "/a", [])
        #expect(throws: FileError(folder.path + "/a", code: ENOTDIR)) {
            try Files.names(in: folder.path + "/a")
        }
        #expect(try Files.names(in: folder.path + "/none") == [])
    }

    // MARK: A volume's folder

    private func file(_ path: String, _ text: String, mode: UInt16 = 0o644) -> VolumeFile {
        VolumeFile(path: path, bytes: Array(text.utf8), mode: mode)
    }

    @Test("a volume's files change all at once, and those that are gone go")
    func volumeFolder() throws {
        let volume = VolumeFolder(path: folder.path + "/v")
        #expect(try volume.update([file("a", "1"), file("sub/b", "2", mode: 0o600)]))
        #expect(try folder.text("v/a") == "1")
        #expect(try folder.text("v/sub/b") == "2")
        #expect(try folder.mode("v/..data/sub/b") == 0o600)
        #expect(try !volume.update([file("a", "1"), file("sub/b", "2", mode: 0o600)]))
        #expect(try volume.update([file("a", "3")]))
        #expect(try folder.text("v/a") == "3")
        let names = try Files.names(in: folder.path + "/v")
        #expect(names.count == 3)
        #expect(names.contains("..data") && names.contains("a"))
    }

    @Test("an update that was interrupted is finished by the next one")
    func interrupted() throws {
        let volume = VolumeFolder(path: folder.path + "/v")
        _ = try volume.update([file("a", "1"), file("b", "2")])
        unlink(folder.path + "/v/b")
        try Files.makeFolder(folder.path + "/v/..0123")
        try Files.create(folder.path + "/v/..0123/old", [])
        _ = try volume.update([file("a", "1"), file("b", "2")])
        #expect(try folder.text("v/b") == "2")
        #expect(!Files.exists(folder.path + "/v/..0123"))
    }
}
