import Glibc
import Podman
import Supervisor

/// `podsup cp FROM TO`: copies files between a container and this machine.
struct Copy: Command {
    static let help = CommandHelp(
        name: "cp", arguments: "FROM TO", summary: "copy a file or folder to or from a container",
        details: """
            One of both is in a container: APP[/POD]:[CONTAINER:]PATH, with an absolute PATH. A folder is copied with all
            in it; into a folder that exists it goes under its own name. Permissions are kept. What is copied into a
            container belongs to the container's user; what comes out of it belongs to you, without set-user-ID bits
            and devices.
            """,
        options: [Option("--quiet", "q", "say nothing but what is wrong")],
        examples: [
            .init("podsup cp site:nginx:/site/public/index.html .", "a file out of a container"),
            .init("podsup cp pods site:webhook:/tmp", "a folder into one"),
        ])

    enum Place: Equatable {
        case here(String)
        case container(Target, container: String?, path: String)
    }

    let from: Place
    let to: Place
    let isQuiet: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        isQuiet = arguments.flag("--quiet")
        from = try Self.place(try arguments.positional("FROM"))
        to = try Self.place(try arguments.positional("TO"))
        switch (from, to) {
        case (.here, .container), (.container, .here): break
        case (.here, .here): throw UsageError("neither FROM nor TO is in a container; write APP:PATH")
        case (.container, .container):
            throw UsageError("FROM and TO are both in a container; copy to this machine first")
        }
    }

    /// A path that begins with `/` or `.` is always this machine's.
    static func place(_ word: String) throws(UsageError) -> Place {
        let parts = word.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count > 1, !word.hasPrefix("/"), !word.hasPrefix(".") else { return .here(word) }
        let target = try Target(parts[0])
        let hasContainer = parts.count == 3 && !parts[1].contains("/")
        let path = hasContainer ? parts[2] : parts.dropFirst().joined(separator: ":")
        guard path.hasPrefix("/") else {
            throw UsageError("'\(word)': the path in the container must begin with '/'")
        }
        return .container(target, container: hasContainer ? parts[1] : nil, path: path)
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        try Preflight.checkRights(site.scope, doing: "copy files of an app")
        switch (from, to) {
        case (.here(let source), .container(let target, let name, let path)):
            let found = try await target.container(name, site, console)
            try upload(source, to: path, in: found, site, console)
        case (.container(let target, let name, let path), .here(let destination)):
            let found = try await target.container(name, site, console)
            try download(path, of: found, to: destination, site, console)
        default: preconditionFailure("refused as usage")
        }
        return ExitStatus.done
    }

    private func upload(
        _ source: String, to path: String, in container: LiveContainer, _ site: Site, _ console: Console
    ) throws {
        guard Files.exists(source) else {
            throw PartProblem("\(source): there is no such file; check the path")
        }
        let socket = site.base.socket
        let name = lastPart(realPath(source) ?? source)
        var (folder, top) = (path, name)
        if let there = try PodmanStream.look(socket, container.id, path) {
            if !there.isFolder {
                if isFolder(source) {
                    throw PartProblem(
                        "\(path) in '\(container.name)' is a file, \(source) a folder; name another place")
                }
                (folder, top) = (parent(path), lastPart(path))
            }
        } else {
            if path.hasSuffix("/") {
                throw Self.missing(path, in: container.name, "folder")
            }
            (folder, top) = (parent(path), lastPart(path))
            guard try PodmanStream.look(socket, container.id, folder)?.isFolder == true else {
                throw Self.missing(folder, in: container.name, "folder")
            }
        }
        let stream = try PodmanStream.unpack(socket, into: folder, in: container.id)
        struct Refused: Error {}
        var packer = ArchivePacker { bytes in
            if try !stream.send(bytes) { throw Refused() }
        }
        do {
            try packer.pack(source, as: top)
            try stream.endBody()
        } catch is Refused {}
        _ = try stream.head()
        while try stream.receive() != nil {}
        tell(packer.bytes, packer.skipped, console)
    }

    private func download(
        _ path: String, of container: LiveContainer, to destination: String, _ site: Site, _ console: Console
    ) throws {
        var (folder, top) = (destination, lastPart(path))
        if top.isEmpty || top == "." || top == ".." { top = container.name }
        if !isFolder(destination) {
            if destination.hasSuffix("/") {
                throw PartProblem("\(destination): there is no such folder; make it")
            }
            (folder, top) = (destination.parentFolder, lastPart(destination))
        }
        guard isFolder(folder) else { throw PartProblem("\(folder): there is no such folder; make it") }
        guard let there = try PodmanStream.look(site.base.socket, container.id, path) else {
            throw Self.missing(path, in: container.name)
        }
        if there.isFolder, folder != destination, Files.exists(destination) {
            throw PartProblem(
                "\(destination) is a file, \(path) in '\(container.name)' a folder; name another place")
        }
        let stream = try PodmanStream.archive(site.base.socket, of: path, in: container.id)
        _ = try stream.head()
        var unpacker = try ArchiveUnpacker(into: folder, top: top)
        while let bytes = try stream.receive() { try unpacker.feed(bytes) }
        try unpacker.finish()
        tell(unpacker.bytes, unpacker.skipped, console)
    }

    nonisolated static func missing(_ path: String, in container: String, _ kind: String = "file")
        -> PartProblem
    {
        PartProblem("\(path): there is no such \(kind) in '\(container)'; check the path")
    }

    func tell(_ bytes: Int64, _ skipped: [String], _ console: Console) {
        for path in skipped { console.complain("\(path): neither file, folder nor link, left out") }
        if !isQuiet, console.showsProgress { console.note("copied \(sizeText(bytes))") }
    }

    private func isFolder(_ path: String) -> Bool { realPath(path + "/.") != nil }
    private func lastPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }
    private func parent(_ path: String) -> String {
        let parts = path.split(separator: "/")
        return "/" + parts.dropLast().joined(separator: "/")
    }
}

/// `12 B`, `3.4 MB`
func sizeText(_ bytes: Int64) -> String {
    let units = ["B", "kB", "MB", "GB"]
    var (value, rest, unit) = (bytes, Int64(0), 0)
    while value >= 1000, unit < units.count - 1 {
        (value, rest) = (value / 1000, value % 1000)
        unit += 1
    }
    return unit == 0 ? "\(value) B" : "\(value).\(rest / 100) \(units[unit])"
}
