import Foundation
import PodSpec
import Podman
import Testing

@testable import Supervisor

@Suite("What podsup doctor thinks of what it finds")
struct ControlDoctorTests {
    @Test("Podman before 4.3 and 5.8.0 are broken, others are fine")
    func podman() {
        #expect(DoctorRules.podman(major: 4, minor: 2, patch: 9).level == .broken)
        #expect(DoctorRules.podman(major: 4, minor: 3, patch: 1).level == .ok)
        #expect(DoctorRules.podman(major: 5, minor: 8, patch: 0).level == .broken)
        #expect(DoctorRules.podman(major: 5, minor: 8, patch: 1).level == .ok)
        #expect(DoctorRules.podman(major: 6, minor: 0, patch: 0).level == .ok)
    }

    @Test("without the memory controller a Raspberry Pi is told what to add to its command line")
    func memory() throws {
        let found = DoctorRules.controllers(["cpu", "pids"], isUser: false, isPi: true)
        #expect(found.count == 1)
        let first = try #require(found.first)
        #expect(first.level == .warning)
        #expect(
            first.remedy.contains("cgroup_enable=memory")
                && first.remedy.contains("/boot/firmware/cmdline.txt"))
        #expect(DoctorRules.controllers(["cpu", "memory", "pids"], isUser: true, isPi: false) == [])
    }

    @Test("a user with too few ids is given a range behind those of all others")
    func ids() {
        let uids = ("/etc/subuid", "pod:100000:65536\n1001:165536:1000\nodd\n")
        let gids = ("/etc/subgid", "pod:100000:65536\nmany:300000:65536\n")
        #expect(DoctorRules.subordinateIDs([uids, gids], user: "pod", id: 1000) == [])
        let found = DoctorRules.subordinateIDs([uids, gids], user: "few", id: 1001)
        #expect(
            found.map(\.text) == [
                "/etc/subuid gives few 1000 ids; images need 65536",
                "/etc/subgid gives few 0 ids; images need 65536",
            ])
        #expect(found.map { $0.remedy.contains("subuids 365536-431071 few") } == [true, false])
        #expect(found.map { $0.remedy.contains("subgids 365536-431071 few") } == [false, true])
    }

    @Test("a clock before 2020 is broken, one that nobody sets a warning")
    func clock() {
        #expect(DoctorRules.clock(now: 10, isSynchronised: true).level == .broken)
        #expect(DoctorRules.clock(now: 1_800_000_000, isSynchronised: false).level == .warning)
        #expect(DoctorRules.clock(now: 1_800_000_000, isSynchronised: nil).level == .ok)
    }

    @Test("a user without a controller is told how to have it delegated; CNI is a warning")
    func delegation() {
        let found = DoctorRules.controllers(["cpu", "pids"], isUser: true, isPi: true)
        #expect(found.count == 1)
        #expect(found[0].level == .warning && found[0].remedy.contains("Delegate=cpu cpuset io memory pids"))
        #expect(DoctorRules.network(backend: "cni").level == .warning)
        #expect(DoctorRules.network(backend: "netavark").level == .ok)
    }

    @Test("a disk is broken when it is full, of bytes or of files")
    func disk() {
        let size = Int64(32) << 30
        #expect(DoctorRules.disk("/x", "x", size: size, free: size / 2, files: nil).level == .ok)
        #expect(DoctorRules.disk("/x", "x", size: size, free: 300 << 20, files: 100_000).level == .warning)
        #expect(DoctorRules.disk("/x", "x", size: size, free: 10 << 20, files: nil).level == .broken)
        #expect(DoctorRules.disk("/x", "x", size: size, free: size / 2, files: 3).level == .broken)
    }

    @Test("a registry's password is that of the key which says most about the image")
    func auth() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "auth-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func auth(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        let first = folder.appendingPathComponent("1.json"), second = folder.appendingPathComponent("2.json")
        try
            #"{"auths": {"r.example": {"auth": "\#(auth("u:host"))"}, "r.example/team/app": {"auth": "\#(auth("u:a:b"))"}}}"#
            .write(to: first, atomically: true, encoding: .utf8)
        try
            #"{"auths": {"r.example": {"auth": "\#(auth("u:other"))"}, "https://index.docker.io/v1/": {"auth": "\#(auth("d:d"))"}, "e": {}}, "credsStore": "x"}"#
            .write(to: second, atomically: true, encoding: .utf8)
        let stored = RegistryAuth(files: [folder.path + "/none.json", first.path, second.path])
        func password(_ image: String) -> String? {
            stored.header(for: image).flatMap(base64).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(password("r.example/x:1") == #"{"password":"host","username":"u"}"#)
        #expect(password("r.example/team/app:1") == #"{"password":"a:b","username":"u"}"#)
        #expect(password("r.example/team/app@sha256:00") == #"{"password":"a:b","username":"u"}"#)
        #expect(password("r.example:5000/x:1") == nil)
        #expect(password("docker.io/library/nginx") == #"{"password":"d","username":"d"}"#)
    }

    @Test("base64 for URLs is written and read", arguments: 0..<20)
    func coding(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 97 + 250) }
        let standard = Data(bytes).base64EncodedString()
        let text = base64Encoded(bytes)
        #expect(
            text == standard.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
        )
        #expect(base64(text) == bytes)
        #expect(base64(standard) == bytes)
        #expect(base64("a b") == nil)
    }

    @Test("revisions keep what made them and what they ran; only the first record counts")
    func history() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(
            "history-\(UUID().uuidString)"
        ).path
        let base = Paths(
            runtime: root + "/run", state: root + "/state", manifests: root + "/etc", units: root + "/units",
            socket: "/none")
        let paths = AppPaths(app: "a", base: base)
        func file(_ text: String) -> ManifestFile { ManifestFile(name: "a.yaml", bytes: Array(text.utf8)) }
        try ManifestStore.write([file("1")], paths, note: RevisionNote(cause: "up", at: 5))
        try ManifestStore.record(["i": RanImage(id: "x", digest: "d")], paths)
        try ManifestStore.record(["i": RanImage(id: "y", digest: "d")], paths)
        try ManifestStore.write(
            [file("1")], paths, note: RevisionNote(cause: "update", at: 6, pins: ["i": "z"]))
        let history = try ManifestStore.history(paths)
        #expect(history.map(\.number) == [1, 2])
        #expect(history.map(\.isCurrent) == [false, true])
        #expect(history.map(\.note.cause) == ["up", "update"])
        #expect(history[0].images == ["i": RanImage(id: "x", digest: "d")])
        #expect(ManifestStore.pins(paths) == ["i": "z"])
        #expect(
            try ManifestStore.load(paths).map(\.bytes) == [Array("1".utf8)],
            "podsup's own files are no manifests")
        let key = HashKey(1, 2)
        let one = ManifestStore.fingerprint([file("1")], key)
        #expect(one != ManifestStore.fingerprint([file("1")], pins: ["i": "z"], key))
    }
}
