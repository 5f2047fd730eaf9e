import Glibc
import Supervisor

/// What a container's processes use, from its cgroup (v2).
struct Usage: Equatable {
    /// CPU time since it was started, in microseconds.
    var cpu: Int64
    /// Bytes: what the kernel could not take back at once, as the kubelet counts (`memory.current` without
    /// `inactive_file`).
    var memory: Int64?
    /// Summed up from the processes, where the machine has no memory controller.
    var isEstimate = false
    /// Bytes; nil: none.
    var memoryLimit: Int64?
    var processes: Int64

    static func + (left: Usage, right: Usage) -> Usage {
        var sum = left
        sum.cpu += right.cpu
        if let more = right.memory { sum.memory = (sum.memory ?? 0) + more }
        sum.isEstimate = left.isEstimate || right.isEstimate
        sum.memoryLimit = left.memoryLimit.flatMap { limit in right.memoryLimit.map { limit + $0 } }
        sum.processes += right.processes
        return sum
    }
}

/// Where the cgroups of an app's containers are.
struct UsageReader {
    private let folder: String
    private let names: [String]

    /// - Parameter root: where cgroup v2 is mounted.
    @MainActor
    init(_ paths: AppPaths, _ site: Site, root: String = "/sys/fs/cgroup") {
        let uid = geteuid()
        let above = site.scope == .user ? "\(root)/user.slice/user-\(uid).slice/user@\(uid).service" : root
        self.init(folder: "\(above)/podsup.slice/\(paths.slice)")
    }

    init(folder: String) {
        self.folder = folder
        names = (try? Files.names(in: folder)) ?? []
    }

    /// Nil where it does not run.
    func usage(_ container: ContainerDocument) -> Usage? {
        guard container.state.running != nil, let id = shortID(container) else { return nil }
        // `libpod-ID.scope` with systemd as Podman's cgroup manager, `libpod-ID` without.
        guard let name = names.first(where: { $0 == "libpod-\(id).scope" || $0 == "libpod-\(id)" }) else {
            return nil
        }
        return Self.usage(in: "\(folder)/\(name)")
    }

    static func usage(in folder: String) -> Usage? {
        guard let cpu = value("usage_usec", in: "\(folder)/cpu.stat") else { return nil }
        let processes = processes(in: folder)
        var usage = Usage(cpu: cpu, processes: Int64(processes.count))
        if let current = number("\(folder)/memory.current") {
            usage.memory = max(0, current - (value("inactive_file", in: "\(folder)/memory.stat") ?? 0))
            usage.memoryLimit = number("\(folder)/memory.max")
        } else {
            let sizes = processes.compactMap(memory)
            usage.isEstimate = true
            usage.memory = sizes.isEmpty ? nil : sizes.reduce(0, +)
        }
        return usage
    }

    /// Also those in cgroups below, which a runtime may make.
    private static func processes(in folder: String, depth: Int = 0) -> [Int64] {
        let own = words("\(folder)/cgroup.procs").flatMap { $0 }.compactMap { Int64($0) }
        guard depth < 4 else { return own }
        let below = ((try? Files.names(in: folder)) ?? []).filter {
            Files.exists("\(folder)/\($0)/cgroup.procs")
        }
        return own + below.flatMap { processes(in: "\(folder)/\($0)", depth: depth + 1) }
    }

    /// A process' part of the memory: shared pages are counted in part (PSS) where we may see that.
    private static func memory(of process: Int64) -> Int64? {
        if let kilobytes = value("Pss:", in: "/proc/\(process)/smaps_rollup") { return kilobytes * 1024 }
        let pages = words("/proc/\(process)/statm").first.flatMap { $0.count > 1 ? Int64($0[1]) : nil }
        return pages.map { $0 * Int64(sysconf(Int32(_SC_PAGESIZE))) }
    }

    private static func number(_ path: String) -> Int64? { words(path).first?.first.flatMap { Int64($0) } }

    private static func value(_ name: String, in path: String) -> Int64? {
        words(path).first { $0.count > 1 && $0[0] == name }.flatMap { Int64($0[1]) }
    }

    private static func words(_ path: String) -> [[String]] {
        guard let bytes = try? Files.read(path) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
    }
}

/// The ID without `podman://`.
func shortID(_ container: ContainerDocument) -> String? {
    guard let id = container.containerID else { return nil }
    let prefix = "podman://"
    return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : id
}

/// `12.3 MiB`
func memorySize(_ bytes: Int64) -> String {
    var value = bytes * 10
    for unit in ["B", "KiB", "MiB", "GiB", "TiB"] {
        if value < 10_240 || unit == "TiB" {
            return unit == "B" || value >= 1000
                ? "\(value / 10) \(unit)" : "\(value / 10).\(value % 10) \(unit)"
        }
        value /= 1024
    }
    return ""
}

/// `~` where it is an estimate.
func memoryText(_ usage: Usage?) -> String {
    guard let usage, let memory = usage.memory else { return "-" }
    return (usage.isEstimate ? "~" : "") + memorySize(memory)
}

/// CPU time used: `0.4s`, `75s`, `3h`.
func cpuTimeText(_ usage: Usage?) -> String {
    guard let usage else { return "-" }
    if usage.cpu < 10_000_000 { return "\(usage.cpu / 1_000_000).\(usage.cpu / 100_000 % 10)s" }
    return age(usage.cpu / 1_000_000)
}
