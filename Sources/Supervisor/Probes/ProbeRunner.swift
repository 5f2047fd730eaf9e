import Dispatch
import PodEngine
import PodSpec

/// Runs probes and lifecycle hooks as the kubelet does. When to run them, and what follows from how they
/// come out, is decided elsewhere.
@MainActor
package enum ProbeRunner {
    /// k/k `pkg/kubelet/prober/prober.go`, maxProbeRetries.
    private static let mostTries = 3
    /// Bytes of a command's output that a failure quotes.
    private static let mostQuoted = 1024

    /// Runs a probe once. Where the prober itself fails (`.unknown`) it is tried again at once, three
    /// times in all.
    package static func run(
        _ handler: Probe.Handler, timeout: Duration, target: ProbeTarget
    ) async -> ProbeOutcome {
        var outcome = ProbeOutcome.unknown("")
        for _ in 0..<mostTries {
            outcome = await attempt(handler, timeout, target)
            guard case .unknown = outcome else { break }
        }
        return outcome
    }

    /// Runs a lifecycle hook to its end. Returns what went wrong.
    package static func runHook(
        _ handler: LifecycleHandler, timeout: Duration, target: ProbeTarget
    ) async -> String? {
        switch handler {
        case .exec(let command):
            switch await execute(command, timeout, target) {
            case .success, .warning: return nil
            case .failure(let message), .unknown(let message): return message
            }
        case .httpGet(let action):
            guard let port = target.port(action.port) else { return noPort(action.port) }
            return await HTTPProbe.runHook(action, at: target.endpoint(action.host, port), timeout: timeout)
        case .sleep(let duration):
            await sleep(min(duration, timeout))
            return duration <= timeout ? nil : "container terminated before sleep hook finished"
        }
    }

    private static func attempt(
        _ handler: Probe.Handler, _ timeout: Duration, _ target: ProbeTarget
    ) async -> ProbeOutcome {
        switch handler {
        case .exec(let command):
            return await execute(command, timeout, target)
        case .httpGet(let action):
            guard let port = target.port(action.port) else { return .unknown(noPort(action.port)) }
            return await HTTPProbe.run(action, at: target.endpoint(action.host, port), timeout: timeout)
        case .tcpSocket(let reference, let host):
            guard let port = target.port(reference) else { return .unknown(noPort(reference)) }
            return await TCPProbe.run(target.endpoint(host, port), timeout: timeout)
        case .grpc(let port, let service):
            return await GRPCProbe.run(target.endpoint(nil, port), service: service, timeout: timeout)
        }
    }

    /// A command that is not in the image fails its probe, although the kubelet, which cannot tell that
    /// from a runtime out of order, ignores such a probe for good: a mistake in the manifest must show.
    private static func execute(
        _ command: [String], _ timeout: Duration, _ target: ProbeTarget
    ) async -> ProbeOutcome {
        switch await RuntimeExec.run(command, in: target.container, timeout: timeout) {
        case .ended(let result) where result.timedOut:
            return .failure("command \"\(command.joined(separator: " "))\" timed out after \(timeout)")
        case .ended(let result):
            if result.succeeded { return .success }
            let said = trimmedText(Array(result.output.prefix(mostQuoted)))
            return .failure(said.isEmpty ? "command \(result.end), without output" : said)
        case .notStarted(let message):
            return .failure(message)
        case .runtimeFailed(let message):
            return .unknown(message)
        }
    }

    private static func noPort(_ reference: PortReference) -> String {
        switch reference {
        case .number(let number): "port \(number) is no port"
        case .name(let name): "the container has no port named '\(name)'"
        }
    }

    private static func sleep(_ duration: Duration) async {
        await withUnsafeContinuation { continuation in
            DispatchQueue.main.asyncAfter(deadline: .now() + duration.seconds) { continuation.resume() }
        }
    }
}
