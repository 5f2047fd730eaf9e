import PodSpec
import Podman

/// Why a pod's volumes could not be made ready.
enum VolumeError: Error, Equatable, CustomStringConvertible {
    case file(FileError)
    case resolution(ResolutionError)
    case podman(PodmanError)
    case hostPath(volume: String, path: String, wanted: String)
    /// A symbolic link in the volume leads out of it.
    case leavesVolume(volume: String, subPath: String)
    case noSubPath(volume: String, subPath: String)
    case notReady(volume: String)
    /// Only root may mount a file system of a limited size.
    case sizeLimit(volume: String)
    case imageSubPath(volume: String, podman: String)

    var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .resolution(let error): "\(error)"
        case .podman(let error): "\(error)"
        case .hostPath(let volume, let path, let wanted):
            "volume '\(volume)': \(path) is not \(wanted); make it, or change the hostPath's type"
        case .leavesVolume(let volume, let subPath):
            "volume '\(volume)': the subPath '\(subPath)' leads out of the volume by a symbolic link; remove the link"
        case .noSubPath(let volume, let subPath):
            "volume '\(volume)' has nothing at the subPath '\(subPath)'; correct the subPath"
        case .notReady(let volume):
            "volume '\(volume)' is not ready yet"
        case .sizeLimit(let volume):
            "volume '\(volume)': only root can limit the size of an emptyDir; remove the sizeLimit, or run the app as root"
        case .imageSubPath(let volume, let version):
            "volume '\(volume)': Podman \(version) mounts only whole images; remove the subPath (Podman 5.4 has it)"
        }
    }
}
