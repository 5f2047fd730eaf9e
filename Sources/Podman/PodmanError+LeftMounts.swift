extension PodmanError {
    /// Roots of containers that Podman could not remove because it has left them mounted itself.
    ///
    /// Podman 4.3.1 does when its `container cleanup` and a removal meet (seen). It forgets the container all the same,
    /// and from then on tries for ten seconds, with each call, to remove the folder: until somebody unmounts it.
    package var leftMounts: [String] {
        guard case .api(_, let error) = self else { return [] }
        let words = error.message.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        return words.enumerated().compactMap { index, word in
            guard word.last == ":", index > 0, words[index - 1] == "unlinkat",
                words[(index + 1)...].prefix(4).joined(separator: " ") == "device or resource busy"
            else { return nil }
            let path = word.dropLast()
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            // `…/overlay/LAYER/merged`, and nothing else of anybody's.
            guard path.hasPrefix("/"), parts.count > 4, parts.last == "merged", !parts.contains(".."),
                parts[parts.count - 3] == "overlay", isLayer(parts[parts.count - 2])
            else { return nil }
            return String(path)
        }
    }
}

/// SHA-256, or as random as that.
private func isLayer(_ name: Substring) -> Bool {
    name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
}
