import Foundation
import Testing

@testable import Supervisor

@Suite("Containers that the kernel killed for want of memory") @MainActor
struct OOMTallyTests {
    private let root: URL
    private let tally: OOMTally

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("oom-\(UUID())")
        tally = OOMTally(root: root.path)
        try kills(0, in: "")
    }

    private func kills(_ count: Int, in cgroup: String) throws {
        let folder = root.appendingPathComponent("podsup.slice/podsup-site.slice/\(cgroup)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "low 0\nhigh 0\nmax 7\noom 9\noom_kill \(count)\noom_group_kill 0\n".write(
            to: folder.appendingPathComponent("memory.events"), atomically: true, encoding: .utf8)
    }

    private func begin(_ id: String, kills count: Int = 0, below: String = "/container") throws {
        try kills(count, in: "libpod-\(id).scope")
        tally.began(id, membership: "0::/podsup.slice/podsup-site.slice/libpod-\(id).scope\(below)\n")
    }

    private func remove(_ id: String) throws {
        try FileManager.default.removeItem(
            at: root.appendingPathComponent("podsup.slice/podsup-site.slice/libpod-\(id).scope"))
    }

    @Test("are known by the app's slice, though their own cgroup is gone", arguments: ["/container", ""])
    func gone(below: String) throws {
        try begin("a", below: below)
        try kills(1, in: "")
        try remove("a")
        #expect(tally.ended("a"))
    }

    @Test("are not taken for one that somebody kills afterwards")
    func afterwards() throws {
        try begin("a")
        try begin("b")
        try kills(1, in: "")
        try remove("a")
        #expect(tally.ended("a"))
        try remove("b")
        #expect(!tally.ended("b"))
    }

    @Test("are told from one that lost a process and runs on")
    func another() throws {
        try begin("a")
        try begin("b")
        try kills(1, in: "")
        try kills(1, in: "libpod-b.scope")
        try remove("a")
        #expect(!tally.ended("a"))
        try remove("b")
        #expect(tally.ended("b"))
    }

    @Test("are both known where two end at once")
    func two() throws {
        try begin("a")
        try begin("b")
        try kills(2, in: "")
        try remove("a")
        try remove("b")
        #expect(tally.ended("a"))
        #expect(tally.ended("b"))
    }

    @Test("are known to a new supervisor, whatever the slice has counted before")
    func adopted() throws {
        try kills(5, in: "")
        try begin("a", kills: 0)
        try begin("b", kills: 2)
        try kills(6, in: "")
        try remove("a")
        #expect(tally.ended("a"))
        try remove("b")
        #expect(tally.ended("b"), "it had lost two processes itself")
    }

    @Test("are not guessed where the machine counts no memory, or has no cgroups of containers")
    func unknown() throws {
        tally.began("a", membership: "0::/podsup.slice/podsup-site.slice/libpod-a.scope\n")
        #expect(!tally.ended("a"))
        tally.began("b", membership: "0::/user.slice\n")
        #expect(!tally.ended("b"))
        #expect(!tally.ended("c"))
    }
}
