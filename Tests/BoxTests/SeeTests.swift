import Foundation
import TestSupport
import Testing

@Suite("What a person sees, in a box")
struct SeeTests {
    @Test(
        "bytes come out as they went in: empty and long lines, NUL, escapes, invalid UTF-8, no final newline",
        arguments: Box.Suite.allCases)
    func bytes(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let script = """
                printf 'one\\n\\n\\n'; printf 'nul \\0 here\\n'; printf '\\033[31mred\\033[0m \\033]0;title\\007\\n'
                printf 'bad \\377\\376 utf-8\\n\\r\\ttabs\\n'; head -c 1048576 /dev/zero | tr '\\0' x; printf '\\nlast, unfinished'
                """
            try await box.write(script, to: "/root/test/write.sh")
            try await box.write(
                app(
                    "odd",
                    """
                        - name: writer
                          image: localhost/podsup/busybox:1
                          command: [sh, -c, ". /in/write.sh; sleep 1"]
                          volumeMounts:
                            - name: in
                              mountPath: /in
                        - name: stays
                          image: localhost/podsup/busybox:1
                          command: [sleep, "3600"]
                      restartPolicy: Never
                      volumes:
                        - name: in
                          hostPath:
                            path: /root/test
                    """), to: "/root/test/odd.yaml")
            try await box.up("/root/test/odd.yaml")
            try await eventually(within: .seconds(30), "all is in the journal") {
                try await box.demand("podsup logs odd -c writer | tail -c 30").out.contains(
                    "last, unfinished")
            }
            let sums = try await box.demand(
                "busybox sh /root/test/write.sh | sha256sum; podsup logs odd -c writer -o cat | sha256sum"
            ).lines
            #expect(sums.count == 2 && sums[0] == sums[1], "\(sums)")
            // On a terminal nothing is obeyed.
            let shown = try await box.demand(
                "socat -u EXEC:'podsup logs odd -c writer -n 5',pty,setsid,ctty,raw - | cut -c1-200")
            #expect(
                !shown.out.contains("\u{1b}]0") && shown.out.contains("\\x1b]0;title\\x07"), "\(shown.out)")
            #expect(shown.out.contains("nul \\x00 here") == false, "only the last five")
        }
    }

    @Test(
        "logs are found by time, level, pattern, container and instance, with events between them",
        arguments: Box.Suite.allCases)
    func filters(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                app(
                    "parts",
                    """
                        - name: crash
                          image: localhost/podsup/busybox:1
                          command: [sh, -c, "echo I am $(date +%N); echo '<3>bad thing'; sleep 1; exit 3"]
                        - name: calm
                          image: localhost/podsup/busybox:1
                          command: [sh, -c, "echo Quiet; exec sleep 3600"]
                    """), to: "/root/test/parts.yaml")
            try await box.demand("podsup up --no-wait /root/test/parts.yaml")
            try await eventually(within: .seconds(40), "it has crashed and waits") {
                try await box.sh("podsup status parts -o name; podsup status parts").out.contains(
                    "CrashLoopBackOff")
            }
            let errors = try await box.demand("podsup logs parts --priority err -o cat")
            #expect(!errors.lines.isEmpty && errors.lines.allSatisfy { $0 == "bad thing" }, "\(errors)")
            #expect(try await box.demand("podsup logs parts --grep quiet").lines == ["calm  | Quiet"])
            #expect(try await box.demand("podsup logs parts --grep QUIET").lines == [])
            #expect(try await box.demand("podsup logs parts --until yesterday").lines == [])
            #expect(try await box.demand("podsup logs parts/parts -c calm --since -1h").lines == ["Quiet"])
            let previous = try await box.demand("podsup logs parts -c crash --previous -o cat").lines
            #expect(previous.count == 2, "\(previous)")
            let all = try await box.demand("podsup logs parts -c crash -o cat").lines
            #expect(all.suffix(2) == previous[...], "while it waits the last one is the previous one: \(all)")
            let events = try await box.demand("podsup logs parts --events").lines
            #expect(events.contains { $0.hasPrefix("podsup | parts/crash: ") }, "\(events)")
            let json = try await box.demand(
                "podsup logs parts -c calm -o json | jq -r .MESSAGE,.PODSUP_CONTAINER")
            #expect(json.lines == ["Quiet", "calm"])

            let table = try await box.demand("podsup events parts")
            #expect(table.lines[0].hasPrefix("LAST SEEN   TYPE"), "\(table)")
            #expect(table.out.contains("podsup-parts.service"), "systemd's words, too: \(table)")
        }
    }

    @Test(
        "following goes on through rotation and vacuum of the journal, a killed supervisor and a restart",
        arguments: Box.Suite.allCases)
    func follow(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                app(
                    "clock",
                    """
                        - name: tick
                          image: localhost/podsup/busybox:1
                          command: [sh, -c, "n=0; while sleep 0.1; do n=$((n + 1)); echo tick $n; done"]
                    """), to: "/root/test/clock.yaml")
            try await box.up("/root/test/clock.yaml")
            try await box.demand(
                "setsid podsup logs clock -f -n 0 -o cat > /root/test/followed 2>&1 < /dev/null & echo $! > /root/test/pid"
            )
            func last() async throws -> Int {
                let line = try await box.demand("tail -n 1 /root/test/followed").text
                return Int(line.split(separator: " ").last ?? "") ?? 0
            }
            func goesOn(after what: String) async throws {
                let before = try await last()
                try await eventually(within: .seconds(30), "lines go on after \(what)") {
                    try await last() > before + 5
                }
            }
            try await goesOn(after: "the start")
            try await box.demand("journalctl -q --rotate")
            try await goesOn(after: "rotation")
            try await box.demand("journalctl -q --rotate --vacuum-time=1s")
            try await goesOn(after: "vacuum")
            try await box.killSupervisor(of: "podsup-clock.service")
            try await goesOn(after: "the supervisor was killed")
            let numbers = try await box.demand("cat /root/test/followed").lines.compactMap {
                Int($0.split(separator: " ").last ?? "")
            }
            let first = try #require(numbers.first)
            #expect(numbers == Array(first..<first + numbers.count), "each line once and in order")
            try await box.demand("podsup restart clock", timeout: .seconds(90))
            try await eventually(within: .seconds(30), "lines of the new instance come") {
                let shown = try await box.demand("tail -n 3 /root/test/followed").out
                let newest = try await last()
                return shown.contains("tick 1\n") || newest < numbers.last ?? 0
            }
            try await box.demand("kill $(cat /root/test/pid)")
        }
    }

    @Test("an app whose supervisor is dead is never shown as fine", arguments: Box.Suite.allCases)
    func deadSupervisor(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            try await box.demand(
                """
                mkdir -p /run/systemd/system/podsup-site.service.d
                printf '[Service]\\nRestart=no\\n' > /run/systemd/system/podsup-site.service.d/no.conf
                systemctl daemon-reload; systemctl kill -s KILL --kill-whom=main podsup-site
                """)
            try await eventually(within: .seconds(10), "systemd has seen it") {
                try await box.property("ActiveState") == "failed"
            }
            let all = try await box.demand("podsup status")
            #expect(all.out.contains("failed (signal 9)") && all.out.contains("?/2"), "\(all)")
            let one = try await box.demand("podsup status site")
            #expect(one.lines[0].hasPrefix("site: no supervisor runs: failed (signal 9)"), "\(one)")
            #expect(one.out.contains("was: ready"), "\(one)")
            let ready = ".items[].status.conditions[] | select(.type == \"Ready\").status"
            #expect(try await box.demand("podsup status site -o json | jq -r '\(ready)'").text == "Unknown")
            let metrics = try await box.demand("podsup metrics")
            #expect(metrics.out.contains("podsup_app_supervised{app=\"site\"} 0"), "\(metrics)")
            #expect(metrics.out.contains("podsup_app_ready{app=\"site\"} 0"), "\(metrics)")
            #expect(
                try await box.demand("podsup describe site").out.contains(
                    "Unit:        podsup-site.service: failed"))
            try await box.demand("rm -r /run/systemd/system/podsup-site.service.d; systemctl daemon-reload")
        }
    }

    @Test("describe shows what a pod is made of, and no value of a Secret", arguments: Box.Suite.allCases)
    func describe(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: key
                stringData:
                  token: hunter2hunter2
                ---
                """ + "\n"
                    + app(
                        "keeper",
                        """
                            - name: main
                              image: localhost/podsup/busybox:1
                              command: [sleep, "3600"]
                              env:
                                - name: TOKEN
                                  valueFrom:
                                    secretKeyRef:
                                      name: key
                                      key: token
                              readinessProbe:
                                exec:
                                  command: ["true"]
                        """), to: "/root/test/keeper.yaml")
            try await box.up("/root/test/keeper.yaml")
            let text = try await box.demand("podsup describe keeper")
            for part in [
                "Name:             keeper", "<set to the key 'token' in secret 'key'>",
                "Readiness:      exec [true]",
                "Restart Count:  0", "Events:", "Started container main", "CPU Time:",
            ] { #expect(text.out.contains(part), "\(part): \(text)") }
            for command in [
                "describe keeper", "status keeper -o yaml", "events keeper", "metrics",
                "logs keeper --events",
            ] {
                #expect(!(try await box.demand("podsup \(command)")).all.contains("hunter2"), "\(command)")
            }
            let top = try await box.demand("podsup top keeper")
            #expect(top.lines.count == 2 && top.lines[1].contains("main"), "\(top)")
            #expect(top.lines[1].contains("MiB") || top.lines[1].contains("KiB"), "\(top)")
        }
    }

    @Test(
        "tables fit a terminal of 80 and of 40 columns, and --watch leaves it as it was",
        arguments: Box.Suite.allCases)
    func terminal(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            for columns in [80, 40] {
                for command in [
                    "status", "status site", "status -o wide", "events site", "top", "logs --help", "help",
                ] {
                    let shown = try await box.demand(
                        "socat -u SYSTEM:\"stty cols \(columns) rows 24 <&1; podsup \(command) --no-color\",pty,setsid,ctty -"
                    )
                    let lines = shown.out.split(whereSeparator: \.isNewline)
                    #expect(!lines.isEmpty)
                    // A command line or a word that is longer cannot be broken.
                    let long = lines.filter {
                        $0.count > columns && !$0.hasPrefix("  podsup ") && !$0.hasPrefix("  -")
                    }
                    #expect(long == [], "\(command) at \(columns)")
                }
            }
            let watched = try await box.sh(
                "socat -u SYSTEM:\"stty cols 80 rows 24 <&1; timeout -s INT 3 podsup status --watch\",pty,setsid,ctty -"
            )
            #expect(
                watched.out.hasPrefix("\u{1b}[?1049h") && watched.out.contains("\u{1b}[?1049l"), "\(watched)")
            #expect(
                watched.out.split(separator: "\u{1b}[?2026h").count >= 3, "it was painted anew: \(watched)")
            let piped = try await box.sh("podsup status --watch")
            #expect(piped.code == 2 && piped.err.contains("needs a terminal"), "\(piped)")
        }
    }

    @Test("figures are what promtool takes for good", arguments: Box.Suite.allCases)
    func metrics(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.put("promtool", of: "prometheus")
            try await box.up()
            let text = try await box.demand("podsup metrics").out
            #expect(
                text.contains(
                    "podsup_container_restarts_total{app=\"site\",container=\"nginx\",pod=\"site\"} 0\n"))
            #expect(
                text.contains(
                    "podsup_probe_success{app=\"site\",container=\"nginx\",pod=\"site\",probe=\"readiness\"} 1\n"
                ), "\(text)")
            #expect(
                text.contains(
                    "podsup_container_cpu_seconds_total{app=\"site\",container=\"nginx\",pod=\"site\"} "))
            let image = try await box.demand("podman inspect site-nginx --format '{{.Image}}'").text
            #expect(text.contains("image_id=\"sha256:\(image)\""), "\(text)")
            // A new supervisor knows it, too.
            try await box.killSupervisor()
            try await eventually(within: .seconds(30), "the new supervisor tells the image") {
                try await box.sh("podsup metrics").out.contains("image_id=\"sha256:\(image)\"")
            }
            let file = "/var/lib/prometheus/node-exporter/podsup.prom"
            try await box.demand(
                """
                mkdir -p /var/lib/prometheus/node-exporter
                cp /src/units/prometheus-node-exporter-podsup.* /etc/systemd/system/; systemctl daemon-reload
                systemctl start prometheus-node-exporter-podsup.timer prometheus-node-exporter-podsup.service
                grep -q 'podsup_pod_ready{app="site",pod="site"} 1' \(file)
                grep -q 'podsup_container_memory_working_set_bytes' \(file)
                systemctl disable --now prometheus-node-exporter-podsup.timer; rm /etc/systemd/system/prometheus-node-exporter-podsup.*
                """)
            let verdict = try await box.sh("podsup metrics | promtool check metrics")
            #expect(verdict.code == 0 && verdict.all.isEmpty, "\(verdict)")
            // It does find fault.
            let broken = try await box.sh(
                "podsup metrics | sed 's/ counter$/ gauge/' | promtool check metrics")
            #expect(broken.code != 0, "\(broken)")
        }
    }

    @Test("every example of podsup's own help runs as it stands", arguments: Box.Suite.allCases)
    func examples(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.demand(
                """
                mkdir -p /etc/bash_completion.d /etc/fish/completions /usr/local/share/zsh/site-functions \
                    /var/lib/prometheus/node-exporter /root/test/tree
                cp -r /src/pods /root/test/tree/
                command -v man > /dev/null ||
                    printf '#!/bin/sh\ncat > /dev/null\n' | install -m 755 /dev/stdin /usr/local/bin/man
                """)
            let commands = try await box.demand("podsup help").lines.compactMap { line -> String? in
                guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
                return line.split(separator: " ").first.map(String.init)
            }
            #expect(commands.contains("up") && commands.contains("help"), "\(commands)")
            for command in commands {
                let help = try await box.demand("podsup \(command) --help").out
                let examples = help.split(separator: "\n").filter { $0.hasPrefix("  podsup ") }.map {
                    String($0.dropFirst(2))
                }
                #expect(!examples.isEmpty || command == "version", "\(command) has no example")
                for example in examples { try await check(example, in: box) }
            }
        }
    }

    private func check(_ example: String, in box: Box) async throws {
        // Whatever the example before it has done, and with a revision to go back to.
        if example.contains(" rollback ") {
            try await box.demand(
                """
                cd /root/test; mkdir -p before
                sed 's/worker_connections 256/worker_connections 128/' tree/pods/site.yaml > before/site.yaml
                podsup down -q site; podsup up -q before/site.yaml
                """, timeout: .seconds(90))
        }
        try await box.demand("podsup up -q /root/test/tree/pods/site.yaml", timeout: .seconds(90))
        if example.contains("--previous") {
            try await box.demand("podman kill site-webhook")
            try await eventually(within: .seconds(30), "it is restarted") {
                try await box.pod().container("webhook").restartCount > 0
            }
        }
        try await box.write(example + "\n", to: "/root/test/example.sh")
        let goesOn = [" -f", "--watch", " attach ", "port-forward"].contains { example.contains($0) }
        let needsTerminal = [" -it ", "--watch"].contains { example.contains($0) }
        let command =
            needsTerminal
            ? "script -qec 'bash /root/test/example.sh' /dev/null" : "bash /root/test/example.sh"
        let end = try await box.sh(
            "cd /root/test/tree; (sleep 2; echo exit) | timeout \(goesOn ? 4 : 100) \(command)",
            timeout: .seconds(120))
        #expect(end.code == 0 || goesOn && end.code == 124, "\(example): \(end)")
    }

    /// Lines of the README that no box can run, and what runs them instead.
    private static let elsewhere = [
        "scripts/demo": "boots a box itself: run by hand, on each Debian",
        "scripts/test": "this is it",
        "podsup validate --for kubernetes pods/*.yaml && kubectl apply -f pods/": "needs a cluster",
        "scripts/package --arch arm64": "cross-builds for minutes: scripts/package-test --arch",
        "scp .build/podsup_*_arm64.deb pi: && ssh pi sudo apt install ./podsup_*_arm64.deb":
            "needs a Pi; scripts/package-test installs the package with apt",
        "scripts/armhf-sdk": "compiles for a quarter of an hour, more on a Pi",
        "scripts/package --arch armhf --swift-sdk debian-armhf":
            "needs what that makes; scripts/check-32bit --run",
        "V=6.1.2": "and the two below: a bundle of 0.3 GB from elsewhere",
        "swift sdk install \"https://github.com/swift-embedded-linux/swift-sdks/releases/download/"
            + "$V/$V-RELEASE_debian_bookworm_armv7.artifactbundle.tar.gz\" --checksum SHA256-THAT-THE-RELEASE-PAGE-SHOWS":
            "is filled in from the page of the release",
        "scripts/package --arch armhf --swift-sdk \"$V-RELEASE_debian_bookworm_armv7\"": "needs that bundle",
        "apt-get install podman swiftlang libstdc++-14-dev dpkg-dev": "1 GB; scripts/debian-build does it",
        "scripts/package && apt install ./.build/podsup_*.deb": "scripts/package-test",
    ]

    @Test("each command of the README runs as it stands, or is known to need more than a box")
    func readmeIsComplete() throws {
        let lines = try readmeBlocks().flatMap { $0 }
        let unknown = Self.elsewhere.keys.filter { !lines.contains($0) }
        #expect(unknown == [], "these are no longer in the README")
        let runnable = lines.filter { Self.elsewhere[$0] == nil }
        #expect(runnable.count >= 7 && runnable.allSatisfy(isForBox), "\(runnable)")
    }

    @Test("the README's commands run as they stand", arguments: Box.Suite.allCases)
    func readme(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // The images are made from Debian's packages on the host; here they are only loaded.
            try await box.demand(
                """
                mkdir -p /var/tmp/podsup/images; cp -r /images /var/tmp/podsup/images/trixie
                podman images --format '{{.Repository}}:{{.Tag}}' | grep '^localhost/podsup/' | xargs podman rmi -f
                """)
            for line in try readmeBlocks().flatMap({ $0 }) where Self.elsewhere[line] == nil {
                let isEndless = line.hasSuffix(" -f")
                let end = try await box.sh(
                    "cd /src; timeout \(isEndless ? 3 : 100) bash -c '\(line)'", timeout: .seconds(120))
                #expect(end.code == 0 || isEndless && end.code == 124, "\(line): \(end)")
                // The pod of the example writes no log.
                if line.hasPrefix("curl ") { #expect(!end.out.isEmpty, "\(line): \(end)") }
            }
            try await box.demand("rm -rf /var/tmp/podsup")
        }
    }

    private func isForBox(_ line: String) -> Bool {
        ["podsup ", "curl http://localhost:", "scripts/images "].contains { line.hasPrefix($0) }
    }

    /// The lines of each block of commands, without comments.
    private func readmeBlocks() throws -> [[String]] {
        let text = try String(contentsOf: Box.project.appendingPathComponent("README.md"), encoding: .utf8)
        return text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map {
            _, block in
            block.split(separator: "\n").dropFirst(block.hasPrefix("sh\n") ? 1 : 0).map { line in
                (line.components(separatedBy: " #").first ?? "").trimmingCharacters(in: .whitespaces)
            }
        }
    }

    @Test("the manifest of podsup-manifest(5) runs as it stands", arguments: Box.Suite.allCases)
    func manualManifest(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let page = try await box.demand("podsup help --man podsup-manifest.5").out
            let examples = page.components(separatedBy: "\n.EX\n").dropFirst().compactMap {
                $0.components(separatedBy: "\n.EE").first
            }
            #expect(examples.count == 1)
            var text = examples[0]
            for (mark, sign) in [("\\-", "-"), ("\\(aq", "'"), ("\\&", ""), ("\\e", "\\")] {
                text = text.replacingOccurrences(of: mark, with: sign)
            }
            try await box.write(text + "\n", to: "/root/test/hello.yaml")
            let verdict = try await box.demand("podsup validate /root/test/hello.yaml")
            #expect(verdict.err.isEmpty, "\(verdict)")
            try await box.up("/root/test/hello.yaml")
            // What listens answers, if only that there is no such page.
            #expect(try await box.get().code == 0)
        }
    }

    @Test(
        "floods of lines from one container and from ten arrive once and in order while supervisors are killed",
        arguments: Box.Suite.allCases)
    func flood(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let report = try await box.sh(
                "bash /src/scripts/bench-flood.inside 100000 0", timeout: .seconds(540))
            #expect(report.code == 0, "\(report)")
            #expect(report.out.contains("flood: 100000 lines"), "\(report)")
        }
    }

    @Test("Tab completes the names of apps, pods and containers", arguments: Box.Suite.allCases)
    func completion(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.up()
            #expect(try await box.demand("podsup complete -- logs si").lines == ["site"])
            #expect(try await box.demand("podsup complete -- logs site/").lines == ["site/site"])
            #expect(try await box.demand("podsup complete -- logs site -c ng").lines == ["nginx"])
        }
    }
}

private func app(_ name: String, _ containers: String) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata:
      name: \(name)
    spec:
      terminationGracePeriodSeconds: 1
      containers:

    """ + containers + "\n"
}
