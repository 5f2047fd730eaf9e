import Glibc
import PodSpec
import Podman

/// Why a pod's volumes could not be made ready.
enum VolumeError: Error, CustomStringConvertible {
    case file(FileError)
    case resolution(ResolutionError)
    case podman(PodmanError)
    case hostPath(volume: String, path: String, wanted: String)

    var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .resolution(let error): "\(error)"
        case .podman(let error): "\(error)"
        case .hostPath(let volume, let path, let wanted):
            "volume '\(volume)': \(path) is not \(wanted); make it, or change the hostPath's type"
        }
    }
}

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
        for volume in pod.volumes {
            switch volume.source {
            case .emptyDir:
                guard let path = places.path(of: volume) else { continue }
                try makeEmptyDir(path)
            case .hostPath(let path, let type):
                try prepareHostPath(volume.name, path, type)
            case .configMap, .secret, .downwardAPI, .projected:
                try write(volume, facts: facts)
            case .claim(let name, _):
                let mountpoint = try await makeNamedVolume(name)
                if let group = pod.securityContext.fsGroup {
                    try files { () throws(FileError) in try give(mountpoint, to: UInt32(group)) }
                }
                mountpoints[name] = mountpoint
            case .image: continue
            }
        }
        try makeSubPaths(mountpoints)
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
            try Files.makeFolder(places.terminationFolder, mode: 0o755)
            try Files.replace("\(places.terminationFolder)/\(container)", [], mode: 0o666)
        }
    }

    /// What the container left there, up to Kubernetes' 4096 bytes.
    func terminationMessage(of container: String) -> String? {
        guard let bytes = try? Files.read("\(places.terminationFolder)/\(container)"), !bytes.isEmpty else {
            return nil
        }
        return String(decoding: bytes.prefix(4096), as: UTF8.self)
    }

    /// Removes what lives as long as the pod: its emptyDirs and written files. Named volumes stay.
    func removeAll() throws(VolumeError) {
        try files { () throws(FileError) in
            try Files.remove(places.stateFolder)
            try Files.remove(places.runtimeFolder)
            try Files.remove(places.terminationFolder)
        }
    }

    private func write(_ volume: Volume, facts: RuntimeFacts) throws(VolumeError) {
        guard let path = places.path(of: volume) else { return }
        let content: [VolumeFile]
        do throws(ResolutionError) {
            content = try volumeFiles(of: volume.source, in: pod, app: app, facts: facts)
        } catch { throw .resolution(error) }
        try files { () throws(FileError) in
            try VolumeFolder(path: path, group: pod.securityContext.fsGroup).update(content)
        }
    }

    private func makeEmptyDir(_ path: String) throws(VolumeError) {
        if Files.exists(path) { return }
        try files { () throws(FileError) in
            try Files.makeFolder(path, mode: 0o777)
            if let group = pod.securityContext.fsGroup {
                guard chown(path, 0, UInt32(group)) == 0, chmod(path, 0o2777) == 0 else { throw FileError(path) }
            }
        }
    }

    private func prepareHostPath(_ volume: String, _ path: String, _ type: HostPathType) throws(VolumeError) {
        var info = stat()
        let kind = stat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
        func demand(_ wanted: mode_t, _ word: String) throws(VolumeError) {
            if kind != wanted { throw .hostPath(volume: volume, path: path, wanted: word) }
        }
        switch type {
        case .unchecked, .directoryOrCreate:
            // Podman refuses to mount what is not there; Docker and so Kubernetes make a folder.
            if kind == nil { try files { () throws(FileError) in try Files.makeFolder(path) } }
        case .fileOrCreate:
            if kind == nil { try files { () throws(FileError) in try Files.create(path, [], mode: 0o644) } }
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
            let volume = try await podman.createVolume(VolumeCreate(name: name, labels: [Label.app: app.name]))
            return volume.mountpoint
        } catch { throw .podman(error) }
    }

    /// Kubernetes' fsGroup: the volume belongs to the group, which may write, and what is made in it does too.
    /// A volume that is the group's already is left alone (`fsGroupChangePolicy: OnRootMismatch`) unless the
    /// pod asks for `Always`.
    private func give(_ path: String, to group: UInt32) throws(FileError) {
        var info = stat()
        guard lstat(path, &info) == 0 else { throw FileError(path) }
        let isFolder = info.st_mode & S_IFMT == S_IFDIR
        if isFolder, info.st_gid == group, info.st_mode & 0o2070 == 0o2070,
            !pod.securityContext.fsGroupChangeAlways
        {
            return
        }
        guard lchown(path, UInt32.max, group) == 0 else { throw FileError(path) }
        if isFolder {
            guard chmod(path, info.st_mode & 0o7777 | 0o2070) == 0 else { throw FileError(path) }
            for name in try Files.names(in: path) { try give("\(path)/\(name)", to: group) }
        } else if info.st_mode & S_IFMT == S_IFREG {
            guard chmod(path, info.st_mode & 0o7777 | 0o060) == 0 else { throw FileError(path) }
        }
    }

    /// subPaths are made where they are missing, as the kubelet does.
    private func makeSubPaths(_ mountpoints: [String: String]) throws(VolumeError) {
        for mount in pod.allContainers.flatMap(\.volumeMounts) {
            guard let subPath = mount.subPath, !subPath.isEmpty,
                let volume = pod.volumes.first(where: { $0.name == mount.name })
            else { continue }
            let base: String?
            switch volume.source {
            case .emptyDir: base = places.path(of: volume)
            case .claim(let name, _): base = mountpoints[name]
            case .hostPath, .configMap, .secret, .downwardAPI, .projected, .image: base = nil
            }
            guard let base, !Files.exists("\(base)/\(subPath)") else { continue }
            try files { () throws(FileError) in try Files.makeFolder("\(base)/\(subPath)", mode: 0o777) }
        }
    }

    private func files(_ body: () throws(FileError) -> Void) throws(VolumeError) {
        do throws(FileError) { try body() } catch { throw .file(error) }
    }
}
