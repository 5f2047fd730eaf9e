@testable import Podman
@testable import Supervisor

@testable import podsup

@MainActor
let execPictures = [
    Picture("which container is taken") { $0.complain(Target.taking("nginx")) },
    failing(
        "a container that does not run",
        problem { try LiveContainer.find(in: SiteInTrouble.document(), pod: nil, container: "webhook") }),
    failing(
        "a container that is not there",
        problem { try LiveContainer.find(in: SiteInTrouble.document(), pod: nil, container: "web") }),
    failing(
        "a pod that is not there",
        problem { try LiveContainer.find(in: SiteInTrouble.document(), pod: "web", container: nil) }),
    command("no COMMAND", ["exec", "site"]),
]

@MainActor
let attachPictures = [
    Picture("a container without standard input") { $0.complain(Attach.onlyWatching("nginx")) },
    command("wrong keys", ["attach", "site", "--detach-keys", "meta-x"]),
]

@MainActor
let copyPictures = [
    Picture("copied, and what cannot be") { console in
        var arguments = try Arguments(["site:/site", "."], options: Copy.help.options)
        try Copy(&arguments, Common(isUser: false)).tell(3_456_789, ["/site/socket"], console)
    },
    failing("a file that is not there", Copy.missing("/etc/nothing", in: "nginx")),
    command("neither in a container", ["cp", "here", "./there"]),
]

@MainActor
let portForwardPictures = [
    Picture("open") { $0.mention(PortForwarder.Port(local: 8888, remote: 8080).words) },
    failing(
        "a port that is taken", PortForward.cannotListen("127.0.0.1:80: Permission denied", isForRoot: true)),
    command("a wrong port", ["port-forward", "site", "http"]),
]

@MainActor
let pullPictures = [
    Picture("two layers") { console in
        let painter = PullPainter("registry.example.org:5000/tools/webhook:2.8", console, isQuiet: false)
        painter.begin("asking registry registry.example.org:5000")
        painter.take(PullStep(layer: "9c0b82a4e7d1", state: .present), now: 0)
        painter.take(PullStep(layer: "4f4fb700ef54", state: .waiting), now: 0.5)
        painter.take(PullStep(layer: "4f4fb700ef54", state: .loading(0, of: 52_345_678)), now: 1)
        painter.take(PullStep(layer: "4f4fb700ef54", state: .loading(20_345_678, of: 52_345_678)), now: 5)
        painter.take(PullStep(layer: "4f4fb700ef54", state: .done), now: 9)
        painter.end()
        console.say(
            puller(console).result("registry.example.org:5000/tools/webhook:2.8", before: nil, after: digest))
    },
    Picture("nothing new, and a newer one") { console in
        let puller = puller(console)
        console.say(puller.result("docker.io/library/nginx:1", before: digest, after: digest))
        console.say(puller.result("docker.io/library/nginx:1", before: "", after: digest))
    },
    pullFailure(
        "a missing image",
        "initializing source docker://r.example.org/web:9: reading manifest 9: manifest unknown"),
    pullFailure(
        "no password",
        "initializing source docker://r.example.org/web:9: unauthorized: authentication required"),
    pullFailure(
        "a full disk", "writing blob: storing blob to file: write /var/tmp/x: no space left on device"),
    Picture("a broken connection") { console in
        console.complain(puller(console).again(image, "unexpected EOF", seconds: 4))
    },
    Picture("not to be pulled") { console in
        console.complain(Puller.neverPulled("r.example.org/web:9"))
        console.complain("not pulled: r.example.org/web:9")
    },
]

private let digest = "77af4d6b9913e693e8d0b4b294fa62ade6054e6b2f1ffb617ac955dd63fb0182"
private let image = WantedImage(reference: "r.example.org/web:9", isNever: false, auths: [])

@MainActor
private func puller(_ console: Console) -> Puller {
    Puller(base: .system, console: console, isQuiet: false)
}

@MainActor
private func pullFailure(_ title: String, _ message: String) -> Picture {
    Picture(title) { console in
        let error = PodmanError.api(
            call: "pull image r.example.org/web:9",
            PodmanAPIError(status: 500, cause: message, message: message))
        console.complain(puller(console).explain(error, image))
    }
}

@MainActor
let updatePictures = [
    Picture("a newer image") { console in
        console.say(
            Update.change(
                "registry.example.org:5000/tools/webhook:2.8", from: "aa4d6b9913e6",
                to: String(digest.prefix(12))))
    },
    waiting("done", ready: "is updated and ready", .ready),
    Picture("nothing newer") { $0.print("site runs the newest images") },
]
