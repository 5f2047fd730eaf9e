private let ids = 0...Int64(Int32.max)

extension PodSecurityContext {
    init(from fields: Fields, pod: PodScope) {
        self.init()
        runAsUser = fields.integer("runAsUser", in: ids)
        pod.userPlace = fields.take("runAsUser")?.place
        runAsGroup = fields.integer("runAsGroup", in: ids)
        runAsNonRoot = fields.bool("runAsNonRoot")
        supplementalGroups = fields.integers("supplementalGroups", in: ids)
        fsGroup = fields.integer("fsGroup", in: ids)
        fsGroupChangeAlways =
            fields.choice("fsGroupChangePolicy", of: ["Always", "OnRootMismatch"]) != "OnRootMismatch"
        onlyNamedGroups = fields.choice("supplementalGroupsPolicy", of: ["Merge", "Strict"]) == "Strict"
        seccompProfile = fields.object("seccompProfile", "SeccompProfile") { SeccompProfile(from: $0) } ?? nil
        appArmorProfile =
            fields.object("appArmorProfile", "AppArmorProfile") { AppArmorProfile(from: $0) } ?? nil
        for (name, value) in fields.sysctls(pod: pod) { sysctls[name] = value }
        fields.refused("windowsOptions", remedy: "remove it: podsup runs on Linux")
        fields.refused(
            "seLinuxOptions", "seLinuxChangePolicy", remedy: "remove it: Debian runs without SELinux")
    }
}

extension SecurityContext {
    init(from fields: Fields) {
        self.init()
        runAsUser = fields.integer("runAsUser", in: ids)
        runAsGroup = fields.integer("runAsGroup", in: ids)
        runAsNonRoot = fields.bool("runAsNonRoot")
        privileged = fields.bool("privileged") ?? false
        allowPrivilegeEscalation = fields.bool("allowPrivilegeEscalation")
        readOnlyRootFilesystem = fields.bool("readOnlyRootFilesystem") ?? false
        let capabilities = fields.object("capabilities", "Capabilities") { fields in
            (fields.capabilities("add"), fields.capabilities("drop"))
        }
        (addedCapabilities, droppedCapabilities) = capabilities ?? ([], [])
        seccompProfile = fields.object("seccompProfile", "SeccompProfile") { SeccompProfile(from: $0) } ?? nil
        appArmorProfile =
            fields.object("appArmorProfile", "AppArmorProfile") { AppArmorProfile(from: $0) } ?? nil
        unmaskedProc = fields.choice("procMount", of: ["Default", "Unmasked"]) == "Unmasked"
        fields.refused("windowsOptions", remedy: "remove it: podsup runs on Linux")
        fields.refused("seLinuxOptions", remedy: "remove it: Debian runs without SELinux")

        guard allowPrivilegeEscalation == false else { return }
        if privileged {
            fields.problem(
                .conflict, "allowPrivilegeEscalation", "can't be false in a privileged container",
                "remove one of the two")
        } else if addedCapabilities.contains("SYS_ADMIN") {
            fields.problem(
                .conflict, "allowPrivilegeEscalation", "can't be false with the capability SYS_ADMIN",
                "remove one of the two")
        }
    }
}

extension SeccompProfile {
    init?(from fields: Fields) {
        let type = fields.choice("type", of: ["RuntimeDefault", "Unconfined", "Localhost"], required: true)
        let file = fields.localProfile(type: type)
        if let file, type == "Localhost" {
            if file.hasPrefix("/") || file.split(separator: "/").contains("..") {
                fields.problem(
                    .invalidValue, "localhostProfile", "'\(file)' leaves the folder of profiles",
                    "use a relative path without '..'")
            } else if let entry = fields.take("localhostProfile") {
                fields.report.demand(.seccompProfile(file), at: entry.place)
            }
        }
        switch type {
        case "RuntimeDefault": self = .runtimeDefault
        case "Unconfined": self = .unconfined
        case "Localhost": self = .localhost(file ?? "")
        default: return nil
        }
    }
}

extension AppArmorProfile {
    init?(from fields: Fields) {
        let type = fields.choice("type", of: ["RuntimeDefault", "Unconfined", "Localhost"], required: true)
        let profile = fields.localProfile(type: type)
        if let profile, type == "Localhost", let entry = fields.take("localhostProfile") {
            fields.report.demand(.appArmorProfile(profile), at: entry.place)
        } else if type == "RuntimeDefault", let entry = fields.take("type") {
            fields.report.demand(.appArmor, at: entry.place)
        }
        switch type {
        case "RuntimeDefault": self = .runtimeDefault
        case "Unconfined": self = .unconfined
        case "Localhost": self = .localhost(profile ?? "")
        default: return nil
        }
    }
}

extension Fields {
    /// `localhostProfile`, which goes with the type `Localhost` and with no other.
    fileprivate func localProfile(type: String?) -> String? {
        let profile = string("localhostProfile", required: type == "Localhost")
        guard let profile else { return nil }
        if type != "Localhost" {
            problem(.conflict, "localhostProfile", "goes only with 'type: Localhost'", "remove it")
        }
        return profile
    }

    /// Capabilities in capitals, without `CAP_`.
    fileprivate func capabilities(_ name: String) -> [String] {
        elements(name).compactMap { node, place in
            guard let text = report.string(node, at: place) else { return nil }
            var capability = text.uppercased()
            if capability.hasPrefix("CAP_") {
                capability.removeFirst(4)
                if report.forKubernetes {
                    report.problem(
                        .invalidValue, at: place, "Kubernetes wants a capability without CAP_",
                        "write '\(capability)'")
                } else {
                    report.warn(
                        at: place, "'\(text)' is taken as '\(capability)'; Kubernetes wants it without CAP_")
                }
            }
            if !knownCapabilities.contains(capability) {
                report.problem(
                    .invalidValue, at: place, "'\(text)' is not a capability",
                    didYouMean(
                        capability, in: knownCapabilities, otherwise: "see capabilities(7) for their names"))
            }
            return capability
        }
    }

    /// Kernel settings of the pod's own namespaces; those of the host's are not a pod's to change.
    fileprivate func sysctls(pod: PodScope) -> [(String, String)] {
        var seen: Set<String> = []
        return list("sysctls", "Sysctl") { fields in
            let name =
                fields.string("name", required: true, example: "net.ipv4.ip_unprivileged_port_start") ?? ""
            let value = fields.string("value", required: true, example: "\"0\"") ?? ""
            let dotted = String(name.map { $0 == "/" ? "." : $0 })
            if name.isEmpty { return (name, value) }
            if !seen.insert(dotted).inserted {
                fields.problem(.duplicate, "name", "'\(name)' is set twice", "remove one of the two")
            }
            if dotted.hasPrefix("net.") {
                if pod.hostNetwork {
                    fields.problem(
                        .conflict, "name", "'\(name)' would be the machine's, for the pod has its network",
                        "set it in /etc/sysctl.d, or remove hostNetwork")
                }
            } else if ipcSysctls.contains(where: { dotted == $0 || dotted.hasPrefix("\($0).") }) {
                if pod.hostIPC {
                    fields.problem(
                        .conflict, "name", "'\(name)' would be the machine's, for the pod has its IPC",
                        "set it in /etc/sysctl.d, or remove hostIPC")
                }
            } else {
                fields.problem(
                    .unsupported, "name", "'\(name)' belongs to the machine, not to a pod",
                    "set it in /etc/sysctl.d")
            }
            return (dotted, value)
        }
    }
}

/// Settings of an IPC namespace (ipc_namespaces(7)).
private let ipcSysctls = [
    "fs.mqueue", "kernel.msg_next_id", "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem",
    "kernel.sem_next_id", "kernel.shm_next_id", "kernel.shm_rmid_forced", "kernel.shmall", "kernel.shmmax",
    "kernel.shmmni",
]

/// capabilities(7), Linux 6.12, and `ALL`.
private let knownCapabilities: Set<String> = [
    "ALL", "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE",
    "CHOWN",
    "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE",
    "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST",
    "NET_RAW", "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYSLOG", "SYS_ADMIN", "SYS_BOOT",
    "SYS_CHROOT", "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG", "WAKE_ALARM",
]
