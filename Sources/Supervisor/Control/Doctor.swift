import CLinux
import Glibc
import PodSpec
import Podman
import Systemd

/// Looks at a machine, or at one user of it, for what breaks or will break apps.
@MainActor
package struct Doctor {
    let paths: Paths
    let scope: Bus.Scope
    /// Of the units that `up` would write.
    let options: UnitOptions
    var findings: [DoctorFinding] = []

    package init(_ paths: Paths, _ scope: Bus.Scope, _ options: UnitOptions) {
        self.paths = paths
        self.scope = scope
        self.options = options
    }

    package static func examine(
        _ paths: Paths, _ scope: Bus.Scope, _ options: UnitOptions
    ) async -> [DoctorFinding] {
        var doctor = Doctor(paths, scope, options)
        await doctor.lookAtPodman()
        doctor.lookAtCgroups()
        if scope == .user { doctor.lookAtUser() }
        doctor.lookAtClock()
        doctor.lookAtJournal()
        doctor.lookAtDisk()
        doctor.lookAtApps()
        return doctor.findings
    }

    private mutating func add(
        _ level: DoctorFinding.Level, _ subject: String, _ text: String, _ remedy: String = ""
    ) {
        findings.append(DoctorFinding(level, subject, text, remedy))
    }

    private var systemctl: String { scope == .user ? "systemctl --user" : "systemctl" }
    private var user: String { scope == .user ? " --user" : "" }

    // MARK: Podman

    private mutating func lookAtPodman() async {
        guard Files.exists("/run/systemd/system") else {
            add(.broken, "systemd", "does not run this machine", "only 'podsup up --foreground' works here")
            return
        }
        guard Preflight.isInstalled("podman") else {
            add(.broken, "podman", "not installed", "apt install podman")
            return
        }
        let podman = Podman(socketPath: paths.socket)
        do throws(PodmanError) {
            let version = try await podman.version()
            findings.append(
                DoctorRules.podman(major: version.major, minor: version.minor, patch: version.patch))
            add(.ok, "socket", paths.socket)
            lookAt(try await podman.info())
            try await lookForLeftovers(podman)
        } catch {
            switch error {
            case .socketMissing, .socketRefused:
                add(
                    .broken, "socket", "\(paths.socket): nobody listens",
                    "\(systemctl) enable --now podman.socket")
            default: add(.broken, "socket", "\(error)")
            }
        }
    }

    private mutating func lookAt(_ info: PodmanInfo) {
        let runtime = info.host.ociRuntime
        if runtime.path.hasPrefix("/"), access(runtime.path, X_OK) == 0 {
            add(.ok, "runtime", runtime.path)
        } else {
            add(.broken, "runtime", "\(runtime.name) is not there (\(runtime.path))", "apt install crun")
        }
        findings.append(DoctorRules.network(backend: info.host.networkBackend))
        if info.host.cgroupManager != "systemd" {
            add(
                .warning, "cgroups",
                "Podman does not leave cgroups to systemd: apps have no slice of their own",
                "set cgroup_manager = \"systemd\" under [engine] in containers.conf")
        }
        lookAt(space: info.store.graphRoot, "images and containers")
    }

    // MARK: The machine

    private mutating func lookAtCgroups() {
        guard let names = CgroupControllers.names(isUser: scope == .user) else {
            add(
                .broken, "cgroups", "this machine has no cgroup v2",
                "boot with systemd.unified_cgroup_hierarchy=1 on the kernel's command line")
            return
        }
        let missing = DoctorRules.controllers(names, isUser: scope == .user, isPi: CgroupControllers.isPi)
        findings += missing
        if missing.isEmpty { add(.ok, "cgroups", "v2 with \(names.joined(separator: ", "))") }
    }

    private mutating func lookAtUser() {
        guard let entry = getpwuid(geteuid()) else { return }
        let name = String(cString: entry.pointee.pw_name)
        if Files.exists("/var/lib/systemd/linger/\(name)") {
            add(.ok, "lingering", "on")
        } else {
            add(
                .broken, "lingering", "off: apps end when \(name) logs out and do not start at boot",
                "loginctl enable-linger")
        }
        let files = ["/etc/subuid", "/etc/subgid"].map { file in
            (file, String(decoding: (try? Files.read(file)) ?? [], as: UTF8.self))
        }
        findings += DoctorRules.subordinateIDs(files, user: name, id: geteuid())
    }

    private mutating func lookAtClock() {
        let state = linux_clock_synchronised()
        findings.append(
            DoctorRules.clock(
                now: linux_realtime_ns() / 1_000_000_000, isSynchronised: state < 0 ? nil : state == 1))
    }

    private mutating func lookAtJournal() {
        guard let id = try? Files.read("/etc/machine-id") else {
            add(.broken, "journal", "there is no /etc/machine-id", "systemd-machine-id-setup")
            return
        }
        let machine = String(decoding: id.prefix(32), as: UTF8.self)
        let folder = "/var/log/journal/\(machine)"
        if Files.exists(folder) {
            let sizes = ((try? Files.names(in: folder)) ?? []).map { name in
                var file = linux_file()
                return linux_file_look("\(folder)/\(name)", &file) == 0 ? file.size : 0
            }
            // journald itself keeps to a tenth of the disk and to 4 GiB (journald.conf(5), SystemMaxUse=).
            add(.ok, "journal", "kept on disk, \(sizes.reduce(0, +) >> 20) MiB")
            lookAt(space: "/var/log/journal", "the journal")
        } else {
            add(
                .warning, "journal", "in memory only: logs are gone after a reboot",
                "for logs that last: 'mkdir -p /var/log/journal', then 'systemctl restart systemd-journald'")
        }
    }

    private mutating func lookAtDisk() {
        lookAt(space: paths.state, "revisions and emptyDir volumes")
        lookAt(space: paths.runtime, "status and log pipes")
    }

    private mutating func lookAt(space path: String, _ what: String) {
        var place = path
        while !Files.exists(place), place != "/" { place = place.parentFolder }
        var space = linux_space()
        guard linux_space_of(place, &space) == 0 else { return }
        findings.append(
            DoctorRules.disk(
                path, what, size: space.size, free: space.free,
                files: space.files == 0 ? nil : space.free_files))
    }

    // MARK: Apps

    /// Apps with a unit, by name.
    private var installed: [String] {
        UnitFolder.apps(in: paths.units).filter { Files.exists(AppPaths(app: $0, base: paths).unitFile) }
    }

    private mutating func lookForLeftovers(_ podman: Podman) async throws(PodmanError) {
        let apps = Set(installed)
        var leftovers: [String: [String]] = [:]
        func note(_ app: String?, _ thing: String) {
            guard let app, !apps.contains(app) else { return }
            leftovers[app, default: []].append(thing)
        }
        for pod in try await podman.listPods(labels: [Label.app]) {
            note(pod.labels[Label.app], "pod \(pod.name)")
        }
        for container in try await podman.listContainers(labels: [Label.app]) where container.pod.isEmpty {
            note(container.labels[Label.app], "container \(container.name)")
        }
        for volume in try await podman.listVolumes(labels: [Label.app]) {
            note(volume.labels[Label.app], "volume \(volume.name)")
        }
        for folder in [paths.runtime, paths.state] {
            for name in (try? Files.names(in: folder)) ?? [] where AppName.isValid(name) {
                let app = AppPaths(app: name, base: paths)
                // A supervisor in a terminal has no unit.
                if let status = StatusFile.read(app), StatusFile.isAlive(status) { continue }
                if name != "key", Files.exists("\(folder)/\(name)/.") {
                    note(name, "folder \(folder)/\(name)")
                }
            }
        }
        for (app, things) in leftovers.sorted(by: { $0.key < $1.key }) {
            let onlyVolumes = things.allSatisfy { $0.hasPrefix("volume ") }
            add(
                onlyVolumes ? .ok : .warning, "leftovers",
                "of '\(app)', which has no unit: \(things.joined(separator: ", "))",
                "podsup down \(app)\(onlyVolumes ? " --volumes" : "")\(user)\(onlyVolumes ? ", if their data is not wanted" : "")"
            )
        }
    }

    private mutating func lookAtApps() {
        let apps = installed
        let shipped = ((try? Files.names(in: paths.manifests)) ?? []).filter { $0.hasSuffix(".yaml") }.map {
            String($0.dropLast(5))
        }
        for app in Set(apps + shipped).sorted() {
            lookAt(UnitFolder.paths(of: app, paths), hasUnit: apps.contains(app))
        }
    }

    private mutating func lookAt(_ app: AppPaths, hasUnit: Bool) {
        let name = "app \(app.app)"
        let files: [ManifestFile]
        do {
            files = try ManifestStore.load(app)
        } catch let error as FileError where error.code == EACCES {
            add(.warning, name, "its manifest can only be read by root", "sudo podsup doctor")
            return
        } catch {
            add(.broken, name, "\(error)", "podsup down \(app.app)\(user)")
            return
        }
        guard
            let decoded = try? Manifest.decode(
                files, name: app.app, options: ManifestOptions(skipUnsupported: true)),
            let units = try? AppUnit.all(of: decoded, options.of(app, paths))
        else {
            let path = files.count == 1 ? files[0].name : app.current
            add(.broken, name, "its manifest is wrong: it would not start again", "podsup validate \(path)")
            return
        }
        let source = app.shippedManifest
        guard hasUnit else {
            add(.warning, name, "\(source) has no unit, so it does not run", "podsup up \(source)\(user)")
            return
        }
        let up =
            Files.exists(source) ? "podsup up \(source)\(user)" : "podsup up FILE\(user) with its manifest"
        let stale = units.first { (try? Files.read("\(paths.units)/\($0.name)")) != Array($0.text.utf8) }
        if stale != nil {
            add(.warning, name, "its unit is not the one that its manifest asks for", up)
        } else if let status = StatusFile.read(app), StatusFile.isAlive(status),
            let wanted = try? ManifestStore.fingerprint(files, pins: ManifestStore.pins(app), app),
            status.podsup.manifest != wanted
        {
            add(
                .warning, name, "its manifest was changed since it was applied",
                "podsup reload \(app.app)\(user)")
        } else {
            add(.ok, name, "its unit is up to date")
        }
    }
}
