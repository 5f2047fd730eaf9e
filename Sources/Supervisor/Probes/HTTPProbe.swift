import Dispatch
import PodEngine
import PodSpec
import Podman

/// An httpGet probe: 200 to 399 is success. (k/k `pkg/probe/http/http.go`)
///
/// Each request has a connection of its own; at most 10 KiB of the answer's body are read. Redirects to
/// the same host are followed, to TLS too; one that leads elsewhere is a success with a remark. Failures never
/// quote the body.
@MainActor
enum HTTPProbe {
    /// Requests until a chain of redirects is given up, as Go's client counts.
    private static let mostRequests = 10
    private static let limits = HTTPResponseParser.Limits(body: 10 << 10, excess: .isCutOff)

    /// - Parameter timeout: for everything, redirects and body included.
    static func run(
        _ action: HTTPGet, at endpoint: ProbeEndpoint, timeout: Duration
    ) async -> ProbeOutcome {
        do throws(Failure) {
            return verdict(
                try await follow(action, endpoint, until: .now() + timeout.seconds, .probe))
        } catch {
            return error.isOurs ? .unknown(error.description) : .failure(error.description)
        }
    }

    /// Like `run`, but any answer is success, as with the kubelet's lifecycle hooks
    /// (k/k `pkg/kubelet/lifecycle/handlers.go`). Returns what went wrong.
    static func runHook(
        _ action: HTTPGet, at endpoint: ProbeEndpoint, timeout: Duration
    ) async -> String? {
        do throws(Failure) {
            _ = try await follow(action, endpoint, until: .now() + timeout.seconds, .lifecycle)
            return nil
        } catch {
            return error.description
        }
    }

    private struct Failure: Error, CustomStringConvertible {
        let url: ProbeURL
        let reason: String
        /// Says nothing about the server.
        var isOurs = false

        var description: String { "Get \"\(url)\": \(reason)" }
    }

    private struct Answer {
        let status: Int
        let location: String?
    }

    nonisolated private static func verdict(_ answer: Answer) -> ProbeOutcome {
        switch answer.status {
        case 200..<300: .success
        case 300..<400:
            .warning("Probe terminated redirects: \(answer.status), to \(answer.location ?? "nowhere")")
        default: .failure("HTTP probe failed with statuscode: \(answer.status)")
        }
    }

    /// Asks, and follows redirects as long as they stay with the host.
    private static func follow(
        _ action: HTTPGet, _ endpoint: ProbeEndpoint, until deadline: DispatchTime,
        _ purpose: HTTPProbeRequest.Purpose
    ) async throws(Failure) -> Answer {
        let headers = action.headers
        var url = ProbeURL(
            scheme: action.scheme.rawValue.lowercased(), host: endpoint.host, port: endpoint.port,
            path: action.path)
        var host = HTTPProbeRequest.host(in: headers)
        for _ in 0..<mostRequests {
            guard ["http", "https"].contains(url.scheme) else {
                throw Failure(url: url, reason: "unsupported protocol scheme \"\(url.scheme)\"")
            }
            guard let request = HTTPProbeRequest.bytes(url, headers: headers, host: host, purpose: purpose)
            else { throw Failure(url: url, reason: "a header field holds a control character; remove it") }
            let answer = try await ask(url, request, endpoint.networkOf, until: deadline)
            guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.location else {
                return answer
            }
            guard let next = url.resolving(location) else {
                throw Failure(url: url, reason: "failed to parse Location header \"\(location)\"")
            }
            if next.host != url.host || (next.scheme == "https" && !TLSConnection.isThere) { return answer }
            // Go keeps the Host field for a relative reference only.
            if next.authority != url.authority || next.scheme != url.scheme { host = nil }
            url = next
        }
        throw Failure(url: url, reason: "stopped after \(mostRequests) redirects")
    }

    private static func ask(
        _ url: ProbeURL, _ request: [UInt8], _ networkOf: Int32?, until deadline: DispatchTime
    ) async throws(Failure) -> Answer {
        let endpoint = ProbeEndpoint(host: url.host, port: url.effectivePort, networkOf: networkOf)
        var parser = HTTPResponseParser(limits: limits)
        var answer: Answer?
        do {
            let connection: any ProbeStream =
                url.scheme == "https"
                ? try await TLSConnection.open(endpoint, until: deadline)
                : try await TCPConnection.open(endpoint, until: deadline)
            try await connection.send(request, until: deadline)
            while !parser.isDone {
                let bytes = try await connection.receive(until: deadline)
                for event in bytes.isEmpty ? try parser.close() : try parser.feed(bytes) {
                    guard case .head(let head) = event else { continue }
                    answer = Answer(status: head.status, location: head.header("Location"))
                }
                // A redirect's body is of no interest, nor is the connection it comes on.
                if let answer, (300..<400).contains(answer.status) { return answer }
            }
        } catch let error as ConnectionError where error.isTimeout {
            let stage = answer == nil ? "awaiting headers" : "reading body"
            throw Failure(
                url: url, reason: "context deadline exceeded (Client.Timeout exceeded while \(stage))",
                isOurs: answer != nil)
        } catch {
            // Where only the body fails, the kubelet has no result either, and forgets the question.
            let isOurs = (error as? ConnectionError)?.isOurs ?? false
            throw Failure(url: url, reason: "\(error)", isOurs: isOurs || answer != nil)
        }
        guard let answer else { throw Failure(url: url, reason: "EOF") }
        return answer
    }
}
