import Testing

@testable import PodSpec

@Suite("Secrets for pulling images")
struct PullSecretTests {
    /// `auth` values are base64 of `me:PASSWORD`.
    private func secret(_ name: String, _ json: String, type: String = "kubernetes.io/dockerconfigjson")
        -> String
    {
        let key = type.hasSuffix("json") ? ".dockerconfigjson" : ".dockercfg"
        return """
            apiVersion: v1
            kind: Secret
            metadata: {name: \(name)}
            type: \(type)
            stringData:
              \(key): '\(json)'
            ---

            """
    }

    private func accounts(_ image: String, _ secrets: String, pulls: String = "[{name: a}]") throws
        -> [String]
    {
        let app = try decode(secrets + pod(spec: "imagePullSecrets: \(pulls)"))
        return registryAccounts(for: image, in: app.pods[0], app: app).map { "\($0.username):\($0.password)" }
    }

    @Test(
        "count for the images of their registry",
        arguments: [
            ("registry.example.org", "registry.example.org/web:1", true),
            ("https://registry.example.org/v2/", "registry.example.org/web:1", true),
            ("registry.example.org:5000", "registry.example.org:5000/web", true),
            ("registry.example.org", "registry.example.org:5000/web", false),
            ("*.example.org", "registry.example.org/web", true),
            ("*.example.org", "a.registry.example.org/web", false),
            ("registry.example.org/team", "registry.example.org/team/web", true),
            ("registry.example.org/team", "registry.example.org/other/web", false),
            ("https://index.docker.io/v1/", "nginx", true), ("docker.io", "library/nginx:1", true),
            ("docker.io", "docker.io/library/nginx", true), ("docker.io", "quay.example.org/nginx", false),
            ("localhost:5000", "localhost:5000/web", true), ("localhost:5000", "web", false),
        ])
    func matching(registry: String, image: String, matches: Bool) throws {
        let json = #"{"auths":{"\#(registry)":{"auth":"bWU6cGFzcw=="}}}"#
        #expect(try accounts(image, secret("a", json)) == (matches ? ["me:pass"] : []))
    }

    @Test("give all accounts that fit, the one that says most first; then as the pod names them")
    func order() throws {
        let a = #"{"auths":{"r.example.org":{"username":"a","password":"p:1"}}}"#
        let b = #"{"r.example.org/team":{"auth":"Yjoy"},"r.example.org":{"auth":"Yzoz"}}"#
        let text = secret("a", a) + secret("b", b, type: "kubernetes.io/dockercfg")
        let found = try accounts("r.example.org/team/x", text, pulls: "[{name: b}, {name: a}]")
        #expect(found == ["b:2", "c:3", "a:p:1"])
    }

    @Test("may be written with tabs and escapes, as Docker does")
    func dockersOwnText() throws {
        let json =
            "{\\n\\t\\\"auths\\\": {\\n\\t\\t\\\"r.example.org\\\": {\\n\\t\\t\\t\\\"auth\\\": \\\"bWU6cGFzcw==\\\"\\n\\t\\t}\\n\\t}\\n}"
        let text = """
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            type: kubernetes.io/dockerconfigjson
            stringData: {.dockerconfigjson: "\(json)"}
            ---

            """
        #expect(try accounts("r.example.org/web", text) == ["me:pass"])
    }

    @Test("that the manifest does not have are no reason to refuse it")
    func missing() throws {
        let app = try decode(pod(spec: "imagePullSecrets: [{name: nope}]"))
        #expect(
            app.warnings.map(\.text) == ["the manifest has no Secret 'nope', pulling images without it"])
    }

    @Test(
        "are refused where they hold no account, without a word of what they hold",
        arguments: [
            ("s3cret", "holds no JSON of a registry's account"),
            (#"{"x":"s3cret"}"#, "has no 'auths' in its JSON"),
            (
                #"{"auths":{"r.example.org":{"password":"s3cret"}}}"#,
                "has neither 'auth' nor 'username' and 'password' for r.example.org"
            ),
            (
                #"{"auths":{"r.example.org":{"auth":"s3cret!"}}}"#,
                "has neither 'auth' nor 'username' and 'password' for r.example.org"
            ),
        ])
    func broken(json: String, what: String) {
        let lines = problems(in: secret("a", json) + pod(spec: "imagePullSecrets: [{name: a}]"))
        #expect(lines.count == 1)
        #expect(lines.first?.contains("the Secret 'a' \(what); make it with 'kubectl create secret") ?? false)
        #expect(!lines.contains { $0.contains("s3cret") })
    }

    @Test("are not printed by chance")
    func description() {
        let account = RegistryAccount(username: "me", password: "s3cret")
        var text = "\(account) \(String(reflecting: account)) \([account])"
        dump(account, to: &text)
        #expect(!text.contains("s3cret"))
    }
}
