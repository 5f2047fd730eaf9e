import PodSpec

/// `/etc/hosts` of a pod with a subdomain, as the kubelet writes it (`pkg/kubelet/kubelet_pods.go`,
/// `managedHostsFileContent`); `nil` for other pods, whose file Podman writes.
func hostsText(of pod: Pod, address: String) -> String? {
    guard let fullName = pod.fullyQualifiedName, !pod.hostNetwork else { return nil }
    var lines = [
        "# Written by podsup.", "127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback",
        "fe00::0\tip6-localnet", "fe00::0\tip6-mcastprefix", "fe00::1\tip6-allnodes",
        "fe00::2\tip6-allrouters", "\(address)\t\(fullName)\t\(pod.shortHostname)",
    ]
    lines += pod.hostAliases.map { ([$0.ip] + $0.hostnames).joined(separator: "\t") }
    return lines.map { $0 + "\n" }.joined()
}
