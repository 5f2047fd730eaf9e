import CSystemd

/// A connection to systemd's manager: org.freedesktop.systemd1(5). Owns one `sd_bus`, pumped on the main
/// queue.
///
/// Once a job or a reload was begun, systemd sends this connection a signal for every job of the machine, so a
/// long-lived process should drop its `Bus` when it has no more to ask. A connection that has ended
/// stays so: every later call throws ``SystemdError/disconnected(doing:)``.
@MainActor
package final class Bus {
    /// Whose systemd.
    package enum Scope: Equatable, Sendable {
        /// The machine's, PID 1.
        case system
        /// That of the user who runs this process.
        case user
    }

    package let scope: Scope
    let handle: BusHandle
    private var watch: DescriptorWatch?
    /// Jobs that systemd has not yet ended, by object path. Of two wishes for the same, such as two
    /// starts of one unit, systemd makes one job.
    private var jobs: [String: [UnitJob]] = [:]
    /// What gets systemd's signals, by their names.
    private var listeners: [String: BusCallback] = [:]
    /// Called when systemd begins to read its files anew.
    private var reloadHandler: (() -> Void)?

    /// Connects. Where D-Bus does not answer, systemd's own socket is tried.
    ///
    /// - Throws: ``SystemdError/unreachable(_:errno:)``.
    package init(_ scope: Scope) throws(SystemdError) {
        self.scope = scope
        let handle = try BusHandle(scope)
        self.handle = handle
        watch = DescriptorWatch(handle.descriptor, of: handle) { [weak self] in self?.pump() }
        pump()
    }

    /// Sends a call and decodes its answer.
    ///
    /// `decode` runs as the answer arrives, before any later message is looked at.
    ///
    /// - Parameter limit: how long systemd may take; the call then ends in `timedOut`.
    func call<Value: Sendable>(
        _ message: BusMessage, within limit: Duration = .seconds(90), about unit: String? = nil,
        _ decode: @escaping (BusMessage) throws(SystemdError) -> Value
    ) async throws(SystemdError) -> Value {
        let result: Result<Value, SystemdError> = await withCheckedContinuation { continuation in
            let doing = message.doing
            let scope = scope
            let deadline = SuspendingClock.now + limit
            let onAnswer = BusCallback { raw in
                continuation.resume(
                    returning: Result { () throws(SystemdError) in
                        let answer = BusMessage(received: raw, doing: doing)
                        let isLate = SuspendingClock.now >= deadline
                        if let error = answer.error(scope, about: unit, isLate: isLate) { throw error }
                        return try decode(answer)
                    })
            }
            if !onAnswer.call(message, on: handle.bus, within: limit) {
                continuation.resume(returning: .failure(.disconnected(doing: doing)))
            }
            pump()
        }
        return try result.get()
    }

    /// Makes sure that ends of jobs are heard of.
    func subscribeToJobs() throws(SystemdError) {
        try listen(for: "JobRemoved") { [weak self] signal throws(SystemdError) in
            try self?.jobRemoved(signal)
        }
    }

    /// Has something done whenever systemd begins to read its files anew: `Reloading(b active)`, which it sends when
    /// it can't go back any more, and before it reads the first.
    func onReloading(_ handle: @escaping () -> Void) throws(SystemdError) {
        reloadHandler = handle
        try listen(for: "Reloading") { [weak self] signal throws(SystemdError) in
            if try signal.readFlag() { self?.reloadHandler?() }
        }
    }

    /// Hears a signal of the manager's from now on. D-Bus keeps the order of what one connection sends, so the call
    /// that leads to it may follow at once. A second listener for the same signal is none.
    private func listen(
        for name: String, _ take: @escaping (BusMessage) throws(SystemdError) -> Void
    ) throws(SystemdError) {
        guard listeners[name] == nil else { return }
        let subscribe = try BusMessage(handle.bus, "Subscribe", doing: "follow what systemd does")
        // A signal of another form is none that we asked for.
        let callback = BusCallback { raw in try? take(BusMessage(received: raw, doing: subscribe.doing)) }
        let isFirst = listeners.isEmpty
        listeners[name] = callback
        // Anyone may send a signal of this name; only the D-Bus daemon knows which are systemd's.
        let sender = handle.isDirect ? nil : "org.freedesktop.systemd1"
        guard callback.match(name, from: sender, on: handle.bus),
            !isFirst || sd_bus_send(handle.bus, subscribe.raw, nil) >= 0
        else { throw SystemdError.disconnected(doing: subscribe.doing) }
    }

    /// Remembers a job until `JobRemoved` names it.
    func follow(_ job: UnitJob, path: String) { jobs[path, default: []].append(job) }

    /// `JobRemoved(u id, o job, s unit, s result)`
    private func jobRemoved(_ signal: BusMessage) throws(SystemdError) {
        try signal.skip("u")
        let path = try signal.readString("o")
        try signal.skip("s")
        let result = JobResult(rawValue: try signal.readString())
        for job in jobs.removeValue(forKey: path) ?? [] { job.end(.success(result)) }
    }

    private func pump() {
        handle.run()
        guard !handle.isOpen else { return }
        watch?.cancel()
        let orphans = jobs.values.joined()
        jobs = [:]
        for job in orphans { job.end(.failure(.disconnected(doing: job.doing))) }
    }
}
