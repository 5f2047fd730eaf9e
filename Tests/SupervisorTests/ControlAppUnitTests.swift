import PodSpec
import Systemd
import Testing

@testable import Supervisor

@Suite("The unit of an app")
struct ControlAppUnitTests {
    private func app(_ annotations: [String: String] = [:]) -> App {
        var pod = Pod(name: "site")
        pod.containers = [Container(name: "nginx", image: "n"), Container(name: "webhook", image: "w")]
        pod.terminationGracePeriod = .seconds(10)
        pod.volumes = [
            Volume(name: "a", source: .hostPath(path: "/srv/my site", type: .directory)),
            Volume(name: "b", source: .emptyDir(memory: false, sizeLimit: nil)),
            Volume(name: "c", source: .hostPath(path: "/etc/hosts", type: .file)),
            Volume(name: "d", source: .hostPath(path: "/etc/hosts", type: .file)),
        ]
        var slow = Pod(name: "slow")
        slow.containers = [Container(name: "db", image: "d")]
        slow.terminationGracePeriod = .seconds(90)
        var app = App(name: "site", pods: [pod, slow])
        app.annotations = annotations
        return app
    }

    private func lines(_ text: String, of section: String) -> [String] {
        let parts = text.split(separator: "\n\n").map { $0.split(separator: "\n").map(String.init) }
        return parts.first { $0.first == "[\(section)]" } ?? []
    }

    @Test("it has what the manifest says, and nothing of this machine")
    func text() throws {
        #expect(
            try AppUnit.text(of: app()) == """
                # Made by podsup from the manifest of the app 'site'. Do not edit: it is written anew.
                # Change it with 'systemctl edit podsup-site.service', or with
                # annotations podsup.io/unit.SECTION.KEY in the manifest.

                [Unit]
                Description=podsup app site (pod site: nginx, webhook; pod slow: db)
                DefaultDependencies=no
                Requires=sysinit.target
                After=sysinit.target basic.target
                Conflicts=shutdown.target
                Before=shutdown.target
                PartOf=podsup.target
                Wants=podsup-site.slice
                After=podsup.target podsup-site.slice
                Wants=network-online.target
                After=network-online.target
                Wants=podman.socket podsup_exec.socket
                After=podman.socket podsup_exec.socket
                RequiresMountsFor=/etc/hosts "/srv/my site" /var/lib/podsup/site
                ConditionFileIsExecutable=/usr/bin/podsup
                StartLimitIntervalSec=0

                [Service]
                Type=notify
                TimeoutStartSec=360s
                WatchdogSec=60s
                ExecReload=/bin/kill -HUP $MAINPID
                NotifyAccess=main
                ExecStart=/usr/bin/podsup supervise site
                Restart=on-failure
                RestartSec=200ms
                RestartPreventExitStatus=2 3 78
                TimeoutStopSec=120s
                KillMode=mixed
                FileDescriptorStoreMax=256
                RuntimeDirectory=podsup/site
                RuntimeDirectoryMode=0755
                RuntimeDirectoryPreserve=yes
                StateDirectory=podsup/site
                StateDirectoryMode=0711
                OOMScoreAdjust=-500
                LogRateLimitIntervalSec=0
                Slice=podsup.slice
                CapabilityBoundingSet=CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_FSETID CAP_SYS_NICE
                NoNewPrivileges=yes
                RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
                RestrictNamespaces=yes
                SystemCallFilter=@system-service
                SystemCallFilter=~@privileged
                SystemCallFilter=@chown
                SystemCallFilter=seccomp
                SystemCallErrorNumber=EPERM
                SystemCallArchitectures=native
                MemoryDenyWriteExecute=yes
                LockPersonality=yes
                RestrictRealtime=yes
                KeyringMode=private
                UMask=0077
                DevicePolicy=closed
                PrivateMounts=yes
                ProtectSystem=yes
                ProtectKernelTunables=yes
                ProtectKernelModules=yes
                ProtectKernelLogs=yes
                ProtectControlGroups=yes
                ProtectClock=yes
                ProtectHostname=yes
                RemoveIPC=yes

                [Install]
                WantedBy=multi-user.target
                WantedBy=podsup.target

                """)
    }

    @Test("for a user's systemd it has no setting that only the machine's may have")
    func user() throws {
        let text = try AppUnit.text(of: app(), UnitOptions(binary: "/opt/me/podsup", isUser: true))
        #expect(lines(text, of: "Service").contains("ExecStart=/opt/me/podsup supervise site --user"))
        #expect(
            lines(text, of: "Install") == ["[Install]", "WantedBy=default.target", "WantedBy=podsup.target"])
        for word in ["network-online", "/var/lib/podsup", "StateDirectory", "OOMScoreAdjust"] {
            #expect(!text.contains(word))
        }
    }

    @Test("paths with blanks, quotes and what systemd would expand stay what they are")
    func quoting() throws {
        let options = UnitOptions(binary: "/opt/my %n/podsup", manifestFolder: "/srv/$HOME \"x\"")
        let text = try AppUnit.text(of: app(), options)
        #expect(
            lines(text, of: "Service").contains(
                #"ExecStart="/opt/my %%n/podsup" supervise site --manifest-dir "/srv/$$HOME \"x\"""#))
    }

    @Test("it starts after the apps that an annotation names, and wants them")
    func after() throws {
        let text = try AppUnit.text(of: app(["podsup.io/after": "db, registry"]))
        let unit = lines(text, of: "Unit")
        for line in ["Wants=podsup-db.service", "After=podsup-db.service", "After=podsup-registry.service"] {
            #expect(unit.contains(line))
        }
    }

    @Test(
        "annotations add settings behind podsup's own, where the last counts; lines of a value are settings")
    func settings() throws {
        let text = try AppUnit.text(
            of: app([
                "podsup.io/unit.Service.Restart": "always",
                "podsup.io/unit.Service.Environment": "A=1\nB=%n\n",
                "podsup.io/unit.Unit.After": "", "podsup.io/start-deadline": "2min",
            ]))
        let service = lines(text, of: "Service")
        #expect(service.suffix(3) == ["Environment=A=1", "Environment=B=%n", "Restart=always"])
        #expect(service.contains("TimeoutStartSec=180s"))
        #expect(lines(text, of: "Unit").last == "After=")
    }

    @Test(
        "an annotation that means nothing is refused, by name",
        arguments: [
            ("podsup.io/afer", "db"), ("podsup.io/after", "../x"),
            ("podsup.io/after", "site"), ("podsup.io/start-deadline", "soon"),
            ("podsup.io/start-deadline", "0"), ("podsup.io/unit.Service", "x"), ("podsup.io/unit..Key", "x"),
        ])
    func refused(name: String, value: String) throws {
        do throws(ControlError) {
            let text = try AppUnit.text(of: app([name: value]))
            Issue.record("it was taken: \(text)")
        } catch {
            #expect("\(error)".hasPrefix("annotation \(name): "))
        }
    }

    @Test("a setting that a unit file cannot hold is refused")
    func unholdable() throws {
        for (name, value) in [("podsup.io/unit.Service.A_B", "x"), ("podsup.io/unit.Service.X", "a\u{01}b")] {
            #expect(throws: ControlError.self) { try AppUnit.text(of: app([name: value])) }
        }
    }

    @Test("other annotations are none of its business")
    func foreign() throws {
        #expect(try AppUnit.text(of: app(["example.com/a": "b"])) == AppUnit.text(of: app()))
    }

    @Test("an app of very many containers has a description that fits a line")
    func longDescription() throws {
        var pod = Pod(name: "big")
        pod.containers = (0..<50).map { Container(name: "container-\($0)", image: "i") }
        let text = try AppUnit.text(of: App(name: "big", pods: [pod]))
        #expect(lines(text, of: "Unit")[1] == "Description=podsup app big (1 pod)")
    }

    @Test(
        "an app's name is what fits into units and paths",
        arguments: [
            ("site", true), ("a-1", true), ("", false), ("-a", false), ("a-", false), ("A", false),
            ("a.b", false), ("a/b", false), ("ä", false),
        ])
    func names(name: String, isValid: Bool) {
        #expect(AppName.isValid(name) == isValid)
        #expect(AppName.of(unit: AppUnit.name(name)) == (isValid ? name : nil))
        #expect(!AppName.isValid(String(repeating: "a", count: 51)))
        #expect(AppName.isValid(String(repeating: "a", count: 50)))
    }

    @Test("a part of the system that a hostPath names stays writable")
    func writable() throws {
        var pod = Pod(name: "p")
        for path in [
            "/home/pi/data/x", "/home/pi", "/root/a b", "/usr/local/share/www", "/srv/x", "/run/user/1000/x",
        ] {
            pod.volumes.append(Volume(name: "v", source: .hostPath(path: path, type: .directoryOrCreate)))
        }
        let text = try AppUnit.text(of: App(name: "p", pods: [pod]))
        #expect(
            lines(text, of: "Service").last
                == "ReadWritePaths=-/usr/local/share")
        #expect(!(try AppUnit.text(of: app())).contains("ReadWritePaths"))
    }
}
