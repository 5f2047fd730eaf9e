import Dispatch
import PodSpec
import Podman
import Supervisor

/// `podsup pull APP|FILE…`: fetches an app's images before it needs them.
struct Pull: Command {
    static let help = CommandHelp(
        name: "pull", arguments: AppOrFiles.arguments, summary: "fetch the images of an app or a manifest",
        details: """
            Asks the registries for every image, also those that are there, and changes no container: 'podsup update'
            does. Passwords come from the manifest's imagePullSecrets and from where 'podman login' keeps them. A
            connection that breaks off is tried again, five times in all: layers that were complete stay, and with
            Podman 5 the one that was not goes on where it was.
            """,
        options: AppOrFiles.options + [Option("--quiet", "q", "say nothing but what is wrong")],
        examples: [
            .init("podsup pull site", "the newest images of an app, so that 'podsup update site' is quick")
        ])

    let subject: AppOrFiles
    let isQuiet: Bool
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        isQuiet = arguments.flag("--quiet")
        subject = try AppOrFiles(&arguments)
    }

    func run(_ console: Console) async throws -> Int32 {
        let site = Site(common)
        let app = try subject.read(site).app
        try Preflight.checkRights(site.scope, doing: "pull images")
        try await Preflight.checkPodman(site.base, Preflight.connect(site.scope))
        let puller = Puller(base: site.base, console: console, isQuiet: isQuiet)
        let failed = try await puller.pull(imagesToPull(app), .always)
        if failed.isEmpty { return ExitStatus.done }
        console.complain("not pulled: \(failed.joined(separator: ", "))")
        return ExitStatus.mayWorkLater
    }
}

/// An image and what may open its registry.
struct WantedImage: Equatable {
    var reference: String
    /// What Podman is told when it is wanted: `Always` and so on.
    var isNever: Bool
    /// `X-Registry-Auth`, best first; an empty list: nobody knows a password.
    var auths: [String]
}

/// In the order in which they are needed, each once.
func imagesToPull(_ app: App) -> [WantedImage] {
    let stored = RegistryAuth.ofThisUser()
    var images: [WantedImage] = []
    func add(_ image: String, isNever: Bool, _ pod: Pod) {
        if images.contains(where: { $0.reference == image }) { return }
        let accounts = registryAccounts(for: image, in: pod, app: app).map(\.header)
        images.append(
            WantedImage(
                reference: image, isNever: isNever,
                auths: accounts.isEmpty ? [stored.header(for: image)].compactMap { $0 } : accounts))
    }
    for pod in app.unitPods {
        for container in pod.allContainers {
            add(container.image, isNever: container.pullPolicy == .never, pod)
        }
        for volume in pod.volumes {
            if case .image(let image, let policy) = volume.source {
                add(image, isNever: policy == .never, pod)
            }
        }
    }
    return images
}

enum PullWhen: String, CaseIterable { case always, missing, never }

/// Pulls images one after the other, as a small machine's card and network are best used, and shows how far it is.
@MainActor
struct Puller {
    let podman: Podman
    let base: Paths
    let console: Console
    let isQuiet: Bool
    /// How often a connection that broke off is tried again; layers that were complete by then are not loaded twice.
    var tries = 5

    init(base: Paths, console: Console, isQuiet: Bool) {
        podman = Podman(socketPath: base.socket)
        self.base = base
        self.console = console
        self.isQuiet = isQuiet
    }

    /// - Returns: the images that could not be pulled; each was complained of.
    func pull(_ images: [WantedImage], _ when: PullWhen) async throws -> [String] {
        var failed: [String] = []
        for image in images {
            let isThere = try await podman.imageExists(image.reference)
            let isSuspect = PullRecord(image.reference, base).isSuspect
            if when == .never || image.isNever || (when == .missing && isThere && !isSuspect) {
                if !isThere {
                    console.complain(Self.neverPulled(image.reference))
                    failed.append(image.reference)
                }
                continue
            }
            if image.reference.hasPrefix("localhost/") {
                // Made here: no registry of that name has it.
                if !isThere {
                    console.complain("\(image.reference): not on this machine; build or import it")
                    failed.append(image.reference)
                } else if !isQuiet {
                    console.say("\(image.reference): made on this machine, nothing to pull")
                }
                continue
            }
            do throws(PodmanError) {
                try await pull(image)
            } catch {
                if error.isSocketProblem { throw error }
                console.complain(explain(error, image))
                failed.append(image.reference)
            }
        }
        return failed
    }

    private func pull(_ image: WantedImage) async throws(PodmanError) {
        let pull = DurablePull(image.reference, podman, base) { console.note($0) }
        let (before, after) = try await pull.run(waits: true) { () throws(PodmanError) in
            try await fetch(image)
        }
        if !isQuiet { console.say(result(image.reference, before: before, after: after)) }
    }

    private func fetch(_ image: WantedImage) async throws(PodmanError) {
        var wait: UInt32 = 1
        var auths = image.auths[...]
        var triesLeft = tries
        while true {
            let painter = PullPainter(image.reference, console, isQuiet: isQuiet)
            painter.begin("asking \(registry(image))")
            do throws(PodmanError) {
                // Without its registry the compatible API takes a name for one of Docker Hub, the native one
                // asks registries.conf.
                if image.reference.hasRegistry {
                    try await podman.pullImageByLayers(image.reference, auth: auths.first) {
                        painter.take($0)
                    }
                } else {
                    _ = try await podman.pullImage(image.reference, policy: "always", auth: auths.first) {
                        line in
                        painter.say(line.text)
                    }
                }
                painter.end()
                return
            } catch {
                painter.end()
                if error.isRefusal, auths.count > 1 {
                    auths = auths.dropFirst()
                    continue
                }
                guard error.isBrokenConnection, triesLeft > 1 else { throw error }
                triesLeft -= 1
                console.complain(again(image, error.reason, seconds: wait))
                let seconds = wait
                await withCheckedContinuation { done in
                    DispatchQueue.main.asyncAfter(deadline: .now() + .seconds(Int(seconds))) { done.resume() }
                }
                wait = min(wait * 2, 30)
            }
        }
    }

    /// - Parameter before: the ID of the image of this name that was there; nil: none was.
    func result(_ image: String, before: String?, after: String) -> String {
        let word = before == nil ? "pulled" : before == after ? "is up to date" : "pulled, it is newer"
        return "\(image): \(word) (\(after.prefix(12)))"
    }

    static func neverPulled(_ image: String) -> String {
        "\(image): not on this machine, and imagePullPolicy or --pull says never to pull it; build or import it"
    }

    func again(_ image: WantedImage, _ reason: String, seconds: UInt32) -> String {
        "\(image.reference): \(registry(image)): \(reason), trying again in \(seconds) s"
    }

    func explain(_ error: PodmanError, _ image: WantedImage) -> String {
        if error.isMissing {
            return
                "\(image.reference): \(registry(image)) has no such image (manifest unknown); check its name and tag"
        }
        let registry = image.reference.split(separator: "/").first.map(String.init) ?? image.reference
        let remedy =
            error.isRefusal
            ? image.auths.isEmpty
                ? "; 'podman login \(registry)' as the same user keeps a password, or use imagePullSecrets"
                : "; the password that is kept for it was refused: 'podman login \(registry)' keeps another"
            : error.isFullDisk
                ? "; make room: 'podman image prune' removes images that no container uses" : ""
        return "\(image.reference): \(self.registry(image)): \(error.reason)\(remedy)"
    }

    private func registry(_ image: WantedImage) -> String {
        image.reference.hasRegistry ? "registry \(image.reference.prefix { $0 != "/" })" : "registry"
    }
}

extension String {
    /// Whether an image's name says its registry: its first part has a dot or a port, or is `localhost`.
    var hasRegistry: Bool {
        guard let slash = firstIndex(of: "/") else { return false }
        let first = self[..<slash]
        return first == "localhost" || first.contains(".") || first.contains(":")
    }
}
