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

    /// - Parameter mountpoints: where Podman keeps named volumes on the host, by name; needed for subPath.
    init(
        of container: Container, in pod: Pod, places: VolumePlaces, environment: [ResolvedVariable],
        mountpoints: [String: String]
    ) throws(ResolutionError) {
        for mount in container.volumeMounts {
            guard let volume = pod.volumes.first(where: { $0.name == mount.name }) else { continue }
            var subPath = mount.subPath
            if let expression = mount.subPathExpression {
                subPath = try expandSubPath(expression, with: environment)
            }
            if subPath?.isEmpty == true { subPath = nil }
            let readOnly = mount.readOnly || volume.isReadOnly
            if case .claim(let claim, _) = volume.source, subPath == nil {
                named.append(
                    NamedVolume(name: claim, destination: mount.mountPath, options: [readOnly ? "ro" : "rw"]))
                continue
            }
            var source = places.path(of: volume)
            if case .claim(let claim, _) = volume.source { source = mountpoints[claim] }
            guard var source else { continue }
            if let subPath { source += "/" + subPath }
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
