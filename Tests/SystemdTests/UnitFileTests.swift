import Testing

@testable import Systemd

@Suite("Text of unit files")
struct UnitFileTests {
    @Test("sections and settings stay in the order in which they were added")
    func order() throws {
        var unit = UnitFile(comment: ["Written by podsup from site.yaml.", "", "Changes are lost."])
        unit.add("Unit", "Description", .text("pod app site"))
        unit.add("Service", "Type", "notify")
        unit.add("Unit", "After", "network-online.target")
        unit.add("Unit", "After", "podman.socket")
        #expect(
            try unit.render() == """
                # Written by podsup from site.yaml.
                #
                # Changes are lost.

                [Unit]
                Description=pod app site
                After=network-online.target
                After=podman.socket

                [Service]
                Type=notify

                """)
    }

    @Test("without a comment the file begins with its first section")
    func noComment() throws {
        var unit = UnitFile()
        unit.add("Timer", "OnCalendar", "daily")
        #expect(try unit.render() == "[Timer]\nOnCalendar=daily\n")
    }

    @Test("a line break in a comment can't begin a setting")
    func commentStaysComment() throws {
        let unit = UnitFile(comment: ["one\n[Service]\r\nUser=x"])
        #expect(try unit.render() == "# one\n# [Service]\n# User=x\n")
    }

    @Test(
        "a value is written so that systemd reads the same one",
        arguments: [
            (.raw("%t/podsup"), "%t/podsup"),
            (.text("50% of $HOME \"x\""), "50%% of $HOME \"x\""),
            (.text("one\ntwo"), "one two"),
            (.text(#"ends in \"#), #"ends in \ "#),
            (.words(["A=1", "B=two words", "C=\"x\"", "D=5%"]), #"A=1 "B=two words" "C=\"x\"" D=5%%"#),
            (.words(["A=one\ntwo\tthree\u{1}"]), #""A=one\ntwo\tthree\x01""#),
            (.words(["it's", "", "#"]), ##""it's" "" "#""##),
            (.words([]), ""),
            (.paths(["/srv/a", "/srv/my site", "/srv/50%"]), #"/srv/a "/srv/my site" /srv/50%%"#),
            (.paths([#"/srv/back\slash"#, "/srv/é"]), #""/srv/back\\slash" "/srv/é""#),
            (.command(["/usr/bin/podsup", "supervise", "site"]), "/usr/bin/podsup supervise site"),
            (.command(["/opt/my bin/podsup", "a b", "'", "\\"]), #""/opt/my bin/podsup" "a b" "'" "\\""#),
            (.command(["/bin/x", "$HOME", "${X}", "100%"]), #"/bin/x $$HOME "$${X}" 100%%"#),
            (.command(["/bin/x", "", ";", "-x"]), #"/bin/x "" ";" -x"#),
            (.time(.seconds(90)), "90s"),
            (.time(.milliseconds(1500)), "1500000us"),
            (.time(.zero), "0s"),
            (.time(nil), "infinity"),
            (.flag(true), "yes"),
            (.flag(false), "no"),
            (.number(78), "78"),
        ] as [(UnitFile.Value, String)])
    func values(_ value: UnitFile.Value, _ text: String) throws {
        var unit = UnitFile()
        unit.add("Service", "Key", value)
        #expect(try unit.render() == "[Service]\nKey=\(text)\n")
    }

    @Test(
        "what no unit file can hold is refused by its section and key",
        arguments: [
            ("Service", "Nice", .raw("1\nExecStartPre=/bin/evil")),
            ("Service", "Nice", .raw("1\\")),
            ("Unit", "RequiresMountsFor", .paths(["/srv", "/srv/a\nb"])),
            ("Service", "ExecStart", .command(["podsup"])),
            ("Service", "ExecStart", .command([])),
            ("Service", "ExecStart", .command(["/bin/x", "a\0b"])),
            ("Service", "Environment", .words(["A=\0"])),
            ("Service]\n[Unit", "Nice", "1"),
            ("Service", "Nice=1\nUser", "x"),
            ("Service", "", "x"),
        ] as [(String, String, UnitFile.Value)])
    func refusals(_ section: String, _ key: String, _ value: UnitFile.Value) {
        var unit = UnitFile()
        unit.add("Unit", "Description", "x")
        unit.add(section, key, value)
        do throws(SystemdError) {
            let text = try unit.render()
            Issue.record("it was written as \(text)")
        } catch {
            guard case .badSetting(section, key, _) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
