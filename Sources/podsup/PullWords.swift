import Podman

extension PodmanError {
    /// Podman's own words for a failed pull, the outermost wrapping left out.
    var reason: String { apiError?.message ?? "\(self)" }

    /// A registry that wants a password, or another one.
    var isRefusal: Bool {
        says(
            "unauthorized", "authentication required", "401 (Unauthorized)", "403 (Forbidden)",
            "access to the resource is denied")
    }

    var isFullDisk: Bool { says("no space left on device") }

    /// A registry that does not know the image, or not under this tag.
    var isMissing: Bool { says("manifest unknown") }

    /// Podman tells these by their text alone: Go's words for a connection that failed.
    var isBrokenConnection: Bool {
        if case .deadline = self { return true }
        return says(
            "connection refused", "connection reset by peer", "unexpected EOF", "broken pipe", "i/o timeout",
            ": EOF",
            "no route to host", "network is unreachable", "TLS handshake timeout",
            "Temporary failure in name resolution",
            "server misbehaving", "500 Internal", "502 (Bad Gateway)", "503 (Service Unavailable)", "http2: ")
    }

    private func says(_ texts: String...) -> Bool {
        guard let message = apiError?.message else { return false }
        let bytes = Array(message.utf8)
        return texts.contains { bytes.contains(text: $0) }
    }
}
