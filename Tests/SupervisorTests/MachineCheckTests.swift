import PodSpec
import Testing

@testable import Supervisor

@Suite("What a manifest asks of the machine")
struct MachineCheckTests {
    let folder: TestFolder
    init() throws { folder = try TestFolder() }

    private func check(appArmor: Set<String>? = nil) -> MachineCheck {
        MachineCheck(
            labels: [
                "kubernetes.io/arch": "arm64", "kubernetes.io/os": "linux", "kubernetes.io/hostname": "pi",
            ], seccompFolders: [folder.path + "/none", folder.path], appArmorProfiles: appArmor,
            hasAppArmor: appArmor != nil, missingControllers: ["memory": "no memory limit is enforced"])
    }

    private func verdict(_ spec: String, appArmor: Set<String>? = nil) throws -> (
        problems: [String], warnings: [String]
    ) {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec:
              \(spec)
              containers: [{name: c, image: i}]
            """
        let file = ManifestFile(name: "a.yaml", bytes: Array(text.utf8))
        let found = check(appArmor: appArmor).verdict(on: try Manifest.decode([file], name: "a"))
        return (found.problems.map(\.description), found.warnings.map(\.text))
    }

    @Test("is fine where the machine has it")
    func fits() throws {
        let found = try verdict(
            "nodeSelector: {kubernetes.io/arch: arm64, beta.kubernetes.io/os: linux, kubernetes.io/hostname: pi}"
        )
        #expect(found.problems == [] && found.warnings == [])
    }

    @Test("is refused at its place where another machine is wanted")
    func otherMachine() throws {
        #expect(
            try verdict("nodeSelector: {kubernetes.io/arch: amd64, kubernetes.io/hostname: nuc}").problems
                == [
                    "5:38: spec.nodeSelector['kubernetes.io/arch']: 'amd64' is wanted, but 'kubernetes.io/arch' of this "
                        + "machine is 'arm64'; run it on another machine, or correct the nodeSelector",
                    "5:69: spec.nodeSelector['kubernetes.io/hostname']: 'nuc' is wanted, but 'kubernetes.io/hostname' "
                        + "of this machine is 'pi'; run it on another machine, or correct the nodeSelector",
                ])
    }

    @Test("is refused where a profile is not loaded, or nothing could load it")
    func appArmor() throws {
        let wanted = "securityContext: {appArmorProfile: {type: Localhost, localhostProfile: web}}"
        #expect(try verdict(wanted, appArmor: ["web"]).problems == [])
        #expect(
            try verdict(wanted, appArmor: ["other"]).problems == [
                "5:74: spec.securityContext.appArmorProfile.localhostProfile: the AppArmor profile 'web' is not "
                    + "loaded; load it with 'apparmor_parser -r FILE'"
            ])
        #expect(
            try verdict(wanted).problems.first?.contains("this machine runs without AppArmor; boot") ?? false)
        let found = try verdict("securityContext: {appArmorProfile: {type: RuntimeDefault}}")
        #expect(found.problems == [])
        #expect(
            found.warnings == ["this machine runs without AppArmor, so no profile confines the container"])
    }

    @Test("a limit that the kernel does not enforce is warned of once, and is no problem")
    func limits() throws {
        let limit = "resources: {limits: {cpu: 100m, memory: 64Mi}, requests: {memory: 32Mi}}"
        let found = try verdict(
            "initContainers: [{name: a, image: i, \(limit)}, {name: b, image: i, \(limit)}]")
        #expect(found.problems == [])
        #expect(found.warnings == ["no memory limit is enforced"])
        #expect(
            try verdict("initContainers: [{name: a, image: i, resources: {requests: {memory: 1Mi}}}]")
                .warnings == [])
    }

    private func seccomp(_ json: String) throws -> (problems: [String], warnings: [String]) {
        try Files.replace(folder.path + "/p.json", Array(json.utf8))
        let found = try verdict(
            "securityContext: {seccompProfile: {type: Localhost, localhostProfile: p.json}}")
        let prefix = "5:73: spec.securityContext.seccompProfile.localhostProfile: \(folder.path)/p.json: "
        return (
            found.problems.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 },
            found.warnings.map { String($0.dropFirst("\(folder.path)/p.json: ".count)) }
        )
    }

    @Test("a seccomp profile is tried out on libseccomp")
    func goodSeccomp() throws {
        let found = try seccomp(
            """
            {"defaultAction":"SCMP_ACT_ERRNO","defaultErrnoRet":38,"architectures":["SCMP_ARCH_X86_64","SCMP_ARCH_X86",
            "SCMP_ARCH_AARCH64","SCMP_ARCH_ARM"],"syscalls":[
            {"names":["read","write","exit_group"],"action":"SCMP_ACT_ALLOW","args":[]},
            {"name":"clone","action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":2114060288,"op":"SCMP_CMP_MASKED_EQ"}]},
            {"names":["mkdir"],"action":"SCMP_ACT_ERRNO","errnoRet":38,"args":null}]}
            """)
        #expect(found.problems == [] && found.warnings == [])
    }

    @Test("a system call that the machine does not have is a warning with its name")
    func unknownCalls() throws {
        let rule = #"{"names":["read","frobnicate","write","mknodd"],"action":"SCMP_ACT_ALLOW"}"#
        let found = try seccomp(#"{"defaultAction":"SCMP_ACT_ERRNO","syscalls":[\#(rule),\#(rule)]}"#)
        #expect(found.problems == [])
        #expect(
            found.warnings == [
                "this machine (arm64) has no system call 'frobnicate', 'mknodd', so what the profile says of them "
                    + "has no effect"
            ])
    }

    @Test(
        "a broken seccomp profile is refused",
        arguments: [
            ("{", "not the JSON of a seccomp profile: byte 1: "),
            ("[]", "not the JSON of a seccomp profile: it is no"),
            ("{}", "the seccomp profile has no defaultAction; correct the profile"),
            (#"{"defaultAction":"ALLOW"}"#, "the seccomp profile names the unknown action 'ALLOW'; correct"),
            (
                #"{"defaultAction":"SCMP_ACT_ALLOW","architectures":["SCMP_ARCH_Z80"]}"#,
                "the seccomp profile names the unknown architecture 'SCMP_ARCH_Z80'; correct"
            ),
            (
                #"{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"action":"SCMP_ACT_LOG"}]}"#,
                "the seccomp profile has no syscalls[0].names; correct"
            ),
            (
                #"{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["read"],"action":"SCMP_ACT_LOG","args":[{"index":9,"op":"SCMP_CMP_EQ"}]}]}"#,
                "not the JSON of a seccomp profile: syscalls[0].args.index is more than 5"
            ),
            (
                #"{"defaultAction":"SCMP_ACT_ALLOW","syscalls":{}}"#,
                "not the JSON of a seccomp profile: syscalls is no list"
            ),
        ])
    func brokenSeccomp(json: String, message: String) throws {
        let found = try seccomp(json)
        #expect(found.problems.count == 1 && found.problems[0].hasPrefix(message), "\(found)")
    }

    @Test("a seccomp profile that is not there is refused with the folders it belongs in")
    func missingSeccomp() throws {
        let found = try verdict(
            "securityContext: {seccompProfile: {type: Localhost, localhostProfile: q.json}}")
        #expect(
            found.problems == [
                "5:73: spec.securityContext.seccompProfile.localhostProfile: there is no seccomp profile 'q.json' in "
                    + "\(folder.path)/none or \(folder.path); put it there"
            ])
    }
}
