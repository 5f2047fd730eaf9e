import Foundation
import TestSupport
import Testing

@testable import Podman
@testable import Supervisor

@MainActor
@Suite("A pull and a power loss")
struct DurablePullTests {
    /// Messages of ``PodmanError/isLayerDamaged``.
    private let damage = "readlink /graph/overlay/l: invalid argument"

    @Test("a pull is on record while it goes on, and no longer once its files are on the disk")
    func recorded() async throws {
        let place = try Place()
        var during: [String] = []
        let (before, after) = try await place.pull("b:1") { during = place.texts }
        #expect(before == nil && after == "b:1")
        #expect(during == ["b:1\n"])
        #expect(
            place.fake.calls == [
                "GET /images/b:1/json", "POST /images/pull", "GET /images/b:1/json", "GET /info",
            ])
        #expect(place.records == [])
        #expect(place.told == [])
    }

    @Test("an image that was there and is the newest is neither recorded any longer nor synced")
    func unchanged() async throws {
        let place = try Place(images: ["i"])
        try await place.pull("i")
        #expect(!place.fake.calls.contains("GET /info"))
        #expect(place.records == [])
    }

    @Test("a pull that was killed says nothing against the image until the machine has been rebooted")
    func sameBoot() async throws {
        let place = try Place(images: ["i"])
        let record = PullRecord("i", place.base)
        _ = record.begin()
        #expect(!record.isSuspect)
        try Files.remove(place.base.runtime)
        #expect(record.isSuspect)
        let pull = record.begin()
        #expect(record.isSuspect)

        record.end(pull, durable: true)
        _ = record.begin()
        try await place.pull("i")
        #expect(place.fake.calls.filter { $0 == "POST /images/pull" }.count == 1)
        #expect(place.fake.calls.contains("GET /info"), "its files may not be on the disk yet")
    }

    @Test("the end of a pull leaves the record of a later one of the same image alone")
    func twoPulls() async throws {
        let place = try Place()
        let record = PullRecord("i", place.base)
        let (first, second) = (record.begin(), record.begin())
        record.end(first, durable: true)
        #expect(record.exists)
        record.end(second, durable: true)
        #expect(place.records == [])
    }

    @Test("what a power loss cut is removed and pulled again, since its layers pass for whole")
    func anew() async throws {
        let place = try Place()
        PullRecord("i", place.base).markSuspect()
        try await place.pull("i")
        #expect(
            place.fake.calls.filter { !$0.hasPrefix("GET") }
                == ["POST /images/pull", "DELETE /images/i", "POST /images/pull"])
        #expect(place.told.count == 1 && place.told[0].contains("power was lost while image 'i' was pulled"))
        #expect(!PullRecord("i", place.base).isSuspect)
    }

    @Test("a pull that fails leaves the image suspect, if it was, and no record, if it was not")
    func fails() async throws {
        let place = try Place()
        PullRecord("old", place.base).markSuspect()
        place.fake.fail("POST /images/pull", .status(500, cause: "no route to host"), times: 2)
        for image in ["old", "new"] {
            await #expect(throws: PodmanError.self) { try await place.pull(image) }
        }
        #expect(PullRecord("old", place.base).isSuspect)
        #expect(place.records.count == 1)
    }

    @Test("an image that containers use is left as it is, and it is said how to renew it")
    func inUse() async throws {
        let place = try Place(images: ["i"])
        PullRecord("i", place.base).markSuspect()
        place.fake.fail("DELETE /images/i", .status(409, cause: "image is in use"))
        try await place.pull("i")
        #expect(place.fake.calls.filter { $0 == "POST /images/pull" }.count == 1)
        #expect(place.told.last?.contains("'podman rmi i'") == true)
        #expect(place.records == [], "not at each start again")
    }

    @Test("damaged layers that keep Podman from pulling are repaired once")
    func repaired() async throws {
        let place = try Place()
        place.fake.fail("POST /images/pull", .status(500, cause: damage))
        try await place.pull("i")
        #expect(
            place.fake.calls.filter { !$0.hasPrefix("GET") }
                == ["POST /images/pull", "POST /system/check", "POST /images/pull"])

        place.fake.fail("POST /images/pull", .status(500, cause: damage), times: 2)
        await #expect(throws: PodmanError.self) { try await place.pull("j") }
    }
}

/// A folder for the records, and a Podman that keeps its images in it.
@MainActor
private final class Place {
    let fake: FakePodman
    let base: Paths
    private(set) var told: [String] = []

    private let folder = NSTemporaryDirectory() + "pulls-\(UUID())"

    init(images: [String] = []) throws {
        fake = try FakePodman(images: images)
        base = Paths(
            runtime: folder + "/run", state: folder + "/state", manifests: "", units: "", socket: fake.path)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func pull(
        _ image: String, then look: () -> Void = {}
    ) async throws(PodmanError) -> (before: String?, after: String) {
        let podman = Podman(socketPath: fake.path)
        let pull = DurablePull(image, podman, base) { [self] in told.append($0) }
        return try await pull.run(waits: true) { () throws(PodmanError) in
            _ = try await podman.pullImage(image, policy: "always")
            look()
        }
    }

    var records: [String] { (try? Files.names(in: base.state + "/.pulls")) ?? [] }

    var texts: [String] {
        records.map { String(decoding: (try? Files.read("\(base.state)/.pulls/\($0)")) ?? [], as: UTF8.self) }
    }
}
