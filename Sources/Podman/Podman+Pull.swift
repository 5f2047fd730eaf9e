import JSON

/// One step of a pull, of one layer.
package struct PullStep: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        case waiting
        /// Bytes so far, and of all; the latter is -1 where the registry does not say.
        case loading(Int64, of: Int64)
        case present
        case done
    }
    /// The first 12 digits of its digest.
    package var layer: String
    package var state: State
}

extension Podman {
    /// Pulls an image and tells how each layer gets on, at most once a second.
    ///
    /// `POST /images/create?fromImage` of the Docker-compatible API: until Podman 6.0 the native one says nothing
    /// of sizes. Up to 5.2 the status is 200 whatever comes; a failure is in the last line.
    ///
    /// - Parameters:
    ///   - reference: with its registry; a short name is taken for one of Docker Hub there.
    ///   - auth: as for ``pullImage(_:policy:auth:progress:)``.
    package func pullImageByLayers(
        _ reference: String, auth: String? = nil, progress: @escaping (PullStep) -> Void
    ) async throws(PodmanError) {
        var call = Call(
            "pull image \(reference)", .post, "/images/create", query: [("fromImage", reference)],
            headers: auth.map { [HTTPHeader("X-Registry-Auth", $0)] } ?? [], patience: .idle(pullIdleDeadline)
        )
        call.prefix = "/v1.40"
        var status = 0
        var line: [UInt8] = []
        var failure: String?
        let purpose = call.purpose
        func endLine() throws(PodmanError) {
            defer { line = [] }
            if line.isEmpty { return }
            guard let report = try? JSON.decode(PullReport.self, from: line) else {
                throw .badAnswer(call: purpose, "a line is not valid JSON")
            }
            if !report.error.isEmpty { failure = report.error }
            if let step = report.step { progress(step) }
        }
        try await exchange(call, limits: HTTPResponseParser.Limits(body: 256 << 20)) {
            event throws(PodmanError) in
            switch event {
            case .head(let head): status = head.status
            case .body(let bytes):
                for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                    if piece.offset > 0 { try endLine() }
                    line += piece.element
                    if line.count > PullReader.lineLimit {
                        throw .badAnswer(call: purpose, "a line is larger than \(PullReader.lineLimit) bytes")
                    }
                }
            case .end: try endLine()
            }
        }
        if let failure {
            throw .api(call: purpose, PodmanAPIError(status: status, cause: "", message: failure))
        }
        guard status == 200 else {
            throw .api(
                call: purpose, PodmanAPIError(status: status, cause: "", message: "HTTP status \(status)"))
        }
    }
}

/// A line of the compatible API: `{"status":…,"id":…,"progressDetail":{"current":…,"total":…},"error":…}`, or
/// Podman's error document in its place.
private struct PullReport: Decodable {
    var error: String
    var step: PullStep?

    private struct Detail: Decodable {
        var current: Int64
        var total: Int64

        init(from decoder: any Decoder) throws {
            let fields = try decoder.fields()
            current = try fields.int64("current")
            total = try fields.int64("total")
        }
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        error = try fields.text("error")
        if error.isEmpty { error = try fields.text("message") }
        let layer = try fields.text("id")
        let detail = try fields.decodeIfPresent(Detail.self, forKey: "progressDetail")
        let state: PullStep.State? =
            switch try fields.text("status") {
            case "Pulling fs layer": .waiting
            case "Downloading": .loading(detail?.current ?? 0, of: detail?.total ?? -1)
            case "Already exists": .present
            case "Download complete": .done
            default: nil
            }
        step = layer.isEmpty ? nil : state.map { PullStep(layer: layer, state: $0) }
    }
}
