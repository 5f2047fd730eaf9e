/// Registries' accounts by where they count, as the kubelet keeps them.
struct Keyring {
    private var entries: [(place: RegistryPlace, account: RegistryAccount)] = []

    mutating func add(_ place: String, _ account: RegistryAccount) {
        entries.append((RegistryPlace(place), account))
    }

    func accounts(for image: String) -> [RegistryAccount] {
        let target = RegistryPlace(image: image)
        let fitting = entries.enumerated().filter { $0.element.place.matches(target) }
        // The longest place says most; of equal ones the first.
        let sorted = fitting.sorted {
            ($1.element.place.weight, $0.offset) < ($0.element.place.weight, $1.offset)
        }
        return sorted.map(\.element.account)
    }
}

/// `registry.example.org:5000/team`; the host's parts may be patterns (`*.example.org`).
struct RegistryPlace: Equatable {
    private var host: [String]
    private var port: String
    private var path: String

    /// A key of Docker's configuration: a registry, an address of its API, or a part of its images.
    init(_ key: String) {
        var rest = key[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.utf8.count)
        }
        self.init(split: rest)
        // The API's versions stand for the whole registry.
        if path.hasPrefix("/v1/") || path.hasPrefix("/v2/") { path = String(path.dropFirst(3)) }
        if path == "/" || path == "/v1" || path == "/v2" { path = "" }
    }

    /// The place of an image; one without a registry is Docker's.
    init(image: String) {
        let first = image.prefix { $0 != "/" }
        let hasRegistry =
            first.utf8.count < image.utf8.count
            && (first.contains(".") || first.contains(":") || first == "localhost")
        self.init(split: hasRegistry ? image[...] : "docker.io/\(image)"[...])
    }

    private init(split text: Substring) {
        let authority = text.prefix { $0 != "/" }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        host = parts[0].split(separator: ".").map(String.init)
        port = parts.count > 1 ? String(parts[1]) : ""
        path = String(text.dropFirst(authority.count))
        // All of these are Docker's one registry.
        if host == ["index", "docker", "io"] || host == ["registry-1", "docker", "io"] {
            host = ["docker", "io"]
        }
    }

    var weight: Int { host.joined(separator: ".").utf8.count + path.utf8.count }

    func matches(_ image: RegistryPlace) -> Bool {
        host.count == image.host.count && port == image.port && image.path.hasPrefix(path)
            && zip(host, image.host).allSatisfy { fits(Array($0.utf8)[...], Array($1.utf8)[...]) }
    }
}

/// Whether a text fits a pattern with `*` (any number of characters) and `?` (one).
private func fits(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == UInt8(ascii: "*") {
        return fits(pattern.dropFirst(), text) || (!text.isEmpty && fits(pattern, text.dropFirst()))
    }
    guard let character = text.first, first == UInt8(ascii: "?") || first == character else { return false }
    return fits(pattern.dropFirst(), text.dropFirst())
}
