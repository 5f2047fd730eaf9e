import YAML

/// Something that a manifest asks of the machine it is to run on. Decoding needs no machine: whoever runs the
/// manifest looks whether it is there.
package struct MachineDemand: Equatable, Sendable {
    package enum What: Equatable, Sendable {
        /// A label of the machine, `kubernetes.io/arch`, `/os` or `/hostname` (`nodeSelector`).
        case label(String, value: String)
        /// A file below the folder of seccomp profiles.
        case seccompProfile(String)
        /// A profile that is loaded in the kernel.
        case appArmorProfile(String)
        /// `appArmorProfile: {type: RuntimeDefault}`.
        case appArmor
        /// `memory` or `cpu`, without which the kernel enforces no limit of that kind.
        case cgroupController(String)
    }
    package var what: What
    /// Index into the list of files that were decoded.
    package var file: Int
    package var mark: Mark
    package var path: String

    package init(what: What, file: Int, mark: Mark, path: String) {
        self.what = what
        self.file = file
        self.mark = mark
        self.path = path
    }
}
