import TestSupport
import Testing

/// What the containers of ``fieldsManifest`` print about themselves, line by line; taken once for each suite.
actor FieldsDump {
    static let shared = FieldsDump()
    private var taken: [Box.Suite: Task<[String: [String]], any Error>] = [:]

    /// - Parameter container: its name, or `box` for what the machine itself says.
    func lines(of container: String, on suite: Box.Suite) async throws -> [String] {
        let task = taken[suite] ?? Task { try await Self.take(suite) }
        taken[suite] = task
        return try await task.value[container] ?? []
    }

    private static let containers = ["plain", "user", "caps", "strong", "local", "proc", "stdin"]

    private static func take(_ suite: Box.Suite) async throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        try await Box.with(suite) { box in
            try await box.write(fieldsManifest, to: "/root/test/fields.yaml")
            try await box.write(fieldsSeccomp, to: "/var/lib/kubelet/seccomp/podsup/no-mkdir.json")
            let up = try await box.up("/root/test/fields.yaml")
            for name in containers {
                try await eventually(within: .seconds(30), "container \(name) has printed all") {
                    found[name] = try await log(of: name, box)
                    return found[name]?.contains("done") ?? false
                }
            }
            found["box"] =
                try await box.demand(machine).lines + up.all.split(separator: "\n").map(String.init)
            try await box.demand("podsup down fields", timeout: .seconds(60))
            found["after"] = try await box.demand("ls /run/podsup; grep podsup /proc/mounts || echo none")
                .lines
        }
        return found
    }

    private static func log(of container: String, _ box: Box) async throws -> [String] {
        let lines = try await box.demand(
            """
            journalctl -q -o cat PODSUP_STREAM=stdout PODSUP_CONTAINER=\(container) \
                --after-cursor "$(cat /root/test/cursor)" | tr -d '\\r'
            """
        ).lines
        // Kernel's tabs and what differs from start to start are nobody's business.
        return lines.map { $0.split { $0 == "\t" || $0 == " " }.joined(separator: " ") }
    }

    /// What Podman and the kernel say outside.
    private static let machine = """
        podman pod inspect fields --format '{{json .InfraConfig.PortBindings}}' | sed 's/"0[.]0[.]0[.]0"/""/'
        podman inspect fields-plain --format 'limits {{.HostConfig.Memory}} {{.HostConfig.CpuQuota}}'
        echo controllers $(cat /sys/fs/cgroup/cgroup.controllers)
        stat -f -c 'keys %T' /run/podsup/fields/volumes/fields/keys/
        stat -c 'volumes %a %U' /run/podsup/fields/volumes
        grep -rl s3cret /etc/systemd/system /var/lib/podsup/fields/volumes /run/podsup/fields/status.json || echo kept
        for n in net ipc uts; do echo ns $n $(readlink /proc/1/ns/$n); done
        """
}

/// Of one container, a line that must be there.
struct Finding: Sendable, CustomTestStringConvertible {
    let field: String
    let container: String
    let line: String

    init(_ field: String, _ container: String, _ line: String) {
        (self.field, self.container, self.line) = (field, container, line)
    }

    var testDescription: String { "\(field) in \(container): \(line)" }
}
