import Foundation

/// A throw-away Debian machine with real systemd and Podman, made by `scripts/box`, in which the built
/// `podsup` is run as a user would run it.
///
/// One box for each Debian suite and test process. Tests of one suite take turns in it, and each finds it
/// clean; the two suites run beside each other. Needs root and the release binary: run `scripts/test`.
package struct Box: Sendable {
    package enum Suite: String, CaseIterable, Sendable {
        /// Debian 13: Podman 5.4, crun.
        case trixie
        /// Debian 12: Podman 4.3, and runc where limits can't be raised.
        case bookworm
    }

    package let suite: Suite
    package var name: String { "\(Box.prefix)-\(suite.rawValue)" }

    /// The project's folder on this machine; `/src` in a box, read-only.
    package static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    /// Short, since the host's end of the box's network cable is named after it (15 characters at most).
    private static let prefix = ProcessInfo.processInfo.environment["PODSUP_BOX"] ?? "pt"

    /// Runs `body` alone in the suite's box. What an earlier test left there is gone.
    package static func with(_ suite: Suite, _ body: (Box) async throws -> Void) async throws {
        let turn = turns[suite]!
        await turn.take()
        do {
            let box = try await turn.box(of: suite)
            try await box.clean()
            try await body(box)
        } catch {
            await turn.giveBack()
            throw error
        }
        await turn.giveBack()
    }

    private static let turns = Dictionary(uniqueKeysWithValues: Suite.allCases.map { ($0, Turn()) })
}

extension Box {
    /// Runs a script by bash, as root or as the box's ordinary user `pod`.
    ///
    /// - Throws: ``BoxError/timedOut(_:after:_:)`` after `timeout`; the script is killed then. An exit code
    ///   other than 0 is not an error here.
    @discardableResult
    package func sh(
        _ script: String, user: String = "root", timeout: Duration = .seconds(60)
    ) async throws -> Output {
        let seconds = timeout.components.seconds
        let output = try await host(
            [Box.script, "run", "-u", user, name, "timeout", "-k", "2", "\(seconds)", "bash", "-c", script],
            timeout: timeout + .seconds(20))
        // A `timeout` in the script itself ends earlier.
        guard output.code != 124 || output.duration < timeout else {
            throw BoxError.timedOut(script, after: timeout, output)
        }
        return output
    }

    /// The same; an exit code other than 0 is an error.
    @discardableResult
    package func demand(
        _ script: String, user: String = "root", timeout: Duration = .seconds(60)
    ) async throws -> Output {
        let output = try await sh(script, user: user, timeout: timeout)
        guard output.code == 0 else { throw BoxError.failed(script, output) }
        return output
    }

    /// Writes a file, and the folders it needs.
    package func write(_ text: String, to path: String) async throws {
        let encoded = Data(text.utf8).base64EncodedString()
        try await demand("mkdir -p $(dirname '\(path)') && echo \(encoded) | base64 -d > '\(path)'")
    }

    /// Pulls the plug: every process of the box is killed, nothing is told.
    package func losePower() async throws {
        try await succeed([Box.script, "kill", name])
    }

    /// A clean power-off.
    package func powerOff() async throws {
        try await succeed([Box.script, "stop", name], timeout: .seconds(150))
    }

    /// - Parameter waits: until all that starts at boot has started.
    package func boot(withNetwork: Bool = true, waits: Bool = true) async throws {
        try await succeed([
            "env", "BOX_NETWORK=\(withNetwork ? "yes" : "no")", "BOX_WAIT=\(waits ? "yes" : "no")",
            Box.script, "boot", name,
            "\(Box.project.path):/src:ro", "\(try await Box.images()):/images:ro",
        ])
    }

    /// Fresh from its base root, with podsup and the images.
    fileprivate func make() async throws {
        let binary = Box.project.appendingPathComponent(".build/podsup").path
        guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: binary) else {
            throw BoxError.cannotRunHere
        }
        _ = try await host([Box.script, "destroy", name], timeout: .seconds(150))
        try await succeed([Box.script, "create", name, suite.rawValue], timeout: .seconds(600))
        try await boot()
        try await demand(
            "install -m 755 /src/.build/podsup /usr/bin/podsup && sh /images/load", timeout: .seconds(120))
    }

    /// Takes away what a test may have left: units (its own servers are `test-NAME.service`), pods, volumes,
    /// podsup's folders, registries' settings (which Podman's service keeps while it runs). Remembers where the journal is, so that ``journal(_:)`` begins
    /// there.
    fileprivate func clean() async throws {
        try await demand(
            """
            cd /etc/systemd/system
            for unit in $(systemctl list-units --all --plain --no-legend 'podsup-*.service' | cut -d' ' -f1) \
                $(ls | grep '^podsup-'); do systemctl disable --now "$unit"; done
            systemctl stop podsup_exec.socket podsup_exec.service 'test-*.service'
            rm -f /etc/containers/registries.conf.d/test.conf /root/.config/containers/auth.json
            [ ! -s /root/test/run-size ] || mount -o remount,size=$(cat /root/test/run-size)k /run; rm -f /run/fill
            if [ -d /home/pod/.config/systemd/user ]; then
                runuser -u pod -- env XDG_RUNTIME_DIR=/run/user/1000 bash -c 'cd; systemctl --user stop "podsup-*"
                    rm -rf ~/.config/systemd/user/podsup* ~/.local/state/podsup /run/user/1000/podsup
                    systemctl --user daemon-reload; podman pod rm -fa -t 0'
            fi
            rm -rf podsup-* podsup.* podsup_* /etc/podsup /var/lib/podsup /run/podsup /root/test
            systemctl daemon-reload; systemctl reset-failed
            podman pod rm -fa -t 0; podman rm -fa -t 0; podman volume rm -fa
            systemctl stop podman.service
            # What Podman 4.3.1 forgot to unmount would cost ten seconds with every call of it from now on. Its folder of
            # layers may be mounted over it.
            while umount -l /var/lib/containers/storage/overlay; do :; done
            grep -o '/var/lib/containers/storage/overlay/[^ ]*/merged' /proc/self/mountinfo | xargs -r umount -l
            systemctl start podman.socket
            mkdir -p /root/test
            journalctl -q -n 1 --show-cursor | sed -n 's/^-- cursor: //p' > /root/test/cursor
            test -s /root/test/cursor
            """, timeout: .seconds(90))
    }

    private static let script = project.appendingPathComponent("scripts/box").path

    private static func images() async throws -> String {
        let output = try await host(
            [project.appendingPathComponent("scripts/images").path, "trixie"], timeout: .seconds(600))
        guard output.code == 0 else { throw BoxError.failed("scripts/images", output) }
        return output.lines.last ?? ""
    }

    private func succeed(_ command: [String], timeout: Duration = .seconds(60)) async throws {
        let output = try await host(command, timeout: timeout)
        guard output.code == 0 else { throw BoxError.failed(command.joined(separator: " "), output) }
    }
}

/// Whose turn it is in one suite's box, and whether the box is there.
private actor Turn {
    private enum State {
        case unmade
        case made(Box)
        case failed(any Error)
    }
    private var state = State.unmade
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }

    /// Made by whoever asks first; a box that could not be made is not tried again.
    func box(of suite: Box.Suite) async throws -> Box {
        switch state {
        case .made(let box): return box
        case .failed(let error): throw error
        case .unmade:
            let box = Box(suite: suite)
            do { try await box.make() } catch {
                state = .failed(error)
                throw error
            }
            state = .made(box)
            return box
        }
    }
}
