import Testing

@testable import PodSpec

@Suite("A name")
struct NameTests {
    @Test("of a container is a DNS label", arguments: ["a", "0", "web-1", String(repeating: "a", count: 63)])
    func label(name: String) {
        #expect(NameRule.dnsLabel.accepts(name))
    }

    @Test(
        "of a container is nothing else",
        arguments: ["", "-a", "a-", "A", "a_b", "a.b", "ä", String(repeating: "a", count: 64)])
    func noLabel(name: String) {
        #expect(!NameRule.dnsLabel.accepts(name))
    }

    @Test("of a pod may have dots between labels")
    func subdomain() {
        #expect(NameRule.dnsSubdomain.accepts("a.b-c.d"))
        #expect(NameRule.dnsSubdomain.accepts(String(repeating: "a", count: 253)))
        for name in ["", ".", "a.", ".a", "a..b", "a.-b", String(repeating: "a", count: 254)] {
            #expect(!NameRule.dnsSubdomain.accepts(name))
        }
    }

    @Test("of a label may have a domain before it")
    func qualified() {
        for name in ["app", "app.kubernetes.io/name", "A_b.c-d"] {
            #expect(NameRule.qualifiedName.accepts(name))
        }
        for name in ["", "/a", "a/", "a/b/c", "A.io/b", "-a", String(repeating: "a", count: 64)] {
            #expect(!NameRule.qualifiedName.accepts(name))
        }
    }

    @Test("of a port is short, with a letter in it and single dashes")
    func port() {
        for name in ["http", "a1", "1a", "x-y"] { #expect(NameRule.portName.accepts(name)) }
        for name in ["", "80", "HTTP", "a--b", "-a", "a-", "abcdefghijklmnop"] {
            #expect(!NameRule.portName.accepts(name))
        }
    }

    @Test("of a key can be a file's name")
    func dataKey() {
        for name in ["tls.crt", ".env", "A_b-c", "a..b"] { #expect(NameRule.dataKey.accepts(name)) }
        for name in ["", ".", "..", "..data", "a/b", "a b"] { #expect(!NameRule.dataKey.accepts(name)) }
    }

    @Test("of a variable is any printable ASCII but the equals sign")
    func environment() {
        for name in ["PATH", "a.b", "1", "my var"] { #expect(NameRule.environmentName.accepts(name)) }
        for name in ["", "A=B", "ä", "a\tb"] { #expect(!NameRule.environmentName.accepts(name)) }
    }

    @Test("near to a known one is suggested, a far one is not")
    func suggestions() {
        let known = ["image", "imagePullPolicy", "command", "secretName"]
        #expect(nearest("imgae", in: known) == "image")
        #expect(nearest("IMAGE", in: known) == "image")
        #expect(nearest("imagePulPolicy", in: known) == "imagePullPolicy")
        #expect(nearest("name", in: known) == "secretName")
        #expect(nearest("x", in: known) == nil)
        #expect(nearest("banana", in: known) == nil)
    }

    @Test("of a machine in numbers is an IPv4 or IPv6 address")
    func addresses() {
        for text in ["127.0.0.1", "::", "::1", "fe80::1", "2001:db8:0:0:0:0:0:1", "::ffff:192.0.2.1", "1::"] {
            #expect(isAddress(text), "\(text)")
        }
        for text in [
            "", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", ":", "1:2", "::1::", "12345::", "fe80::1%eth0",
            "1:2:3:4:5:6:7:8:9", "::1.2.3",
        ] {
            #expect(!isAddress(text), "\(text)")
        }
    }
}
