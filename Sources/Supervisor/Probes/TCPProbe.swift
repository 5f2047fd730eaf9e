import Dispatch
import PodEngine

/// A tcpSocket probe: a connection that comes about is success, and is closed at once.
/// (<https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods>)
enum TCPProbe {
    @MainActor
    static func run(_ endpoint: ProbeEndpoint, timeout: Duration) async -> ProbeOutcome {
        do {
            _ = try await TCPConnection.open(endpoint, until: .now() + timeout.seconds)
            return .success
        } catch {
            return error.isOurs ? .unknown(error.description) : .failure(error.description)
        }
    }
}
