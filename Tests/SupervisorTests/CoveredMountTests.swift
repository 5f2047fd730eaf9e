import Testing

@testable import Supervisor

@Suite("Roots of containers that Podman left mounted")
struct CoveredMountTests {
    private static let layer = String(repeating: "a97c", count: 16)
    private static let layers = "/var/lib/containers/storage/overlay"
    private static let root = "\(layers)/\(layer)/merged"

    /// As `/proc/self/mountinfo` of a Debian 12 had it: 226, on the folder of layers, came after 210.
    private static let mountinfo = """
        124 101 254:0 /containers /var/lib/containers rw,relatime shared:1 - ext4 /dev/vda rw
        210 124 0:70 / \(root) rw,relatime shared:52 - overlay overlay rw,lowerdir=/l/A,upperdir=/u
        226 124 254:0 /containers/storage/overlay \(layers) rw,relatime - ext4 /dev/vda rw
        """

    @Test("one that the folder of layers was mounted over is found, with the mount that has it")
    func covered() {
        let found = CoveredMount.all(in: Self.mountinfo) { $0.hasPrefix(Self.layers) ? 226 : 124 }
        #expect(found == [CoveredMount(path: Self.root, parent: "/var/lib/containers")])
    }

    @Test("one that its path leads to is left alone")
    func visible() {
        #expect(CoveredMount.all(in: Self.mountinfo) { _ in 124 } == [])
    }

    @Test("one whose own mount can't be reached, and one without a folder, are left alone")
    func unreachable() {
        #expect(CoveredMount.all(in: Self.mountinfo) { $0.hasPrefix(Self.layers) ? 226 : 300 } == [])
        #expect(CoveredMount.all(in: Self.mountinfo) { $0.hasPrefix(Self.layers) ? nil : 124 } == [])
    }

    @Test("what is no container's root is left alone, whatever covers it")
    func others() {
        let layer = Self.layer
        for path in ["/srv/overlay/me/merged", "/srv/\(layer)/merged", "\(Self.layers)/\(layer)/diff"] {
            let mountinfo = Self.mountinfo.split(separator: Self.root).joined(separator: path)
            #expect(CoveredMount.all(in: mountinfo) { $0.count > 20 ? 226 : 124 } == [], "\(path)")
        }
    }
}
