import PodEngine
import PodSpec
import Podman
import Systemd

extension PodRunner {
    func container(_ name: String) -> Container? { pod.allContainers.first { $0.name == name } }

    /// Makes and starts a container, in the place of its finished predecessor; how that one ended is on
    /// record before it is removed.
    func start(_ name: String, restarts: Int32, replacing: String?) async {
        guard let container = container(name), let sandbox else {
            send(name, .startFailed(reason: "RunContainerError", message: "the pod's sandbox is gone"))
            return
        }
        let spec: ContainerCreate
        do {
            let limits = await context.enforceable(container.resources)
            spec = try specification(
                of: container, sandbox: sandbox.id, restarts: restarts, slice: try await context.slice(),
                limits: limits)
            try await checkUser(container)
        } catch {
            send(name, .startFailed(reason: "CreateContainerConfigError", message: "\(error)"))
            return
        }
        if let replacing { try? await discard(replacing) }
        do {
            let id = try await create(spec)
            do throws(PodmanError) {
                await context.logs.setContainer(log(of: name), id: id, restart: restarts)
                try await podman.startContainer(id)
                let found = try await podman.inspectContainer(id)
                let startedAt = found.state.startedAt.map(WallTime.init) ?? Clock.now.wall
                try await watch(name, found)
                send(name, .started(id: id, at: startedAt))
                missConmon(name)
                if found.state.hasEnded { await ended(name, id) }
            } catch {
                try? await discard(id)
                takeFromRuntimeLater(id)
                throw error
            }
        } catch let error as NameTaken {
            send(name, .startFailed(reason: "CreateContainerError", message: "\(error)"))
        } catch {
            send(name, .startFailed(reason: "RunContainerError", message: "\(error)"))
        }
    }

    private func specification(
        of container: Container, sandbox: String, restarts: Int32, slice: String?, limits: ResourceLimits?
    ) throws -> ContainerCreate {
        let app = context.app
        let environment = try resolveEnvironment(of: container, in: pod, app: app, facts: facts)
        try volumes.makeTerminationFile(for: container.name)
        let mounts = try Mounts(
            of: container, in: pod, places: places, environment: environment, mountpoints: mountpoints)
        return ContainerCreate(
            container,
            ContainerPlace(
                app: app.name, pod: pod, sandbox: sandbox, slice: slice, environment: environment,
                mounts: mounts, logPath: context.logs.pipePath(pod: pod.name, container: container.name),
                restarts: restarts, hash: try containerHash(container, in: pod, app: app), limits: limits))
    }

    /// `runAsNonRoot` without a user of its own: the image's must not be root (kubelet, `verifyRunAsNonRoot`).
    private func checkUser(_ container: Container) async throws {
        let own = container.securityContext
        let mustNotBeRoot = own.runAsNonRoot ?? pod.securityContext.runAsNonRoot ?? false
        guard mustNotBeRoot, own.runAsUser ?? pod.securityContext.runAsUser == nil else { return }
        let user = try await podman.inspectImage(container.image).config.user.prefix { $0 != ":" }
        if user.isEmpty || user == "0" || user == "root" {
            throw RunsAsRoot(image: container.image)
        }
    }

    private func create(_ spec: ContainerCreate) async throws -> String {
        do throws(PodmanError) {
            return try await podman.createContainer(spec)
        } catch {
            guard error.isNameInUse else { throw error }
            let other = try await podman.inspectContainer(spec.name)
            guard other.config.labels[Label.app] == context.app.name else {
                throw NameTaken(kind: "container", name: spec.name)
            }
            try await discard(other.id)
            return try await podman.createContainer(spec)
        }
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

    private func forget(_ name: String, _ id: String) {
        guard live[name]?.id == id else { return }
        live[name]?.stopWatching()
        live[name] = nil
    }
}

struct RunsAsRoot: Error, CustomStringConvertible {
    let image: String

    var description: String {
        "runAsNonRoot is set, but image '\(image)' runs as root; set runAsUser, or USER in the image"
    }
}
