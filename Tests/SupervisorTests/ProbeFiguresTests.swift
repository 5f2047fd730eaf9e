import Foundation
import PodEngine
import Testing

@testable import Supervisor

@MainActor
@Suite("Figures of probes")
struct ProbeFiguresTests {
    @Test("every run is counted by its result, and the last one's time kept; a successor begins anew")
    func counts() throws {
        let base = NSTemporaryDirectory() + "podsup-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: base) }
        try FileManager.default.createDirectory(atPath: base + "/site", withIntermediateDirectories: true)
        let paths = AppPaths(
            app: "site",
            base: Paths(runtime: base, state: base, manifests: base, units: base, socket: base + "/socket"))
        #expect(ProbeFigure.read(paths) == [])

        let figures = ProbeFigures(folder: paths.runtime)
        figures.record("web", "nginx", .readiness, .failure("no"), .milliseconds(5))
        figures.record("web", "nginx", .liveness, .success, .milliseconds(2))
        figures.record("web", "nginx", .readiness, .success, .milliseconds(3))
        figures.record("web", "nginx", .readiness, .unknown("?"), .milliseconds(1))
        let read = ProbeFigure.read(paths)
        var readiness = ProbeFigure(pod: "web", container: "nginx", kind: .readiness)
        (readiness.successes, readiness.failures, readiness.unknown) = (1, 1, 1)
        (readiness.succeeded, readiness.nanoseconds, readiness.totalNanoseconds) = (
            true, 1_000_000, 9_000_000
        )
        #expect(read.count == 2)
        #expect(read.first == readiness)
        #expect(read.last?.kind == .liveness)

        let successor = ProbeFigures(folder: paths.runtime)
        successor.record("web", "nginx", .liveness, .success, .zero)
        #expect(ProbeFigure.read(paths).map(\.kind) == [.liveness])
    }
}
