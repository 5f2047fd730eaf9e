import YAML

/// A user of an image registry, from a Secret that a pod names under `imagePullSecrets`.
package struct RegistryAccount: Equatable, Sendable {
    package var username: String
    package var password: String

    package init(username: String, password: String) {
        self.username = username
        self.password = password
    }
}

/// A password must not come into a log by chance.
extension RegistryAccount: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "an account of '\(username)'" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The accounts with which a pod may pull an image, the one that fits best first; without one the image is
/// pulled as anybody could.
///
/// As the kubelet does it (`pkg/credentialprovider/keyring.go`): every account whose registry matches is tried.
package func registryAccounts(for image: String, in pod: Pod, app: App) -> [RegistryAccount] {
    var ring = Keyring()
    for name in pod.imagePullSecrets {
        guard let secret = app.secrets[name], let accounts = try? secret.registryAccounts() else { continue }
        for (place, account) in accounts { ring.add(place, account) }
    }
    return ring.accounts(for: image)
}

extension Secret {
    /// The accounts of a Secret of the type `kubernetes.io/dockerconfigjson` or `…/dockercfg`, by registry.
    ///
    /// - Throws: what is wrong with it, without a word of its content.
    func registryAccounts() throws(BadPullSecret) -> [(place: String, account: RegistryAccount)] {
        let bytes: [UInt8]
        switch (data[".dockerconfigjson"], data[".dockercfg"]) {
        case (let json?, _) where type == "kubernetes.io/dockerconfigjson": bytes = json
        case (_, let old?) where type == "kubernetes.io/dockercfg": bytes = old
        default: throw .wrongType(type)
        }
        // JSON is YAML, and PodSpec has no other reader.
        guard let documents = try? YAMLParser.documents(in: bytes), documents.count == 1,
            case .mapping(var entries) = documents[0].content
        else { throw .notJSON }
        if type == "kubernetes.io/dockerconfigjson" {
            guard let auths = entries.value("auths") else { throw .noAuths }
            guard case .mapping(let registries) = auths.content else { throw .notJSON }
            entries = registries
        }
        var accounts: [(place: String, account: RegistryAccount)] = []
        for entry in entries {
            guard case .scalar(let place) = entry.key.content, case .mapping(let fields) = entry.value.content
            else { throw .notJSON }
            guard let account = RegistryAccount(fields) else { throw .noAccount(registry: place.text) }
            accounts.append((place.text, account))
        }
        return accounts
    }
}

/// Why a Secret holds no registry's account.
enum BadPullSecret: Error, Equatable {
    case wrongType(String)
    case notJSON
    case noAuths
    case noAccount(registry: String)

    var what: String {
        switch self {
        case .wrongType(let type): "is of the type \(type), so it holds no registry's account"
        case .notJSON: "holds no JSON of a registry's account"
        case .noAuths: "has no 'auths' in its JSON"
        case .noAccount(let registry): "has neither 'auth' nor 'username' and 'password' for \(registry)"
        }
    }
}

extension RegistryAccount {
    /// `auth` (base64 of `USER:PASSWORD`) or `username` and `password`.
    fileprivate init?(_ fields: [Node.Entry]) {
        if let auth = fields.text("auth"), !auth.isEmpty {
            guard let bytes = decodeBase64(auth), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
                return nil
            }
            // Some tools pad with NUL.
            let password = bytes[(colon + 1)...].reversed().drop { $0 == 0 }.reversed()
            self.init(
                username: String(decoding: bytes[..<colon], as: UTF8.self),
                password: String(decoding: password, as: UTF8.self))
        } else if let username = fields.text("username"), let password = fields.text("password") {
            self.init(username: username, password: password)
        } else {
            return nil
        }
    }
}

extension [Node.Entry] {
    fileprivate func value(_ name: String) -> Node? {
        first { entry in
            if case .scalar(let key) = entry.key.content { key.text == name } else { false }
        }?.value
    }

    fileprivate func text(_ name: String) -> String? {
        guard let node = value(name), !node.isNull, case .scalar(let scalar) = node.content else {
            return nil
        }
        return scalar.text
    }
}
