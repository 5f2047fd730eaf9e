import Foundation
import PodSpec
import Testing

@testable import Supervisor

@Suite("What an app has on disk")
struct ControlFilesTests {
    private let root = NSTemporaryDirectory() + "podsup-\(UUID().uuidString)"
    private let paths: AppPaths

    init() throws {
        let base = Paths(
            runtime: root + "/run", state: root + "/state", manifests: root + "/etc", units: root + "/units",
            socket: root + "/podman.sock")
        paths = AppPaths(app: "site", base: base)
        try FileManager.default.createDirectory(atPath: root + "/etc", withIntermediateDirectories: true)
    }

    private func file(_ name: String, _ text: String) -> ManifestFile {
        ManifestFile(name: name, bytes: Array(text.utf8))
    }

    private func cleanUp() { try? FileManager.default.removeItem(atPath: root) }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("an app without a manifest says what to do")
    func nothing() {
        defer { cleanUp() }
        #expect(throws: ControlError.noManifest(app: "site", shipped: root + "/etc/site.yaml")) {
            try ManifestStore.load(paths)
        }
    }

    @Test("a revision is what is loaded, in the order in which the files were given")
    func revision() throws {
        defer { cleanUp() }
        let files = [file("pods/b.yaml", "b"), file("/tmp/a.yaml", "a")]
        #expect(try ManifestStore.write(files, paths) == 1)
        let loaded = try ManifestStore.load(paths)
        #expect(loaded.map(\.bytes) == files.map(\.bytes))
        #expect(loaded.map(\.name) == ["0000-b.yaml", "0001-a.yaml"].map { paths.current + "/" + $0 })
        #expect(try ManifestStore.write([file("site.yaml", "c")], paths) == 2)
        #expect(try ManifestStore.load(paths) == [file(paths.current + "/site.yaml", "c")])
    }

    @Test("names that would lead elsewhere, or hide, get another")
    func oddNames() throws {
        defer { cleanUp() }
        for name in ["-", "..", "/", ".hidden", ""] {
            try ManifestStore.write([file(name, name)], paths)
            #expect(try ManifestStore.load(paths) == [file(paths.current + "/manifest.yaml", name)])
        }
    }

    @Test("only the owner reads what a revision holds")
    func secrets() throws {
        defer { cleanUp() }
        try ManifestStore.write([file("site.yaml", "s")], paths)
        #expect(try mode(paths.revisions) == 0o700)
        #expect(try mode(paths.revisions + "/1/site.yaml") == 0o600)
    }

    @Test("ten revisions are kept, and a half-written one is no hindrance")
    func pruning() throws {
        defer { cleanUp() }
        try ManifestStore.write([file("site.yaml", "0")], paths)
        try FileManager.default.createDirectory(
            atPath: paths.revisions + "/new/rest", withIntermediateDirectories: true)
        for number in 1...11 { try ManifestStore.write([file("site.yaml", "\(number)")], paths) }
        #expect(try ManifestStore.revisions(paths) == Array(3...12))
        #expect(try ManifestStore.load(paths).map(\.bytes) == [Array("11".utf8)])
    }

    @Test("a revision that is taken back leaves the one before it, or nothing")
    func withdrawal() throws {
        defer { cleanUp() }
        try ManifestStore.write([file("site.yaml", "1")], paths)
        try ManifestStore.write([file("site.yaml", "2")], paths)
        try ManifestStore.withdraw(2, paths)
        #expect(try ManifestStore.load(paths).map(\.bytes) == [Array("1".utf8)])
        try ManifestStore.withdraw(1, paths)
        #expect(!FileManager.default.fileExists(atPath: paths.state))
    }

    @Test("what the administrator ships wins, and another manifest for that app is refused")
    func shipped() throws {
        defer { cleanUp() }
        try ManifestStore.write([file("site.yaml", "ours")], paths)
        try "theirs".write(toFile: paths.shippedManifest, atomically: false, encoding: .utf8)
        #expect(try ManifestStore.load(paths) == [file(paths.shippedManifest, "theirs")])
        var draft = InstalledFiles(paths)
        #expect(throws: ControlError.shippedManifest(app: "site", path: paths.shippedManifest)) {
            try draft.keep([file("site.yaml", "other")])
        }
        #expect(try ManifestStore.revisions(paths) == [1])
    }

    @Test("the same content is the same manifest, whatever its files are called")
    func fingerprints() {
        let key = HashKey(1, 2)
        let one = ManifestStore.fingerprint([file("a", "ab"), file("b", "c")], key)
        #expect(one == ManifestStore.fingerprint([file("x", "ab"), file("y", "c")], key))
        #expect(one != ManifestStore.fingerprint([file("a", "a"), file("b", "bc")], key))
        #expect(one != ManifestStore.fingerprint([file("a", "abc")], key))
    }

    @Test("a manifest's fingerprint, which anybody may read, is another one on another machine")
    func keyedFingerprint() {
        let files = [file("a", "a")]
        #expect(
            ManifestStore.fingerprint(files, HashKey(1, 2)) != ManifestStore.fingerprint(files, HashKey(1, 3))
        )
    }

    private func units(_ text: String) -> [UnitText] { [UnitText(name: paths.unit, text: text)] }

    @Test("installing twice writes nothing the second time")
    func twice() throws {
        defer { cleanUp() }
        var first = InstalledFiles(paths)
        let isNew = (try first.keep([file("site.yaml", "x")]), try first.write(units("[Unit]\n")))
        #expect(isNew == (true, true))
        #expect(first.hasCreatedUnit)
        #expect(try mode(paths.unitFile) == 0o644)
        var second = InstalledFiles(paths)
        let isNewer = (try second.keep([file("other.yaml", "x")]), try second.write(units("[Unit]\n")))
        #expect(isNewer == (false, false))
        #expect(!second.hasCreatedUnit)
        #expect(try ManifestStore.revisions(paths) == [1])
    }

    @Test("what is taken back is only what was new")
    func undo() throws {
        defer { cleanUp() }
        var first = InstalledFiles(paths)
        _ = try first.keep([file("site.yaml", "x")])
        _ = try first.write(units("[Unit]\n"))
        var second = InstalledFiles(paths)
        _ = try second.keep([file("site.yaml", "y")])
        _ = try second.write(units("[Unit]\n# new\n"))
        second.removeAll()
        #expect(FileManager.default.fileExists(atPath: paths.unitFile))
        #expect(try ManifestStore.load(paths).map(\.bytes) == [Array("x".utf8)])
        first.removeAll()
        #expect(!FileManager.default.fileExists(atPath: paths.unitFile))
        #expect(!FileManager.default.fileExists(atPath: paths.state))
    }

    // MARK: What a person names

    @Test(
        "an app is named after its first file or its folder",
        arguments: [
            ("site.yaml", "site"), ("site.yml", "site"), ("a.b.yaml", "a.b"), ("plain", "plain"),
            (".yaml", ".yaml"),
        ])
    func stems(file: String, name: String) throws {
        defer { cleanUp() }
        try "x".write(toFile: "\(root)/\(file)", atomically: false, encoding: .utf8)
        #expect(try ManifestInput(["\(root)/\(file)"], name: nil).name == name)
        #expect(try ManifestInput(["\(root)/\(file)"], name: "other").name == "other")
    }

    @Test("a folder gives its manifests by name, without hidden ones")
    func folder() throws {
        defer { cleanUp() }
        for name in ["b.yaml", "a.yml", ".c.yaml", "d.txt"] {
            try name.write(toFile: "\(root)/etc/\(name)", atomically: false, encoding: .utf8)
        }
        for spelling in ["\(root)/etc", "\(root)/etc/", "\(root)/etc/."] {
            let input = try ManifestInput([spelling], name: nil)
            #expect(input.name == "etc")
            #expect(input.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a.yml", "b.yaml"])
        }
        #expect(
            try ManifestInput.expanded(["\(root)/etc", "x"]) == [
                "\(root)/etc/a.yml", "\(root)/etc/b.yaml", "x",
            ])
    }

    @Test("standard input needs a name; a manifest that is too large, or not there, is one sentence")
    func refused() throws {
        defer { cleanUp() }
        #expect(throws: InputError.unnamed) { try ManifestInput(["-"], name: nil) }
        #expect(throws: InputError.nothing) { try ManifestInput([], name: nil) }
        #expect(throws: InputError.unreadable(root + "/x", errno: ENOENT)) {
            try ManifestInput([root + "/x"], name: nil)
        }
        try Data(count: ManifestInput.sizeLimit + 1).write(to: URL(fileURLWithPath: root + "/big.yaml"))
        #expect(throws: InputError.unreadable(root + "/big.yaml", errno: EFBIG)) {
            try ManifestInput([root + "/big.yaml"], name: nil)
        }
    }

    // MARK: Status

    @Test("the status of a supervisor that has gone is not taken for a living one's")
    func liveness() throws {
        defer { cleanUp() }
        func status(_ pid: Int32) -> StatusDocument {
            StatusDocument(
                items: [],
                podsup: .init(
                    app: "site", summary: "", ready: true, manifest: "", supervisorPID: pid, version: "0"))
        }
        #expect(!StatusFile.isAlive(status(Int32.max)))
        // This process lives, but is no supervisor.
        #expect(!StatusFile.isAlive(status(getpid())))
        #expect(StatusFile.read(paths) == nil)
        try FileManager.default.createDirectory(atPath: paths.runtime, withIntermediateDirectories: true)
        try Data("{".utf8).write(to: URL(fileURLWithPath: paths.status))
        #expect(StatusFile.read(paths) == nil)
        try Data(status(1).encoded()).write(to: URL(fileURLWithPath: paths.status))
        #expect(StatusFile.read(paths) == status(1))
    }
}
