import CLinux
import Glibc
import Podman
import Supervisor

/// `podsup attach APP[/POD]`: joins this terminal to a container's main process.
struct Attach: Command {
    static let help = CommandHelp(
        name: "attach", arguments: "APP[/POD] [options]",
        summary: "join this terminal to a container's main process",
        details: """
            Shows what it writes from now on, and passes standard input on to a container with 'stdin: true'. The keys
            ctrl-p ctrl-q leave it as it is; so does Ctrl-C where the container has no terminal ('tty: true').
            """,
        options: [
            Option("--container", "c", value: "NAME", "this container (default: the pod's first)"),
            Option("--no-stdin", "only watch"),
            Option("--detach-keys", value: "KEYS", "instead of ctrl-p,ctrl-q"),
        ],
        examples: [
            .init("podsup attach site -c nginx --no-stdin", "watch what nginx writes")
        ])

    let target: Target
    let container: String?
    let readsInput: Bool
    let keys: DetachKeys
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        container = arguments.option("--container")
        readsInput = !arguments.flag("--no-stdin")
        keys = try DetachKeys(arguments.option("--detach-keys") ?? "ctrl-p,ctrl-q")
        target = try Target(try arguments.positional("APP"))
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        try Preflight.checkRights(site.scope, doing: "attach to '\(target.app)'")
        let found = try await target.container(container, site, console)
        let config = try await Podman(socketPath: site.base.socket).inspectContainer(found.id).config
        let passesInput = readsInput && config.stdin
        if readsInput, !config.stdin, console.showsProgress {
            console.complain(Self.onlyWatching(found.name))
        }
        let stream = try PodmanStream.attach(
            site.base.socket, to: found.id, input: passesInput, detachKeys: "")
        _ = try stream.head()
        signal(SIGPIPE, SIG_IGN)
        var before = termios()
        let isRaw = config.terminal && passesInput && tcgetattr(0, &before) == 0
        if isRaw {
            var raw = before
            cfmakeraw(&raw)
            tcsetattr(0, TCSADRAIN, &raw)
        }
        defer { if isRaw { tcsetattr(0, TCSADRAIN, &before) } }
        var session = AttachSession(
            stream: stream, isTerminal: config.terminal, passesInput: passesInput, console: console)
        if isRaw { session.keys = keys }
        session.onResize = { rows, columns in
            try? PodmanStream.resize(site.base.socket, found.id, rows: rows, columns: columns)
        }
        try session.run()
        return ExitStatus.done
    }
}

extension Attach {
    static func onlyWatching(_ container: String) -> String {
        "container '\(container)' reads no input, only watching; with 'stdin: true' in its manifest it would"
    }
}

/// The conversation, in one thread that waits for both sides.
@MainActor
private struct AttachSession {
    let stream: PodmanStream
    let isTerminal: Bool
    var passesInput: Bool
    let console: Console
    /// Looked for only where a person types them.
    var keys: DetachKeys?
    var onResize: (UInt16, UInt16) -> Void = { _, _ in }
    private var frames: [UInt8] = []
    private var size: (UInt16, UInt16) = (0, 0)

    init(stream: PodmanStream, isTerminal: Bool, passesInput: Bool, console: Console) {
        self.stream = stream
        self.isTerminal = isTerminal
        self.passesInput = passesInput
        self.console = console
    }

    mutating func run() throws {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            if isTerminal { resize() }
            var waits = [
                pollfd(fd: stream.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: passesInput ? 0 : -1, events: Int16(POLLIN), revents: 0),
            ]
            // A person is there: a look at the terminal's size four times a second costs nobody anything.
            _ = poll(&waits, 2, isTerminal ? 250 : -1)
            if waits[0].revents != 0 {
                guard let bytes = try stream.receiveNow() else { return }
                show(bytes)
            }
            if waits[1].revents != 0 {
                let count = read(0, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count > 0 {
                    let typed = keys?.take(buffer[..<count]) ?? .pass(Array(buffer[..<count]))
                    guard case .pass(let bytes) = typed else { return }
                    try stream.sendRaw(bytes[...])
                } else {
                    passesInput = false
                    stream.endSending()
                }
            }
        }
    }

    private mutating func resize() {
        var found = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &found) == 0, (found.ws_row, found.ws_col) != size else { return }
        size = (found.ws_row, found.ws_col)
        onResize(found.ws_row, found.ws_col)
    }

    private mutating func show(_ bytes: [UInt8]) {
        if isTerminal { return console.write(bytes) }
        frames += bytes
        while frames.count >= 8 {
            let length = frames[4..<8].reduce(0) { $0 << 8 | Int64($1) }
            guard Int64(frames.count) >= 8 + length else { return }
            let text = Array(frames[8..<(8 + Int(length))])
            if frames[0] == 2 { console.writeError(text) } else { console.write(text) }
            frames.removeFirst(8 + Int(length))
        }
    }
}

/// A sequence of keys that leaves a container as it is: `ctrl-p,ctrl-q`. Podman knows it too, but only where its keys
/// come one by one.
struct DetachKeys: Equatable {
    enum Typed: Equatable {
        /// To be passed on; the beginning of the sequence is kept back.
        case pass([UInt8])
        case detach
    }
    private let sequence: [UInt8]
    private var matched = 0

    /// - Parameter text: keys with commas between: a character, or `ctrl-` and one of `a` to `z`, `@`, `[`, `\\`,
    ///   `]`, `^`, `_`; nothing: no sequence.
    init(_ text: String) throws(UsageError) {
        var sequence: [UInt8] = []
        for word in text.split(separator: ",") {
            let bytes = Array(word.utf8)
            if bytes.count == 1 {
                sequence.append(bytes[0])
            } else if word.hasPrefix("ctrl-"), bytes.count == 6, (0x40...0x5F).contains(bytes[5] & 0x5F) {
                sequence.append(bytes[5] & 0x1F)
            } else {
                throw UsageError(
                    "--detach-keys \(text): '\(word)' is no key; write ctrl-p,ctrl-q or the like")
            }
        }
        self.sequence = sequence
    }

    mutating func take(_ typed: ArraySlice<UInt8>) -> Typed {
        guard !sequence.isEmpty else { return .pass(Array(typed)) }
        var bytes: [UInt8] = []
        for byte in typed {
            if byte != sequence[matched] {
                bytes += sequence[..<matched]
                matched = 0
            }
            if byte == sequence[matched] {
                matched += 1
                if matched == sequence.count { return .detach }
            } else {
                bytes.append(byte)
            }
        }
        return .pass(bytes)
    }
}
