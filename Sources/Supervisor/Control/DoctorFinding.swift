/// One thing that `podsup doctor` looked at.
package struct DoctorFinding: Equatable, Sendable, Encodable {
    package enum Level: String, Equatable, Sendable, Encodable {
        case ok
        /// Works, but not as one would expect.
        case warning
        /// Something will break, or does not work now.
        case broken
    }
    package var level: Level
    /// What was looked at: `podman`, `clock` …
    package var subject: String
    package var text: String
    /// What to do; empty where there is nothing to do.
    package var remedy: String

    package init(_ level: Level, _ subject: String, _ text: String, _ remedy: String = "") {
        self.level = level
        self.subject = subject
        self.text = text
        self.remedy = remedy
    }
}

/// Judgements on facts, apart from where they come from.
package enum DoctorRules {
    /// - Parameter version: as `podman version` says it.
    package static func podman(major: Int, minor: Int, patch: Int) -> DoctorFinding {
        let text = "Podman \(major).\(minor).\(patch)"
        if (major, minor, patch) < (4, 3, 0) {
            return DoctorFinding(
                .broken, "podman", "\(text) is too old", "install Podman 4.3 or later (Debian 12 has it)")
        }
        // https://github.com/containers/podman/releases/tag/v5.8.1
        if (major, minor, patch) == (5, 8, 0) {
            return DoctorFinding(
                .broken, "podman", "\(text) can corrupt its database when it changes BoltDB to SQLite",
                "install 5.8.1 or later before the next reboot")
        }
        return DoctorFinding(.ok, "podman", text)
    }

    package static func controllers(_ found: [String], isUser: Bool, isPi: Bool) -> [DoctorFinding] {
        ["memory", "cpu", "pids"].filter { !found.contains($0) }.map { name in
            DoctorFinding(
                .warning, "cgroups", "no cgroup controller '\(name)': limits of that kind are not enforced",
                remedy(withoutController: name, isUser: isUser, isPi: isPi))
        }
    }

    package static func remedy(withoutController name: String, isUser: Bool, isPi: Bool) -> String {
        if isUser {
            return
                "have it delegated: a drop-in for user@.service with [Service] Delegate=cpu cpuset io memory pids"
        }
        guard name == "memory" else { return "boot a kernel that has it (CONFIG_CGROUPS)" }
        let place = isPi ? "the one line of /boot/firmware/cmdline.txt" : "the kernel's command line"
        return "add 'cgroup_enable=memory' to \(place) and reboot"
    }

    /// - Parameter files: `/etc/subuid` and `/etc/subgid` (subuid(5)), each with its text.
    package static func subordinateIDs(
        _ files: [(path: String, text: String)], user: String, id: UInt32
    ) -> [DoctorFinding] {
        let ranges = files.map { file in
            file.text.split(separator: "\n").compactMap { SubordinateIDs($0) }
        }
        // Behind those of everybody else: ids that two users have are no border between them.
        let start = ranges.joined().map(\.end).reduce(100_000, max)
        let new = "\(start)-\(start + 65535)"
        return zip(files, ranges).compactMap { file, ranges in
            let own = ranges.filter { $0.owner == user || $0.owner == "\(id)" }.map(\.count).reduce(0, +)
            if own >= 65536 { return nil }
            return DoctorFinding(
                .broken, "subids", "\(file.path) gives \(user) \(own) ids; images need 65536",
                "sudo usermod \(file.path.hasSuffix("uid") ? "--add-subuids" : "--add-subgids") \(new) \(user), "
                    + "then 'podman system migrate'")
        }
    }

    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - isSynchronised: what the kernel says; nil: it does not say.
    package static func clock(now: Int64, isSynchronised: Bool?) -> DoctorFinding {
        if now < 1_577_836_800 {
            return DoctorFinding(
                .broken, "clock", "the clock says a year before 2020: certificates look invalid, pulls fail",
                "set it: 'timedatectl set-ntp true', or install systemd-timesyncd")
        }
        if isSynchronised == false {
            return DoctorFinding(
                .warning, "clock", "the clock is not synchronised: CronJobs and log times may be off",
                "'timedatectl set-ntp true', or install systemd-timesyncd or chrony")
        }
        return DoctorFinding(.ok, "clock", isSynchronised == nil ? "set" : "synchronised")
    }

    /// - Parameters:
    ///   - what: whose place it is.
    ///   - files: how many more files there may be; nil: no limit.
    package static func disk(_ path: String, _ what: String, size: Int64, free: Int64, files: Int64?)
        -> DoctorFinding
    {
        let text = "\(free >> 20) MiB free for \(what) (\(path))"
        let remedy = "make room: 'podman image prune -a' removes images that no container uses"
        if free < 64 << 20 { return DoctorFinding(.broken, "disk", "only \(text)", remedy) }
        if let files, files < 1000 {
            return DoctorFinding(
                .broken, "disk", "only \(files) more files fit for \(what) (\(path))", remedy)
        }
        if free < 512 << 20 || free < size / 50 {
            return DoctorFinding(.warning, "disk", "only \(text)", remedy)
        }
        return DoctorFinding(.ok, "disk", text)
    }

    package static func network(backend: String) -> DoctorFinding {
        backend == "cni"
            ? DoctorFinding(
                .warning, "network", "Podman uses CNI, which Podman 5 no longer has",
                "install netavark and aardvark-dns, set network_backend = \"netavark\" under [network] in "
                    + "/etc/containers/containers.conf, stop all apps, then 'podman system reset' (removes images too)"
            )
            : DoctorFinding(.ok, "network", backend.isEmpty ? "not said" : backend)
    }
}

/// A line of `/etc/subuid`: `USER:START:COUNT`.
private struct SubordinateIDs {
    let owner: String
    let start: Int64
    let count: Int64
    var end: Int64 { start + count }

    init?(_ line: Substring) {
        let words = line.split(separator: ":", omittingEmptySubsequences: false)
        guard words.count == 3, let start = Int64(words[1]), let count = Int64(words[2]) else { return nil }
        (owner, self.start, self.count) = (String(words[0]), start, count)
    }
}
