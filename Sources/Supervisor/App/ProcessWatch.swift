import CLinux
import Descriptors
import Dispatch
import Glibc
import Podman

/// Tells when a process that is not our child ends. Holds a pidfd; costs nothing while it waits.
@MainActor
final class ProcessWatch {
    private let source: DescriptorSource
    private var onEnd: (@MainActor () -> Void)?

    /// - Parameter belongs: asked once the pidfd is held, so that a pid which another process has taken
    ///   over meanwhile is not watched.
    /// - Returns: `nil` where the process is gone already, or is another one.
    init?(pid: Int32, belongs: (Int32) -> Bool, onEnd: @escaping @MainActor () -> Void) {
        guard pid > 0 else { return nil }
        let descriptor = linux_pidfd_open(pid)
        guard descriptor >= 0 else { return nil }
        guard belongs(pid) else {
            close(descriptor)
            return nil
        }
        self.onEnd = onEnd
        source = DescriptorSource(descriptor)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.ended() } }
        // The descriptor stays readable for ever once the process has ended.
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    private func ended() {
        source.cancel()
        let notify = onEnd
        onEnd = nil
        notify?()
    }

    func stop() {
        onEnd = nil
        source.cancel()
    }
}

/// Whether a process belongs to a container: its cgroup carries the container's id, which no other
/// process's does. Compared instead of start times, which a jump of the clock at boot makes useless.
func isProcess(_ pid: Int32, ofContainer id: String) -> Bool {
    guard let bytes = try? Files.read("/proc/\(pid)/cgroup", limit: 64 << 10) else { return false }
    // Without cgroups of its own (rootless, cgroup v1) a container's processes can't be told apart this way.
    return !bytes.contains(text: "libpod-") || bytes.contains(text: id)
}

/// Whether a process is a container's conmon: the container's id is among its arguments. Not so for one that
/// has ended.
func isConmon(_ pid: Int32, ofContainer id: String) -> Bool {
    guard pid > 0, let bytes = try? Files.read("/proc/\(pid)/cmdline", limit: 64 << 10) else { return false }
    return bytes.split(separator: 0).contains { $0.elementsEqual(id.utf8) }
}
