import Glibc
import Systemd

/// A user's login is in a scope of the machine's systemd, and the kernel lets nobody but root move a process
/// from there into a container's cgroup, which is below the user's own systemd (cgroups(7), «delegation
/// containment»). What `podman exec` does about it: it has the user's systemd take the process over first.
@MainActor
package enum ScopeOfOwn {
    /// Moves this process below the user's systemd, if it is not there. Where that fails nothing changes, and why is thrown.
    package static func enter() async throws {
        guard let bytes = try? Files.read("/proc/self/cgroup") else { return }
        let isInside = String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains {
            $0.split(separator: "/").contains { $0 == "user@\(geteuid()).service" }
        }
        if isInside { return }
        let pid = UInt32(getpid())
        let result = try await Preflight.connect(.user).startScope("podsup-exec-\(pid).scope", of: pid)
        guard result == .done else {
            throw JobFailure("start", "podsup-exec-\(pid).scope", result, .user)
        }
    }
}
