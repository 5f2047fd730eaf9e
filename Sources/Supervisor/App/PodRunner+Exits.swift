import PodEngine
import PodSpec
import Podman

extension PodRunner {
    /// Watches a container's main process, and remembers how to reach the container. Without a pause, so
    /// that what is sent next comes before the end of it.
    func watch(_ name: String, _ found: ContainerInspect, runtimePath: String) {
        if live[name]?.id == found.id, live[name]?.watch != nil { return }
        live[name]?.stopWatching()
        let id = found.id
        inRuntime.insert(id)
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
            watch: watch, conmonPID: found.state.conmonPid, conmon: watchConmon(name, found))
        context.memoryKills.began(id, pid: found.state.pid)
        // It ended between the inspection and now, or before.
        if watch == nil { Task { await ended(name, id) } }
    }

    private func watchConmon(_ name: String, _ found: ContainerInspect) -> ProcessWatch? {
        let id = found.id
        return ProcessWatch(pid: found.state.conmonPid, belongs: { isConmon($0, ofContainer: id) }) {
            [weak self] in
            guard let self, live[name]?.id == id else { return }
            live[name]?.conmon = nil
            Task {
                // It ends with its container too, of which we may learn a little later.
                await sleep(.milliseconds(100))
                self.missConmon(name)
            }
        }
    }

    /// Tells the machine if the container lives without its conmon.
    func missConmon(_ name: String) {
        guard let container = live[name], container.watch != nil, container.conmonPID > 0,
            container.conmon == nil
        else { return }
        send(name, .conmonLost(id: container.id))
    }

    /// Its process is gone: asks Podman how it ended, until it answers.
    func ended(_ name: String, _ id: String) async {
        guard ending.insert(id).inserted else { return }
        defer { ending.remove(id) }
        let memoryRanOut = context.memoryKills.ended(id)
        var wait = Duration.milliseconds(100)
        while !isRetired {
            do throws(PodmanError) {
                var exit = try await end(of: id, name: name)
                context.answered()
                // Its last line too, if that has no end.
                Task { await context.logs.drained(log(of: name)) }
                // 128 + SIGKILL; the kernel's OOM killer uses it, too.
                if exit.code == 137, memoryRanOut { exit.oomKilled = true }
                if exit.code == 137, !exit.oomKilled, case .running = machine.machines[name]?.state {
                    Task { await context.killedFromOutside(name, of: pod.name) }
                }
                send(name, .exited(id: id, exit))
                return
            } catch {
                if error.isNoSuchContainer {
                    forget(name, id)
                    takeFromRuntimeLater(id)
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
        // It may end without our seeing it.
        _ = context.memoryKills.ended(id)
        live[name]?.stopWatching()
        live[name] = nil
    }

    /// How a container ended whose main process is gone.
    ///
    /// Where its conmon is gone too, nobody tells Podman: it calls the container running for ever, and does so
    /// with `sync=true` (UpdateContainerStatus does not look for the missing exit code; gone since 5.3).
    func end(of id: String, name: String) async throws(PodmanError) -> Exit {
        let found = try await podman.inspectContainer(id)
        if found.state.running, !isProcess(found.state.pid, ofContainer: id),
            !isConmon(found.state.conmonPid, ofContainer: id)
        {
            return Exit(
                code: 255, startedAt: found.state.startedAt.map(WallTime.init), finishedAt: Clock.now.wall,
                message: "Its conmon was killed, so that its exit code is not known")
        }
        return await exit(
            of: found.state.hasEnded ? found : try await podman.inspectEnded(id), name: name)
    }

    func exit(of found: ContainerInspect, name: String) async -> Exit {
        Exit(
            code: found.state.exitCode, oomKilled: found.state.oomKilled,
            startedAt: found.state.startedAt.map(WallTime.init),
            // 0: Podman has not seen it end, which after a power loss is no success.
            finishedAt: found.state.finishedAt.map(WallTime.init) ?? WallTime(nanoseconds: 0),
            message: await message(of: found, name: name))
    }

    /// What the container left in its termination file; where that is empty and it failed, the end of its log
    /// if it is to be that (kubelet, `toKubeContainerStatus`).
    private func message(of found: ContainerInspect, name: String) async -> String? {
        if let message = volumes.terminationMessage(of: name) { return message }
        guard spec(name)?.terminationMessagePolicy == .fallbackToLogsOnError, found.state.exitCode != 0 else {
            return nil
        }
        let lines = await context.logs.lastLines(log(of: name), within: Self.logPatience)
        return lines.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static let logPatience = Duration.seconds(5)
}
