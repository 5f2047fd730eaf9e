/// Counts what the kernel kills for want of memory, so that a container it killed can be told from one that somebody
/// killed.
///
/// Podman learns of that from conmon, which reads the container's `memory.events` after its end and often finds the
/// cgroup gone (seen with conmon 2.1.12 and crun 1.21). The slice above outlives its containers, and counts for all
/// cgroups below it, those that are gone included (cgroup v2, `memcg_memory_event`).
@MainActor
final class OOMTally {
    private let root: String
    /// Cgroups of the containers that run, by id.
    private var running: [String: String] = [:]
    /// The slice's kills that are some ended container's; nil until there was a container.
    private var settled: Int64?

    /// - Parameter root: where cgroup v2 is mounted.
    init(root: String = "/sys/fs/cgroup") { self.root = root }

    /// A container runs, with this process.
    func began(_ id: String, pid: Int32) {
        guard running[id] == nil, let bytes = try? Files.read("/proc/\(pid)/cgroup", limit: 64 << 10) else {
            return
        }
        began(id, membership: String(decoding: bytes, as: UTF8.self))
    }

    /// - Parameter membership: what its process' `/proc/PID/cgroup` holds.
    func began(_ id: String, membership: String) {
        // `0::/podsup.slice/podsup-site.slice/libpod-ID.scope/container`, the last part with crun.
        guard let line = membership.split(separator: "\n").first(where: { $0.hasPrefix("0::") }) else {
            return
        }
        var parts = line.dropFirst(3).split(separator: "/")
        while let last = parts.last, last != "libpod-\(id).scope", last != "libpod-\(id)" {
            parts.removeLast()
        }
        guard !parts.isEmpty else { return }
        let folder = "\(root)/\(parts.joined(separator: "/"))"
        guard let own = kills(in: folder), let all = kills(in: folder.parentFolder) else { return }
        running[id] = folder
        // Of one that has run for a while, as a new supervisor finds it, they were taken for those of another.
        settled = (settled ?? all) - own
    }

    /// A container has ended, or is looked after no more. Only the first call for it counts.
    /// - Returns: whether something in it was killed for want of memory.
    func ended(_ id: String) -> Bool {
        guard let folder = running.removeValue(forKey: id), let before = settled,
            let all = kills(in: folder.parentFolder)
        else { return false }
        let others = running.values.map { kills(in: $0) }
        let now = others.reduce(all) { $0 - ($1 ?? 0) }
        // Another that has ended just now has its share in them; whose each is can't be told.
        settled = others.contains(nil) ? min(now, before + 1) : now
        return now > before
    }

    private func kills(in folder: String) -> Int64? {
        guard let bytes = try? Files.read("\(folder)/memory.events", limit: 4096) else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == "oom_kill" { return Int64(words[1]) }
        }
        return nil
    }
}
