import CLinux
import Glibc

/// File systems in memory. A confined supervisor neither may mount, nor would anybody else see its mount: the
/// helper does it.
enum MemoryMount {
    /// Mounts one, or changes the one that is there. Returns 0 or a negative errno.
    ///
    /// - Parameter options: of tmpfs(5).
    static func mount(_ path: String, _ options: String) -> Int32 {
        let verb = linux_is_mount(path) == 1 ? "remount," : ""
        let words = [
            "/usr/bin/mount", "-t", "tmpfs", "-o", "\(verb)nosuid,nodev,\(options)", "tmpfs", path,
        ]
        guard let isDone = HelperClient.runBriefly(words) else { return linux_mount_memory(path, options) }
        return isDone ? 0 : -EIO
    }
}
