import Podman

/// A container that a command is about, by an app's status.
package struct LiveContainer: Equatable, Sendable {
    package var pod: String
    package var name: String
    /// Podman's.
    package var id: String

    package init(pod: String, name: String, id: String) {
        self.pod = pod
        self.name = name
        self.id = id
    }
}

/// A part of an app that a person named and that is not there, or cannot be used now.
package struct PartProblem: Error, Equatable, CustomStringConvertible {
    package var description: String
    package init(_ text: String) { description = text }
}

extension LiveContainer {
    /// Finds the container that `APP[/POD] [-c CONTAINER]` names.
    ///
    /// - Parameters:
    ///   - pod: nil: the app's only pod.
    ///   - container: nil: the pod's first container that is no init container, as kubectl takes it.
    ///   - onDefault: told which one was taken where there are several.
    package static func find(
        in document: StatusDocument, pod: String?, container: String?, onDefault: (String) -> Void = { _ in }
    ) throws(PartProblem) -> LiveContainer {
        let app = document.podsup.app
        let item = try podDocument(in: document, pod)
        let statuses = item.status.containerStatuses + (item.status.initContainerStatuses ?? [])
        let known = statuses.map(\.name).joined(separator: ", ")
        guard let found = container.map({ name in statuses.first { $0.name == name } }) ?? statuses.first
        else {
            throw PartProblem(
                "pod '\(item.metadata.name)' has no container '\(container ?? "")'; it has \(known)")
        }
        if container == nil, item.status.containerStatuses.count > 1 { onDefault(found.name) }
        guard let id = found.containerID?.split(separator: "/").last, found.state.running != nil else {
            let state =
                found.state.waiting.map { "waits (\($0.reason))" }
                ?? found.state.terminated.map { "ended (\($0.reason), exit code \($0.exitCode))" }
                ?? "is not known"
            throw PartProblem(
                "container '\(found.name)' does not run: it \(state); see 'podsup status \(app)\(userOption)'"
            )
        }
        return LiveContainer(pod: item.metadata.name, name: found.name, id: String(id))
    }

    package static func podDocument(
        in document: StatusDocument, _ pod: String?
    ) throws(PartProblem) -> PodDocument {
        let app = document.podsup.app
        let names = document.items.map(\.metadata.name)
        if names.isEmpty {
            throw PartProblem("app '\(app)' has no pods now; see 'podsup status \(app)\(userOption)'")
        }
        if let pod {
            guard let item = document.items.first(where: { $0.metadata.name == pod }) else {
                throw PartProblem("app '\(app)' has no pod '\(pod)'; it has \(names.joined(separator: ", "))")
            }
            return item
        }
        guard names.count == 1 else {
            throw PartProblem(
                "app '\(app)' has several pods (\(names.joined(separator: ", "))); say which: \(app)/\(names[0])"
            )
        }
        return document.items[0]
    }
}

extension RuntimeContainer {
    /// Asks Podman where a container's OCI runtime finds it.
    @MainActor
    package static func of(
        _ container: LiveContainer, _ podman: Podman, _ paths: Paths
    ) async throws -> RuntimeContainer {
        let found = try await podman.inspectContainer(container.id)
        guard found.state.running else {
            throw PartProblem(
                "container '\(container.name)' does not run; it is \(found.state.status), try again later")
        }
        var path = "/usr/bin/\(found.ociRuntime)"
        if found.ociRuntime.hasPrefix("/") {
            path = found.ociRuntime
        } else if let facts = HostFacts.load(paths.hostFacts), facts.runtimeName == found.ociRuntime {
            path = facts.runtimePath
        } else if let runtime = try? await podman.info().host.ociRuntime, runtime.name == found.ociRuntime {
            path = runtime.path
        }
        return RuntimeContainer(id: found.id, runtimePath: path, configPath: found.ociConfigPath)
    }
}
