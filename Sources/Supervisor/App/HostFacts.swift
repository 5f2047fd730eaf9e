import CLinux
import Glibc
import JSON
import Podman

/// What Podman says of this machine and every start of a pod needs.
///
/// Podman takes 0.1 s to say it (it asks dpkg for the version of each of its helpers), as long as a whole
/// container takes to start: so one supervisor's answer serves the next one too, until Podman or its
/// configuration is another one, or the machine is rebooted.
struct HostFacts: Codable, Equatable {
    var runtimeName: String
    var runtimePath: String
    /// `systemd` or `cgroupfs`.
    var cgroupManager: String
    /// The cgroup controllers delegated to Podman.
    var controllers: [String]

    init(_ host: PodmanInfo.Host) {
        runtimeName = host.ociRuntime.name
        runtimePath = host.ociRuntime.path
        cgroupManager = host.cgroupManager
        controllers = host.cgroupControllers
    }
}

extension HostFacts {
    /// The right to ask, which one supervisor of the machine has at a time, until it lets go of this or ends: ten that a
    /// boot starts at once would have Podman run a hundred programs.
    final class Turn {
        private let file: Int32

        /// - Parameter path: of the facts.
        init(_ path: String) { file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }

        deinit { if file >= 0 { close(file) } }

        /// Whether it is ours now. Where there can be no lock everybody may ask.
        func take() -> Bool { file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK }
    }

    private struct Document: Codable {
        var madeFrom: String
        var facts: HostFacts
    }

    /// What a supervisor kept in `path`, if it still holds.
    static func load(_ path: String, madeFrom: String = origin()) -> HostFacts? {
        guard let bytes = try? Files.read(path, limit: 64 << 10),
            let document = try? JSON.decode(Document.self, from: bytes),
            document.madeFrom == madeFrom
        else { return nil }
        return document.facts
    }

    /// Keeps it for other supervisors. Where that fails they ask for themselves.
    func save(_ path: String, madeFrom: String = origin()) {
        guard let bytes = try? JSON.encode(Document(madeFrom: madeFrom, facts: self)) else { return }
        try? Files.replace(path, bytes)
    }

    /// Says which Podman and which configuration: what each of their files is, and since when.
    static func origin() -> String {
        var places = [
            "/usr/bin/podman", "/usr/bin/crun", "/usr/bin/runc", "/sys/fs/cgroup/cgroup.controllers",
        ]
        // containers.conf(5).
        var folders = ["/usr/share/containers", "/etc/containers"]
        if geteuid() != 0, let home = getenv("HOME") {
            folders.append(String(cString: home) + "/.config/containers")
        }
        for file in folders.map({ $0 + "/containers.conf" }) {
            places.append(file)
            for name in (try? Files.names(in: file + ".d")) ?? [] { places.append("\(file).d/\(name)") }
        }
        return places.map { place in
            var found = linux_file()
            guard linux_file_look(place, &found) == 0 else { return "\(place) -" }
            return "\(place) \(found.inode) \(found.size) \(found.changed)"
        }.joined(separator: "\n")
    }
}
