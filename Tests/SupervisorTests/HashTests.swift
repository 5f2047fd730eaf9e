import Foundation
import PodSpec
import Testing

@testable import Supervisor

/// Length of the message, and its hash.
private let sipHashVectors: [(UInt8, UInt64)] = [
    (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137),
    (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5), (63, 0x958a_324c_eb06_4572),
]

@Suite("Hashes")
struct HashTests {
    let key = HashKey(1, 2)

    @Test("the keyed hash is SipHash-2-4, as its authors' test vectors have it", arguments: sipHashVectors)
    func vectors(length: UInt8, expected: UInt64) {
        // Key 00 01 02 … 0f, message 00 01 02 …
        var hash = KeyedHash(HashKey(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
        for byte in 0..<length { hash.append(byte) }
        #expect(hash.value == expected)
    }

    @Test("a machine's key is made once, for nobody else to read, and the same for all apps")
    func keyFile() throws {
        let folder = try TestFolder()
        let path = folder.path + "/key"
        let made = try HashKey.load(path)
        #expect(try HashKey.load(path) == made)
        #expect(try folder.mode("key") == 0o600)
        #expect(try Files.names(in: folder.path) == ["key"])
        let other = try TestFolder()
        #expect(try HashKey.load(other.path + "/key") != made)
    }

    @Test("a key file of another length is an error, not a weak key")
    func brokenKey() throws {
        let folder = try TestFolder()
        try Files.create(folder.path + "/key", [1, 2, 3])
        #expect(throws: FileError(folder.path + "/key", code: EINVAL)) {
            try HashKey.load(folder.path + "/key")
        }
    }

    @Test("parts do not run into each other")
    func parts() {
        func hash(_ parts: String...) -> String {
            var hash = Fingerprint()
            for part in parts { hash.add(part.utf8) }
            return hash.text
        }
        #expect(hash("ab", "c") != hash("a", "bc"))
        #expect(hash("a") != hash("a", ""))
        #expect(hash("").count == 16)
    }

    // MARK: What makes a container another one

    private func app(secret: String = "s3cret") -> App {
        var app = App(name: "site")
        app.secrets["s"] = Secret(name: "s", data: ["k": Array(secret.utf8)])
        return app
    }

    private var pod: Pod {
        .site("web") { pod in
            pod.containers[0].env = [
                EnvironmentVariable(name: "A", value: .literal("1")),
                EnvironmentVariable(name: "S", value: .secretKey(name: "s", key: "k", optional: false)),
            ]
            pod.containers[0].volumeMounts = [VolumeMount(name: "data", mountPath: "/data")]
            pod.volumes = [
                Volume(name: "data", source: .emptyDir(memory: false, sizeLimit: nil)),
                Volume(name: "other", source: .emptyDir(memory: false, sizeLimit: nil)),
            ]
        }
    }

    private func hash(_ change: (inout Pod) -> Void = { _ in }, _ app: App? = nil, key: HashKey? = nil) throws
        -> String
    {
        var pod = pod
        change(&pod)
        return try containerHash(pod.containers[0], in: pod, app: app ?? self.app(), key: key ?? self.key)
    }

    @Test("whatever a container's processes see makes it another one")
    func changes() throws {
        let changes: [(inout Pod) -> Void] = [
            { $0.containers[0].image = "img2" }, { $0.containers[0].command = ["a"] },
            { $0.containers[0].args = ["a"] }, { $0.containers[0].env[0].value = .literal("2") },
            { $0.containers[0].securityContext.readOnlyRootFilesystem = true },
            { $0.securityContext.runAsUser = 5 },
            { $0.containers[0].resources.limits["cpu"] = Quantity(parsing: "1") },
            { $0.volumes[0].source = .emptyDir(memory: true, sizeLimit: nil) },
            { $0.containers[0].volumeMounts[0].readOnly = true }, { $0.containers[0].tty = true },
        ]
        let hashes = try changes.map { try hash($0) } + [hash()]
        #expect(Set(hashes).count == changes.count + 1)
        #expect(try hash({ _ in }, app(secret: "other")) != hash())
    }

    @Test("what is the supervisor's own business changes under a running container")
    func noChanges() throws {
        let probe = Probe(.tcpSocket(port: .number(80), host: nil))
        let changes: [(inout Pod) -> Void] = [
            { $0.containers[0].livenessProbe = probe }, { $0.containers[0].readinessProbe = probe },
            { $0.containers[0].preStop = .sleep(.seconds(1)) }, { $0.containers[0].pullPolicy = .always },
            { $0.containers[0].restartPolicy = .never }, { $0.containers[0].stopSignal = "SIGINT" },
            { $0.terminationGracePeriod = .seconds(5) }, { $0.labels = ["a": "b"] },
            { $0.volumes[1].source = .emptyDir(memory: true, sizeLimit: nil) },
        ]
        for change in changes { #expect(try hash(change) == hash()) }
    }

    @Test("who has not the machine's key cannot try out a secret on a label")
    func keyed() throws {
        #expect(try hash(key: HashKey(3, 4)) != hash())
        #expect(try hash(key: HashKey(1, 2)) == hash())
    }

    @Test("the network and the namespaces make a pod another one, a container's image does not")
    func sandbox() throws {
        func hash(_ change: (inout Pod) -> Void = { _ in }) throws -> String {
            var pod = pod
            change(&pod)
            return try sandboxHash(pod, app: app(), key: key)
        }
        var port = ContainerPort(containerPort: 80)
        #expect(try hash { $0.containers[0].ports = [port] } == hash())
        port.hostPort = 8080
        let published = port
        let changes: [(inout Pod) -> Void] = [
            { $0.containers[0].ports = [published] }, { $0.hostNetwork = true }, { $0.hostname = "x" },
            { $0.shareProcessNamespace = true }, { $0.securityContext.sysctls = ["a": "b"] },
            { $0.initContainers = [Container(name: "i", image: "img")] },
        ]
        #expect(Set(try changes.map { try hash($0) } + [hash()]).count == changes.count + 1)
        #expect(try hash { $0.containers[0].image = "other" } == hash())
        #expect(try hash { $0.terminationGracePeriod = .zero } == hash())
    }

    @Test("a field that is absent, empty or false leaves no trace, so that new fields change no hash")
    func canonical() {
        struct Old { var a = 1 }
        struct New {
            var a = 1
            var b: String?
            var c: [Int] = []
            var d = false
            var e: [String: Int] = [:]
        }
        #expect(canonicalText(Old()) == canonicalText(New()))
        #expect(canonicalText(["b": 1, "a": 2]) == canonicalText(["a": 2, "b": 1]))
        #expect(canonicalText(["a,b"]) != canonicalText(["a", "b"]))
        #expect(canonicalText([String?.some("")]) != canonicalText([String]()))
    }
}
