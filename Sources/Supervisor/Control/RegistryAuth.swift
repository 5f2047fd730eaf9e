import Glibc
import JSON
import Podman

/// Passwords of registries as `podman login` keeps them: containers-auth.json(5).
package struct RegistryAuth: Sendable {
    private var entries: [String: String] = [:]

    /// The files in which Podman's command looks, in its order. The service that does the work has another
    /// environment than the login in which `podman login` ran, so that we look for it.
    package static func files(environment: [String: String], home: String, uid: UInt32) -> [String] {
        if let file = environment["REGISTRY_AUTH_FILE"], !file.isEmpty { return [file] }
        var files: [String] = []
        if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") {
            files.append("\(runtime)/containers/auth.json")
        }
        files.append("/run/containers/\(uid)/auth.json")
        files.append("/run/user/\(uid)/containers/auth.json")
        let config =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config"
        return files + ["\(config)/containers/auth.json", "\(home)/.docker/config.json"]
    }

    /// Those of this process's user.
    package static func ofThisUser() -> RegistryAuth {
        var environment: [String: String] = [:]
        for name in ["REGISTRY_AUTH_FILE", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"] {
            environment[name] = getenv(name).map { String(cString: $0) }
        }
        let home =
            getenv("HOME").map { String(cString: $0) }
            ?? getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) }
        return RegistryAuth(files: files(environment: environment, home: home ?? "/root", uid: geteuid()))
    }

    /// Of two files with the same key the first counts. A file that cannot be read or understood has nothing to say.
    package init(files: [String]) {
        for file in files {
            guard let bytes = try? Files.read(file, limit: 1 << 20),
                let document = try? JSON.decode(Document.self, from: bytes)
            else { continue }
            entries.merge((document.auths ?? [:]).compactMapValues { $0.auth }) { first, _ in first }
        }
    }

    /// `X-Registry-Auth` for an image; nil where no password is kept for it: Podman then looks for itself.
    ///
    /// The key that says most about the image counts: `registry/team/app`, `registry/team`, `registry`.
    package func header(for image: String) -> String? {
        let name = image.split(separator: "@")[0]
        var key = String(name)
        if let colon = key.lastIndex(of: ":"), !key[colon...].contains("/") { key = String(key[..<colon]) }
        while true {
            if let auth = entries[key] ?? entries["https://\(key)"] ?? entries["https://\(key)/"] {
                return Self.header(auth)
            }
            guard let slash = key.lastIndex(of: "/") else { break }
            key = String(key[..<slash])
        }
        // Docker's old name for its hub.
        return key == "docker.io" ? entries["https://index.docker.io/v1/"].flatMap(Self.header) : nil
    }

    /// From base64 of `USER:PASSWORD`.
    private static func header(_ auth: String) -> String? {
        guard let bytes = base64(auth), let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let document = try? JSON.encode([
                "username": String(decoding: bytes[..<colon], as: UTF8.self),
                "password": String(decoding: bytes[(colon + 1)...].filter { $0 != 0 }, as: UTF8.self),
            ])
        else { return nil }
        return base64Encoded(document)
    }

    private struct Document: Decodable {
        struct Entry: Decodable { var auth: String? }
        var auths: [String: Entry]?
    }
}
