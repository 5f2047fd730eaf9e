import CLinux
import Glibc
import PodSpec
import Podman

/// Makes a pod's volumes ready on the host: folders, files, Podman's named volumes.
@MainActor
struct VolumeStore {
    let podman: Podman
    let places: VolumePlaces
    let app: App
    let pod: Pod

    /// - Returns: where Podman keeps the pod's named volumes, by name.
    func prepare(facts: RuntimeFacts) async throws(VolumeError) -> [String: String] {
        var mountpoints: [String: String] = [:]
        try files { () throws(FileError) in try places.makePrivate() }
        for volume in pod.volumes {
            switch volume.source {
            case .emptyDir(let memory, let limit):
                guard let path = places.path(of: volume) else { continue }
                if memory, try mountMemory(path, bytes: limit, volume.name) { continue }
                try makeEmptyDir(path)
            case .hostPath(let path, let type):
                try prepareHostPath(volume.name, path, type)
            case .configMap, .secret, .downwardAPI, .projected:
                try write(volume, facts: facts)
            case .claim(let name, _):
                let mountpoint = try await makeNamedVolume(name)
                try giveToGroup(mountpoint)
                mountpoints[name] = mountpoint
            case .image: continue
            }
        }
        return mountpoints
    }

    /// Writes the files of ConfigMaps, Secrets and fields anew where they differ; containers see the change.
    func refresh(facts: RuntimeFacts) throws(VolumeError) {
        for volume in pod.volumes {
            switch volume.source {
            case .configMap, .secret, .downwardAPI, .projected: try write(volume, facts: facts)
            case .emptyDir, .hostPath, .claim, .image: continue
            }
        }
    }

    /// An empty file for the container's termination message.
    func makeTerminationFile(for container: String) throws(VolumeError) {
        try files { () throws(FileError) in
            try places.makePrivate()
            try Files.makeFolder(places.terminationFolder)
            try Files.replace("\(places.terminationFolder)/\(container)", [], mode: 0o666)
        }
    }

    /// What the container left there: the end of it, up to Kubernetes' 4096 bytes (kubelet,
    /// `getTerminationMessage`).
    func terminationMessage(of container: String) -> String? {
        let path = "\(places.terminationFolder)/\(container)"
        guard let bytes = try? Files.tail(path, count: 4096), !bytes.isEmpty else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The mounts of a container that is about to be made, which replaces the one before it; folders of subPaths
    /// are made where they are missing.
    func mounts(
        of container: Container, environment: [ResolvedVariable], mountpoints: [String: String]
    ) throws(VolumeError) -> Mounts {
        let bound = "\(places.subPathFolder)/\(container.name)"
        try files { () throws(FileError) in try Files.remove(bound) }
        return try Mounts(
            of: container, in: pod, places: places, environment: environment, mountpoints: mountpoints
        ) { number, volume, root, path throws(VolumeError) in
            let subPath = SubPath(volume: volume.name, root: root, path: path)
            switch volume.source {
            case .emptyDir, .claim, .hostPath:
                try subPath.make()
                return try subPath.bind(to: "\(bound)/\(number)", container.volumeMounts[number].propagation)
            // No container can write there.
            case .configMap, .secret, .downwardAPI, .projected, .image: return try subPath.resolve()
            }
        }
    }

    /// Removes what lives as long as the pod: its emptyDirs and written files. Named volumes stay.
    func removeAll() throws(VolumeError) {
        try files { () throws(FileError) in
            try Files.remove(places.subPathFolder)
            try Files.remove(places.stateFolder)
            try Files.remove(places.runtimeFolder)
            try Files.remove(places.terminationFolder)
            try Files.remove(places.hostsFile)
        }
    }

    /// The pod's names for `/etc/hosts`, where it has a longer one than Podman gives it.
    func makeHosts(address: String) throws(VolumeError) -> OCIMount? {
        guard let text = hostsText(of: pod, address: address) else { return nil }
        try files { () throws(FileError) in
            try places.makePrivate()
            // Not anew for each container: they all have the same file.
            if (try? Files.read(places.hostsFile)) != Array(text.utf8) {
                try Files.replace(places.hostsFile, Array(text.utf8), mode: 0o644)
            }
        }
        return OCIMount(destination: "/etc/hosts", source: places.hostsFile, options: ["bind", "rw"])
    }

    private func write(_ volume: Volume, facts: RuntimeFacts) throws(VolumeError) {
        guard let path = places.path(of: volume) else { return }
        let content: [VolumeFile]
        do throws(ResolutionError) {
            content = try volumeFiles(of: volume.source, in: pod, app: app, facts: facts)
        } catch { throw .resolution(error) }
        try files { () throws(FileError) in
            try VolumeFolder(path: path, group: group).update(content)
        }
    }

    /// Under its name only once it is as it should be: what is there is not touched again.
    private func makeEmptyDir(_ path: String) throws(VolumeError) {
        if Files.exists(path) { return }
        try files { () throws(FileError) in
            // No volume has a dot in its name.
            let draft = "\(path).new"
            try Files.remove(draft)
            try Files.makeFolder(draft, mode: 0o777)
            if let group {
                guard chown(draft, UInt32.max, group) == 0, chmod(draft, 0o2777) == 0 else {
                    throw FileError(draft)
                }
            }
            guard rename(draft, path) == 0 else { throw FileError(path) }
        }
    }

    /// A file system in memory of its own: /run has little room and Debian lets no program be run from it.
    /// Its content outlives every container. Without `bytes` it may take half of the memory (tmpfs(5)).
    ///
    /// - Returns: false where this user may mount nothing; a folder below `$XDG_RUNTIME_DIR` must do then.
    private func mountMemory(_ path: String, bytes: Int64?, _ volume: String) throws(VolumeError) -> Bool {
        let existed = Files.exists(path)
        try files { () throws(FileError) in try Files.makeFolder(path, mode: 0o777) }
        var options = "mode=\(group == nil ? "0777" : "2777"),gid=\(group ?? getegid())"
        if let bytes { options += ",size=\(bytes)" }
        let code = MemoryMount.mount(path, options)
        if code == 0 { return true }
        guard code == -EPERM else { throw .file(FileError(path, code: -code)) }
        if bytes != nil { throw .sizeLimit(volume: volume) }
        if !existed { try files { () throws(FileError) in try Files.remove(path) } }
        return false
    }

    /// The decoder takes no id that does not fit.
    private var group: UInt32? { pod.securityContext.fsGroup.map { UInt32(clamping: $0) } }

    private func prepareHostPath(_ volume: String, _ path: String, _ type: HostPathType) throws(VolumeError) {
        let kind = linux_file_kind(path)
        guard kind >= 0 || kind == -ENOENT else { throw .file(FileError(path, code: -kind)) }
        func demand(_ wanted: mode_t, _ word: String) throws(VolumeError) {
            if kind != Int32(wanted) { throw .hostPath(volume: volume, path: path, wanted: word) }
        }
        switch type {
        case .unchecked:
            // Podman refuses to mount what is not there; Docker and so Kubernetes make a folder.
            if kind == -ENOENT { try files { () throws(FileError) in try Files.makeFolder(path) } }
        case .directoryOrCreate:
            if kind == -ENOENT { return try files { () throws(FileError) in try Files.makeFolder(path) } }
            try demand(S_IFDIR, "a directory")
        case .fileOrCreate:
            if kind == -ENOENT {
                return try files { () throws(FileError) in try Files.create(path, [], mode: 0o644) }
            }
            try demand(S_IFREG, "a file")
        case .directory: try demand(S_IFDIR, "a directory")
        case .file: try demand(S_IFREG, "a file")
        case .socket: try demand(S_IFSOCK, "a socket")
        case .charDevice: try demand(S_IFCHR, "a character device")
        case .blockDevice: try demand(S_IFBLK, "a block device")
        }
    }

    private func makeNamedVolume(_ name: String) async throws(VolumeError) -> String {
        do throws(PodmanError) {
            do throws(PodmanError) {
                return try await podman.inspectVolume(name).mountpoint
            } catch {
                guard error.isNoSuchVolume else { throw error }
            }
            var spec = VolumeCreate(name: name, labels: [Label.app: app.name])
            // Otherwise Podman gives it to the user of the first container that mounts it.
            if let group { spec.options = ["o": "uid=0,gid=\(group)"] }
            let volume = try await podman.createVolume(spec)
            return volume.mountpoint
        } catch { throw .podman(error) }
    }

    /// Kubernetes' fsGroup: the volume belongs to the group, which may write, and what is made in it does too.
    /// A volume that is the group's already is left alone (`fsGroupChangePolicy: OnRootMismatch`) unless the
    /// pod asks for `Always`.
    private func giveToGroup(_ path: String) throws(VolumeError) {
        guard let group else { return }
        let code = linux_give_tree(path, group, pod.securityContext.fsGroupChangeAlways ? 1 : 0)
        guard code == 0 else { throw .file(FileError(path, code: -code)) }
    }

    private func files(_ body: () throws(FileError) -> Void) throws(VolumeError) {
        do throws(FileError) { try body() } catch { throw .file(error) }
    }
}
