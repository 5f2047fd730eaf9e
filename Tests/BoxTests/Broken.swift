/// A manifest that is wrong, and what must be said about it: at which line, and with which words.
struct Broken: Sendable {
    let name: String
    let manifest: String
    let problems: [(line: Int, words: [String])]

    static let all = [
        Broken(
            name: "broken YAML", manifest: "kind: Pod\nmetadata: {name: a\nspec: [\n", problems: []),
        Broken(
            name: "unknown kind",
            manifest: "apiVersion: v1\nkind: Pood\nmetadata:\n  name: a\n",
            problems: [(2, ["kind", "Pood", "Pod"])]),
        Broken(
            name: "unknown field, with a suggestion",
            manifest: pod("    image: localhost/a:1\n    comand: [true]\n"),
            problems: [(9, ["comand", "command"])]),
        Broken(
            name: "wrong type",
            manifest: pod("    image: localhost/a:1\n    ports: {containerPort: 80}\n"),
            problems: [(9, ["ports"])]),
        Broken(
            name: "missing name",
            manifest:
                "apiVersion: v1\nkind: Pod\nmetadata: {}\nspec:\n  containers:\n  - name: a\n    image: b:1\n",
            problems: [(3, ["metadata", "name"])]),
        Broken(
            name: "duplicate container",
            manifest: pod("    image: localhost/a:1\n  - name: web\n    image: localhost/a:1\n"),
            problems: [(9, ["web"])]),
        Broken(
            name: "duplicate host port",
            manifest: pod(
                """
                    image: localhost/a:1
                    ports:
                    - containerPort: 80
                      hostPort: 8080
                    - containerPort: 81
                      hostPort: 8080

                """), problems: [(13, ["8080"])]),
        Broken(
            name: "bad quantity",
            manifest: pod(
                "    image: localhost/a:1\n    resources:\n      limits:\n        memory: 12 megs\n"),
            problems: [(11, ["memory", "12 megs"])]),
        Broken(
            name: "a volume mount without its volume",
            manifest: pod(
                "    image: localhost/a:1\n    volumeMounts:\n    - name: data\n      mountPath: /data\n"),
            problems: [(10, ["data"])]),
        Broken(
            name: "several at once",
            manifest: pod("    image: localhost/a:1\n    comand: [true]\n    ports: 80\n    workingdir: /\n"),
            problems: [(9, ["comand"]), (10, ["ports"]), (11, ["workingdir", "workingDir"])]),
    ]

    /// A pod with one container `web`, whose further lines begin at line 8 and are indented by four.
    private static func pod(_ container: String) -> String {
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: web\n" + container
    }
}
