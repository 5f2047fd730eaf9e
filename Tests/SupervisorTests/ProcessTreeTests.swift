import Testing

@testable import Supervisor

@Suite("The tree of a process")
struct ProcessTreeTests {
    private func entry(_ pid: Int32, parent: Int32, session: Int32) -> ProcessTree.Entry {
        ProcessTree.Entry(pid: pid, parent: parent, session: session, start: UInt64(pid))
    }

    @Test("holds its descendants in any order, and nobody else")
    func descendants() {
        var tree = ProcessTree(root: 10)
        let members = tree.members(of: [
            entry(13, parent: 12, session: 10), entry(1, parent: 0, session: 1),
            entry(12, parent: 10, session: 10), entry(11, parent: 1, session: 9),
            entry(10, parent: 5, session: 10),
        ])
        #expect(members.map(\.pid) == [13, 12, 10])
    }

    @Test("holds an orphan of one of its sessions, also of one whose leader is gone")
    func orphans() {
        var tree = ProcessTree(root: 10)
        let members = tree.members(of: [
            entry(10, parent: 5, session: 10), entry(20, parent: 1, session: 10),
            entry(31, parent: 10, session: 30), entry(32, parent: 1, session: 30),
            entry(40, parent: 1, session: 40),
        ])
        #expect(members.map(\.pid) == [10, 20, 31, 32])
    }

    @Test("remembers a session when all who tied it to the tree have ended")
    func rememberedSession() {
        var tree = ProcessTree(root: 10)
        _ = tree.members(of: [entry(10, parent: 5, session: 10), entry(31, parent: 10, session: 31)])
        #expect(tree.members(of: [entry(33, parent: 1, session: 31)]).map(\.pid) == [33])
    }

    @Test("is empty once all of it has ended")
    func ended() {
        var tree = ProcessTree(root: 10)
        #expect(tree.members(of: [entry(11, parent: 1, session: 9)]) == [])
    }
}
