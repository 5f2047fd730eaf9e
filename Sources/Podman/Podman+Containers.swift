extension Podman {
    /// Makes a container and does not start it. The image must be present.
    ///
    /// `POST /libpod/containers/create`
    /// - Parameter onWarning: told what Podman leaves out («… limitation discarded»).
    /// - Returns: its ID.
    /// - Throws: ``PodmanError/alreadyExists``, ``PodmanError/isNoSuchImage``, ``PodmanError/isNoSuchPod``.
    package func createContainer(
        _ spec: ContainerCreate, onWarning: (String) -> Void = { _ in }
    ) async throws(PodmanError) -> String {
        let call = Call("create container \(spec.name)", .post, "/containers/create", body: json(spec))
        let answer = try await decode(IDAnswer.self, call)
        answer.warnings.forEach(onWarning)
        return answer.id
    }

    /// `POST /libpod/containers/{name}/start`. A 304 (it runs) is success. Starts the containers it depends
    /// on too, its pod's infra container above all.
    package func startContainer(_ id: String) async throws(PodmanError) {
        try await send(Call("start container \(id)", .post, path(id, "/start")))
    }

    /// Sends a signal to the container's main process.
    ///
    /// `POST /libpod/containers/{name}/kill?signal`. With SIGKILL, Podman answers when the container has
    /// ended.
    /// - Parameter signal: a name with or without `SIG`, or a number.
    /// - Throws: ``PodmanError/isNotRunning``.
    package func killContainer(_ id: String, signal: String) async throws(PodmanError) {
        try await send(
            Call("send \(signal) to container \(id)", .post, path(id, "/kill"), query: [("signal", signal)]))
    }

    /// `POST /libpod/containers/{name}/rename?name`
    /// - Throws: ``PodmanError/alreadyExists`` when the name is taken.
    package func renameContainer(_ id: String, to name: String) async throws(PodmanError) {
        try await send(
            Call("rename container \(id) to \(name)", .post, path(id, "/rename"), query: [("name", name)]))
    }

    /// Removes a container; `false` when there was none.
    ///
    /// `DELETE /libpod/containers/{name}?force&volumes&timeout`
    /// - Parameters:
    ///   - force: also when it runs.
    ///   - volumes: with its anonymous volumes; named ones stay.
    ///   - timeout: seconds it gets between its stop signal and SIGKILL, with `force`. The call's deadline
    ///     is that much longer.
    package func removeContainer(
        _ id: String, force: Bool, volumes: Bool, timeout: Int32 = 0
    ) async throws(PodmanError) -> Bool {
        let query = [
            ("force", String(force)), ("volumes", String(volumes)),
            ("timeout", force ? String(timeout) : nil),
        ]
        let call = Call(
            "remove container \(id)", .delete, path(id, ""), query: query,
            patience: .total(workDeadline + .seconds(timeout)))
        return try await remove(call) { $0.isNoSuchContainer }
    }

    /// `GET /libpod/containers/{name}/json`. Podman asks the runtime first: the state is the truth.
    package func inspectContainer(_ id: String) async throws(PodmanError) -> ContainerInspect {
        try await decode(ContainerInspect.self, Call("inspect container \(id)", .get, path(id, "/json")))
    }

    /// The containers that carry all of `labels`, each `KEY` or `KEY=VALUE`, in whatever state, infra
    /// containers included.
    ///
    /// `GET /libpod/containers/json?all&filters={"label":…}`
    ///
    /// - Parameter asksRuntime: have Podman ask the OCI runtime about each container (`sync`; some 15 ms each). Without
    ///   that it answers from its database, where a container whose conmon was killed runs for ever.
    package func listContainers(
        labels: [String], asksRuntime: Bool = false
    ) async throws(PodmanError) -> [ContainerSummary] {
        let sync = asksRuntime ? [("sync", "true")] : []
        let call = Call(
            "list containers", .get, "/containers/json",
            query: [("all", "true")] + sync + [labelFilter(labels)])
        return try await decode([ContainerSummary]?.self, call) ?? []
    }

    /// `POST /libpod/containers/{name}/pause`
    package func pauseContainer(_ id: String) async throws(PodmanError) {
        try await send(Call("pause container \(id)", .post, path(id, "/pause")))
    }

    /// `POST /libpod/containers/{name}/unpause`
    package func unpauseContainer(_ id: String) async throws(PodmanError) {
        try await send(Call("unpause container \(id)", .post, path(id, "/unpause")))
    }

    private func path(_ id: String, _ rest: String) -> String { "/containers/\(percentEncoded(id))\(rest)" }
}

// MARK: Leftovers

extension Podman {
    /// Removes a container of which only the storage below Podman knows: it holds the name for ever after a
    /// power cut in the middle of a create or rename. Buildah's, which are also such, are left alone.
    ///
    /// `GET /libpod/containers/json?external=true` tells them (`pkg/ps/ps.go`, ListStorageContainer), and
    /// `DELETE /libpod/containers/{id}` removes what libpod does not know from the storage.
    ///
    /// - Returns: whether there was one.
    package func removeStorageLeftover(named name: String) async throws(PodmanError) -> Bool {
        struct Found: Decodable {
            var id: String
            var names: [String]
            var command: [String]

            init(from decoder: any Decoder) throws {
                let fields = try decoder.fields()
                id = try fields.text("Id")
                names = try fields.list("Names")
                command = try fields.list("Command")
            }
        }
        let call = Call(
            "list containers of the storage", .get, "/containers/json",
            query: [("all", "true"), ("external", "true")])
        let found = try await decode([Found]?.self, call) ?? []
        guard let leftover = found.first(where: { $0.names.contains(name) && $0.command == ["storage"] })
        else {
            return false
        }
        return try await removeContainer(leftover.id, force: true, volumes: false)
    }
}

// MARK: Waiting

extension Podman {
    /// What is known of a container whose main process has just gone (a pidfd says so): asks until Podman
    /// has taken note, which is some milliseconds later. Much quicker than `wait`, for which Podman polls.
    ///
    /// - Throws: ``PodmanError/deadline(call:after:)`` when it does not within ``queryDeadline``.
    package func inspectEnded(_ id: String) async throws(PodmanError) -> ContainerInspect {
        let start = ContinuousClock.now
        var wait = Duration.milliseconds(2)
        while true {
            let container = try await inspectContainer(id)
            if container.state.hasEnded { return container }
            if container.state.neverStarted { throw .neverStarted(id) }
            let call = "wait until container \(id) has ended"
            if ContinuousClock.now - start > queryDeadline {
                throw .deadline(call: call, after: queryDeadline)
            }
            do {
                try await pause(for: wait)
            } catch {
                throw .cancelled(call: call)
            }
            wait = min(wait * 2, .milliseconds(200))
        }
    }
}
