extension Podman {
    /// `GET /libpod/images/{ref}/exists`
    package func imageExists(_ reference: String) async throws(PodmanError) -> Bool {
        do throws(PodmanError) {
            try await send(Call("look for image \(reference)", .get, path(reference, "/exists")))
            return true
        } catch {
            // Its cause names the image instead of the failure, so the status must do.
            if error.apiError?.status == 404 { return false }
            throw error
        }
    }

    /// `GET /libpod/images/{ref}/json`
    /// - Throws: ``PodmanError/isNoSuchImage``.
    package func inspectImage(_ reference: String) async throws(PodmanError) -> ImageInspect {
        let call = Call("inspect image \(reference)", .get, path(reference, "/json"))
        return try await decode(ImageInspect.self, call)
    }

    /// Pulls an image, if `policy` says so.
    ///
    /// `POST /libpod/images/pull?reference&policy`: 200 at once and then JSON lines; up to Podman 5.8 a
    /// failure is in the last of them. There is no deadline on the whole, but one on silence.
    /// - Parameters:
    ///   - policy: `always`, `missing`, `newer` or `never`.
    ///   - auth: base64 of `{"username":…,"password":…}`, for this pull alone.
    ///   - progress: told each line as it comes.
    /// - Returns: the image's ID, without `sha256:`.
    package func pullImage(
        _ reference: String, policy: String, auth: String? = nil,
        progress: @escaping (PullProgress) -> Void = { _ in }
    ) async throws(PodmanError) -> String {
        let call = Call(
            "pull image \(reference)", .post, "/images/pull",
            query: [("reference", reference), ("policy", policy)],
            headers: auth.map { [HTTPHeader("X-Registry-Auth", $0)] } ?? [],
            patience: .idle(pullIdleDeadline))
        var reader = PullReader(call: call.purpose, progress: progress)
        // Progress bars are not for us, so a pull says little; layers by the hundred stay far below.
        let limits = HTTPResponseParser.Limits(body: 64 << 20)
        try await exchange(call, limits: limits) { event throws(PodmanError) in try reader.take(event) }
        return try reader.result()
    }

    /// Removes an image with those of its layers that no other image has. One that is not there is fine.
    ///
    /// `DELETE /libpod/images/{ref}`
    /// - Throws: ``PodmanError/isImageInUse``.
    package func removeImage(_ reference: String) async throws(PodmanError) {
        do throws(PodmanError) {
            try await send(Call("remove image \(reference)", .delete, path(reference, "")))
        } catch {
            if error.apiError?.status != 404 { throw error }
        }
    }

    /// Removes layers that cannot be read or that no image has, and images that need such a layer; what containers
    /// use stays. Reads every layer, and takes those away that another pull has just made.
    ///
    /// `POST /libpod/system/check?quick&repair`, since Podman 5.3; before it answers 404.
    package func repairStorage() async throws(PodmanError) {
        let call = Call(
            "repair the storage of images", .post, "/system/check",
            query: [("quick", "true"), ("repair", "true"), ("unreferenced_layer_max_age", "0s")],
            patience: .total(.seconds(600)))
        try await send(call)
    }

    /// A reference's slashes and colons may stand as they are.
    private func path(_ reference: String, _ rest: String) -> String {
        "/images/\(percentEncoded(reference, keeping: "/:@"))\(rest)"
    }
}
