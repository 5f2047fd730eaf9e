import CLinux
import Foundation
import Synchronization

/// A Podman on a real unix socket that keeps pods and containers, each running one a real process, and
/// refuses what Podman would refuse. What Podman can hardly be made to show is put in by ``fail(_:_:times:)``.
package final class FakePodman: Sendable {
    package enum Fault: Sendable {
        /// Nothing is done.
        case status(Int, cause: String)
        /// Nothing is done and nothing is said until the client hangs up.
        case hang
        /// It is done, but nothing is said until the client hangs up.
        case silent
        /// It is done, but only half of the answer comes.
        case truncated
        /// It is done this much later.
        case late(Duration)
    }

    struct Container {
        enum State { case created, running(pid: Int32), exited(Int32) }
        var id: String
        var name: String
        var labels: [String: String]
        var pod: String
        var isInfra = false
        var state = State.created
        var conmon: Int32 = 0
        /// What inspect goes on saying when it is gone.
        var conmonSeen: Int32 = 0
    }
    struct Pod {
        var id: String
        var name: String
        var labels: [String: String]
    }
    struct State {
        var pods: [Pod] = []
        var containers: [Container] = []
        /// What its storage is in.
        var folder = ""
        var images: Set<String> = []
        var volumes: [String: String] = [:]
        var networks: Set<String> = []
        var calls: [String] = []
        var bodies: [String: String] = [:]
        var faults: [(call: String, fault: Fault, times: Int)] = []
        /// Main processes that do not mind SIGTERM.
        var stubborn: Set<String> = []
        /// Whether containers get a process in conmon's place.
        var givesConmon = false
        var count = 0
        var listener: Int32 = -1
    }
    let state = Mutex(State())
    /// Of the socket, in a folder of its own.
    package let path: String

    package init(images: [String] = []) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/podman-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/podman.sock"
        state.withLock {
            $0.images = Set(images)
            $0.folder = folder
        }
        try listen()
    }

    deinit {
        refuse()
        state.withLock { state in
            for index in state.containers.indices {
                end(state.containers[index])
                Self.end(&state.containers[index].conmon)
            }
        }
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    // MARK: What tests see and do

    /// `POST /containers/create`, with names in the place of ids.
    package var calls: [String] { state.withLock { $0.calls } }

    package func clearCalls() { state.withLock { $0.calls = [] } }

    /// Names of the containers that run, infra containers left out.
    package var running: [String] {
        state.withLock { state in state.containers.filter { $0.isRunning && !$0.isInfra }.map(\.name) }
    }

    package var pods: [String] { state.withLock { $0.pods.map(\.name) } }

    package func id(_ name: String) -> String? {
        state.withLock { state in state.containers.first { $0.name == name }?.id }
    }

    /// What the container was made from.
    package func body(_ name: String) -> String { state.withLock { $0.bodies[name] ?? "" } }

    package func ignoreTerm(_ name: String) { state.withLock { _ = $0.stubborn.insert(name) } }

    package func fail(_ call: String, _ fault: Fault, times: Int = 1) {
        state.withLock { $0.faults.append((call, fault, times)) }
    }

    package func addImage(_ name: String) { state.withLock { _ = $0.images.insert(name) } }

    /// Somebody's own container.
    package func addForeign(_ name: String) {
        state.withLock { state in
            state.count += 1
            state.containers.append(
                Container(id: Self.id(state.count), name: name, labels: [:], pod: ""))
        }
    }

    /// Its main process ends by itself.
    package func exit(_ name: String, code: Int32) {
        state.withLock { state in
            guard let index = state.containers.firstIndex(where: { $0.name == name }) else { return }
            let old = state.containers[index]
            state.containers[index].state = .exited(code)
            end(old)
        }
    }

    /// `podman rm -f`
    package func vanish(_ name: String) {
        state.withLock { state in
            guard let index = state.containers.firstIndex(where: { $0.name == name }) else { return }
            remove(at: index, &state)
        }
    }

    func remove(at index: Int, _ state: inout State) {
        var old = state.containers.remove(at: index)
        end(old)
        Self.end(&old.conmon)
    }

    package var givesConmon: Bool {
        get { state.withLock { $0.givesConmon } }
        set { state.withLock { $0.givesConmon = newValue } }
    }

    package func killConmon(of name: String) {
        state.withLock { state in
            guard let index = state.containers.firstIndex(where: { $0.name == name }) else { return }
            Self.end(&state.containers[index].conmon)
        }
    }

    /// The infra container's process dies, as after an OOM kill.
    package func killInfra(of pod: String) { exit("\(pod)-infra", code: 137) }

    // MARK: Helpers

    static func id(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "a", count: 64 - digits.count) + digits
    }

    func end(_ container: Container) {
        if case .running(var pid) = container.state { Self.end(&pid) }
    }

    private static func end(_ pid: inout Int32) {
        guard pid > 0 else { return }
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
        pid = 0
    }

    /// - Parameter name: the process's own name for itself, by which a conmon is told.
    static func spawn(as name: String = "sleep") -> Int32 {
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(name), strdup("1000"), nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        defer { for argument in arguments { free(argument) } }
        return linux_spawn("/bin/sleep", &arguments, &environment, nil, 0)
    }
}

extension FakePodman.Container {
    var isRunning: Bool { if case .running = state { true } else { false } }
}
