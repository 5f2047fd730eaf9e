import Glibc
import PodEngine
import PodSpec
import Systemd

extension PodRunner {
    func probe(_ name: String, _ id: String, _ kind: Probe.Kind) async {
        guard let container = spec(name), let target = target(of: container, id) else {
            send(name, .probed(id: id, kind, .unknown("the container is not known any more")))
            return
        }
        let probe: Probe?
        switch kind {
        case .startup: probe = container.startupProbe
        case .liveness: probe = container.livenessProbe
        case .readiness: probe = container.readinessProbe
        }
        guard let probe else {
            send(name, .probed(id: id, kind, .unknown("the probe is not wanted any more")))
            return
        }
        let start = Clock.instant
        let outcome = await ProbeRunner.run(probe.handler, timeout: probe.timeout, target: target)
        context.probes.record(pod.name, name, kind, outcome, Clock.instant - start)
        send(name, .probed(id: id, kind, outcome))
    }

    func runHook(_ name: String, _ id: String, _ hook: Hook, _ timeout: Duration) async {
        let container = spec(name)
        let handler = hook == .postStart ? container?.postStart : container?.preStop
        guard let container, let handler, let target = target(of: container, id) else {
            // Without a hook there is nothing to do; without its container the end of that is on its way.
            send(name, .hookFinished(id: id, hook, error: nil))
            return
        }
        let error = await ProbeRunner.runHook(handler, timeout: timeout, target: target)
        send(name, .hookFinished(id: id, hook, error: error))
    }

    private func target(of container: Container, _ id: String) -> ProbeTarget? {
        guard let live = live[container.name], live.id == id else { return nil }
        return ProbeTarget(
            address: sandbox?.address, networkOf: networkOf, ports: container.ports, container: live.runtime)
    }

    /// The process in whose network the pod's addresses mean something, where that is not the case here: what
    /// rootless Podman gives a pod is out of reach for everybody outside.
    private var networkOf: Int32? {
        geteuid() == 0 || pod.hostNetwork ? nil : sandbox?.pid
    }

    // MARK: Logs

    func log(of container: String) -> ContainerLog {
        ContainerLog(app: app.name, pod: pod.name, container: container)
    }

    /// Opens the log's pipe, and has systemd keep it: a supervisor that dies loses no line.
    func openLog(_ container: String) {
        // One that is being closed is opened anew after that.
        guard closingLogs[container] == nil, openLogs.insert(container).inserted else { return }
        let name = "\(pod.name)/\(container)"
        do {
            let inherited = context.inherited.removeValue(forKey: name)
            let descriptor = try context.logs.open(log(of: container), inherited: inherited)
            try Notify.storeDescriptor(descriptor, name: name)
        } catch {
            note(
                .warning, "LogFailed", container: container,
                "its log cannot be read: \(error), going on without it")
        }
    }

    /// Forwards what is left and lets go of all pipes; the pod is gone.
    func closeLogs() async {
        let closing = openLogs
        openLogs = []
        for container in closing { await context.closeLog(log(of: container)) }
    }

    /// Lets go of the pipes of containers that the manifest does not have any more and that are gone.
    func closeUnknownLogs() {
        guard machine.isObserved else { return }
        for container in openLogs where !machine.machines.keys.contains(container) {
            openLogs.remove(container)
            closingLogs[container] = Task {
                await context.closeLog(log(of: container))
                closingLogs[container] = nil
                // It has come back meanwhile.
                if !isRetired, spec(container) != nil { openLog(container) }
            }
        }
    }
}
