import JSON

/// Podman's libpod API over its socket.
///
/// Each call has a connection of its own, closed with its answer: between calls nothing is held open, and
/// `podman.service` idles out. Every call throws ``PodmanError``; cancelling its task closes its connection.
/// Lives on the main queue.
@MainActor
package final class Podman {
    /// The next call goes there.
    package var socketPath: String

    /// How long a call that changes something may take, in all.
    package var workDeadline: Duration = .seconds(60)
    /// How long a call that only asks may take, in all.
    package var queryDeadline: Duration = .seconds(10)
    /// How long a pull may go without a sign of life.
    package var pullIdleDeadline: Duration = .seconds(300)

    /// Called when a call has gone unanswered for ``HTTPExchange/slowness``, not for pulls; and when one failed because
    /// the kernel called something busy (EBUSY), before that is thrown.
    package var whenStuck: () -> Void = {}

    /// Does not connect yet.
    package init(socketPath: String) { self.socketPath = socketPath }

    /// Whether anybody answers.
    ///
    /// `GET /libpod/_ping`. Takes a millisecond or two; the version takes 0.1 s, since Podman asks dpkg for
    /// those of its helpers first.
    package func ping() async throws(PodmanError) {
        try await send(Call("ask whether Podman answers", .get, "/_ping"))
    }

    /// `GET /libpod/version`
    package func version() async throws(PodmanError) -> PodmanVersion {
        let call = Call("get the version of Podman", .get, "/version")
        let answer = try await decode(VersionAnswer.self, call)
        guard let version = PodmanVersion(answer.version, apiVersion: answer.apiVersion) else {
            throw .badAnswer(call: call.purpose, "'\(answer.version)' is no version")
        }
        return version
    }

    /// `GET /libpod/info`. Podman runs a dozen programs for it: on a slow machine that boots it takes seconds, and so
    /// it has the time of a call that works.
    package func info() async throws(PodmanError) -> PodmanInfo {
        let call = Call(
            "get Podman's information on this host", .get, "/info", patience: .total(workDeadline))
        return try await decode(PodmanInfo.self, call)
    }
}

// MARK: Calls

/// One call: what for, and the request.
struct Call {
    enum Method: String { case get = "GET", post = "POST", delete = "DELETE" }

    /// For error messages: «start container site-web».
    var purpose: String
    var method: Method
    /// Below ``prefix``, percent-encoded.
    var path: String
    var query: [(String, String?)] = []
    var body: [UInt8] = []
    var headers: [HTTPHeader] = []
    /// Unset: ``Podman/queryDeadline`` for GET, else ``Podman/workDeadline``.
    var patience: Patience?
    /// The lowest version of the API that every Podman since 4.0 serves: the answers keep one shape.
    var prefix = "/v4.0.0/libpod"

    init(
        _ purpose: String, _ method: Method, _ path: String, query: [(String, String?)] = [],
        body: [UInt8] = [], headers: [HTTPHeader] = [], patience: Patience? = nil
    ) {
        self.purpose = purpose
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.headers = headers
        self.patience = patience
    }

    var request: HTTPRequest {
        var headers = headers
        // Without it Podman takes the body for a form and finds nothing in it («failed to decode: EOF»).
        if method == .post { headers.append(HTTPHeader("Content-Type", "application/json")) }
        return HTTPRequest(
            method.rawValue, prefix + path + queryString(query), headers: headers, body: body)
    }
}

struct Answer {
    var status: Int
    var body: [UInt8]
}

extension Podman {
    /// Makes a call. An answer that is neither 2xx nor 304 (it is already so) is thrown.
    @discardableResult
    func send(_ call: Call) async throws(PodmanError) -> Answer {
        var answer = Answer(status: 0, body: [])
        try await exchange(call, limits: HTTPResponseParser.Limits()) { event throws(PodmanError) in
            switch event {
            case .head(let head): answer.status = head.status
            case .body(let bytes): answer.body += bytes
            case .end: break
            }
        }
        guard (200..<300).contains(answer.status) || answer.status == 304 else {
            let error = PodmanAPIError(answer)
            if error.message.contains(text: "device or resource busy") { whenStuck() }
            throw .api(call: call.purpose, error)
        }
        return answer
    }

    func exchange(
        _ call: Call, limits: HTTPResponseParser.Limits, receive: @escaping HTTPExchange.Receive
    ) async throws(PodmanError) {
        let patience = call.patience ?? .total(call.method == .get ? queryDeadline : workDeadline)
        let exchange = HTTPExchange(
            path: socketPath, call: call.purpose, request: call.request, limits: limits, patience: patience,
            receive: receive)
        exchange.whenSlow = whenStuck
        try await exchange.run()
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ call: Call) async throws(PodmanError) -> Value {
        let answer = try await send(call)
        return try decode(type, from: answer.body, of: call)
    }

    func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], of call: Call
    ) throws(PodmanError) -> Value {
        do {
            return try JSON.decode(type, from: bytes)
        } catch {
            throw .badAnswer(call: call.purpose, explain(error))
        }
    }

    /// Whether there was something to remove: 404 is success, since it is gone.
    func remove(_ call: Call, unless isGone: (PodmanError) -> Bool) async throws(PodmanError) -> Bool {
        do throws(PodmanError) {
            try await send(call)
            return true
        } catch {
            if isGone(error) { return false }
            throw error
        }
    }
}

/// The JSON document of a request.
func json(_ value: some Encodable) -> [UInt8] {
    do {
        return try JSON.encode(value)
    } catch {
        preconditionFailure("texts, numbers, lists and maps always encode: \(error)")
    }
}

/// `filters=` for a list: those that carry all of `labels`, each `KEY` or `KEY=VALUE`.
func labelFilter(_ labels: [String]) -> (String, String?) {
    ("filters", labels.isEmpty ? nil : String(decoding: json(["label": labels]), as: UTF8.self))
}

private func explain(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "it has no '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
        "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type than expected"
    default: "it is not valid JSON"
    }
}

// MARK: Podman's error document

extension PodmanAPIError {
    /// Reads `{"cause":…,"message":…}`. Podman sometimes writes two such documents into one answer, each on
    /// a line of its own: the first counts. Whatever else came is told as it is.
    init(_ answer: Answer) {
        let first = answer.body.split(separator: 0x0A, maxSplits: 1).first.map(Array.init) ?? []
        let text = String(decoding: first.prefix(500), as: UTF8.self)
        let document = try? JSON.decode(Document.self, from: first)
        let message = document?.text ?? (text.isEmpty ? "HTTP status \(answer.status)" : text)
        self.init(status: answer.status, cause: document?.cause ?? "", message: message)
    }

    private struct Document: Decodable {
        var cause: String
        var message: String
        /// A report on a pod's containers instead of an error: one text for each that failed.
        var errors: [String]

        init(from decoder: any Decoder) throws {
            let fields = try decoder.fields()
            cause = try fields.text("cause")
            message = try fields.text("message")
            errors = try fields.list("Errs")
        }

        var text: String? {
            if !message.isEmpty { return message }
            return errors.isEmpty ? nil : errors.joined(separator: "; ")
        }
    }
}
