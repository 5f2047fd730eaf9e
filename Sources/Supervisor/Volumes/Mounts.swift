import PodSpec
import Podman

/// Where a pod's volumes are on the host.
struct VolumePlaces {
    /// `/run/podsup/APP`
    let runtime: String
    /// `/var/lib/podsup/APP`
    let state: String
    let pod: String

    var runtimeFolder: String { "\(runtime)/volumes/\(pod)" }
    var stateFolder: String { "\(state)/volumes/\(pod)" }
    var terminationFolder: String { "\(runtime)/termination/\(pod)" }
    var hostsFile: String { "\(runtime)/hosts/\(pod)" }
    /// Paths below volumes, bound to fixed places.
    var subPathFolder: String { "\(runtime)/subpaths/\(pod)" }

    /// Closed to all but their owner: what is inside is open to whatever user a container runs as (emptyDirs
    /// and termination messages to write, Secrets to read), and containers come in by their mounts.
    func makePrivate() throws(FileError) {
        for folder in [
            "\(runtime)/volumes", "\(state)/volumes", "\(runtime)/termination", "\(runtime)/hosts",
            "\(runtime)/subpaths",
        ] {
            try Files.makeFolder(folder, mode: 0o700)
        }
    }

    /// `nil` for volumes that Podman keeps.
    func path(of volume: Volume) -> String? {
        switch volume.source {
        case .emptyDir(memory: false, _): "\(stateFolder)/\(volume.name)"
        case .emptyDir(memory: true, _), .configMap, .secret, .downwardAPI, .projected:
            "\(runtimeFolder)/\(volume.name)"
        case .hostPath(let path, _): path
        case .claim, .image: nil
        }
    }
}

/// A container's mounts as Podman takes them.
struct Mounts: Equatable {
    var binds: [OCIMount] = []
    var named: [NamedVolume] = []
    var images: [ImageVolume] = []

    /// - Parameters:
    ///   - mountpoints: where Podman keeps named volumes on the host, by name.
    ///   - locate: where a path below a volume is, given the mount's number, the volume and its own place.
    init(
        of container: Container, in pod: Pod, places: VolumePlaces, environment: [ResolvedVariable],
        mountpoints: [String: String],
        locate: (Int, Volume, String, String) throws(VolumeError) -> String
    ) throws(VolumeError) {
        for (number, mount) in container.volumeMounts.enumerated() {
            guard let volume = pod.volumes.first(where: { $0.name == mount.name }) else {
                throw .notReady(volume: mount.name)
            }
            let subPath = try mount.path(with: environment)
            if case .image(let image, _) = volume.source {
                images.append(ImageVolume(source: image, destination: mount.mountPath, subPath: subPath))
                continue
            }
            let readOnly = mount.readOnly || volume.isReadOnly
            var source = places.path(of: volume)
            if case .claim(let claim, _) = volume.source {
                guard subPath != nil else {
                    named.append(
                        NamedVolume(
                            name: claim, destination: mount.mountPath,
                            // With a group of its own it is nobody else's: no owner from the image either.
                            options: [readOnly ? "ro" : "rw"]
                                + (pod.securityContext.fsGroup == nil ? [] : ["nocopy"])))
                    continue
                }
                source = mountpoints[claim]
            }
            guard var source else { throw .notReady(volume: volume.name) }
            if let subPath { source = try locate(number, volume, source, subPath) }
            binds.append(
                OCIMount(
                    destination: mount.mountPath, source: source,
                    options: ["rbind", readOnly ? "ro" : "rw", mount.propagation.mountOption]))
        }
        binds.append(
            OCIMount(
                destination: container.terminationMessagePath,
                source: "\(places.terminationFolder)/\(container.name)", options: ["bind", "rw"]))
    }
}

extension VolumeMount {
    /// `nil`: the whole volume.
    fileprivate func path(with environment: [ResolvedVariable]) throws(VolumeError) -> String? {
        var path = subPath ?? ""
        if let subPathExpression {
            do throws(ResolutionError) {
                path = try expandSubPath(subPathExpression, with: environment)
            } catch { throw .resolution(error) }
        }
        return path.isEmpty ? nil : path
    }
}

extension Volume {
    /// Written by podsup alone.
    fileprivate var isReadOnly: Bool {
        switch source {
        case .configMap, .secret, .downwardAPI, .projected, .image: true
        case .claim(_, let readOnly): readOnly
        case .emptyDir, .hostPath: false
        }
    }
}

extension VolumeMount.Propagation {
    fileprivate var mountOption: String {
        switch self {
        case .none: "rprivate"
        case .hostToContainer: "rslave"
        case .bidirectional: "rshared"
        }
    }
}
