extension Podman {
    /// Makes a pod with its infra container, and starts neither.
    ///
    /// `POST /libpod/pods/create`
    /// - Returns: its ID.
    /// - Throws: ``PodmanError/alreadyExists`` when the name is taken.
    package func createPod(_ spec: PodCreate) async throws(PodmanError) -> String {
        let call = Call("create pod \(spec.name)", .post, "/pods/create", body: json(spec))
        return try await decode(IDAnswer.self, call).id
    }

    /// Starts *every* container of the pod that does not run, those that have ended included: on a pod with
    /// other containers than its infra container, start that one by itself.
    ///
    /// `POST /libpod/pods/{name}/start`. A 304 (all run already) is success. With 409 the message tells
    /// what failed for which container.
    package func startPod(_ name: String) async throws(PodmanError) {
        try await send(Call("start pod \(name)", .post, "/pods/\(percentEncoded(name))/start"))
    }

    /// `GET /libpod/pods/{name}/json`
    package func inspectPod(_ name: String) async throws(PodmanError) -> PodInspect {
        let call = Call("inspect pod \(name)", .get, "/pods/\(percentEncoded(name))/json")
        return try await decode(PodInspect.self, call)
    }

    /// The pods that carry all of `labels`, each `KEY` or `KEY=VALUE`.
    ///
    /// `GET /libpod/pods/json?filters={"label":…}`
    package func listPods(labels: [String]) async throws(PodmanError) -> [PodSummary] {
        let call = Call("list pods", .get, "/pods/json", query: [labelFilter(labels)])
        return try await decode([PodSummary]?.self, call) ?? []
    }

    /// Removes a pod with all its containers and their anonymous volumes; `false` when there was none.
    ///
    /// `DELETE /libpod/pods/{name}?force&timeout`
    /// - Parameters:
    ///   - force: also when containers run.
    ///   - timeout: seconds each of them gets between its stop signal and SIGKILL; `nil`: its own stop
    ///     timeout. Only with `force`. The call's deadline is that much longer.
    package func removePod(_ name: String, force: Bool, timeout: Int32?) async throws(PodmanError) -> Bool {
        let call = Call(
            "remove pod \(name)", .delete, "/pods/\(percentEncoded(name))",
            query: [("force", String(force)), ("timeout", timeout.map { String($0) })],
            patience: .total(workDeadline + .seconds(timeout ?? 0)))
        return try await remove(call) { $0.isNoSuchPod }
    }
}

struct IDAnswer: Decodable {
    var id: String
    /// Of a container: what Podman left out.
    var warnings: [String]

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        id = try fields.decode(String.self, forKey: "Id")
        warnings = try fields.list("Warnings")
    }
}
