import Foundation
import TestSupport

@testable import Podman

/// The two versions whose answers are recorded.
enum Recorded: String, CaseIterable, Sendable {
    case v431 = "4.3.1"
    case v542 = "5.4.2"

    func answer(_ name: String) -> String {
        guard let text = (self == .v431 ? recorded431 : recorded542)[name] else {
            preconditionFailure("no answer '\(name)' is recorded")
        }
        return text
    }

    /// A server that takes these requests in this order and gives the recorded answers.
    func server(_ exchanges: (request: String, answer: String)...) throws -> StubServer {
        try StubServer(exchanges.map { .init(wire($0.request), answer: answer($0.answer)) })
    }
}

/// `GET /info` → `GET /v4.0.0/libpod/info`
func wire(_ request: String) -> String {
    request.replacingOccurrences(of: " /", with: " /v4.0.0/libpod/")
}

func httpAnswer(_ status: String, body: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

/// What `body` throws; `nil` when it succeeds.
@MainActor
func failure(_ body: @MainActor () async throws(PodmanError) -> Void) async -> PodmanError? {
    do throws(PodmanError) {
        try await body()
        return nil
    } catch {
        return error
    }
}

/// The members of a JSON document.
func members(_ json: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
}
