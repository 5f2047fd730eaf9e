import Glibc
import Podman
import Supervisor

/// `podsup port-forward APP[/POD] [LOCAL:]REMOTE…`: makes ports of a pod reachable on this machine alone.
struct PortForward: Command {
    static let help = CommandHelp(
        name: "port-forward", arguments: "APP[/POD] [LOCAL:]REMOTE…",
        summary: "reach a pod's port on 127.0.0.1 until Ctrl-C",
        details: """
            Connections to 127.0.0.1:LOCAL go to localhost:REMOTE in the pod, whether the port is published or not.
            ':REMOTE' takes any free LOCAL port and says which.
            """,
        examples: [
            .init(
                "podsup port-forward site 8888:8080",
                "http://127.0.0.1:8888 is the site, for this machine alone")
        ])

    let target: Target
    let ports: [PortForwarder.Port]
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        target = try Target(try arguments.positional("APP"))
        var ports: [PortForwarder.Port] = []
        for word in try arguments.positionals("PORT") { ports.append(try Self.port(word)) }
        self.ports = ports
    }

    static func port(_ word: String) throws(UsageError) -> PortForwarder.Port {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        let local = parts.count == 2 && parts[0].isEmpty ? 0 : UInt16(parts[0])
        guard (1...2).contains(parts.count), let local, let remote = UInt16(parts[parts.count - 1]),
            remote > 0,
            parts.count == 2 || local > 0
        else { throw UsageError("'\(word)': write REMOTE, LOCAL:REMOTE or :REMOTE, ports of 1 to 65535") }
        return PortForwarder.Port(local: local, remote: remote)
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        try Preflight.checkRights(site.scope, doing: "reach the ports of '\(target.app)'")
        let document = try await target.status(site)
        let pod = try LiveContainer.podDocument(in: document, target.pod).metadata.name
        let paths = try site.app(target.app)
        let place = Place(pod: pod, paths: paths)
        var forwarder: PortForwarder
        do {
            forwarder = try PortForwarder(ports) {
                try place.process()
            } tell: { line in
                console.mention(line)
            }
        } catch {
            throw Self.cannotListen("\(error)", isForRoot: error.code == EACCES)
        }
        try forwarder.run()
    }

    nonisolated static func cannotListen(_ reason: String, isForRoot: Bool) -> PartProblem {
        let hint = isForRoot ? "ports below 1024 are root's, " : ""
        return PartProblem("cannot listen on \(reason); \(hint)name another with LOCAL:REMOTE")
    }

    /// The process whose network namespace is the pod's; another one after a restart.
    private final class Place {
        let pod: String
        let paths: AppPaths
        var known: (container: String, pid: Int32)?

        init(pod: String, paths: AppPaths) {
            self.pod = pod
            self.paths = paths
        }

        func process() throws -> Int32 {
            guard let document = StatusFile.read(paths) else {
                throw PartProblem(
                    "app '\(paths.app)' does not run; see 'podsup status \(paths.app)\(userOption)'")
            }
            let item = try LiveContainer.podDocument(in: document, pod)
            let running = (item.status.containerStatuses + (item.status.initContainerStatuses ?? [])).first {
                $0.state.running != nil && $0.containerID != nil
            }
            guard let id = running?.containerID?.split(separator: "/").last.map(String.init) else {
                throw PartProblem(
                    "no container of pod '\(pod)' runs; see 'podsup status \(paths.app)\(userOption)'")
            }
            if let known, known.container == id { return known.pid }
            let pid = try PodmanStream.process(of: id, paths.base.socket)
            known = (id, pid)
            return pid
        }
    }
}
