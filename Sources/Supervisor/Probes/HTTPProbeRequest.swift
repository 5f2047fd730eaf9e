import PodSpec

/// The bytes of an httpGet probe's or hook's request, by the kubelet's rules (k/k
/// `pkg/probe/http/request.go` and Go's `net/http`).
enum HTTPProbeRequest {
    /// The version whose probes these are. Programs, proxies and log filters know probes by the word
    /// `kube-probe/`, so podsup's go by the same name.
    private static let version = "1.36"

    enum Purpose: String {
        case probe
        case lifecycle
    }

    /// Fields that the request itself decides; Go leaves out those a user sets.
    private static let ours: Set<String> = [
        "host", "user-agent", "content-length", "transfer-encoding", "trailer",
    ]

    /// - Returns: `nil` if a header field would not survive as one line; the decoder refuses such.
    static func bytes(
        _ url: ProbeURL, headers: [HTTPGet.Header], host: String?, purpose: Purpose
    ) -> [UInt8]? {
        let named = { (name: String) in headers.first { $0.name.lowercased() == name }?.value }
        var lines = ["GET \(url.target) HTTP/1.1", "Host: \(host ?? url.authority)"]
        let agent = named("user-agent") ?? Self.agent(purpose)
        if !agent.isEmpty { lines.append("User-Agent: \(agent)") }
        for header in headers {
            let name = header.name.lowercased()
            if ours.contains(name) || (name == "accept" && named("accept") == "") { continue }
            lines.append("\(header.name): \(header.value)")
        }
        if named("accept") == nil { lines.append("Accept: */*") }
        if named("connection") == nil { lines.append("Connection: close") }
        guard lines.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } }) else {
            return nil
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    static func agent(_ purpose: Purpose) -> String { "kube-\(purpose.rawValue)/\(version)" }

    /// The Host field a user asks for.
    static func host(in headers: [HTTPGet.Header]) -> String? {
        let host = headers.first { $0.name.lowercased() == "host" }?.value
        return host == "" ? nil : host
    }
}
