import Testing

@testable import Systemd

@Suite("Names of units")
struct UnitNameTests {
    // Each right side is what systemd-escape 252 prints for the left one.
    @Test(
        "a text is escaped as systemd-escape does",
        arguments: [
            ("site", "site"),
            ("my-app", #"my\x2dapp"#),
            ("a.b", "a.b"),
            (".hidden", #"\x2ehidden"#),
            ("a/b", "a-b"),
            ("/", "-"),
            (#"back\slash"#, #"back\x5cslash"#),
            ("two words", #"two\x20words"#),
            ("user@host:1_2", #"user\x40host:1_2"#),
            ("é", #"\xc3\xa9"#),
            ("100%", #"100\x25"#),
            ("", ""),
        ])
    func escapes(_ text: String, _ name: String) {
        #expect(UnitName.escape(text) == name)
    }

    @Test(
        "a unit's full name has a known type and only characters that systemd takes",
        arguments: [
            ("podsup-site.service", true),
            (#"podsup-my\x2dapp.slice"#, true),
            ("getty@tty1.service", true),
            ("podsup-site", false),
            ("podsup-site.pod", false),
            (".service", false),
            ("@x.service", false),
            ("a b.service", false),
            ("a/b.service", false),
            ("é.service", false),
            (String(repeating: "a", count: 247) + ".service", true),
            (String(repeating: "a", count: 248) + ".service", false),
        ])
    func validity(_ name: String, _ isValid: Bool) {
        #expect(UnitName.isValid(name) == isValid)
    }
}
