extension Pod {
    func container(named name: String) throws(ResolutionError) -> Container {
        if let container = allContainers.first(where: { $0.name == name }) { return container }
        throw .noContainer(name: name, existing: allContainers.map(\.name))
    }
}

/// The text of a pod's field for its containers.
func fieldValue(
    _ path: String, of pod: Pod, _ facts: RuntimeFacts, use: DownwardUse
) throws(ResolutionError) -> String {
    guard let field = PodField(path: path, in: use) else { throw .noField(path: path) }
    switch field {
    case .name: return pod.name
    case .namespace: return pod.namespace
    case .uid: return facts.podUID
    case .nodeName: return facts.nodeName
    case .serviceAccountName: return pod.serviceAccountName
    case .podIP: return facts.podIPs.first ?? ""
    case .podIPs: return facts.podIPs.joined(separator: ",")
    case .hostIP: return facts.hostIPs.first ?? ""
    case .hostIPs: return facts.hostIPs.joined(separator: ",")
    case .labels: return formatted(pod.labels)
    case .annotations: return formatted(pod.annotations)
    case .label(let key): return pod.labels[key] ?? ""
    case .annotation(let key): return pod.annotations[key] ?? ""
    }
}

/// A container's request or limit in units of `divisor`, rounded up. An unset limit is the whole machine.
func resourceValue(
    _ resource: String, of container: Container, divisor: Quantity, _ facts: RuntimeFacts
) -> String {
    let parts = resource.split(separator: ".", maxSplits: 1).map(String.init)
    let (side, name) = (parts[0], parts.count > 1 ? parts[1] : "")
    let amount = side == "limits" ? container.resources.limits[name] : container.resources.requests[name]
    let unlimited = side == "limits"
    // Processors count in thousandths, everything else in whole units.
    if name == "cpu" {
        let milli = amount?.milli ?? (unlimited ? facts.hostCPUs * 1000 : 0)
        return "\(divide(milli, by: divisor.milli))"
    }
    let host = name == "memory" ? facts.hostMemory : facts.hostStorage
    return "\(divide(amount?.value ?? (unlimited ? host : 0), by: divisor.value))"
}

private func divide(_ amount: Int64, by divisor: Int64) -> Int64 {
    let divisor = max(1, divisor)
    return amount / divisor + (amount % divisor > 0 ? 1 : 0)
}

/// `key="value"` lines by key, as the kubelet writes labels into a file (`pkg/fieldpath`, Go's `%q`).
private func formatted(_ map: [String: String]) -> String {
    map.sorted { $0.key < $1.key }.map { "\($0.key)=\(quoted($0.value))" }.joined(separator: "\n")
}

private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\u{07}": quoted += "\\a"
        case "\u{08}": quoted += "\\b"
        case "\u{0C}": quoted += "\\f"
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        case "\t": quoted += "\\t"
        case "\u{0B}": quoted += "\\v"
        case _ where scalar.value < 0x20 || scalar.value == 0x7f:
            let digits = String(scalar.value, radix: 16)
            quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
