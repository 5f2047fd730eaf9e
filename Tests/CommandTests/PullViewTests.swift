import Foundation
import Testing

@testable import Podman
@testable import podsup

@MainActor
@Suite("How a pull is shown")
struct PullViewTests {
    @Test("a layer shows size, speed and rest, as far as they are known")
    func layers() {
        var view = PullView()
        view.take(PullStep(layer: "aaa", state: .waiting), now: 0)
        view.take(PullStep(layer: "bbb", state: .present), now: 0)
        #expect(view.lines(now: 0) == ["  aaa  waiting", "  bbb  is there"])
        view.take(PullStep(layer: "aaa", state: .loading(0, of: 30_000_000)), now: 1)
        view.take(PullStep(layer: "aaa", state: .loading(10_000_000, of: 30_000_000)), now: 3)
        #expect(view.lines(now: 3)[0] == "  aaa  10.0 MB of 30.0 MB  33 %  5.0 MB/s  5 s left")
        #expect(view.lines(now: 3, width: 40)[0] == "  aaa  33 %  5.0 MB/s  5 s")
        #expect(
            view.lines(now: 3, height: 1) == ["  1 of 2 layers, loading 10.0 MB of 30.0 MB"],
            "never taller than the terminal")
        #expect(view.summary == "1 of 2 layers, loading 10.0 MB of 30.0 MB")
        view.take(PullStep(layer: "aaa", state: .loading(12_345, of: -1)), now: 3.5)
        #expect(view.summary == "1 of 2 layers, 12.3 kB loaded")
        view.take(PullStep(layer: "aaa", state: .done), now: 4)
        #expect(view.summary == "2 of 2 layers")
    }

    @Test("detach keys are found across reads, and what only begins like them is passed on")
    func detachKeys() throws {
        var keys = try DetachKeys("ctrl-p,ctrl-q")
        #expect(keys.take([0x61, 0x10]) == .pass([0x61]))
        #expect(keys.take([0x62]) == .pass([0x10, 0x62]))
        #expect(keys.take([0x10]) == .pass([]))
        #expect(keys.take([0x10]) == .pass([0x10]))
        #expect(keys.take([0x11]) == .detach)
        var none = try DetachKeys("")
        #expect(none.take([0x10, 0x11]) == .pass([0x10, 0x11]))
        var plain = try DetachKeys("x,ctrl-]")
        #expect(plain.take([0x78, 0x1D]) == .detach)
        #expect(throws: UsageError.self) { try DetachKeys("ctrl-1") }
    }

    @Test(
        "a place in a container is told from one here",
        arguments: [
            ("/etc/x", "here(\"/etc/x\")"), ("./a:b", "here(\"./a:b\")"), ("file", "here(\"file\")"),
        ])
    func here(word: String, place: String) throws {
        #expect("\(try Copy.place(word))" == place)
    }

    @Test("APP[/POD]:[CONTAINER:]PATH")
    func places() throws {
        #expect(try Copy.place("site:/etc") == .container(try Target("site"), container: nil, path: "/etc"))
        #expect(
            try Copy.place("site/pod:web:/etc/a:b")
                == .container(try Target("site/pod"), container: "web", path: "/etc/a:b"))
        #expect(try Copy.place("site:/a:b") == .container(try Target("site"), container: nil, path: "/a:b"))
        #expect(throws: UsageError.self) { try Copy.place("site:etc") }
        #expect(throws: UsageError.self) { try Copy.place("site:web:etc") }
    }

    @Test("ports are REMOTE, LOCAL:REMOTE or :REMOTE")
    func ports() throws {
        #expect(try PortForward.port("80") == .init(local: 80, remote: 80))
        #expect(try PortForward.port("8080:80") == .init(local: 8080, remote: 80))
        #expect(try PortForward.port(":80") == .init(local: 0, remote: 80))
        for bad in ["0", "80:", "a:80", "1:2:3", "70000", ""] {
            #expect(throws: UsageError.self) { try PortForward.port(bad) }
        }
    }

    @Test("what a Secret holds does not show in a diff, but that it changed does")
    func secrets() {
        let text =
            "kind: ConfigMap\ndata:\n  a: shown\n---\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  a: hunter2\n"
        let lines = SecretCover.lines(text)
        #expect(lines.contains("  a: shown"))
        #expect(lines.contains("  name: s"))
        #expect(!lines.joined().contains("hunter2"))
        #expect(lines != SecretCover.lines(text.replacing("hunter2", "hunter3")))
        #expect(lines == SecretCover.lines(text))
        #expect(
            !SecretCover.lines(#"{"kind": "Secret", "stringData": {"a": "hunter2"}}"#).joined().contains(
                "hunter2"))
    }
}
