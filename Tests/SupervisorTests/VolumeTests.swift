import CLinux
import Foundation
import PodSpec
import Testing

@testable import Podman
@testable import Supervisor

/// A folder of its own, removed at the end.
final class TestFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? Files.remove(path) }

    func text(_ name: String) throws -> String {
        String(decoding: try Files.read("\(path)/\(name)"), as: UTF8.self)
    }

    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return try #require(attributes[.posixPermissions] as? Int)
    }

    func group(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return try #require(attributes[.groupOwnerAccountID] as? Int)
    }
}

/// Whether two paths lead to the same file or folder.
private func isSame(_ path: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_ino == two.st_ino
        && one.st_dev == two.st_dev
}

/// Root of a machine may, root of some containers may not.
private let mayMount: Bool = {
    guard let folder = try? TestFolder() else { return false }
    return linux_bind_beneath(folder.path, ".", folder.path + "/bound", Int32(LINUX_MOUNT_PRIVATE)) == 0
}()

@MainActor
@Suite("Volumes")
struct VolumeTests {
    let folder: TestFolder
    init() throws { folder = try TestFolder() }

    private func store(_ pod: Pod, _ app: App = App(name: "site")) -> VolumeStore {
        VolumeStore(
            podman: Podman(socketPath: "/nonexistent"),
            places: VolumePlaces(runtime: folder.path + "/run", state: folder.path + "/state", pod: pod.name),
            app: app, pod: pod)
    }

    private func mounts(_ store: VolumeStore, _ mount: VolumeMount) throws(VolumeError) -> Mounts {
        var container = Container(name: "web", image: "img")
        container.volumeMounts = [mount]
        return try store.mounts(of: container, environment: [("WHO", "me")], mountpoints: [:])
    }

    private func data(_ subPath: String) -> VolumeMount {
        var mount = VolumeMount(name: "data", mountPath: "/data")
        mount.subPath = subPath
        return mount
    }

    private var emptyDir: Pod {
        .site("web") { $0.volumes = [Volume(name: "data", source: .emptyDir(memory: false, sizeLimit: nil))] }
    }

    @Test("an emptyDir is open to every user of the pod and closed to the machine's others")
    func emptyDirModes() async throws {
        _ = try await store(emptyDir).prepare(facts: .unknown)
        #expect(try folder.mode("state/volumes/site/data") == 0o777)
        #expect(try folder.mode("state/volumes") == 0o700)
        #expect(try folder.mode("run/volumes") == 0o700)
    }

    @Test("an emptyDir keeps what is in it when it is prepared again")
    func emptyDirStays() async throws {
        let store = store(emptyDir)
        _ = try await store.prepare(facts: .unknown)
        try Files.create(folder.path + "/state/volumes/site/data/a", [1])
        _ = try await store.prepare(facts: .unknown)
        #expect(Files.exists(folder.path + "/state/volumes/site/data/a"))
        try store.removeAll()
        #expect(!Files.exists(folder.path + "/state/volumes/site"))
    }

    @Test("an emptyDir belongs to the fsGroup, and so does what is made in it", .enabled(if: geteuid() == 0))
    func emptyDirGroup() async throws {
        var pod = emptyDir
        pod.securityContext.fsGroup = 4_000_000
        _ = try await store(pod).prepare(facts: .unknown)
        #expect(try folder.mode("state/volumes/site/data") == 0o2777)
        #expect(try folder.group("state/volumes/site/data") == 4_000_000)
    }

    @Test("a subPath and a subPathExpr are made where they are missing")
    func makesSubPath() async throws {
        let store = store(emptyDir)
        _ = try await store.prepare(facts: .unknown)
        let source = folder.path + "/state/volumes/site/data/a/b"
        #expect(try isSame(mounts(store, data("a/b")).binds[0].source, source))
        #expect(try folder.mode("state/volumes/site/data/a") == 0o777)
        var mount = data("")
        mount.subPathExpression = "logs/$(WHO)"
        let bound = try mounts(store, mount).binds[0].source
        #expect(isSame(bound, folder.path + "/state/volumes/site/data/logs/me"))
    }

    @Test(
        "a subPath that a container made into a link out of the volume is refused, and nothing is made there",
        arguments: ["link", "link/new", "up/new"])
    func linkOut(path: String) async throws {
        let store = store(emptyDir)
        _ = try await store.prepare(facts: .unknown)
        let volume = folder.path + "/state/volumes/site/data"
        try Files.makeFolder(folder.path + "/outside")
        try Files.link("\(volume)/link", to: folder.path + "/outside")
        try Files.link("\(volume)/up", to: "..")
        #expect(throws: VolumeError.leavesVolume(volume: "data", subPath: path)) {
            try mounts(store, data(path))
        }
        #expect(try Files.names(in: folder.path + "/outside") == [])
        #expect(try Files.names(in: folder.path + "/state/volumes/site") == ["data"])
    }

    @Test("a link that stays in the volume is followed")
    func linkInside() async throws {
        let store = store(emptyDir)
        _ = try await store.prepare(facts: .unknown)
        let volume = folder.path + "/state/volumes/site/data"
        try Files.makeFolder(volume + "/v2")
        try Files.link("\(volume)/current", to: "v2")
        #expect(try isSame(mounts(store, data("current")).binds[0].source, volume + "/v2"))
    }

    @Test(
        "a folder or file that is swapped for a link after it was looked at is mounted as it was",
        .enabled(if: mayMount), arguments: ["a/b", "a/file"])
    func swapped(path: String) async throws {
        let store = store(emptyDir)
        _ = try await store.prepare(facts: .unknown)
        let volume = folder.path + "/state/volumes/site/data"
        try Files.makeFolder(volume + "/a/b")
        try Files.replace(volume + "/a/file", Array("inside".utf8), mode: 0o644)
        try Files.makeFolder(folder.path + "/outside/b")
        try Files.replace(folder.path + "/outside/file", Array("outside".utf8), mode: 0o644)
        let source = try mounts(store, data(path)).binds[0].source
        try #require(rename(volume + "/a", volume + "/before") == 0)
        try Files.link(volume + "/a", to: folder.path + "/outside")
        #expect(isSame(source, volume + "/before" + path.dropFirst()))
        #expect(!isSame(source, folder.path + "/outside" + path.dropFirst()))
        // The next container of that name has its own look, and no mount of the last one is left.
        #expect(throws: VolumeError.leavesVolume(volume: "data", subPath: path)) {
            try mounts(store, data(path))
        }
        #expect(!Files.exists(source))
    }

    @Test(
        "what is mounted in a folder is unmounted when that is removed, and keeps what is in it",
        .enabled(if: mayMount), arguments: [LINUX_MOUNT_PRIVATE, LINUX_MOUNT_SLAVE, LINUX_MOUNT_SHARED])
    func removesMounts(kind: Int) throws {
        let (root, target) = (folder.path + "/root", folder.path + "/run/bound")
        try Files.makeFolder(root + "/kept/below")
        try Files.replace(root + "/kept/below/file", [1], mode: 0o644)
        try Files.makeFolder(folder.path + "/run")
        #expect(linux_bind_beneath(root, "kept", target, Int32(kind)) == 0)
        #expect(linux_is_mount(target) == 1)
        try Files.remove(folder.path + "/run")
        #expect(!Files.exists(folder.path + "/run"))
        #expect(Files.exists(root + "/kept/below/file"))
    }

    @Test("one file of a ConfigMap can be mounted; a missing one is named")
    func configMapFile() async throws {
        var app = App(name: "site")
        app.configMaps["conf"] = ConfigMap(name: "conf", data: ["nginx.conf": Array("x".utf8)])
        let pod = Pod.site("web") {
            $0.volumes = [Volume(name: "data", source: .configMap(name: "conf", projection: KeyProjection()))]
        }
        let store = store(pod, app)
        _ = try await store.prepare(facts: .unknown)
        let mount = try mounts(store, data("nginx.conf")).binds[0]
        #expect(try String(decoding: Files.read(mount.source), as: UTF8.self) == "x")
        #expect(mount.options.contains("ro"))
        #expect(throws: VolumeError.noSubPath(volume: "data", subPath: "other.conf")) {
            try mounts(store, data("other.conf"))
        }
    }

    @Test("a claim whose volume is not known yet is no reason to start without it")
    func unknownClaim() throws {
        let pod = Pod.site("web") {
            $0.volumes = [Volume(name: "data", source: .claim(name: "c", readOnly: false))]
        }
        #expect(throws: VolumeError.notReady(volume: "data")) { try mounts(store(pod), data("sub")) }
    }

    @Test("a hostPath of another type than demanded is told with what to do")
    func hostPath() async throws {
        let path = folder.path + "/file"
        try Files.create(path, [])
        for (type, word) in [
            (HostPathType.directory, "a directory"), (.directoryOrCreate, "a directory"),
            (.socket, "a socket"),
        ] {
            let pod = Pod.site("web") {
                $0.volumes = [Volume(name: "h", source: .hostPath(path: path, type: type))]
            }
            await #expect(throws: VolumeError.hostPath(volume: "h", path: path, wanted: word)) {
                try await store(pod).prepare(facts: .unknown)
            }
        }
    }

    @Test("a termination message is the end of what was written, at most 4096 bytes")
    func terminationMessage() throws {
        let store = store(emptyDir)
        #expect(store.terminationMessage(of: "web") == nil)
        try store.makeTerminationFile(for: "web")
        #expect(store.terminationMessage(of: "web") == nil)
        let path = folder.path + "/run/termination/site/web"
        #expect(try folder.mode("run/termination/site/web") == 0o666)
        #expect(try folder.mode("run/termination") == 0o700)
        try Files.replace(path, [UInt8](repeating: 0x61, count: 20 << 20) + Array("end".utf8))
        let message = try #require(store.terminationMessage(of: "web"))
        #expect(message.utf8.count == 4096)
        #expect(message.hasSuffix("aend"))
    }

    @Test("giving a volume to a group follows no link out of it", .enabled(if: geteuid() == 0))
    func givesNothingOutside() throws {
        try Files.makeFolder(folder.path + "/volume/sub")
        try Files.create(folder.path + "/volume/sub/file", [], mode: 0o600)
        try Files.create(folder.path + "/secret", [], mode: 0o600)
        try Files.link(folder.path + "/volume/link", to: folder.path + "/secret")
        #expect(linux_give_tree(folder.path + "/volume", 4_000_000, 0) == 0)
        #expect(try folder.mode("volume/sub/file") == 0o660)
        #expect(try folder.mode("volume/sub") == 0o2775)
        #expect(try folder.group("volume/sub/file") == 4_000_000)
        #expect(try folder.mode("secret") == 0o600)
        #expect(try folder.group("secret") == 0)
        // Done once, only `always` looks at what is inside again.
        try Files.create(folder.path + "/volume/new", [], mode: 0o600)
        #expect(linux_give_tree(folder.path + "/volume", 4_000_000, 0) == 0)
        #expect(try folder.mode("volume/new") == 0o600)
        #expect(linux_give_tree(folder.path + "/volume", 4_000_000, 1) == 0)
        #expect(try folder.mode("volume/new") == 0o660)
    }
}
