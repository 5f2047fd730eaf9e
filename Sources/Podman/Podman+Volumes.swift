extension Podman {
    /// `POST /libpod/volumes/create`
    /// - Throws: ``PodmanError/alreadyExists`` when the name is taken.
    package func createVolume(_ spec: VolumeCreate) async throws(PodmanError) -> VolumeInspect {
        let call = Call("create volume \(spec.name)", .post, "/volumes/create", body: json(spec))
        return try await decode(VolumeInspect.self, call)
    }

    /// `GET /libpod/volumes/{name}/json`
    /// - Throws: ``PodmanError/isNoSuchVolume``.
    package func inspectVolume(_ name: String) async throws(PodmanError) -> VolumeInspect {
        let call = Call("inspect volume \(name)", .get, "/volumes/\(percentEncoded(name))/json")
        return try await decode(VolumeInspect.self, call)
    }

    /// The volumes that carry all of `labels`, each `KEY` or `KEY=VALUE`.
    ///
    /// `GET /libpod/volumes/json?filters={"label":…}`
    package func listVolumes(labels: [String]) async throws(PodmanError) -> [VolumeInspect] {
        let call = Call("list volumes", .get, "/volumes/json", query: [labelFilter(labels)])
        return try await decode([VolumeInspect]?.self, call) ?? []
    }

    /// Removes a volume; `false` when there was none.
    ///
    /// `DELETE /libpod/volumes/{name}?force`
    /// - Parameter force: removes the containers that use it too.
    /// - Throws: ``PodmanError/isInUse``.
    package func removeVolume(_ name: String, force: Bool) async throws(PodmanError) -> Bool {
        let call = Call(
            "remove volume \(name)", .delete, "/volumes/\(percentEncoded(name))",
            query: [("force", String(force))])
        return try await remove(call) { $0.isNoSuchVolume }
    }
}
