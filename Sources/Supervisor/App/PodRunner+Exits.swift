import PodEngine
import PodSpec
import Podman

extension PodRunner {
    /// Watches a container's main process, and remembers how to reach the container.
    func watch(_ name: String, _ found: ContainerInspect) async throws(PodmanError) {
        if live[name]?.id == found.id, live[name]?.watch != nil { return }
        live[name]?.watch?.stop()
        let id = found.id
        let watch = ProcessWatch(pid: found.state.pid, belongs: { isProcess($0, ofContainer: id) }) {
            [weak self] in
            guard let self else { return }
            live[name]?.watch = nil
            Task { await self.ended(name, id) }
        }
        let runtime = RuntimeContainer(
            id: id, runtimePath: try await context.ociRuntime(found.ociRuntime), configPath: found.ociConfigPath)
        let stopSignal = container(name)?.stopSignal ?? found.config.stopSignal
        live[name] = Live(
            id: id, stopSignal: stopSignal.isEmpty ? "SIGTERM" : stopSignal, runtime: runtime, watch: watch)
        // It ended between the inspection and now.
        if watch == nil, found.state.running { Task { await ended(name, id) } }
    }

    /// Its process is gone: asks Podman how it ended, until it answers.
    func ended(_ name: String, _ id: String) async {
        var wait = Duration.milliseconds(100)
        while true {
            do throws(PodmanError) {
                let found = try await podman.inspectEnded(id)
                // Its last line too, if that has no end.
                Task { await context.logs.drained(log(of: name)) }
                send(name, .exited(id: id, exit(of: found, name: name)))
                return
            } catch {
                if error.isNoSuchContainer {
                    send(name, .gone(id: id))
                    return
                }
                if wait > .seconds(1) {
                    note(
                        .warning, "PodmanUnavailable", container: name,
                        "it ended, but how is not known yet: \(error), trying again in \(wait.inWords)")
                }
            }
            await sleep(wait)
            wait = min(wait * 2, .seconds(10))
        }
    }

    func exit(of found: ContainerInspect, name: String) -> Exit {
        Exit(
            code: found.state.exitCode, oomKilled: found.state.oomKilled,
            startedAt: found.state.startedAt.map(WallTime.init),
            finishedAt: found.state.finishedAt.map(WallTime.init) ?? Clock.now.wall,
            message: volumes.terminationMessage(of: name))
    }
}
