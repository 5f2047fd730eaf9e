import Glibc

/// What the kernel can limit here.
enum CgroupControllers {
    /// Of the system, or those that systemd has given to this user; nil: there is no cgroup v2.
    static func names(isUser: Bool) -> [String]? {
        let root = "/sys/fs/cgroup"
        guard var found = try? Files.read("\(root)/cgroup.controllers") else { return nil }
        if isUser {
            let own = "user.slice/user-\(geteuid()).slice/user@\(geteuid()).service"
            found = (try? Files.read("\(root)/\(own)/cgroup.controllers")) ?? []
        }
        return String(decoding: found, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// Whether the kernel's command line is where a Raspberry Pi has it.
    static var isPi: Bool { Files.exists("/boot/firmware/cmdline.txt") }
}
