import Testing

@testable import Supervisor

@Suite("A probe's URL")
struct ProbeURLTests {
    private let base = ProbeURL(scheme: "http", host: "10.0.0.1", port: 80, path: "/b/c/d?q")

    /// RFC 3986 §5.4, as far as HTTP goes.
    @Test(
        "resolves references",
        arguments: [
            ("g", "http://10.0.0.1:80/b/c/g"), ("./g", "http://10.0.0.1:80/b/c/g"),
            ("g/", "http://10.0.0.1:80/b/c/g/"), ("/g", "http://10.0.0.1:80/g"),
            ("//g", "http://g/"), ("?y", "http://10.0.0.1:80/b/c/d?y"),
            ("g?y", "http://10.0.0.1:80/b/c/g?y"), ("g#s", "http://10.0.0.1:80/b/c/g"),
            ("", "http://10.0.0.1:80/b/c/d?q"), (".", "http://10.0.0.1:80/b/c/"),
            ("..", "http://10.0.0.1:80/b/"), ("../g", "http://10.0.0.1:80/b/g"),
            ("../../../../g", "http://10.0.0.1:80/g"), ("/./g/../h", "http://10.0.0.1:80/h"),
            ("g?y/../x", "http://10.0.0.1:80/b/c/g?y/../x"),
            ("/a?u=http://x", "http://10.0.0.1:80/a?u=http://x"),
            ("http://g", "http://g/"), ("HTTPS://g:8443/a?b", "https://g:8443/a?b"),
            ("http://u:p@[fd00::1]:81/", "http://[fd00::1]:81/"), ("http://g?x", "http://g/?x"),
        ])
    func resolves(reference: String, url: String) {
        #expect(base.resolving(reference)?.description == url)
    }

    @Test(
        "is none without a host, or with a port that is none",
        arguments: [
            "http://", "http:///x", "mailto:me", "http://g:99999/", "http://g:x/",
        ])
    func rejects(reference: String) {
        #expect(base.resolving(reference) == nil)
    }

    @Test("has one slash in front of the path and brackets around an IPv6 address")
    func target() {
        let url = ProbeURL(scheme: "http", host: "fd00::1", port: 8080, path: "healthz")
        #expect(url.description == "http://[fd00::1]:8080/healthz")
        #expect(ProbeURL(scheme: "http", host: "a", port: nil, path: "").target == "/")
        #expect(ProbeURL(scheme: "http", host: "a", port: nil, path: "/ü").target == "/%C3%BC")
    }
}
