import PodEngine
import PodSpec
import Podman

extension PodRunner {
    /// Watches a container's main process, and remembers how to reach the container. Without a pause, so
    /// that what is sent next comes before the end of it.
    func watch(_ name: String, _ found: ContainerInspect, runtimePath: String) {
        if live[name]?.id == found.id, live[name]?.watch != nil { return }
        live[name]?.watch?.stop()
        let id = found.id
        let watch = ProcessWatch(pid: found.state.pid, belongs: { isProcess($0, ofContainer: id) }) {
            [weak self] in
            guard let self else { return }
            if live[name]?.id == id { live[name]?.watch = nil }
            Task { await self.ended(name, id) }
        }
        let stopSignal = spec(name)?.stopSignal ?? found.config.stopSignal
        live[name] = Live(
            id: id, stopSignal: stopSignal.isEmpty ? "SIGTERM" : stopSignal,
            runtime: RuntimeContainer(id: id, runtimePath: runtimePath, configPath: found.ociConfigPath),
            watch: watch)
        // It ended between the inspection and now, or before.
        if watch == nil { Task { await ended(name, id) } }
    }

    /// Its process is gone: asks Podman how it ended, until it answers.
    func ended(_ name: String, _ id: String) async {
        guard ending.insert(id).inserted else { return }
        defer { ending.remove(id) }
        var wait = Duration.milliseconds(100)
        while !isRetired {
            do throws(PodmanError) {
                let found = try await podman.inspectEnded(id)
                context.answered()
                // Its last line too, if that has no end.
                Task { await context.logs.drained(log(of: name)) }
                send(name, .exited(id: id, exit(of: found, name: name)))
                return
            } catch {
                if error.isNoSuchContainer {
                    forget(name, id)
                    send(name, .gone(id: id))
                    return
                }
                if await runsAgain(name, id) { return }
                context.noAnswer(error)
            }
            await sleep(wait)
            wait = min(wait * 2, .seconds(10))
        }
    }

    /// Whether it lives after all, with another process (somebody restarted it by hand), which is then watched.
    private func runsAgain(_ name: String, _ id: String) async -> Bool {
        guard let live = live[name], live.id == id, let found = try? await podman.inspectContainer(id),
            found.state.running
        else { return false }
        watch(name, found, runtimePath: live.runtime.runtimePath)
        return self.live[name]?.watch != nil
    }

    func forget(_ name: String, _ id: String) {
        guard live[name]?.id == id else { return }
        live[name]?.watch?.stop()
        live[name] = nil
    }

    func exit(of found: ContainerInspect, name: String) -> Exit {
        Exit(
            code: found.state.exitCode, oomKilled: found.state.oomKilled,
            startedAt: found.state.startedAt.map(WallTime.init),
            finishedAt: found.state.finishedAt.map(WallTime.init) ?? Clock.now.wall,
            message: volumes.terminationMessage(of: name))
    }
}
