// Starting and stopping. Every method waits for its job's end unless its name begins with "begin";
// a job that ended badly is no error here, but its ``JobResult``.
extension Bus {
    package func startUnit(_ unit: String) async throws(SystemdError) -> JobResult {
        try await beginStart(unit).result
    }

    /// Stops a unit. For one that does not run, the job is done at once.
    package func stopUnit(_ unit: String) async throws(SystemdError) -> JobResult {
        try await beginStop(unit).result
    }

    /// Restarts a unit, or starts it.
    package func restartUnit(_ unit: String) async throws(SystemdError) -> JobResult {
        try await beginRestart(unit).result
    }

    /// Has a unit reload its configuration (`ExecReload=`).
    ///
    /// - Throws: ``SystemdError/refused(doing:name:message:)`` with
    ///   `org.freedesktop.systemd1.JobTypeNotApplicable` for a unit that can't.
    package func reloadUnit(_ unit: String) async throws(SystemdError) -> JobResult {
        try await begin("ReloadUnit", unit, doing: "reload \(unit)").result
    }

    /// Has systemd start a unit, and returns as soon as the job is queued.
    ///
    /// - Throws: ``SystemdError/noSuchUnit(_:)``, ``SystemdError/denied(_:doing:)``,
    ///   ``SystemdError/refused(doing:name:message:)``, as for a masked unit.
    package func beginStart(_ unit: String) async throws(SystemdError) -> UnitJob {
        try await begin("StartUnit", unit, doing: "start \(unit)")
    }

    package func beginStop(_ unit: String) async throws(SystemdError) -> UnitJob {
        try await begin("StopUnit", unit, doing: "stop \(unit)")
    }

    package func beginRestart(_ unit: String) async throws(SystemdError) -> UnitJob {
        try await begin("RestartUnit", unit, doing: "restart \(unit)")
    }

    /// `METHOD(s unit, s mode) → o job`. The mode is systemctl's own default.
    private func begin(_ method: String, _ unit: String, doing: String) async throws(SystemdError) -> UnitJob
    {
        try subscribeToJobs()
        let message = try BusMessage(handle.bus, method, doing: doing)
        try message.append(unit)
        try message.append("replace")
        return try await call(message, about: unit) { answer throws(SystemdError) in
            // Followed before any later message is read: a fast job's end may be the next one.
            let job = UnitJob(self, unit: unit, doing: doing)
            self.follow(job, path: try answer.readString("o"))
            return job
        }
    }
}
