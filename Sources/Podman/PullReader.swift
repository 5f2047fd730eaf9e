import JSON

/// A line that Podman says while it pulls, without its line end: `Copying blob sha256:…`.
package struct PullProgress: Equatable, Sendable {
    package var text: String

    package init(text: String) { self.text = text }
}

/// Puts the JSON lines of a pull together from the pieces in which they come.
struct PullReader {
    private let call: String
    private let progress: (PullProgress) -> Void
    private var status = 0
    private var line: [UInt8] = []
    private var id: String?
    private var failure: String?
    /// Of an answer that is no stream but an error document.
    private var document: [UInt8] = []

    /// The longest line taken, in bytes: an error message with its wrapped causes is the longest there is.
    static let lineLimit = 1 << 20

    init(call: String, progress: @escaping (PullProgress) -> Void) {
        self.call = call
        self.progress = progress
    }

    mutating func take(_ event: HTTPResponseParser.Event) throws(PodmanError) {
        switch event {
        case .head(let head):
            status = head.status
        case .body(let bytes) where status != 200:
            document += bytes.prefix(Self.lineLimit - document.count)
        case .body(let bytes):
            for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                if piece.offset > 0 { try endLine() }
                line += piece.element
                if line.count > Self.lineLimit {
                    throw .badAnswer(call: call, "a line is larger than \(Self.lineLimit) bytes")
                }
            }
        case .end:
            try endLine()
        }
    }

    /// The image's ID, once the answer is complete.
    func result() throws(PodmanError) -> String {
        if status != 200 {
            throw .api(call: call, PodmanAPIError(Answer(status: status, body: document)))
        }
        if let failure {
            throw .api(call: call, PodmanAPIError(status: status, cause: "", message: failure))
        }
        guard let id else { throw .badAnswer(call: call, "it names no image") }
        return id
    }

    private mutating func endLine() throws(PodmanError) {
        defer { line = [] }
        if line.isEmpty { return }
        let report: Report
        do {
            report = try JSON.decode(Report.self, from: line)
        } catch {
            throw .badAnswer(call: call, "a line is not valid JSON")
        }
        if !report.stream.isEmpty { progress(PullProgress(text: report.stream)) }
        if !report.error.isEmpty { failure = report.error }
        if let last = report.id { id = last }
    }

    private struct Report: Decodable {
        var stream: String
        var error: String
        var id: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.fields()
            var text = try fields.text("stream")
            while text.last?.isNewline == true { text.removeLast() }
            stream = text
            error = try fields.text("error")
            let images: [String] = try fields.list("images")
            id = try fields.decodeIfPresent(String.self, forKey: "id") ?? images.last
        }
    }
}
