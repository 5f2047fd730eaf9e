import PodSpec
import Systemd

extension AppUnit {
    /// What the supervisor may be denied without harm to its work, as systemd.exec(5) says it. For the machine's
    /// systemd only: a user's may not deny most of it.
    ///
    /// Nothing of it reaches a container. Podman makes those, and the OCI runtime is run by podsup_exec.service.
    static func addHardening(_ pods: [Pod], to file: inout UnitFile) {
        for (key, value) in settings { file.add("Service", key, .raw(value)) }
        let places = Set(hostPaths(of: pods).compactMap(protectedPlace)).sorted()
        // With '-': one that is not there is no error.
        if !places.isEmpty { file.add("Service", "ReadWritePaths", .paths(places.map { "-" + $0 })) }
    }

    private static let settings = [
        // Folders of volumes: chown for fsGroup, chmod with its set-group-ID bit, and folders of any owner.
        // libdispatch says so in the journal where it may not set the nice value of its threads.
        ("CapabilityBoundingSet", "CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_FSETID CAP_SYS_NICE"),
        ("NoNewPrivileges", "yes"),
        // Podman, systemd and the journal; probes.
        ("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6"),
        ("RestrictNamespaces", "yes"),
        ("SystemCallFilter", "@system-service"),
        ("SystemCallFilter", "~@privileged"),
        ("SystemCallFilter", "@chown"),
        // The supervisor loads a closer filter itself.
        ("SystemCallFilter", "seccomp"),
        ("SystemCallErrorNumber", "EPERM"),
        ("SystemCallArchitectures", "native"),
        ("MemoryDenyWriteExecute", "yes"),
        ("LockPersonality", "yes"),
        ("RestrictRealtime", "yes"),
        ("KeyringMode", "private"),
        ("UMask", "0077"),
        ("DevicePolicy", "closed"),
        ("PrivateMounts", "yes"),
        ("ProtectSystem", "yes"),
        ("ProtectKernelTunables", "yes"),
        ("ProtectKernelModules", "yes"),
        ("ProtectKernelLogs", "yes"),
        ("ProtectControlGroups", "yes"),
        ("ProtectClock", "yes"),
        ("ProtectHostname", "yes"),
        ("RemoveIPC", "yes"),
    ]

    /// What must be writable for a hostPath that may have to be made where `ProtectSystem=` forbids writing.
    /// (`ProtectHome=` would need the same, and a reload could not give it.)
    private static func protectedPlace(_ path: String) -> String? {
        let names = path.split(separator: "/").map(String.init)
        switch names.first {
        case "usr", "boot", "efi": return names.count > 1 ? "/" + names.prefix(3).joined(separator: "/") : nil
        default: return nil
        }
    }
}
