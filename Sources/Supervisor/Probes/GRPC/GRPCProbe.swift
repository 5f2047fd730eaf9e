import Dispatch
import PodEngine

/// A grpc probe: one `grpc.health.v1.Health/Check`, in plain text; SERVING is success. Its words are the
/// kubelet's (k/k `pkg/probe/grpc/grpc.go`).
///
/// Where the kubelet goes on connecting until the timeout, a refused connection is a failure at once.
enum GRPCProbe {
    @MainActor
    static func run(_ endpoint: ProbeEndpoint, service: String, timeout: Duration) async -> ProbeOutcome {
        let deadline = DispatchTime.now() + timeout.seconds
        let address = hostAndPort(endpoint.host, endpoint.port)
        var call = HealthCall()
        do {
            let connection = try await TCPConnection.open(endpoint, until: deadline)
            let request = HealthCall.request(
                authority: address, service: service, timeout: timeout, agent: HTTPProbeRequest.agent(.probe))
            try await connection.send(request, until: deadline)
            while call.result == nil {
                let bytes = try await connection.receive(until: deadline)
                if bytes.isEmpty, !call.isConnected { throw HTTP2Problem.notHTTP2 }
                if bytes.isEmpty { call.close() }
                let answer = try call.feed(bytes)
                // Of no use any more to a server that has answered.
                if call.result == nil { try await connection.send(answer, until: deadline) }
            }
        } catch let error as ConnectionError where error.isOurs {
            return .unknown(error.description)
        } catch let error as ConnectionError where error.isTimeout {
            let time = timeout.inGo
            return .failure(
                call.isConnected
                    ? "timeout: health rpc did not complete within \(time)"
                    : "timeout: failed to connect service \"\(address)\" within \(time): context deadline exceeded"
            )
        } catch {
            return .failure(
                call.isConnected
                    ? failed(GRPCStatus(GRPCStatus.unavailable, "\(error)"))
                    : "error: failed to connect service at \"\(address)\": \(error)")
        }
        switch call.result {
        case .answered(HealthMessage.serving): return .success
        case .answered(let status):
            return .failure("service unhealthy (responded with \"\(HealthMessage.name(status))\")")
        case .failed(let status): return .failure(failed(status, timeout))
        case nil: return .unknown("the call has no end")
        }
    }

    private static func failed(_ status: GRPCStatus, _ timeout: Duration = .zero) -> String {
        switch status.code {
        case GRPCStatus.unimplemented:
            "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): "
                + status.message
        case GRPCStatus.deadlineExceeded: "timeout: health rpc did not complete within \(timeout.inGo)"
        default: "error: health rpc probe failed: \(status)"
        }
    }
}

extension Duration {
    /// Whole seconds as Go prints them: `1s`, `1m30s`, `1h0m0s`; less than one in milliseconds.
    var inGo: String {
        let seconds = components.seconds
        if seconds == 0 { return "\(Int64(self.seconds * 1000))ms" }
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return "\(seconds / 60)m\(seconds % 60)s" }
        return "\(seconds / 3600)h\(seconds / 60 % 60)m\(seconds % 60)s"
    }
}
