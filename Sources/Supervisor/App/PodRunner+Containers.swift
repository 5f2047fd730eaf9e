import PodEngine
import PodSpec
import Podman
import Systemd

extension PodRunner {
    /// Makes and starts a container, in the place of its finished predecessor; how that one ended is on
    /// record before it is removed.
    func start(_ name: String, restarts: Int32, replacing: String?) async {
        await closingLogs[name]?.value
        guard let container = spec(name), let sandbox else {
            send(name, .startFailed(reason: "CreateContainerError", message: "the pod's sandbox is gone"))
            return
        }
        let spec: ContainerCreate
        do {
            try await checkUser(container)
            spec = try await specification(of: container, sandbox: sandbox.id, restarts: restarts)
        } catch {
            send(name, .startFailed(reason: "CreateContainerConfigError", message: "\(error)"))
            return
        }
        if let replacing { await setAside(replacing, name: name) }
        var runs = false
        defer { release(name, replacing, runs: runs) }
        do {
            let id = try await create(spec)
            note(.normal, "Created", container: name, "Created container \(name)")
            runs = await run(name, id, restarts: restarts)
        } catch {
            suspectImage(of: container, error)
            send(name, .startFailed(reason: "CreateContainerError", message: "\(error)"))
        }
    }

    /// The next try pulls the image anew, whoever pulled it. Once: should it not help, no try shall load it again.
    private func suspectImage(of container: Container, _ error: any Error) {
        guard let error = error as? PodmanError, error.isLayerDamaged,
            context.damagedImages.insert(container.image).inserted
        else { return }
        PullRecord(container.image, context.paths.base).markSuspect()
    }

    /// Removes what a container replaced. Without a successor it stays for one more try, since after a power loss
    /// its label alone tells how often it was restarted; no longer, since it may be what fills the disk.
    private func release(_ name: String, _ replaced: String?, runs: Bool) {
        let earlier = kept.removeValue(forKey: name)
        if let replaced, !runs { kept[name] = replaced }
        for id in [earlier, runs ? replaced : nil] {
            if let id { Task { try? await discard(id) } }
        }
    }

    /// - Returns: whether it runs, or has run.
    private func run(_ name: String, _ id: String, restarts: Int32) async -> Bool {
        do throws(PodmanError) {
            await context.logs.setContainer(log(of: name), id: id, restart: restarts)
            try await podman.startContainer(id)
        } catch {
            // If this fails too, the next try or the pod's end removes it, by its name or label.
            try? await discard(id)
            takeFromRuntimeLater(id)
            send(name, .startFailed(reason: "RunContainerError", message: "\(error)"))
            return false
        }
        await begun(name, id)
        return true
    }

    /// It runs, or has run: a Podman that does not answer now is asked until it does.
    private func begun(_ name: String, _ id: String) async {
        var wait = Duration.milliseconds(100)
        while !isRetired {
            do throws(PodmanError) {
                let found = try await podman.inspectContainer(id)
                let runtimePath = try await context.ociRuntime(found.ociRuntime)
                context.answered()
                context.saw(found)
                watch(name, found, runtimePath: runtimePath)
                send(name, .started(id: id, at: found.state.startedAt.map(WallTime.init) ?? Clock.now.wall))
                missConmon(name)
                return
            } catch {
                if error.isNoSuchContainer {
                    let message = "somebody removed the container as soon as it had started"
                    send(name, .startFailed(reason: "RunContainerError", message: message))
                    return
                }
                context.noAnswer(error)
            }
            await sleep(wait)
            wait = min(wait * 2, .seconds(10))
        }
    }

    private func specification(
        of container: Container, sandbox: String, restarts: Int32
    ) async throws -> ContainerCreate {
        let limits = try await context.enforceable(container.resources)
        let mountpoints = try await readyVolumes()
        let environment = try resolveEnvironment(of: container, in: pod, app: app, facts: facts)
        try volumes.makeTerminationFile(for: container.name)
        var mounts = try volumes.mounts(of: container, environment: environment, mountpoints: mountpoints)
        try await checkImageVolumes(container, mounts)
        if let address = self.sandbox?.address, !container.volumeMounts.contains(where: \.isHostsFile),
            let hosts = try volumes.makeHosts(address: address)
        {
            mounts.binds.append(hosts)
        }
        var spec = ContainerCreate(
            container,
            ContainerPlace(
                app: app.name, pod: pod, sandbox: sandbox, slice: try await context.slice(),
                environment: environment,
                mounts: mounts, logPath: context.logs.pipePath(pod: pod.name, container: container.name),
                restarts: restarts, hash: try containerHash(container, in: pod, app: app, key: context.key),
                imageUser: try await imageUser(of: container),
                seccompFolders: context.paths.base.seccompFolders, limits: limits))
        spec.image = app.image(container.image)
        return spec
    }

    /// The image's user without its group; `nil` where it does not matter.
    private func imageUser(of container: Container) async throws(PodmanError) -> String? {
        let (own, pods) = (container.securityContext, pod.securityContext)
        guard own.runAsGroup ?? pods.runAsGroup != nil, own.runAsUser ?? pods.runAsUser == nil else {
            return nil
        }
        let user = try await podman.inspectImage(app.image(container.image)).config.user.prefix { $0 != ":" }
        return user.isEmpty ? nil : String(user)
    }

    /// Podman before 5.4 would mount the whole image without a word.
    private func checkImageVolumes(_ container: Container, _ mounts: Mounts) async throws {
        guard let volume = mounts.images.first(where: { $0.subPath != nil }) else { return }
        let version = try await podman.version()
        if (version.major, version.minor) >= (5, 4) { return }
        let name = container.volumeMounts.first { $0.mountPath == volume.destination }?.name
        throw VolumeError.imageSubPath(volume: name ?? "", podman: "\(version)")
    }

    /// `runAsNonRoot` without a user of its own (the decoder refuses root): the image's must not be root, and
    /// must be a number, since a name tells nothing (kubelet, `verifyRunAsNonRoot`).
    private func checkUser(_ container: Container) async throws {
        let own = container.securityContext
        let mustNotBeRoot = own.runAsNonRoot ?? pod.securityContext.runAsNonRoot ?? false
        guard mustNotBeRoot, own.runAsUser ?? pod.securityContext.runAsUser == nil else { return }
        let user = String(
            try await podman.inspectImage(app.image(container.image)).config.user.prefix { $0 != ":" })
        if user.isEmpty || user == "root" || Int64(user) == 0 { throw RunsAsRoot.byImage(container.image) }
        if Int64(user) == nil { throw RunsAsRoot.perhaps(container.image, user: user) }
    }

    /// Frees the name of a finished container. Renaming takes a third of the time that removing does, and
    /// the pod waits for its successor; what is left is removed once that one runs (see ``discard(_:)``), or by
    /// the next supervisor (see ``observe()``).
    private func setAside(_ id: String, name: String) async {
        do throws(PodmanError) {
            try await podman.renameContainer(id, to: PodmanName.setAside(name, of: pod.name, id: id))
        } catch {
            try? await discard(id)
        }
    }

    private func create(_ spec: ContainerCreate) async throws -> String {
        do throws(PodmanError) {
            return try await podman.createContainer(spec)
        } catch {
            guard error.isNameInUse else { throw error }
            let other: ContainerInspect
            do throws(PodmanError) {
                other = try await podman.inspectContainer(spec.name)
            } catch {
                guard error.isNoSuchContainer else {
                    guard try await discardBroken(spec.name) else { throw error }
                    return try await podman.createContainer(spec)
                }
                if try await podman.removeStorageLeftover(named: spec.name) {
                    return try await podman.createContainer(spec)
                }
                // A pod has the name, or a container that another tool than Podman made.
                throw NameTaken(kind: "pod or container", name: spec.name)
            }
            let labels = other.config.labels
            guard labels[Label.app] == app.name, labels[Label.pod] == pod.name else {
                throw NameTaken(kind: "container", name: spec.name)
            }
            try await discard(other.id)
            return try await podman.createContainer(spec)
        }
    }

    /// Removes a container of ours that Podman lists and cannot inspect: a removal that a full disk interrupted
    /// takes away its storage alone («container not known»), and leaves its name taken for ever.
    ///
    /// - Returns: whether there was one.
    private func discardBroken(_ name: String) async throws(PodmanError) -> Bool {
        guard
            let broken = try await podman.listContainers(labels: ownLabels).first(where: { $0.name == name })
        else { return false }
        try await discard(broken.id)
        return true
    }

    func signal(_ name: String, _ id: String, _ signal: String) async {
        do throws(PodmanError) {
            try await podman.killContainer(id, signal: signal)
        } catch {
            if error.isNoSuchContainer {
                forget(name, id)
                send(name, .gone(id: id))
            } else if error.isNotRunning {
                await ended(name, id)
            } else {
                send(name, .signalFailed(id: id, message: "\(error)"))
            }
        }
    }

    func remove(_ name: String, _ id: String) async {
        do throws(PodmanError) {
            try await discard(id)
            forget(name, id)
            send(name, .removed(id: id))
        } catch {
            send(name, .removeFailed(id: id, message: "\(error)"))
        }
    }
}

extension VolumeMount {
    fileprivate var isHostsFile: Bool { mountPath == "/etc/hosts" }
}

/// `runAsNonRoot` cannot be kept.
enum RunsAsRoot: Error, CustomStringConvertible {
    case byImage(String)
    case perhaps(String, user: String)

    var description: String {
        switch self {
        case .byImage(let image):
            "runAsNonRoot is set, but image '\(image)' runs as root; set runAsUser, or USER in the image"
        case .perhaps(let image, let user):
            "runAsNonRoot is set, but image '\(image)' runs as '\(user)', which may be root; set runAsUser"
        }
    }
}
