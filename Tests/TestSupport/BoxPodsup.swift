import Foundation

/// What `podsup status -o json` says, in the shape of `kubectl get pods -o json`: the fields tests look at.
package struct PodList: Decodable, Sendable {
    package struct Pod: Decodable, Sendable {
        package struct Metadata: Decodable, Sendable { package let name: String }
        package struct Status: Decodable, Sendable {
            package let phase: String
            package let conditions: [Condition]?
            package let containerStatuses: [Container]?
            package let initContainerStatuses: [Container]?
        }
        package struct Condition: Decodable, Sendable {
            package let type: String
            package let status: String
        }
        package struct Container: Decodable, Sendable {
            package struct State: Decodable, Sendable {
                package struct Running: Decodable, Sendable { package let startedAt: String }
                package struct Waiting: Decodable, Sendable { package let reason: String }
                package struct Terminated: Decodable, Sendable {
                    package let exitCode: Int32
                    package let reason: String?
                }
                package let running: Running?
                package let waiting: Waiting?
                package let terminated: Terminated?
            }
            package let name: String
            package let ready: Bool
            package let restartCount: Int32
            package let containerID: String?
            package let state: State
            package let lastState: State?
        }
        package let metadata: Metadata
        package let status: Status

        package var isReady: Bool {
            status.conditions?.contains { $0.type == "Ready" && $0.status == "True" } ?? false
        }

        package func container(_ name: String) throws -> Container {
            guard let found = status.containerStatuses?.first(where: { $0.name == name }) else {
                throw MissingInStatus(what: "container \(name) of pod \(metadata.name)")
            }
            return found
        }
    }
    package let kind: String
    package let items: [Pod]

    package init(decoding text: String) throws {
        self = try JSONDecoder().decode(PodList.self, from: Data(text.utf8))
    }
}

package struct MissingInStatus: Error, CustomStringConvertible {
    package let what: String
    package var description: String { "the status has no \(what)" }
}

extension Box {
    /// Brings an app up and waits for it, as every test does that is about something later.
    @discardableResult
    package func up(_ manifest: String = "/src/pods/site.yaml") async throws -> Output {
        try await demand("podsup up \(manifest)", timeout: .seconds(90))
    }

    /// The status of an app's only pod.
    package func pod(_ app: String = "site") async throws -> PodList.Pod {
        let list = try await pods(app)
        guard let first = list.items.first, list.items.count == 1 else {
            throw MissingInStatus(what: "pod, or has several: \(list.items.map(\.metadata.name))")
        }
        return first
    }

    package func pods(_ app: String = "site") async throws -> PodList {
        try PodList(decoding: try await demand("podsup status \(app) -o json").out)
    }

    /// Podman's own words on a container: full ID and the pid of its main process.
    package func inspect(_ container: String) async throws -> (id: String, pid: Int32) {
        let output = try await demand("podman inspect \(container) --format '{{.Id}} {{.State.Pid}}'")
        let words = output.text.split(separator: " ")
        guard words.count == 2, let pid = Int32(words[1]) else {
            throw BoxError.failed("podman inspect", output)
        }
        return (String(words[0]), pid)
    }

    /// A property of a unit, as `systemctl show` prints it.
    package func property(_ name: String, of unit: String = "podsup-site.service") async throws -> String {
        try await demand("systemctl show -P \(name) \(unit)").text
    }

    /// Kills an app's supervisor without a warning, and waits until systemd has started another.
    package func killSupervisor(of unit: String = "podsup-site.service") async throws {
        let old = try await property("MainPID", of: unit)
        try await demand("kill -9 \(old)")
        try await eventually(within: .seconds(15), "a new supervisor runs") {
            let new = try await property("MainPID", of: unit)
            return new != old && new != "0"
        }
    }

    /// Messages of a unit since the test began, one line each.
    package func journal(_ unit: String = "podsup-site.service") async throws -> [String] {
        try await demand("journalctl -q -u \(unit) -o cat --after-cursor \"$(cat /root/test/cursor)\"").lines
    }

    /// The answer's body; the request is made in the box, to the host port.
    package func get(_ path: String = "/", port: Int = 8080) async throws -> Output {
        try await sh("curl -sS --max-time 5 http://localhost:\(port)\(path)")
    }
}
