import Glibc
import PodSpec

/// Whether this machine has what a manifest asks of it (``MachineDemand``), looked at before anything starts.
package struct MachineCheck: Equatable, Sendable {
    /// `kubernetes.io/arch`, `/os` and `/hostname`.
    package var labels: [String: String]
    package var seccompFolders: [String]
    /// `nil`: nobody can tell.
    package var appArmorProfiles: Set<String>?
    package var hasAppArmor: Bool
    /// What is missing by its name, with what to do.
    package var missingControllers: [String: String]

    package init(
        labels: [String: String], seccompFolders: [String], appArmorProfiles: Set<String>?, hasAppArmor: Bool,
        missingControllers: [String: String] = [:]
    ) {
        self.labels = labels
        self.seccompFolders = seccompFolders
        self.appArmorProfiles = appArmorProfiles
        self.hasAppArmor = hasAppArmor
        self.missingControllers = missingControllers
    }

    /// This machine, as it is now.
    package init(_ paths: Paths) {
        // The kubelet's own label is the machine's name in small letters.
        labels = [
            "kubernetes.io/arch": architecture, "kubernetes.io/os": "linux",
            "kubernetes.io/hostname": MachineFacts().name.lowercased(),
        ]
        seccompFolders = paths.seccompFolders
        let enabled = try? Files.read("/sys/module/apparmor/parameters/enabled", limit: 16)
        hasAppArmor = enabled?.first == UInt8(ascii: "Y")
        let listed = try? Files.read("/sys/kernel/security/apparmor/profiles", limit: 1 << 20)
        appArmorProfiles = listed.map(loadedProfiles)
        let isUser = paths != .system
        let found = CgroupControllers.names(isUser: isUser)
        missingControllers = ["memory", "cpu"].reduce(into: [:]) { missing, name in
            guard let found, !found.contains(name) else { return }
            let remedy = DoctorRules.remedy(
                withoutController: name, isUser: isUser, isPi: CgroupControllers.isPi)
            missing[name] =
                "this machine has no cgroup controller '\(name)', so no such limit is enforced; \(remedy)"
        }
    }

    /// What is wrong, and what is worth a word.
    package func verdict(on app: App) -> (problems: [ManifestProblem], warnings: [FieldNote]) {
        var problems: [ManifestProblem] = []
        var warnings: [FieldNote] = []
        var seen: Set<String> = []
        for demand in app.demands {
            // Several replicas of one template say the same, and one limit is as good as the other.
            let key = if case .cgroupController(let name) = demand.what { name } else { "\(demand)" }
            guard seen.insert(key).inserted else { continue }
            do throws(Unmet) {
                guard let text = try look(at: demand.what) else { continue }
                warnings.append(
                    FieldNote(file: demand.file, mark: demand.mark, path: demand.path, text: text))
            } catch {
                problems.append(
                    ManifestProblem(
                        file: demand.file, mark: demand.mark, path: demand.path, code: .wrongMachine,
                        what: error.what, remedy: error.remedy))
            }
        }
        problems.sort { ($0.file, $0.mark) < ($1.file, $1.mark) }
        return (problems, warnings)
    }

    private struct Unmet: Error {
        var what: String
        var remedy: String
    }

    /// - Returns: a warning.
    private func look(at demand: MachineDemand.What) throws(Unmet) -> String? {
        switch demand {
        case .label(let key, let value):
            let own = labels[key] ?? ""
            if own == value { return nil }
            throw Unmet(
                what: "'\(value)' is wanted, but '\(key)' of this machine is '\(own)'",
                remedy: "run it on another machine, or correct the nodeSelector")
        case .seccompProfile(let file):
            return try checkSeccomp(file)
        case .appArmorProfile(let profile):
            guard hasAppArmor else {
                throw Unmet(
                    what: "this machine runs without AppArmor",
                    remedy:
                        "boot with 'apparmor=1 security=apparmor' on the kernel's command line, or remove it")
            }
            guard let appArmorProfiles, !appArmorProfiles.contains(profile) else { return nil }
            throw Unmet(
                what: "the AppArmor profile '\(profile)' is not loaded",
                remedy: "load it with 'apparmor_parser -r FILE'")
        case .cgroupController(let name): return missingControllers[name]
        case .appArmor:
            return hasAppArmor
                ? nil : "this machine runs without AppArmor, so no profile confines the container"
        }
    }

    private func checkSeccomp(_ file: String) throws(Unmet) -> String? {
        let path = seccompFile(file, in: seccompFolders)
        let missing: [String]
        do {
            missing = try SeccompProfileFile.check(try Files.read(path, limit: 4 << 20))
        } catch let error as FileError where error.code == ENOENT {
            throw Unmet(
                what: "there is no seccomp profile '\(file)' in \(seccompFolders.joined(separator: " or "))",
                remedy: "put it there")
        } catch let error as FileError {
            throw Unmet(what: "\(error)", remedy: "make the profile readable")
        } catch {
            throw Unmet(what: "\(path): \(error)", remedy: "correct the profile")
        }
        if missing.isEmpty { return nil }
        let names = missing.map { "'\($0)'" }.joined(separator: ", ")
        return "\(path): this machine (\(labels["kubernetes.io/arch"] ?? "")) has no system call \(names), "
            + "so what the profile says of \(missing.count == 1 ? "it" : "them") has no effect"
    }
}

/// Of the folders, the first that has the file; where none has it, the first.
func seccompFile(_ file: String, in folders: [String]) -> String {
    let paths = folders.map { "\($0)/\(file)" }
    return paths.first(where: Files.exists) ?? paths.first ?? file
}

/// `NAME (mode)` lines.
private func loadedProfiles(_ bytes: [UInt8]) -> Set<String> {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    return Set(
        lines.compactMap { line in
            line.lastIndex(of: UInt8(ascii: "(")).map { String(decoding: line[..<($0 - 1)], as: UTF8.self) }
        })
}

/// Kubernetes' word (Go's GOARCH) for what this program is made for: a Pi may have a kernel of 64 bits under
/// a Debian of 32.
private var architecture: String {
    #if arch(x86_64)
        "amd64"
    #elseif arch(arm64)
        "arm64"
    #elseif arch(arm)
        "arm"
    #elseif arch(i386)
        "386"
    #elseif arch(riscv64)
        "riscv64"
    #elseif arch(powerpc64le)
        "ppc64le"
    #elseif arch(s390x)
        "s390x"
    #else
        "unknown"
    #endif
}
