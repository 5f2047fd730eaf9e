import Foundation
import PodSpec
import Testing

@testable import Supervisor

@Suite("What changes between two manifests")
struct ControlChangeTests {
    @Test("a unified diff has three lines of context and counts as diff -u does")
    func unified() {
        let old = (1...20).map { "line \($0)" }
        var new = old
        new[4] = "changed"
        new.remove(at: 15)
        #expect(
            unifiedDiff(old, new, from: "a", to: "b") == [
                "--- a", "+++ b", "@@ -2,7 +2,7 @@", " line 2", " line 3", " line 4", "-line 5", "+changed",
                " line 6",
                " line 7", " line 8", "@@ -13,7 +13,6 @@", " line 13", " line 14", " line 15", "-line 16",
                " line 17",
                " line 18", " line 19",
            ])
        #expect(unifiedDiff(old, old, from: "a", to: "b") == [])
        #expect(unifiedDiff([], ["x"], from: "a", to: "b") == ["--- a", "+++ b", "@@ -0,0 +1 @@", "+x"])
        #expect(unifiedDiff(["x"], [], from: "a", to: "b") == ["--- a", "+++ b", "@@ -1 +0,0 @@", "-x"])
    }

    @Test("patch(1) makes the new text out of the old one, for random texts", arguments: 1...20)
    func patch(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let old = (0..<random(60)).map { _ in "l\(random(6))" }
        var new = old
        for _ in 0..<random(12) {
            if random(2) == 0 || new.isEmpty {
                new.insert("n\(random(6))", at: random(new.count + 1))
            } else {
                new.remove(at: random(new.count))
            }
        }
        let diff = unifiedDiff(old, new, from: "a", to: "b")
        var position = 0
        var made: [String] = []
        for line in diff.dropFirst(2) {
            if line.hasPrefix("@@") {
                let parts = line.split(separator: " ")[1].dropFirst().split(separator: ",")
                let start = Int(parts[0])! - (parts.count == 2 && parts[1] == "0" ? 0 : 1)
                made += old[position..<start]
                position = start
            } else if line.first != "+" {
                #expect(old[position] == line.dropFirst())
                if line.first == " " { made.append(old[position]) }
                position += 1
            } else {
                made.append(String(line.dropFirst()))
            }
        }
        made += old[position...]
        #expect(made == new)
    }

    private func app(_ text: String) throws -> App {
        try Manifest.decode([ManifestFile(name: "a.yaml", bytes: Array(text.utf8))], name: "a")
    }

    private let base = """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          containers:
          - {name: a, image: "x/a:1", readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}}
          - {name: b, image: "x/b:1", env: [{name: A, value: one}]}
        """

    @Test("a probe changes in place, a variable replaces its container, a host port the pod")
    func plan() throws {
        func changes(_ from: String, _ to: String) throws -> [String] {
            let changed = base.replacing(from, by: to)
            return ChangePlan(from: try app(base), to: try app(changed)).changes.map {
                "\($0.thing) \($0.effect.rawValue)"
            }
        }
        #expect(try changes("one", "one") == [])
        #expect(try changes("periodSeconds: 5", "periodSeconds: 6") == ["container p/a changed in place"])
        #expect(try changes("one", "two") == ["container p/b replaced"])
        #expect(try changes("name: b,", "name: c,") == ["container p/b removed", "container p/c created"])
        #expect(
            try changes("image: \"x/b:1\"", "image: \"x/b:1\", ports: [{containerPort: 1, hostPort: 1}]")
                == ["pod p replaced"])
        #expect(try changes("{name: p}", "{name: q}") == ["pod p removed", "pod q created"])
    }

    @Test("an image pinned to another ID replaces the containers that run it, and no others")
    func pins() throws {
        var new = try app(base)
        new.imagePins["x/b:1"] = "0123"
        #expect(
            ChangePlan(from: try app(base), to: new).changes == [
                ChangePlan.Change(thing: "container p/b", effect: .replaced)
            ])
        #expect(new.image("x/b:1") == "0123")
        #expect(new.image("x/a:1") == "x/a:1")
    }
}

extension String {
    fileprivate func replacing(_ part: String, by other: String) -> String {
        replacingOccurrences(of: part, with: other)
    }
}
