import CLinux

/// Finds and kills a child with everything it started.
///
/// The child must have been started in a session of its own. A session is only ever inherited or made
/// by a descendant, so every session a descendant was seen in is the child's too: this finds
/// background processes whose parent has ended already. Only a daemon gets away: one that made a session
/// for itself and then lost its parent.
struct ProcessTree {
    /// One process, as proc_pid_stat(5) describes it.
    struct Entry: Equatable {
        var pid: Int32
        var parent: Int32
        var session: Int32
        /// Clock ticks since boot.
        var start: UInt64
    }

    let root: Int32
    private var sessions: Set<Int32>

    init(root: Int32) {
        self.root = root
        sessions = [root]
    }

    /// Those of `entries` that belong to the tree, and remembers their sessions for the next look.
    mutating func members(of entries: [Entry]) -> [Entry] {
        var found: Set<Int32> = []
        var grows = true
        while grows {
            grows = false
            for entry in entries where !found.contains(entry.pid) {
                guard entry.pid == root || found.contains(entry.parent) || sessions.contains(entry.session)
                else { continue }
                found.insert(entry.pid)
                sessions.insert(entry.session)
                grows = true
            }
        }
        return entries.filter { found.contains($0.pid) }
    }

    /// Kills the tree. Looks again until nothing is left, as processes fork while they are counted;
    /// gives up after ten looks, each a read of all of /proc.
    mutating func kill() {
        for _ in 0..<10 {
            let alive = members(of: Self.processes())
            if alive.isEmpty { return }
            for entry in alive {
                var row = linux_process(
                    pid: entry.pid, parent: entry.parent, session: entry.session, start: entry.start)
                _ = linux_kill_process(&row)
            }
        }
    }

    /// Every living process that this one can see.
    static func processes() -> [Entry] {
        var capacity: Int32 = 1024
        while true {
            var rows = [linux_process](repeating: linux_process(), count: Int(capacity))
            let count = linux_processes(&rows, capacity)
            if count <= capacity {
                return rows.prefix(Int(max(count, 0))).map {
                    Entry(pid: $0.pid, parent: $0.parent, session: $0.session, start: $0.start)
                }
            }
            capacity = count + 256
        }
    }
}
