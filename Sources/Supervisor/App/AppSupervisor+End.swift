import Dispatch
import Glibc
import PodEngine
import PodSpec
import Podman
import Systemd

extension AppSupervisor {
    /// The exit status, once there is nothing left to supervise.
    ///
    /// - Parameter statuses: of the pods that are no Job's.
    func endStatus(_ statuses: [PodStatus]) -> Int32? {
        guard leaving.isEmpty else { return nil }
        if isStopping { return allRunners.allSatisfy(\.isGone) ? ExitStatus.done : nil }
        guard !statuses.isEmpty || !jobs.isEmpty else { return nil }
        // A pod whose deadline is over is Failed at once, while its containers have their grace period.
        if runners.contains(where: \.hasLive) { return nil }
        let phases = statuses.map(\.phase)
        guard phases.allSatisfy({ $0 == .succeeded || $0 == .failed }), jobs.allSatisfy(\.isDone) else {
            return nil
        }
        let hasFailed = phases.contains(.failed) || jobs.contains { $0.record.verdict?.isComplete == false }
        return hasFailed ? ExitStatus.failed : ExitStatus.done
    }

    /// Nothing is left to supervise. In the foreground the pods of an app that ended by itself are removed first, as by
    /// Ctrl-C: nobody else would, and the next time it runs anew.
    func conclude(with status: Int32) {
        guard case .foreground = mode else { return end(with: status) }
        let outcome = outcome ?? status
        self.outcome = outcome
        if isStopping { end(with: outcome) } else { stop() }
    }

    func end(with status: Int32) {
        guard finish != nil else { return }
        if status == ExitStatus.done, !isStopping { unitState.finish() }
        unitState.stop()
        for timer in timers { timer.cancel() }
        setTimer?.cancel()
        retry?.cancel()
        for job in jobs { job.stopTimer() }
        let runners = allRunners
        let isDone = runners.allSatisfy { !isStopping || $0.isGone }
        for runner in runners { runner.retire() }
        reporter.finish()
        Task {
            for runner in runners where !isStopping || runner.isGone {
                if isStopping { removeVolumes(of: runner) }
                await runner.closeLogs()
            }
            if isStopping { forgetRun() }
            if isStopping, isDone {
                try? Files.remove(paths.status)
                try? Files.remove(paths.memory)
            }
            leave(with: status)
        }
        // A journal that takes nothing must not hold up the end.
        timers = [after(Self.logMargin) { $0.leave(with: status) }]
    }

    private func leave(with status: Int32) {
        service?.stop()
        service = nil
        finish?.resume(returning: status)
        finish = nil
    }

    /// A pod that the manifest no longer has is gone. One of its name that the manifest has again comes after it.
    func retire(_ runner: PodRunner) {
        runner.retire()
        removeVolumes(of: runner)
        Task {
            await runner.closeLogs()
            leaving.removeAll { $0 === runner }
            startMissing()
            changed()
        }
    }

    private func removeVolumes(of runner: PodRunner) {
        do {
            try runner.volumes.removeAll()
        } catch {
            reporter.note(.warning, "VolumesLeft", "\(error), leaving it")
        }
    }

    /// Stops all pods gracefully; the end follows when they are gone, or cannot be stopped.
    func stop() {
        guard !isStopping else { return }
        isStopping = true
        unitState.stopping()
        Task {
            let limit = await limitStop()
            knowsStopTime = true
            timers.append(after(limit) { $0.giveUp(after: limit) })
            await reachPodman()
            for job in jobs {
                job.stopTimer()
                for runner in job.runners { runner.send(.stop(grace: graceLeft(of: runner.pod))) }
            }
            stopInOrder()
            changed()
        }
        changed()
    }

    /// How long the stop may take in all. Where the administrator gave the unit less time than its pods' grace
    /// periods need, they are cut: systemd would kill the supervisor and leave containers behind.
    private func limitStop() async -> Duration {
        let limit = Self.stopMargin + longestStop
        if let allowed = await stopTimeout(), allowed < AppUnit.stopTimeout(of: allRunners.map(\.pod)) {
            stopDeadline = Clock.instant + max(allowed - Self.cutMargin, allowed / 2)
            return min(limit, max(allowed - .seconds(1), .seconds(1)))
        }
        unitState.extendStop(limit)
        return limit
    }

    /// What is left of a pod's grace period; nil: all of it.
    func graceLeft(of pod: Pod) -> Duration? {
        stopDeadline.map { min(pod.terminationGracePeriod, max($0 - Clock.instant, .zero)) }
    }

    /// Of the unit, as systemd has it; nil where systemd does not say so soon.
    static func unitStopTimeout(_ paths: AppPaths) async -> Duration? {
        let scope: Bus.Scope = geteuid() == 0 ? .system : .user
        guard let bus = try? Preflight.connect(scope) else { return nil }
        return await withCheckedContinuation { continuation in
            let answer = FirstAnswer(continuation)
            Task { answer.give(try? await bus.unitProperties(paths.unit).service?.stopTimeout) }
            Task {
                await sleep(.seconds(2))
                answer.give(nil)
            }
        }
    }

    /// While the machine shuts down systemd starts nothing any more: whoever connects to Podman's socket is
    /// hung up on. Then Podman's service is started by us, on a socket of our own.
    private func reachPodman() async {
        guard service == nil, let podman = context?.podman else { return }
        do throws(PodmanError) {
            try await podman.ping()
        } catch {
            let socket = "\(paths.runtime)/podman.sock"
            do {
                service = try await PodmanService.start(on: socket)
                podman.socketPath = socket
            } catch {
                reporter.note(.warning, "PodmanUnavailable", "\(error), stopping goes on without it")
            }
        }
    }

    /// Podman does not do what it is asked. Containers are left as they are, for the next supervisor to adopt.
    private func giveUp(after limit: Duration) {
        let left = allRunners.filter { !$0.isGone }.map { runner in
            let running = runner.live.keys.sorted()
            return running.isEmpty
                ? runner.pod.name : "\(runner.pod.name) (\(running.joined(separator: ", ")))"
        }
        let text =
            "not stopped within \(limit.inWords), left as they are: \(left.joined(separator: ", ")); "
            + "see 'journalctl\(userOption) -u podman.service'"
        reporter.note(.warning, "StopTimeout", text)
        unitState.say(text)
        end(with: ExitStatus.mayWorkLater)
    }
}

/// Of two who may answer, the first counts.
@MainActor
private final class FirstAnswer {
    private var continuation: CheckedContinuation<Duration?, Never>?

    init(_ continuation: CheckedContinuation<Duration?, Never>) { self.continuation = continuation }

    func give(_ value: Duration?) {
        continuation?.resume(returning: value)
        continuation = nil
    }
}

/// DESIGN §5.
package enum ExitStatus {
    package static let done: Int32 = 0
    package static let mayWorkLater: Int32 = 1
    package static let usage: Int32 = 2
    package static let failed: Int32 = 3
    package static let badManifest: Int32 = 78
}
