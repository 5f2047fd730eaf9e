import Supervisor
import Testing

@testable import podsup

@Suite("Whether ready is believed")
struct SteadinessTests {
    private let start = ContinuousClock.now
    /// 2026-01-01T00:00:00Z
    private let midnight: Seconds = 1_767_225_600

    private func document(_ id: String, _ state: String) throws -> StatusDocument {
        let text = """
            {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod",
              "metadata": {"name": "p", "namespace": "default"},
              "spec": {"restartPolicy": "Always", "containers": []},
              "status": {"phase": "Running", "conditions": [], "containerStatuses": [
                {"name": "c", "image": "i", "ready": true, "started": true, "restartCount": 0,
                 "containerID": "podman://\(id)", "state": \(state), "lastState": {}}]}}],
             "podsup": {"app": "a", "summary": "", "ready": true, "manifest": "", "supervisorPID": 1,
              "version": ""}}
            """
        return try StatusDocument(decoding: Array(text.utf8))
    }

    private func running(_ id: String) throws -> StatusDocument {
        try document(id, "{\"running\": {\"startedAt\": \"2026-01-01T00:00:00Z\"}}")
    }
    private func crashed(_ id: String) throws -> StatusDocument {
        try document(
            id,
            "{\"terminated\": {\"exitCode\": 3, \"reason\": \"Error\", \"finishedAt\": \"2026-01-01T00:00:00Z\"}}"
        )
    }

    @Test("a container that was just started counts by the second look")
    func second() throws {
        var steadiness = Steadiness(needsProof: false)
        let first = steadiness.verdict(try running("1"), isReady: true, at: start, wall: midnight)
        #expect(first == .unproven && !steadiness.hasCrashed)
        let second = steadiness.verdict(
            try running("1"), isReady: true, at: start + .milliseconds(25), wall: midnight)
        #expect(second == .settled)
    }

    @Test("one that has run for six seconds counts at once")
    func old() throws {
        var steadiness = Steadiness(needsProof: true)
        let first = steadiness.verdict(try running("1"), isReady: true, at: start, wall: midnight + 6)
        #expect(first == .settled)
    }

    @Test(
        "after a crash it must run for five seconds, whether the crash was seen or only that another one runs",
        arguments: [true, false])
    func crash(isSeen: Bool) throws {
        var steadiness = Steadiness(needsProof: false)
        var verdict = steadiness.verdict(
            isSeen ? try crashed("1") : try running("1"), isReady: !isSeen, at: start, wall: midnight)
        #expect(verdict == (isSeen ? .notReady : .unproven))
        for milliseconds in [25, 50, 4_000, 5_024] {
            verdict = steadiness.verdict(
                try running("2"), isReady: true, at: start + .milliseconds(milliseconds), wall: midnight)
            #expect(verdict == .unproven && steadiness.hasCrashed)
        }
        verdict = steadiness.verdict(
            try running("2"), isReady: true, at: start + .milliseconds(5_025), wall: midnight)
        #expect(verdict == .settled)
    }

    @Test("what is put back otherwise must run for five seconds in any case")
    func proof() throws {
        var steadiness = Steadiness(needsProof: true)
        var verdict = steadiness.verdict(try running("1"), isReady: true, at: start, wall: midnight)
        verdict = steadiness.verdict(
            try running("1"), isReady: true, at: start + .seconds(4), wall: midnight + 4)
        #expect(verdict == .unproven && !steadiness.hasCrashed)
        // A clock that is set back does not keep it waiting.
        verdict = steadiness.verdict(
            try running("1"), isReady: true, at: start + .seconds(5), wall: midnight - 3600)
        #expect(verdict == .settled)
    }
}
